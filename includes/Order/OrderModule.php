<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Drain\DrainModule;
use Duet\PipelineModule;
use Duet\Product\ProductModule;
use Duet\PublicRoutes\PublicRoutesModule;
use Duet\Snapshot\SnapshotModule;
use Duet\Tray\TrayModule;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** When an order becomes an event, its hooks, its facts, its refunds and subscriptions. */
final class OrderModule implements Module {

	public readonly Order $facts;
	public readonly ObjectIds $ids;
	public readonly OrderEvents $events;
	public readonly Orders $orders;
	public readonly Refunds $refunds;

	public readonly FilteredOrderEvents $shown;

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
		$lines         = new OrderLines( $product->items, $product->content_id );
		$this->facts   = new Order( $services->settings, $lines, $visitor->customer );
		$this->ids     = new ObjectIds( $services->key, $services->ledger, $services->settings );
		$this->moments = new EarlierMoments( $services->settings, $services->guard, $services->clock );
		$this->events  = new OrderEvents(
			$services->settings,
			$services->catalogue,
			$this->facts,
			$visitor->customer,
			$this->ids,
			$this->moments
		);
		$this->shown   = new FilteredOrderEvents( $this->events, $services->filters, $services->clock );
		$this->orders  = new Orders(
			events: $this->events,
			pipeline: $pipeline->pipeline,
			guard: $services->guard,
			clock: $services->clock,
			page: $tray->order_received,
			meta: $snapshot->meta,
			second_look: $snapshot->second_look()
		);
		$this->refunds = new Refunds( $services->catalogue, $services->key, $pipeline->pipeline, $services->guard );
	}

	public function register(): void {
		$tray = $this->tray->printer( $this->shown );
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
			$this->snapshot->meta
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
}
