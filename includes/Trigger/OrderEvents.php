<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Duet\Event\Catalogue;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Settings\Settings;
use Duet\Source\Customer;
use Duet\Source\Order;
use Duet\Support\IdKey;
use WC_DateTime;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** An order as it stands -> the event it means. Changes nothing and remembers nothing, so trigger, tray and sweep share it. */
final class OrderEvents {

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Order $source,
		private readonly Customer $customer,
		private readonly IdKey $key,
	) {
	}

	/**
	 * The event's name alone, which costs no query: most calls end here.
	 *
	 * @param string|null $status The order's status, or another one to ask what it would have meant.
	 * @return 'Purchase'|'PlaceAnOrder'|null
	 */
	public function name( WC_Order $order, ?string $status = null ): ?string {
		$renewal = Renewal::is( $order );
		// Asked for a status that was, a payment of this very change does not count.
		$paid = null !== ( null === $status ? $order->get_date_paid() : self::paid( $order ) );
		// Refunds and subscriptions are orders to PHP, too. A renewal is no act of a visitor: a sale by setting, once it is paid.
		if ( 'shop_order' !== $order->get_type() || ( $renewal && ! ( $paid && true === $this->settings->get( 'subscriptions.renewals' ) ) ) ) {
			return null;
		}
		$name = $this->moment()->event( $status ?? $order->get_status(), $order->get_payment_method(), (float) $order->get_total(), $renewal ? 'renewal' : $order->get_created_via(), $paid );
		return $renewal && 'Purchase' !== $name ? null : $name;
	}

	/**
	 * The event, or null when the order means none, has no visitor, or belongs to an excluded role.
	 *
	 * @param int $otherwise Event time where the order does not record when the moment came.
	 * @throws InvalidEvent When the order's facts are no event: a broken currency, say.
	 */
	public function of( WC_Order $order, int $otherwise ): ?Event {
		$name    = $this->name( $order );
		$visitor = Snapshot::of( $order ) ?? Renewal::visitor( $order ) ?? $this->without_snapshot( $otherwise );
		if ( null === $name || null === $visitor || $this->customer->excluded( $order->get_customer_id() ) ) {
			return null;
		}
		$facts  = $this->source->facts( $order, $visitor->visitor );
		$origin = $this->origin( $order );
		if ( Origin::Offline === $origin && 'Purchase' !== $name ) {
			return null;
		}
		return Event::of( $this->catalogue, $name, $this->id( $name, $order->get_id() ), $this->time( $name, $order, $otherwise ), $facts, $visitor, $origin, $order->get_id() );
	}

	/**
	 * When the order's moment came, for whoever was not there: as the order records it, else the earliest it can have been,
	 * for an event said to be younger than it is may be counted twice.
	 *
	 * @return int Unix seconds.
	 */
	public function since( WC_Order $order ): int {
		$name    = $this->name( $order );
		$moment  = $this->moment()->moment_of( $order->get_payment_method() );
		$paid    = 'Purchase' === $name && ! in_array( $moment, [ 'placed', 'on-hold' ], true ) ? self::paid( $order ) : null;
		$created = ( $paid ?? $order->get_date_created() )?->getTimestamp() ?? 0;
		return null === $name ? $created : $this->time( $name, $order, $created );
	}

	/** @return list<string> Order statuses, without "wc-", at which an order may mean an event. */
	public function statuses(): array {
		$all = array_map( static fn( string $status ): string => (string) preg_replace( '/^wc-/', '', $status ), array_filter( array_keys( wc_get_order_statuses() ), is_string( ... ) ) );
		return $this->moment()->statuses( array_values( $all ) );
	}

	/** @param 'Purchase'|'PlaceAnOrder' $name */
	public function id( string $name, int $order_id ): string {
		return EventId::for_object( $name, $order_id, get_current_blog_id(), $this->key->get() );
	}

	private function time( string $name, WC_Order $order, int $otherwise ): int {
		$recorded = match ( 'Purchase' === $name ? $this->moment()->moment_of( $order->get_payment_method() ) : '' ) {
			'paid'      => self::paid( $order ),
			'completed' => $order->get_date_completed(),
			default     => null,
		};
		return null === $recorded ? $otherwise : $recorded->getTimestamp();
	}

	/**
	 * When the order was paid, as far as it knows. Of cash on delivery WooCommerce writes that down when the order is
	 * completed, long after "processing" made it a sale: a payment of the same moment says nothing.
	 */
	private static function paid( WC_Order $order ): ?WC_DateTime {
		$paid      = $order->get_date_paid();
		$completed = $order->get_date_completed();
		return null !== $paid && null !== $completed && abs( $paid->getTimestamp() - $completed->getTimestamp() ) <= 2 ? null : $paid;
	}

	/** Where the order was born: on this website, or, where the merchant says so, away from it. */
	public function origin( WC_Order $order ): Origin {
		$elsewhere = 'offline' === $this->settings->get( 'purchase.without_snapshot' ) && null === Snapshot::of( $order ) && null === Renewal::visitor( $order );
		return $elsewhere ? Origin::Offline : Origin::Server;
	}

	/** The merchant may say that orders no visitor placed (telephone, till, import) count: as web conversions, or as offline ones. */
	private function without_snapshot( int $at ): ?Visitor {
		return 'none' !== $this->settings->get( 'purchase.without_snapshot' )
			? new Visitor( consent: new Consent( 'none', Decision::Granted, $this->settings->consent_mode()->value, 'setting', $at ) )
			: null;
	}

	private function moment(): OrderMoment {
		$purchase = $this->settings->get( 'purchase' );
		$purchase = is_array( $purchase ) ? $purchase : [];
		$methods  = is_array( $purchase['methods'] ?? null ) ? $purchase['methods'] : [];
		return new OrderMoment(
			'placed' === ( $purchase['moment'] ?? 'paid' ) ? 'placed' : 'paid',
			array_filter( $methods, static fn( mixed $method ): bool => is_array( $method ) && is_string( $method['moment'] ?? null ) ),
			false !== ( $purchase['zero_total'] ?? true ),
			array_values( array_filter( wc_get_is_paid_statuses(), is_string( ... ) ) )
		);
	}
}
