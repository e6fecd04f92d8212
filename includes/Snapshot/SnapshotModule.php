<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Outbox\OutboxModule;
use Duet\Visitor\ShopperRequest;
use Duet\Visitor\VisitorModule;
use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * Who placed an order, as it is kept with the order.
 *
 * @property-read OrderMeta     $meta
 * @property-read CountedOrders $counted
 * @property-read PlacedHere    $placed_here
 * @property-read SameBrowser   $same_browser
 */
final class SnapshotModule implements Module {

	use MadeWhenNeeded;

	public function __construct(
		private readonly Services $services,
		private readonly OutboxModule $outbox,
		private readonly VisitorModule $visitor,
	) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		return match ( $name ) {
			'meta'         => OrderMeta::of_site( $services->database, $services->wpdb ),
			'counted'      => new CountedOrders( $services->guard, $this->meta ),
			'placed_here'  => new PlacedHere( $services->guard ),
			'same_browser' => new SameBrowser( $this->visitor->request, $this->placed_here ),
			default        => throw new \LogicException( "no $name" ),
		};
	}

	public function register(): void {
		if ( ! $this->services->has_shop() ) {
			return;
		}
		$this->placed_here->register();
		$hidden = new HiddenMeta( $this->services->guard );
		$hidden->register();
		$capture = new VisitorCapture(
			request: $this->visitor->request,
			shopper: new ShopperRequest( $this->visitor->request ),
			placed: $this->placed_here,
			customer: $this->visitor->customer,
			guard: $this->services->guard,
			refusal: $this->refusal(),
			meta: $this->meta
		);
		$capture->register();
	}

	public function refusal(): OrderRefusal {
		return new OrderRefusal( $this->outbox->outbox(), $this->meta );
	}

	public function second_look(): SecondLook {
		return new SecondLook( $this->meta, $this->outbox->outbox() );
	}
}
