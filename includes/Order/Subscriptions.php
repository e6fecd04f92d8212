<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Outbox\Outbox;
use Duet\Snapshot\OrderVisitor;
use Duet\Snapshot\Renewal;
use Duet\Snapshot\SecondLook;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Support\Stored;
use Duet\Tray\Handover;
use Duet\Visitor\Customer;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Subscribe: a subscription of WooCommerce Subscriptions becomes active for the first time, paid or begun as a free
 * trial. One that is only ordered may never be paid; one that becomes active again, after a pause or with each renewal,
 * was one before.
 */
final class Subscriptions {

	/** What of an order's parameters Subscribe has. `value` is what is due each time. */
	private const PARAMS = [ 'content_type', 'contents', 'description', 'value', 'currency' ];

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Order $source,
		private readonly Customer $customer,
		private readonly ObjectIds $ids,
		private readonly Handover $handover,
		private readonly Guard $guard,
		private readonly Clock $clock,
		private readonly ?SecondLook $second_look = null,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_subscription_status_active', $this->active( ... ), 20 );
	}

	private function active( mixed $subscription ): void {
		$order   = $subscription instanceof WC_Order ? Renewal::first_order( $subscription ) : null;
		$visitor = null === $order ? null : OrderVisitor::of( $order );
		if (
			! $subscription instanceof WC_Order
			|| null === $order
			|| null === $visitor
			|| $this->customer->excluded( $subscription->get_customer_id() )
		) {
			return;
		}
		// The first time is when its order was paid. The id makes several within these days one event; later ones are
		// no first.
		$now  = $this->clock->now();
		$time = min(
			$now,
			Stored::time( $order->get_date_paid( ... ) ) ?? Stored::time( $subscription->get_date_created( ... ) ) ?? 0
		);
		if ( $time < $now - Outbox::HORIZON ) {
			return;
		}
		$facts = $this->source->facts( $subscription, $visitor->visitor );
		$facts = new Facts( array_intersect_key( $facts->params, array_flip( self::PARAMS ) ), $facts->person );
		$id    = $this->ids->of( 'Subscribe', $subscription );
		$this->handover->remembered( Event::of( $this->catalogue, 'Subscribe', $id, $time, $facts, $visitor, Origin::Server ) );
		$this->second_look?->at_subscription( $subscription->get_id(), $order );
	}
}
