<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Support\Guard;
use Duet\Support\QuietSave;
use WC_Order;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** Puts the shopper's snapshot on the order while the shopper is there; every later request knows only the order. */
final class VisitorCapture {

	/** The order this request's classic checkout made. */
	private ?WC_Order $made = null;

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly PlacedHere $placed,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_checkout_create_order', $this->classic_checkout( ... ), 20 );
		// Before Orders (20) asks what the order means.
		$this->guard->action( 'woocommerce_checkout_order_processed', $this->classic_processed( ... ), 10, 3 );
		$this->guard->action( 'woocommerce_store_api_checkout_update_order_from_request', $this->store_api( ... ), 20, 2 );
		$this->guard->action( 'woocommerce_before_pay_action', $this->order_pay( ... ), 20 );
		// WooCommerce Subscriptions: every copy it makes of an order or subscription.
		$this->guard->filter( 'wc_subscriptions_object_data', self::without_ours( ... ) );
	}

	/** The order is unsaved; WooCommerce saves it right after. */
	private function classic_checkout( WC_Order $order ): void {
		$this->made = $order;
		$this->capture( $order, wc_get_checkout_url(), self::posted( 'wc_order_attribution_referrer' ), self::posted( 'wc_order_attribution_session_entry' ) );
	}

	/**
	 * For an order that another plugin made in WooCommerce's place (filter woocommerce_create_order: deposits, some gateways):
	 * it passed no hook above, and nobody saves it after this one.
	 */
	private function classic_processed( mixed $id, mixed $posted = null, mixed $order = null ): void {
		$order = $order instanceof WC_Order ? $order : ( is_numeric( $id ) ? wc_get_order( (int) $id ) : null );
		// Whoever runs this hook elsewhere, a webhook or an order typed in by staff, is not the shopper.
		if ( ! $order instanceof WC_Order || 0 === did_action( 'woocommerce_checkout_process' ) || self::may_edit( $order ) ) {
			return;
		}
		if ( $this->made?->get_id() !== $order->get_id() || null === Snapshot::of( $order ) ) {
			$this->classic_checkout( $order );
			QuietSave::meta( $order );
		}
	}

	/** Both the checkout and, with an id in the route, paying for an existing order. WooCommerce saves the order after. */
	private function store_api( WC_Order $order, WP_REST_Request $request ): void {
		if ( 'POST' !== $request->get_method() || ( is_numeric( $request->get_param( 'id' ) ) && self::may_edit( $order ) ) ) {
			return;
		}
		$extensions  = $request->get_param( 'extensions' );
		$attribution = is_array( $extensions ) ? ( $extensions['woocommerce/order-attribution'] ?? null ) : null;
		$attribution = is_array( $attribution ) ? $attribution : [];
		$this->capture( $order, wc_get_checkout_url(), $attribution['referrer'] ?? null, $attribution['session_entry'] ?? null );
	}

	/** WooCommerce checked nonce and order key, and saves the order with its payment method after. */
	private function order_pay( WC_Order $order ): void {
		if ( ! self::may_edit( $order ) ) {
			$this->capture( $order, $order->get_checkout_payment_url() );
		}
	}

	/**
	 * @param string $page     Where orders of this kind are made, for a browser that keeps its Referer header to itself.
	 * @param mixed  $referrer Where the visit came from, as WooCommerce's order attribution remembered it.
	 * @param mixed  $landing  Its first page, likewise.
	 */
	private function capture( WC_Order $order, string $page, mixed $referrer = null, mixed $landing = null ): void {
		$visitor = $this->request->visitor( [ 'referrer' => $referrer ], $page );
		if ( Decision::Granted === $visitor->decision() && '' === $visitor->ttclid ) {
			// Without our cookie: the click of the order's first checkout, or the one the visit began with.
			$earlier = Snapshot::of( $order )->ttclid ?? '';
			$visitor = Visitor::from_array( [ 'ttclid' => '' !== $earlier ? $earlier : self::click_in( $landing ) ] + $visitor->to_array() );
		}
		Snapshot::put( $order, $visitor );
		$this->placed->note( $order );
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

	/** Shop staff pay for customers on the telephone: their browser is not the shopper's. */
	private static function may_edit( WC_Order $order ): bool {
		return current_user_can( 'edit_shop_orders' ) || current_user_can( 'edit_shop_order', $order->get_id() );
	}

	/** A renewal must not inherit the first order's click, consent and acknowledgements. */
	private static function without_ours( mixed $data ): mixed {
		return is_array( $data ) ? array_diff_key( $data, [ Snapshot::META => true, Snapshot::BROWSER => true ] ) : $data;
	}
}
