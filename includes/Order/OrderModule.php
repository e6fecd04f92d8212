<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Drain\DrainModule;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\PipelineModule;
use Duet\Product\ProductModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Settings\Pixel;
use Duet\Snapshot\Snapshot;
use Duet\Snapshot\SnapshotModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** When an order becomes an event, its hooks, its facts, its refunds and subscriptions. */
final class OrderModule implements Module {

	public readonly Order $facts;
	public readonly ObjectIds $ids;
	public readonly OrderEvents $events;
	public readonly Orders $orders;
	public readonly Refunds $refunds;

	private readonly EarlierMoments $moments;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly VisitorModule $visitor,
		private readonly SnapshotModule $snapshot,
		ProductModule $product,
		PipelineModule $pipeline,
		private readonly DrainModule $drain,
		private readonly TrayModule $tray,
	) {
		$push          = $pipeline->pipeline->push( ... );
		$lines         = new OrderLines( $product->items, $product->content_id );
		$this->facts   = new Order( $services->settings, $lines, $visitor->customer );
		$this->ids     = new ObjectIds( $services->key, $this->written( ... ) );
		$this->moments = new EarlierMoments( $services->settings->purchase_of( ... ), $services->guard, $services->clock );
		$this->events  = new OrderEvents(
			$services->settings,
			$services->catalogue,
			$this->facts,
			$visitor->customer,
			$this->ids,
			$this->moments->since( ... )
		);
		$this->orders  = new Orders(
			events: $this->events,
			push: $push,
			guard: $services->guard,
			clock: $services->clock,
			received: $tray->order_received->named( ... ),
			save: $snapshot->meta->save( ... ),
			second_look: $snapshot->second_look()
		);
		$this->refunds = new Refunds( $services->catalogue, $services->key, $push, $services->guard );
	}

	public function register(): void {
		$tray = $this->tray->printer( $this->shown( ... ), Snapshot::acknowledged( ... ) );
		$tray->register();
		$this->moments->register();
		if ( ! $this->services->has_shop() ) {
			return;
		}
		$this->orders->register();
		$acknowledgement = new Acknowledgement(
			$this->events,
			$this->routes->route,
			$this->drain->after_response,
			$this->snapshot->meta->save( ... )
		);
		$acknowledgement->register();
		$subscriptions = new Subscriptions(
			$this->services->catalogue,
			$this->facts,
			$this->visitor->customer,
			$this->ids,
			$this->tray->handover,
			$this->services->guard,
			$this->services->clock,
			$this->snapshot->second_look()
		);
		$subscriptions->register();
		$this->refunds->register();
	}

	/** What the thank-you page shows the pixel is what the server sends: same facts, same filter, same veto. */
	public function shown( WC_Order $order ): ?Event {
		$event = $this->events->of( $order, $this->events->since( $order, time() ) );
		return null === $event ? null : $this->services->filters->event( $event );
	}

	/**
	 * @param non-empty-array<string, string> $own
	 * @param list<string>                    $first
	 * @return array<string, array<string, array{pixels: int, time: int}>> Event id => origin => how many of the
	 * merchant's
	 *         destinations have a row of it, and when it happened.
	 */
	private function written( array $own, array $first, int $since, int $order_id ): array {
		$settings = $this->services->settings;
		$pixels   = [ ...$settings->destinations( Origin::Server ), ...$settings->destinations( Origin::Offline ) ];
		$codes    = array_map( static fn( Pixel $pixel ): string => $pixel->code, $pixels );
		$codes    = array_values( array_unique( $codes ) );
		return $this->services->ledger->written( $codes, $own, $first, $since, $order_id );
	}
}
