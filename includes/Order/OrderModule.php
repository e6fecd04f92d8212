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
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * When an order becomes an event, its hooks, its facts, its refunds and subscriptions.
 *
 * @property-read OrderLines          $lines
 * @property-read Order               $facts
 * @property-read ObjectIds           $ids
 * @property-read EarlierMoments      $moments
 * @property-read OrderEvents         $events
 * @property-read FilteredOrderEvents $shown
 * @property-read Orders              $orders
 * @property-read Refunds             $refunds
 */
final class OrderModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly PublicRoutesModule $routes,
		private readonly VisitorModule $visitor,
		private readonly SnapshotModule $snapshot,
		private readonly ProductModule $product,
		private readonly PipelineModule $pipeline,
		private readonly DrainModule $drain,
		private readonly TrayModule $tray,
	) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		$settings = $services->settings;
		$customer = $this->visitor->customer;
		$pipeline = $this->pipeline->pipeline;
		return match ( $name ) {
			'lines'   => new OrderLines( $this->product->items, $this->product->content_id ),
			'facts'   => new Order( $settings, $this->lines, $customer ),
			'ids'     => new ObjectIds( $services->key, $services->ledger, $settings ),
			'moments' => new EarlierMoments( $settings, $services->guard, $services->clock ),
			'events'  => new OrderEvents(
				$settings,
				$services->catalogue,
				$this->facts,
				$customer,
				$this->ids,
				$this->moments
			),
			'shown'   => new FilteredOrderEvents( $this->events, $services->filters, $services->clock ),
			'orders'  => new Orders(
				events: $this->events,
				pipeline: $pipeline,
				guard: $services->guard,
				clock: $services->clock,
				page: $this->tray->order_received,
				meta: $this->snapshot->meta,
				second_look: $this->snapshot->second_look()
			),
			'refunds' => new Refunds( $services->catalogue, $services->key, $pipeline, $services->guard ),
			default   => throw new \LogicException( "no $name" ),
		};
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
