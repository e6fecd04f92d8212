<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Closure;
use Duet\Event\Origin;
use Duet\Order\OrderModule;
use Duet\PipelineModule;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The hourly look for orders that no hook reported. */
final class SweepModule {

	public readonly StoredOrder $stored;

	public function __construct(
		private readonly Services $services,
		private readonly PipelineModule $pipeline,
		private readonly OrderModule $order,
	) {
		$filter       = $services->filters->event( ... );
		$this->stored = new StoredOrder( $order->events, $pipeline->policy, $filter, $services->clock );
	}

	/** @param bool $rest Only what the last time left. @return int Events brought in. */
	public function run( bool $rest ): int {
		return $this->both( static fn( Sweep $net ): int => $rest ? $net->resume() : $net->run() );
	}

	/** Everything that may still be sent, for a merchant who asked. */
	public function all(): Swept {
		$swept = new Swept();
		$this->both( static fn( Sweep $net ): int => $net->all( $swept ) );
		return $swept;
	}

	/**
	 * Lets both nets look: for the website's sales, and for those of the offline event set.
	 *
	 * @param Closure(Sweep): int $how
	 */
	private function both( Closure $how ): int {
		if ( ! $this->services->has_shop() ) {
			return 0;
		}
		return $how( $this->net( Origin::Server ) ) + $how( $this->net( Origin::Offline ) );
	}

	private function net( Origin $origin ): Sweep {
		$pages = new OrderPages( $this->order->events );
		return new Sweep(
			events: $this->order->events,
			settings: $this->services->settings,
			catalogue: $this->services->catalogue,
			policy: $this->pipeline->policy,
			pages: $pages->changed( ... ),
			known: $this->services->ledger->of_orders( ... ),
			push: $this->pipeline->pipeline->push( ... ),
			guard: $this->services->guard,
			clock: $this->services->clock,
			net: $origin,
			filter: $this->services->filters->event( ... )
		);
	}
}
