<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Channel\EventSink;
use Duet\Event\Event;
use Duet\Outbox\Outbox;
use Duet\Snapshot\OrderMeta;
use Duet\Snapshot\SecondLook;
use Duet\Snapshot\Snapshot;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Support\Stored;
use Duet\Tray\OrderReceived;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Every hook at which an order's moment may have come. All lead to one idempotent consider(): no hook is reliable alone
 * (redirect gateways never come back, COD never "completes a payment", imports change no status), and the event's id
 * follows from the order, so any of them, any number of times, in parallel, is one event.
 */
final class Orders {

	/** @var array<string, true> "Purchase 15" => pushed in this request. */
	private array $pushed = [];

	/** @var array<int, true> Orders born in this request with their moment already come. */
	private array $created = [];

	/** @var array<int, true> Orders this request's checkout made: no row and no refund of them can exist. */
	private array $new = [];

	/**
	 * @var array<int, bool> Orders whose payment date came in this request; whether it came without a change of status.
	 */
	private array $paid = [];

	/**
	 * @var array<int, array{WC_Order, bool}> Orders that are placed and whose payment is still to come; whether placed
	 *         just now.
	 */
	private array $placed = [];

	public function __construct(
		private readonly OrderEvents $events,
		private readonly EventSink $pipeline,
		private readonly Guard $guard,
		private readonly Clock $clock,
		private readonly OrderReceived $page,
		private readonly ?OrderMeta $meta = null,
		private readonly ?SecondLook $second_look = null,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_order_status_changed', $this->status_changed( ... ), 20, 4 );
		$this->guard->action( 'woocommerce_payment_complete', $this->payment_complete( ... ), 20 );
		$this->guard->action( 'woocommerce_before_order_object_save', $this->saving( ... ), 20 );
		$this->guard->action( 'woocommerce_after_order_object_save', $this->saved( ... ), 20 );
		$this->guard->action( 'woocommerce_new_order', $this->created( ... ), 20, 2 );
		$this->guard->action(
			'woocommerce_checkout_order_processed',
			fn( mixed $id, mixed $posted = null, mixed $order = null ) => $this->consider( $order ?? $id, true ),
			20,
			3
		);
		$this->guard->action(
			'woocommerce_store_api_checkout_order_processed',
			fn( mixed $order ) => $this->consider( $order, true ),
			20
		);
		$this->guard->action( 'woocommerce_thankyou', fn( mixed $id ) => $this->consider( $id ), 20 );
		// Block templates fire woocommerce_thankyou only with one certain block in them. Before the tray (20) prints.
		$this->guard->action( 'wp_footer', fn() => $this->consider( $this->page->named() ), 5 );
		$this->guard->action( 'shutdown', $this->finish( ... ), 5 );
	}

	/**
	 * Gives birth to the order's event if its moment has come: a Purchase at once, PlaceAnOrder when the request ends,
	 * for many a gateway puts an order on hold and has it paid a moment later. Accepts an id because several hooks know
	 * only that.
	 *
	 * @param bool $now Whether this very hook is the moment; any other only finds that it has come.
	 */
	public function consider( mixed $order, bool $now = false ): void {
		$order = $order instanceof WC_Order ? $order : ( is_numeric( $order ) ? wc_get_order( (int) $order ) : null );
		$name  = $order instanceof WC_Order ? $this->events->name( $order ) : null;
		if ( null === $name || ! $order instanceof WC_Order ) {
			return;
		}
		if ( 'PlaceAnOrder' === $name ) {
			$this->placed[ $order->get_id() ] = [ $order, $now || ( $this->placed[ $order->get_id() ][1] ?? false ) ];
		} else {
			$this->give_birth( $name, $order, $now );
		}
	}

	/** A visitor just granted consent: what was refused a moment ago may go now. */
	public function reconsider( WC_Order $order ): void {
		unset( $this->pushed[ "Purchase {$order->get_id()}" ], $this->pushed[ "PlaceAnOrder {$order->get_id()}" ] );
		$this->consider( $order );
	}

	private function status_changed( int $id, string $from, string $to, mixed $order = null ): void {
		$order = $order instanceof WC_Order ? $order : wc_get_order( $id );
		if ( ! $order instanceof WC_Order ) {
			return;
		}
		$paid = isset( $this->paid[ $id ] ) ? false : null;
		$was  = $this->events->name( $order, $from, $paid );
		// A purchase put back on hold was no new order placed.
		if ( 'on-hold' !== $to || 'Purchase' !== $was ) {
			$this->consider(
				$order,
				! $this->comes_back( $order, $from ) && $this->comes_now( $order, $was, $from, $paid )
			);
		}
	}

