<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Duet\Event\Origin;
use Duet\Order\OrderModule;
use Duet\PipelineModule;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The hourly look for orders that no hook reported. */
final class SweepModule implements Nets {

	public readonly ShopOrders $stored;

	public function __construct(
		private readonly Services $services,
		private readonly PipelineModule $pipeline,
		private readonly OrderModule $order,
	) {
		$this->stored = new ShopOrders( $order->events, $pipeline->policy, $services->filters, $services->clock );
	}

	public function run( bool $rest ): int {
		$brought = 0;
		foreach ( $this->nets() as $net ) {
			$brought += $rest ? $net->resume() : $net->run();
		}
		return $brought;
	}

	public function all(): Swept {
		$swept = new Swept();
		foreach ( $this->nets() as $net ) {
			$net->all( $swept );
		}
		return $swept;
	}

	/** @return list<Sweep> */
	private function nets(): array {
		return $this->services->has_shop() ? [ $this->net( Origin::Server ), $this->net( Origin::Offline ) ] : [];
	}

	private function net( Origin $origin ): Sweep {
		return new Sweep(
			events: $this->order->events,
			settings: $this->services->settings,
			catalogue: $this->services->catalogue,
			policy: $this->pipeline->policy,
			orders: new OrderPages( $this->order->events ),
			rows: $this->services->ledger,
			pipeline: $this->pipeline->pipeline,
			guard: $this->services->guard,
			clock: $this->services->clock,
			net: $origin,
			filter: $this->services->filters
		);
	}
}
