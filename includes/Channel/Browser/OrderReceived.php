<?php
declare(strict_types=1);

namespace Duet\Channel\Browser;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The order an order-received page may show to whoever looks at it. WooCommerce's own gates (WC_Shortcode_Checkout,
 * the order confirmation blocks) are private, so they are repeated here with the same filters: key, then account or
 * the guest's session, e-mail and grace period.
 */
final class OrderReceived {

	public function order(): ?WC_Order {
		$order = $this->named();
		return null !== $order && $this->is_shown( $order ) ? $order : null;
	}

	/**
	 * The order this page is about, by its key; not every one who has the key may see it. Costs nothing when WooCommerce has
	 * the order loaded, which it has on its own page.
	 */
	public function named(): ?WC_Order {
		if ( ! function_exists( 'is_order_received_page' ) || ! is_order_received_page() ) {
			return null;
		}
		$key   = $_GET['key'] ?? ''; // phpcs:ignore WordPress.Security -- The key is the authorisation, compared below and never printed.
		$id    = apply_filters( 'woocommerce_thankyou_order_id', absint( get_query_var( 'order-received' ) ) );
		$key   = apply_filters( 'woocommerce_thankyou_order_key', is_string( $key ) ? wp_unslash( $key ) : '' );
		$order = is_numeric( $id ) && (int) $id > 0 ? wc_get_order( (int) $id ) : false;
		return $order instanceof WC_Order && is_string( $key ) && '' !== $key && hash_equals( $order->get_order_key(), $key ) ? $order : null;
	}

	private function is_shown( WC_Order $order ): bool {
		$customer = $order->get_customer_id();
		if ( $customer > 0 ) {
			return get_current_user_id() === $customer || true !== (bool) apply_filters( 'woocommerce_order_received_verify_known_shoppers', true );
		}
		$email = $order->get_billing_email();
		if ( '' === $email || $this->is_recent( $order ) || 0 === strcasecmp( $this->session_email(), $email ) || current_user_can( 'read_private_shop_orders' ) ) {
			return true;
		}
		return true !== (bool) apply_filters( 'woocommerce_order_email_verification_required', true, $order, 'order-received' );
	}

	private function is_recent( WC_Order $order ): bool {
		$grace   = apply_filters( 'woocommerce_order_email_verification_grace_period', 600, $order, 'order-received' );
		$created = $order->get_date_created();
		return null !== $created && is_numeric( $grace ) && time() - $created->getTimestamp() <= (int) $grace;
	}

	private function session_email(): string {
		$session  = WC()->session;
		$customer = $session instanceof \WC_Session ? $session->get( 'customer' ) : null;
		return is_array( $customer ) && is_string( $customer['email'] ?? null ) ? $customer['email'] : '';
	}
}