	/**
	 * Whether this change brings the order's moment. Or whether the moment came silently, when the merchant changed the
	 * setting, and this is the first time since that anything happens to the order.
	 */
	private function comes_now( WC_Order $order, ?string $was, string $from, ?bool $paid ): bool {
		$name = $this->events->name( $order );
		if ( $name !== $was ) {
			return true;
		}
		$time = $this->clock->now();
		// What is young enough counts anyway, as of when it was made.
		return 'Purchase' === $name
			&& ! isset( $this->pushed[ "Purchase {$order->get_id()}" ] )
			&& $this->events->since( $order, $time ) < $time - Outbox::horizon( $this->events->origin( $order ) )
			&& $this->events->was_passed_over( $order, $from, $paid );
	}

	/** Comes right after the status change, which had the order in hand; loading it again would cost queries. */
	private function payment_complete( int $id ): void {
		if ( ! isset( $this->pushed[ "Purchase $id" ] ) ) {
			$this->consider( $id );
		}
	}

	/**
	 * An order that was paid before, and only comes back from its end: no new sale, whatever the outbox still
	 * remembers.
	 */
	private function comes_back( WC_Order $order, string $from ): bool {
		return in_array( $from, [ 'cancelled', 'refunded', 'failed', 'trash' ], true )
			&& ! isset( $this->paid[ $order->get_id() ] )
			&& null !== $order->get_date_paid();
	}

	/** Notes that the payment date comes now, whatever date it is. */
	private function saving( mixed $order ): void {
		$changes = $order instanceof WC_Order && $order->get_id() > 0 ? $order->get_changes() : [];
		if ( $order instanceof WC_Order && isset( $changes['date_paid'] ) && ! isset( $order->get_base_data()['date_paid'] ) ) {
			$this->paid[ $order->get_id() ] = ! isset( $changes['status'] );
		}
	}

	/** A gateway may pay an order and leave its status; a change of status has a hook of its own. */
	private function saved( mixed $order ): void {
		if ( ! $order instanceof WC_Order || true !== ( $this->paid[ $order->get_id() ] ?? null ) ) {
			return;
		}
		$this->paid[ $order->get_id() ] = false;
		$status                         = Stored::text( $order->get_status( ... ) );
		if ( $this->comes_now( $order, $this->events->name( $order, null, false ), $status, false ) ) {
			$this->consider( $order, true );
		}
	}

	/**
	 * Fires before WooCommerce has saved the order's lines, so the order is only noted. A pending one is left to the
	 * checkout hooks: its checkout may still fail.
	 */
	private function created( int $id, mixed $order = null ): void {
		if ( did_action( 'woocommerce_checkout_process' ) > 0 ) {
			$this->new[ $id ] = true;
		}
		if ( $order instanceof WC_Order && 'pending' !== $order->get_status() && null !== $this->events->name( $order ) ) {
			$this->created[ $id ] = true;
		}
	}

	private function finish(): void {
		foreach ( array_keys( $this->created ) as $id ) {
			$this->consider( $id );
		}
		foreach ( $this->placed as $id => [ $order, $now ] ) {
			if ( ! isset( $this->pushed[ "Purchase $id" ] ) ) {
				$this->give_birth( 'PlaceAnOrder', $order, $now );
			}
		}
		$this->created = [];
		$this->placed  = [];
	}

	/**
	 * Not of an order whose moment came too long ago: its row may be forgotten by now, and TikTok would count it again.
	 */
	private function give_birth( string $name, WC_Order $order, bool $now ): void {
		$once  = "$name {$order->get_id()}";
		$time  = $this->clock->now();
		$new   = isset( $this->new[ $order->get_id() ] );
		$event = isset( $this->pushed[ $once ] )
			? null
			: $this->events->of( $order, $now ? $time : $this->events->since( $order, $time ), $new );
		if ( null === $event || $event->name !== $name || $event->time < $time - Outbox::horizon( $event->origin ) || $this->has_counted( $event, $order, $time ) ) {
			return;
		}
		// A page that only finds the order's event written spares itself the attempt.
		if ( $now || $new || ! $this->events->is_written( $event, $order ) ) {
			$this->pushed[ $once ] = true;
			$this->name_snapshot( $order );
			$this->pipeline->push( $event );
			if ( ! $new ) {
				$this->second_look?->at( $order );
			}
		}
	}

	/**
	 * An order that is reopened after weeks is no new sale: the server or, when the order was placed, its browser sent
	 * it.
	 */
	private function has_counted( Event $event, WC_Order $order, int $time ): bool {
		$created = Stored::time( $order->get_date_created( ... ) ) ?? $time;
		return Snapshot::has_counted( $order )
			|| ( $created < $time - Outbox::horizon( $event->origin ) && in_array( $event->id, Snapshot::acknowledged( $order ), true ) );
	}

	/** A snapshot of version 0.1.0 names its order from now on, so that copies of it are known as copies. */
	private function name_snapshot( WC_Order $order ): void {
		$visitor = Snapshot::unnamed( $order );
		if ( null !== $visitor ) {
			Snapshot::put( $order, $visitor );
			if ( null === $this->meta ) {
				OrderMeta::save_quietly( $order );
			} else {
				$this->meta->save( $order, Snapshot::META );
			}
		}
	}
}
