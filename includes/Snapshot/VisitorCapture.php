<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Support\Guard;
use Duet\Visitor\Customer;
use Duet\Visitor\RequestVisitor;
use Duet\Visitor\ShopperRequest;
use Duet\Visitor\ToldVisitor;
use WC_Order;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Puts the visitor on the order while the visitor is there; every later request knows only the order. Whatever code creates
 * or pays an order in a shopper's request (a checkout, an express button, a one-click form), that shopper is its visitor.
 */
final class VisitorCapture {

	/** The order this request's classic checkout is about to save. */
	private ?WC_Order $checkout = null;

	/** @var array<int, true> Orders that have the visitor of this request. */
	private array $done = [];

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly ShopperRequest $shopper,
		private readonly PlacedHere $placed,
		private readonly Customer $customer,
		private readonly Guard $guard,
		private readonly OrderRefusal $refusal,
		private readonly OrderMeta $meta,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_checkout_create_order', $this->classic_checkout( ... ), 20 );
		$this->guard->action( 'woocommerce_new_order', $this->created( ... ), 5, 2 );
		// Before Orders (20) asks what the order means.
		$this->guard->action( 'woocommerce_checkout_order_processed', $this->classic_processed( ... ), 10, 3 );
		$this->guard->action( 'woocommerce_store_api_checkout_update_order_from_request', $this->store_api( ... ), 20, 2 );
		$this->guard->action( 'woocommerce_before_pay_action', $this->order_pay( ... ), 20 );
		$this->guard->action( 'woocommerce_order_status_changed', $this->status_changed( ... ), 5, 4 );
		$this->guard->action( 'woocommerce_payment_complete', fn( mixed $id ) => $this->paid( $id ), 5 );
		// WooCommerce Subscriptions: every copy it makes of an order or subscription.
		$this->guard->filter( 'wc_subscriptions_object_data', self::without_ours( ... ) );
	}

	/** A new order is unsaved, and named when it is saved. One that this checkout takes up again WooCommerce saves right after. */
	private function classic_checkout( WC_Order $order ): void {
		$this->checkout = $order;
		if ( $order->get_id() > 0 ) {
			$this->capture_classic( $order );
		}
	}

	/** Fires for every order, whatever code made it, once it is no draft. */
	private function created( mixed $id, mixed $order = null ): void {
		if ( ! $order instanceof WC_Order || 'shop_order' !== $order->get_type() || isset( $this->done[ $order->get_id() ] ) ) {
			return;
		}
		if ( $order === $this->checkout || ( $this->shopper->is_one() && self::is_for_visitor( $order ) ) ) {
			$this->capture_classic( $order );
			// Before WooCommerce copies the new order.
			OrderMeta::save_quietly( $order );
		}
	}

	/**
	 * For an order that another plugin took in WooCommerce's place (filter woocommerce_create_order: deposits, some gateways):
	 * it passed no hook above if it was there before, and nobody saves it after this one.
	 */
	private function classic_processed( mixed $id, mixed $posted = null, mixed $order = null ): void {
		$order = $order instanceof WC_Order ? $order : ( is_numeric( $id ) ? wc_get_order( (int) $id ) : null );
		// Code that runs this hook elsewhere, for a webhook or an order typed in by staff, is no shopper's request.
		if ( ! $order instanceof WC_Order || isset( $this->done[ $order->get_id() ] ) || 0 === did_action( 'woocommerce_checkout_process' ) || self::may_edit( $order ) ) {
			return;
		}
		$this->capture_classic( $order );
		$this->meta->save( $order, Snapshot::META );
	}

	/** Both the checkout and, with an id in the route, paying for an existing order. WooCommerce saves the order after. */
	private function store_api( WC_Order $order, WP_REST_Request $request ): void {
		$pays = is_numeric( $request->get_param( 'id' ) );
		if ( 'POST' !== $request->get_method() || ( $pays && self::may_edit( $order ) ) ) {
			return;
		}
		$extensions  = $request->get_param( 'extensions' );
		$attribution = is_array( $extensions ) ? ( $extensions['woocommerce/order-attribution'] ?? null ) : null;
		$attribution = is_array( $attribution ) ? $attribution : [];
		$this->capture( $order, wc_get_checkout_url(), $attribution['referrer'] ?? null, $attribution['session_entry'] ?? null, ! $pays, is_array( $extensions ) ? ( $extensions['duet'] ?? null ) : null );
	}

	/** WooCommerce checked nonce and order key, and saves the order with its payment method after. */
	private function order_pay( WC_Order $order ): void {
		if ( ! self::may_edit( $order ) ) {
			$this->capture( $order, $order->get_checkout_payment_url(), same: false );
		}
	}

	private function status_changed( mixed $id, mixed $from = null, mixed $to = null, mixed $order = null ): void {
		if ( in_array( $to, [ ...wc_get_is_paid_statuses(), 'on-hold' ], true ) ) {
			$this->paid( $id, $order );
		}
	}

	/** Paid by other means than the pages above, and nobody saw it being made: the payer is its visitor. */
	private function paid( mixed $id, mixed $order = null ): void {
		if ( ! is_numeric( $id ) || isset( $this->done[ (int) $id ] ) || ! $this->shopper->is_one() ) {
			return;
		}
		$order = $order instanceof WC_Order ? $order : wc_get_order( (int) $id );
		if ( $order instanceof WC_Order && 'shop_order' === $order->get_type() && null === Snapshot::of( $order ) && self::is_for_visitor( $order ) ) {
			$this->capture( $order, wc_get_checkout_url() );
			$this->meta->save( $order, Snapshot::META );
		}
	}

	private function capture_classic( WC_Order $order ): void {
		$this->capture( $order, wc_get_checkout_url(), self::posted( 'wc_order_attribution_referrer' ), self::posted( 'wc_order_attribution_session_entry' ) );
	}

	/**
	 * @param string $page     Where orders of this kind are made, for a browser that keeps its Referer header to itself.
	 * @param mixed  $referrer Where the visit came from, as WooCommerce's order attribution remembered it.
	 * @param mixed  $landing  Its first page, likewise.
	 * @param bool   $same     Whether the order's earlier visitor, if it has one, sat in front of this same browser.
	 * @param mixed  $told     What an app or a headless shop says of its shopper.
	 */
	private function capture( WC_Order $order, string $page, mixed $referrer = null, mixed $landing = null, bool $same = true, mixed $told = null ): void {
		$visitor                        = ToldVisitor::of( $this->request->visitor( [ 'referrer' => $referrer ], $page ), $told, $_SERVER, time() );
		$earlier                        = Snapshot::of( $order );
		$this->done[ $order->get_id() ] = true;
		// A link to pay is passed on: whoever opens it did not place the order that another browser placed.
		if ( $same || null === $earlier ) {
			$this->placed->note( $order );
		}
		if ( $this->customer->visit_excluded( get_current_user_id(), "Order {$order->get_id()}" ) ) {
			// Staff who pay a shopper's order leave it as it is.
			if ( null === $earlier && $same ) {
				Snapshot::leave_out( $order, time() );
			}
			return;
		}
		if ( null !== $earlier && ! $this->outranks( $visitor, $earlier, $order, $same ) ) {
			return;
		}
		if ( Decision::Granted === $visitor->decision() && '' === $visitor->ttclid ) {
			// Without our cookie: the click of the order's first checkout, or the one the visit began with.
			$click   = $earlier->ttclid ?? '';
			$visitor = Visitor::from_array( [ 'ttclid' => '' !== $click ? $click : self::click_in( $landing ) ] + $visitor->to_array() );
		}
		Snapshot::put( $order, $visitor );
		if ( null !== $visitor->consent && Decision::Denied === $visitor->decision() ) {
			$this->spread( $order, $visitor, null === $earlier );
		}
	}

	/** @param bool $is_first Whether the order had no visitor yet. */
	private function spread( WC_Order $order, Visitor $visitor, bool $is_first ): void {
		$obeyed = OrderVisitor::obeyed( $order );
		// Of an order that is being made nothing waits, and nothing follows from it.
		$is_new = $is_first && [] === $obeyed && ( doing_action( 'woocommerce_new_order' ) || $order->has_status( 'checkout-draft' ) );
		// A browser that opts out by itself says nothing about a subscription that somebody else began.
		$is_own = ! $this->request->only_opts_out() || [] === $obeyed || self::is_customer( $order );
		foreach ( $is_own ? [] : $obeyed as $one ) {
			$number = Snapshot::of( $one )->visitor ?? '';
			$is_own = $is_own || $this->placed->has( $one ) || ( '' !== $number && $number === $visitor->visitor );
		}
		if ( null !== $visitor->consent && ! $is_new && $is_own ) {
			$this->refusal->spread( $order, $visitor->consent );
		}
	}

	/**
	 * Whether this request's visitor takes the place of the one the order has. An answer outranks silence, and a refusal
	 * ends only with an explicit yes of the same person; an erasure never ends.
	 */
	private function outranks( Visitor $now, Visitor $earlier, WC_Order $order, bool $same ): bool {
		$spoke = static fn( Visitor $visitor ): bool => in_array( $visitor->consent?->signal, [ 'allow', 'deny' ], true );
		$own   = $same || self::is_customer( $order ) || $this->placed->has( $order ) || ( '' !== $earlier->visitor && $earlier->visitor === $now->visitor );
		return match ( true ) {
			Decision::Denied === $earlier->decision() => $own && ( $this->request->has_agreed() || ToldVisitor::has_agreed( $now ) ) && Consent::ERASURE !== $earlier->consent?->source,
			// Whoever pays for somebody else may refuse for the order, and cannot agree in the buyer's place. The buyer's click stays,
			// and the number the buyer withdraws by.
			! $own                                    => Decision::Denied === $now->decision() && ! $this->request->only_opts_out(),
			$spoke( $now )                            => true,
			$spoke( $earlier )                        => false,
			// An assumption is no answer to a question that waits for one.
			default                                   => Decision::Unknown !== $earlier->decision() || Decision::Granted !== $now->decision(),
		};
	}

	private static function click_in( mixed $landing ): string {
		$query = is_string( $landing ) && strlen( $landing ) <= 4096 ? wp_parse_url( $landing, PHP_URL_QUERY ) : null;
		wp_parse_str( is_string( $query ) ? $query : '', $arguments );
		return is_string( $arguments['ttclid'] ?? null ) ? $arguments['ttclid'] : '';
	}

	private static function posted( string $field ): string {
		$posted = $_POST[ $field ] ?? null; // phpcs:ignore WordPress.Security -- WooCommerce checked the checkout's nonce; Visitor checks the content.
		return is_string( $posted ) && strlen( $posted ) <= 4096 ? wp_unslash( $posted ) : '';
	}

	/** A vendor who writes down an order for a customer, say, is not that customer. */
	private static function is_for_visitor( WC_Order $order ): bool {
		$user = get_current_user_id();
		return 0 === $user || in_array( $order->get_customer_id(), [ 0, $user ], true );
	}

	private static function is_customer( WC_Order $order ): bool {
		return $order->get_customer_id() > 0 && get_current_user_id() === $order->get_customer_id();
	}

	/** Shop staff pay for customers on the telephone: their browser is not the shopper's. */
	private static function may_edit( WC_Order $order ): bool {
		return current_user_can( 'edit_shop_orders' ) || current_user_can( 'edit_shop_order', $order->get_id() );
	}

	/** A renewal must not inherit what the first order knows of its visit and its events. */
	private static function without_ours( mixed $data ): mixed {
		return is_array( $data ) ? array_diff_key( $data, [ Snapshot::META => true, Snapshot::BROWSER => true, Snapshot::COUNTED => true ] ) : $data;
	}
}
