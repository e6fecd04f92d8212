<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Snapshot\SameBrowser;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The order whose id and key stand in the address of this page: WooCommerce's order-received page or a thank-you page
 * of the merchant's own. WooCommerce's own gates (WC_Shortcode_Checkout, the order confirmation blocks) are private, so
 * they are repeated here with the same filters: key, then account or the guest's session, e-mail and grace period.
 */
final class OrderReceived {

	/**
	 * @var array<int, bool> Whether this page may report an order. WooCommerce ends its session while the page is
	 *         printed.
	 */
	private array $reportable = [];

	public function __construct( private readonly ?SameBrowser $browser = null ) {
	}

	/** The order this page may show to the person who looks at it, with everything that is personal in it. */
	public function order(): ?WC_Order {
		$order = $this->named();
		return null !== $order && $this->is_shown( $order ) ? $order : null;
	}

	/**
	 * The order this page may report as a purchase: one that it shows, or one of this very browser although WooCommerce
	 * still asks for the e-mail address or the account. A stranger who has the link gets neither.
	 */
	public function reportable(): ?WC_Order {
		$order = $this->named();
		if ( null === $order ) {
			return null;
		}
		$this->reportable[ $order->get_id() ] ??= $this->is_shown( $order ) || true === $this->browser?->made( $order );
		return $this->reportable[ $order->get_id() ] ? $order : null;
	}

	/**
	 * The order this page is about, by its key; not everyone who has the key may see it. An address without a key costs
	 * nothing, and on its own page WooCommerce has the order loaded.
	 */
	public function named(): ?WC_Order {
		if ( ! function_exists( 'is_order_received_page' ) ) {
			return null;
		}
		$query = $_GET; // phpcs:ignore WordPress.Security -- The key is the authorisation, compared in constant time and never printed.
		$id    = get_query_var( 'order-received' );
		if ( is_order_received_page() ) {
			$key          = is_string( $query['key'] ?? null ) ? wp_unslash( $query['key'] ) : '';
			$id           = apply_filters( 'woocommerce_thankyou_order_id', absint( $id ) );
			$query['key'] = apply_filters( 'woocommerce_thankyou_order_key', $key );
		}
		$path = $_SERVER['REQUEST_URI'] ?? ''; // phpcs:ignore WordPress.Security -- As above.
		return OrderAddress::order( $query, is_string( $path ) ? $path : '', $id );
	}

	private function is_shown( WC_Order $order ): bool {
		$customer = $order->get_customer_id();
		if ( $customer > 0 ) {
			return get_current_user_id() === $customer
				|| true !== (bool) apply_filters( 'woocommerce_order_received_verify_known_shoppers', true );
		}
		$email = $order->get_billing_email();
		$same  = static fn( string $other ): bool => 0 === strcasecmp( $other, $email );
		if (
			'' === $email
			|| $this->is_recent( $order )
			|| $same( $this->session_email() )
			|| $same( self::confirmed_email() )
			|| current_user_can( 'read_private_shop_orders' )
		) {
			return true;
		}
		return true !== (bool) apply_filters(
			'woocommerce_order_email_verification_required',
			true,
			$order,
			'order-received'
		);
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

	/**
	 * The address that this very request typed into WooCommerce's form, classic or block; '' without the form's nonce.
	 */
	private static function confirmed_email(): string {
		$sent   = static fn( string $field ): string => is_string( $_POST[ $field ] ?? null ) ? wp_unslash( $_POST[ $field ] ) : ''; // phpcs:ignore WordPress.Security -- The nonce is checked here, the address only compared.
		$is_set = static fn( string $nonce ): bool => '' !== $nonce;
		$nonces = array_filter( [ $sent( 'check_submission' ), $sent( '_wpnonce' ) ], $is_set );
		foreach ( '' === $sent( 'email' ) ? [] : $nonces as $nonce ) {
			if (
				false !== wp_verify_nonce( $nonce, 'wc_verify_email' )
				|| false !== wp_verify_nonce( $nonce, 'wc_create_account' )
			) {
				return sanitize_email( $sent( 'email' ) );
			}
		}
		return '';
	}
}
