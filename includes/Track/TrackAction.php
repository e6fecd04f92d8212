<?php
declare(strict_types=1);

namespace Duet\Track;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\PersonalData;
use Duet\Event\Visitor;
use Duet\Order\ObjectIds;
use Duet\Order\Order;
use Duet\Snapshot\OrderVisitor;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Tray\Handover;
use Duet\Visitor\Customer;
use Duet\Visitor\TypedPerson;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * `do_action( 'duet_track', $name, $params, $context )`: an event from other code. The usual rules hold: the catalogue
 * checks it, the policy judges it by its visitor's consent, and in the visitor's own request the pixel gets it, too -
 * call it before the page is printed.
 */
final class TrackAction {

	private const CONTEXT = [ 'person', 'order_id', 'user_id', 'event_id', 'time', 'visitor' ];

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Order $source,
		private readonly Customer $customer,
		private readonly ObjectIds $ids,
		private readonly Handover $handover,
		private readonly Guard $guard,
		private readonly Clock $clock,
	) {
	}

	public function register(): void {
		/**
		 * Creates an event on the server.
		 *
		 * In a visitor's own request, before the page is printed, the pixel receives a copy as well. In a webhook or a
		 * cron run the context must name the order or the visitor; otherwise consent is unknown and nothing is sent.
		 *
		 * @since 0.1.0
		 *
		 * @param string               $name    TikTok's name of the event, or your own name.
		 * @param array<string, mixed> $params  Parameters by name, with numbers as numbers.
		 * @param array<string, mixed> $context Whose event it is: `person`, `order_id`, `user_id`, `visitor`,
		 *         `event_id`, `time`.
		 */
		$this->guard->action( 'duet_track', $this->track( ... ), 10, 3 );
	}

	/**
	 * @param mixed $name    A name of the catalogue, or an own one.
	 * @param mixed $params  Parameter => value, numbers as numbers.
	 * @param mixed $context Whose event it is: an order's shopper (`order_id`), a Visitor or its array (`visitor`),
	 *         else the visitor of this request - nobody, where there is none. `person` (raw identifiers, as Facts has
	 *         them), `user_id`, `event_id` (the same id is the same event; see EventId::chosen()), `time` (Unix
	 *         seconds).
	 * @throws InvalidEvent Caught by the guard, which logs which part is wrong and never what stands in it.
	 */
	private function track( mixed $name, mixed $params = [], mixed $context = [] ): void {
		$unknown = is_array( $context ) ? array_diff( array_keys( $context ), self::CONTEXT ) : [];
		if ( ! is_string( $name ) || ! is_array( $params ) || ! is_array( $context ) || [] !== $unknown ) {
			$known = implode( ', ', self::CONTEXT );
			InvalidEvent::raise( 'duet_track', "takes a name, an array of parameters, and a context of $known" );
		}
		$order   = $this->order( $context );
		$visitor = $this->visitor( $context, $order );
		$user    = $this->user( $context, $order );
		$own     = null === $order && ! isset( $context['visitor'] ) && $this->is_visited();
		if ( $own ? $this->customer->visit_excluded( $user, $name ) : $this->customer->excluded( $user ) ) {
			return;
		}
		$known  = null === $order
			? $this->customer->facts( $user, $visitor->visitor )
			: $this->source->facts( $order, $visitor->visitor );
		$params = array_filter( $params, is_string( ... ), ARRAY_FILTER_USE_KEY );
		PersonalData::refuse( $params, $this->catalogue, $known->params );
		// A person named here is known better than by the account or order.
		$typed = new Facts( $params, TypedPerson::of( $context['person'] ?? null ) );
		$facts = ( new Facts( [], $known->person ) )->and( $typed );
		$name  = $this->catalogue->define( $name )->name;
		$id    = $this->id( $name, $context, $order );
		$time  = $this->time( $context );
		$of    = null !== $order && self::is_orders_own( $name ) ? $order->get_id() : 0;
		$event = Event::of( $this->catalogue, $name, $id, $time, $facts, $visitor, Origin::Server, $of );
		if ( $own ) {
			$this->handover->own( $event );
		} else {
			$this->handover->remembered( $event );
		}
	}

	/** @param array<mixed> $context */
	private function order( array $context ): ?WC_Order {
		$id    = $context['order_id'] ?? null;
		$order = is_int( $id ) && function_exists( 'wc_get_order' ) ? wc_get_order( $id ) : null;
		if ( null !== $id && ! $order instanceof WC_Order ) {
			InvalidEvent::raise( 'order_id', 'no order' );
		}
		return $order instanceof WC_Order ? $order : null;
	}

	/** @param array<mixed> $context */
	private function visitor( array $context, ?WC_Order $order ): Visitor {
		$visitor = $context['visitor'] ?? null;
		return match ( true ) {
			$visitor instanceof Visitor => $visitor,
			is_array( $visitor )        => Visitor::from_array( $visitor ),
			null !== $visitor           => InvalidEvent::raise( 'visitor', 'neither a Visitor nor its array' ),
			null !== $order             => OrderVisitor::of( $order ) ?? new Visitor(),
			$this->is_visited()         => $this->handover->visitor(),
			// Consent unknown: never sent.
			default                     => new Visitor(),
		};
	}

	/**
	 * The logged-in user, unless the context names another person.
	 *
	 * @param array<mixed> $context
	 */
	private function user( array $context, ?WC_Order $order ): int {
		$user = $context['user_id'] ?? null;
		return match ( true ) {
			is_int( $user )    => $user,
			null !== $user     => InvalidEvent::raise( 'user_id', 'not a number' ),
			null !== $order    => $order->get_customer_id(),
			isset( $context['person'] ) || isset( $context['visitor'] ) => 0,
			default            => get_current_user_id(),
		};
	}

	/**
	 * An order's own events keep the order's IDs, whichever code sends them: one sale, one conversion.
	 *
	 * @param array<mixed> $context
	 */
	private function id( string $name, array $context, ?WC_Order $order ): string {
		if ( null !== $order && self::is_orders_own( $name ) ) {
			return $this->ids->of( $name, $order );
		}
		$id = $context['event_id'] ?? EventId::random();
		return is_string( $id ) ? EventId::chosen( $id ) : InvalidEvent::raise( 'event_id', 'not text' );
	}

	private static function is_orders_own( string $name ): bool {
		return in_array( $name, [ 'Purchase', 'PlaceAnOrder' ], true );
	}

	/** @param array<mixed> $context */
	private function time( array $context ): int {
		$now  = $this->clock->now();
		$time = $context['time'] ?? $now;
		return is_int( $time ) && $time > 0 && $time <= $now + 60
			? $time
			: InvalidEvent::raise( 'time', 'not a time in the past, in seconds' );
	}

	/** Whether a visitor's browser waits for this request. */
	private function is_visited(): bool {
		$is_cli = defined( 'WP_CLI' ) && (bool) constant( 'WP_CLI' );
		return ! wp_doing_cron() && ! $is_cli && isset( $_SERVER['REQUEST_METHOD'] );
	}
}
