<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Event\Catalogue;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Outbox\Retention;
use Duet\Settings\Settings;
use Duet\Settings\Values\PurchaseSettings;
use Duet\Snapshot\OrderVisitor;
use Duet\Snapshot\Renewal;
use Duet\Snapshot\Snapshot;
use Duet\Support\Stored;
use Duet\Visitor\Customer;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** An order as it stands -> the event it means. Changes nothing, so trigger, tray and sweep share it. */
final class OrderEvents {

	private ?OrderMoment $moment        = null;
	private ?PurchaseSettings $purchase = null;

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Order $source,
		private readonly Customer $customer,
		private readonly ObjectIds $ids,
		private readonly ?EarlierMoments $earlier = null,
	) {
	}

	/**
	 * The event's name alone, which costs no query: most calls end here.
	 *
	 * @param string|null $status The order's status, or another one to ask what it would have meant.
	 * @param bool|null   $paid   Whether it was paid then; null if that has to be read from the order.
	 * @return 'Purchase'|'PlaceAnOrder'|null
	 */
	public function name( WC_Order $order, ?string $status = null, ?bool $paid = null ): ?string {
		return $this->name_by( $this->moment(), $order, $status, $paid );
	}

	/**
	 * Whether a sale, whose moment had come before its status changed, has had no chance to count: the merchant has
	 * changed the moment since the order was made, and by no earlier choice had it come. One query, and one of the
	 * options.
	 *
	 * @param string    $from The status it had.
	 * @param bool|null $paid As in name().
	 */
	public function was_passed_over( WC_Order $order, string $from, ?bool $paid ): bool {
		$earlier = $this->earlier?->since( self::created( $order ) ) ?? [];
		foreach ( $earlier as [ 'moment' => $moment, 'methods' => $methods ] ) {
			if ( 'Purchase' === $this->name_by( $this->moment_by( $moment, $methods ), $order, $from, $paid ) ) {
				return false;
			}
		}
		return [] !== $earlier && ! $this->is_bought( $order );
	}

	/** @return 'Purchase'|'PlaceAnOrder'|null */
	private function name_by( OrderMoment $moment, WC_Order $order, ?string $status, ?bool $paid ): ?string {
		$renewal = Renewal::is( $order );
		// Asked for a status that was, a payment of this very change does not count.
		$paid ??= null !== ( null === $status ? Stored::time( $order->get_date_paid( ... ) ) : self::paid( $order ) );
		// Refunds and subscriptions are orders to PHP, too. A renewal is no act of a visitor: a sale by setting, once
		// it is paid.
		if (
			'shop_order' !== $order->get_type()
			|| ( $renewal && ! ( $paid && $this->settings->values()->subscriptions->renewals ) )
		) {
			return null;
		}
		$status ??= Stored::text( $order->get_status( ... ) );
		$via      = $renewal ? 'renewal' : Stored::text( $order->get_created_via( ... ) );
		$name     = $moment->event( $status, self::method( $order ), Stored::number( $order->get_total( ... ) ), $via, $paid );
		return null === $name || ( $renewal && 'Purchase' !== $name ) || $this->is_part( $order ) ? null : $name;
	}

	/**
	 * The event, or null when the order means none, has no visitor, belongs to an excluded user, or was refunded.
	 *
	 * @param int  $time   Unix seconds: now where the moment is seen to come, else since().
	 * @param bool $is_new Whether neither a row nor a refund of this order can exist yet, which spares queries.
	 * @throws InvalidEvent When the order's facts are no event: a broken currency, say.
	 */
	public function of( WC_Order $order, int $time, bool $is_new = false ): ?Event {
		$name    = $this->name( $order );
		$known   = null === $name ? null : OrderVisitor::of( $order );
		$visitor = null === $name ? null : $known ?? $this->without_snapshot( $time, $order );
		if (
			null === $name
			|| null === $visitor
			|| Snapshot::is_left_out( $visitor )
			|| $this->customer->excluded( (int) Stored::number( $order->get_customer_id( ... ) ) )
		) {
			return null;
		}
		$facts  = $this->source->facts( $order, $known->visitor ?? '', $is_new );
		$origin = $is_new ? $this->origin( $order ) : $this->ids->book( $order ) ?? $this->origin( $order );
		if (
			( Origin::Offline === $origin && 'Purchase' !== $name )
			|| ( ! $is_new && Order::is_given_back( $order ) )
		) {
			return null;
		}
		// A purchase that was put on hold later, or an order placed so long ago that its row may be deleted.
		$is_late = self::created( $order ) < $time - Retention::LEAST_DAYS * 86400;
		if ( 'PlaceAnOrder' === $name && ! $is_new && ( $is_late || $this->is_bought( $order ) ) ) {
			return null;
		}
		// Payment dates are written and corrected later; what was sent keeps its time, for copies of another one may
		// count twice.
		$time = $is_new ? $time : min( $time, $this->ids->time( $name, $order ) ?? ( Snapshot::has_counted( $order ) ? self::created( $order ) : $time ) );
		return Event::of( $this->catalogue, $name, $this->ids->of( $name, $order, $is_new ), $time, $facts, $visitor, $origin, $order->get_id() );
	}

	/**
	 * When the order's moment came, for a request that did not see it come: as the order records it, else the earliest
	 * it can have been, because an event said to be younger than it is may be counted twice. Gateways store local times
	 * and banks their value dates, so it is never before the order was made and never in the future.
	 *
	 * @param int $now Unix seconds.
	 * @return int Unix seconds.
	 */
	public function since( WC_Order $order, int $now ): int {
		$moment   = 'Purchase' === $this->name( $order ) ? $this->moment()->moment_of( self::method( $order ) ) : 'placed';
		$recorded = match ( $moment ) {
			'placed', 'on-hold' => null,
			'completed'         => Stored::time( $order->get_date_completed( ... ) ) ?? self::paid( $order ),
			default             => self::paid( $order ),
		};
		$created = self::created( $order );
		return min( $now, max( $created, $recorded ?? $created ) );
	}

	/** Unix seconds. */
	private static function created( WC_Order $order ): int {
		return Stored::time( $order->get_date_created( ... ) ) ?? 0;
	}

	/** @return list<string> Order statuses, without "wc-", at which an order may mean an event. */
	public function statuses(): array {
		$plain = static fn( string $status ): string => (string) preg_replace( '/^wc-/', '', $status );
		$all   = array_map( $plain, array_filter( array_keys( wc_get_order_statuses() ), is_string( ... ) ) );
		return $this->moment()->statuses( array_values( $all ) );
	}

	/** Whether every pixel the event goes to has it already; as the look-up of its id found, so without a query. */
	public function is_written( Event $event, WC_Order $order ): bool {
		$pixels = count( $this->settings->destinations( $event->origin ) );
		return $pixels > 0 && $this->ids->pixels( $event->name, $order ) >= $pixels;
	}

	/** @param 'Purchase'|'PlaceAnOrder' $name */
	public function id( string $name, WC_Order $order ): string {
		return $this->ids->of( $name, $order );
	}

	/**
	 * When the order was paid, as far as it is stored, in Unix seconds. Of cash on delivery WooCommerce writes that
	 * down when the order is completed, long after "processing" made it a sale: a payment of the same moment says
	 * nothing.
	 */
	private static function paid( WC_Order $order ): ?int {
		$paid      = Stored::time( $order->get_date_paid( ... ) );
		$completed = Stored::time( $order->get_date_completed( ... ) );
		return null !== $paid && null !== $completed && abs( $paid - $completed ) <= 2 ? null : $paid;
	}

	private static function method( WC_Order $order ): string {
		return Stored::text( $order->get_payment_method( ... ) );
	}

	/**
	 * Whether the order is a part of one that counts: a marketplace's order per vendor says again what the shopper's
	 * order said. If that one came to nothing and never counted, its parts are the sales.
	 */
	private function is_part( WC_Order $order ): bool {
		$parent = OrderVisitor::parent( $order );
		return null !== $parent && (
			! in_array( $parent->get_status(), [ 'cancelled', 'failed', 'trash' ], true )
			|| null !== $parent->get_date_paid()
			|| [] !== Snapshot::acknowledged( $parent )
			|| Snapshot::has_counted( $parent )
			|| $this->ids->pixels( 'Purchase', $parent ) > 0
		);
	}

	/**
	 * Whether the order's Purchase was written down, reached the browser or counted. Its rows are found with those of
	 * PlaceAnOrder, by one query.
	 */
	private function is_bought( WC_Order $order ): bool {
		return Snapshot::has_counted( $order )
			|| in_array( $this->ids->of( 'Purchase', $order ), Snapshot::acknowledged( $order ), true )
			|| $this->ids->pixels( 'Purchase', $order ) > 0;
	}

	/** Where the order was born: on this website, or, where the merchant says so, away from it. */
	public function origin( WC_Order $order ): Origin {
		$elsewhere = 'offline' === $this->settings->values()->purchase->without_snapshot && null === OrderVisitor::of( $order );
		return $elsewhere ? Origin::Offline : Origin::Server;
	}

	/**
	 * The merchant may say that orders no visitor placed (telephone, till, import) count: as web conversions, or as
	 * offline ones. A renewal whose first order is gone had a visitor, and they may have refused.
	 */
	private function without_snapshot( int $at, WC_Order $order ): ?Visitor {
		if ( 'none' === $this->settings->values()->purchase->without_snapshot || Renewal::lost_its_origin( $order ) ) {
			return null;
		}
		$consent = new Consent( 'none', Decision::Granted, $this->settings->consent_mode()->value, 'setting', $at );
		return new Visitor( visitor: Snapshot::copied_number( $order ), consent: $consent );
	}

	/** Made once for the settings as they are: one change of status needs it up to five times. */
	private function moment(): OrderMoment {
		$purchase = $this->settings->values()->purchase;
		if ( null === $this->moment || $purchase !== $this->purchase ) {
			$this->purchase = $purchase;
			$this->moment   = $this->moment_by( $purchase->moment, $purchase->methods );
		}
		return $this->moment;
	}

	/** @param array<string, array{moment: string}> $methods */
	private function moment_by( string $moment, array $methods ): OrderMoment {
		$paid = array_values( array_filter( wc_get_is_paid_statuses(), is_string( ... ) ) );
		return new OrderMoment( $moment, $methods, $this->settings->values()->purchase->zero_total, $paid );
	}
}
