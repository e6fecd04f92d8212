<?php
/**
 * Doubles of the WordPress and WooCommerce classes the shop rooms touch. WooCommerceDoublesTest holds their methods
 * against the real signatures.
 */

declare(strict_types=1);

// phpcs:disable

require_once __DIR__ . '/shop-functions.php';

if ( ! class_exists( 'WP_User' ) ) {
	final class WP_User {
		public string $first_name = '';
		public string $last_name  = '';
		public string $user_registered = '2026-11-30 08:00:00';
		public function __construct( public int $ID = 0, public string $user_email = '', public array $roles = [] ) {
		}
	}
}

if ( ! class_exists( 'WP_Term' ) ) {
	final class WP_Term {
		public function __construct( public int $term_id = 0, public string $name = '', public string $slug = '', public string $taxonomy = 'category' ) {
		}
	}
	final class WP_Post {
		public function __construct( public int $ID = 0, public string $post_type = 'post' ) {
		}
	}
	final class WP_Query {
		public int $post_count;
		public int $found_posts;
		public ?WP_Post $post;
		public function __construct( public array $posts = [] ) {
			$this->post_count  = count( $posts );
			$this->found_posts = count( $posts );
			$this->post        = $posts[0] ?? null;
		}
	}
}

if ( ! class_exists( 'WP_REST_Request' ) ) {
	class WP_REST_Request {
		public array $headers = [];
		public function __construct( private string $method = '', private string $route = '', private array $attributes = [], private string $body = '' ) {
		}
		public function get_method() {
			return $this->method;
		}
		public function get_route() {
			return $this->route;
		}
		public function get_body() {
			return $this->body;
		}
		public function set_header( $key, $value ) {
			$this->headers[ $key ] = $value;
		}
		public function get_param( $key ) {
			return $this->attributes[ $key ] ?? null;
		}
	}
	class WP_REST_Response {
		public function __construct( public mixed $data = null, public int $status = 200, public array $headers = [] ) {
		}
	}
}

if ( ! class_exists( 'WC_Order' ) ) {
	/** What every WooCommerce object can do with meta. */
	abstract class WC_Data {
		/** @param array<string, mixed> $props */
		public function __construct( protected array $props = [] ) {
			$this->stored = $props['meta'] ?? [];
		}
		public function get_id() {
			return $this->props['id'] ?? 0;
		}
		public function set_id( $id ) {
			$this->props['id'] = $id;
		}
		public function get_meta( $key = '', $single = true, $context = 'view' ) {
			return $this->props['meta'][ $key ] ?? '';
		}
		public function update_meta_data( $key, $value, $meta_id = 0 ) {
			$this->props['meta'][ $key ] = $value;
		}
		public function add_meta_data( $key, $value, $unique = false ) {
			$this->props['meta'][ $key ] = $value;
		}
		public function save_meta_data() {
			$this->props['saved'] = ( $this->props['saved'] ?? 0 ) + 1;
			$this->stored         = $this->meta_failed ? $this->stored : ( $this->props['meta'] ?? [] );
		}
		public function read_meta_data( $force_read = false ) {
			$this->props['meta'] = $this->stored;
		}
		public function saved(): int {
			return $this->props['saved'] ?? 0;
		}
		/** A write that fails is not reported, as in WooCommerce. */
		public bool $meta_failed = false;
		/** @var array<string, mixed> What the database has. */
		private array $stored = [];
	}

	class WC_DateTime extends DateTime {
	}

	class WC_Order extends WC_Data {
		public function set_status( $new_status, $note = '', $manual_update = false ) {
			$this->props['status'] = $new_status;
		}
		public function get_type() {
			return $this->props['type'] ?? 'shop_order';
		}
		public function get_status( $context = 'view' ) {
			return $this->props['status'] ?? 'pending';
		}
		public function get_parent_id( $context = 'view' ) {
			return $this->props['parent_id'] ?? 0;
		}
		public function get_order_number() {
			return (string) ( $this->props['number'] ?? $this->get_id() );
		}
		public function get_checkout_payment_url( $on_checkout = false ) {
			return 'https://shop.test/checkout/order-pay/' . $this->get_id() . '/?pay_for_order=true&key=' . $this->get_order_key();
		}

		public function get_order_key( $context = 'view' ) {
			return $this->props['key'] ?? 'wc_order_abc';
		}
		public function get_currency( $context = 'view' ) {
			return $this->props['currency'] ?? 'EUR';
		}
		public function get_total( $context = 'view' ) {
			return $this->props['total'] ?? '0';
		}
		public function get_total_tax( $context = 'view' ) {
			return $this->props['total_tax'] ?? '0';
		}
		public function get_shipping_total( $context = 'view' ) {
			return $this->props['shipping_total'] ?? '0';
		}
		public function get_items( $types = 'line_item' ) {
			return $this->props['items'] ?? [];
		}
		public function get_refunds() {
			return $this->props['refunds'] ?? [];
		}
		public function get_changes() {
			return $this->props['changes'] ?? [];
		}
		public function get_base_data() {
			return $this->props['base'] ?? [];
		}
		public function get_coupon_codes() {
			return $this->props['coupons'] ?? [];
		}
		public function get_payment_method( $context = 'view' ) {
			return $this->props['payment_method'] ?? 'stripe';
		}
		public function get_created_via( $context = 'view' ) {
			return $this->props['created_via'] ?? 'checkout';
		}
		public function get_customer_id( $context = 'view' ) {
			return $this->props['customer_id'] ?? 0;
		}
		public function get_date_paid( $context = 'view' ) {
			return isset( $this->props['paid'] ) ? new WC_DateTime( '@' . $this->props['paid'] ) : null;
		}
		public function get_date_completed( $context = 'view' ) {
			return isset( $this->props['completed'] ) ? new WC_DateTime( '@' . $this->props['completed'] ) : null;
		}
		public function get_date_modified( $context = 'view' ) {
			return isset( $this->props['modified'] ) ? new WC_DateTime( '@' . $this->props['modified'] ) : null;
		}
		public function get_date_created( $context = 'view' ) {
			return isset( $this->props['created'] ) ? new WC_DateTime( '@' . $this->props['created'] ) : null;
		}
		public function get_billing_email( $context = 'view' ) {
			return $this->props['billing']['email'] ?? '';
		}
		public function get_billing_phone( $context = 'view' ) {
			return $this->props['billing']['phone'] ?? '';
		}
		public function get_billing_country( $context = 'view' ) {
			return $this->props['billing']['country'] ?? '';
		}
		public function get_billing_first_name( $context = 'view' ) {
			return $this->props['billing']['first_name'] ?? '';
		}
		public function get_billing_last_name( $context = 'view' ) {
			return $this->props['billing']['last_name'] ?? '';
		}
		public function get_billing_city( $context = 'view' ) {
			return $this->props['billing']['city'] ?? '';
		}
		public function get_billing_state( $context = 'view' ) {
			return $this->props['billing']['state'] ?? '';
		}
		public function get_billing_postcode( $context = 'view' ) {
			return $this->props['billing']['postcode'] ?? '';
		}
	}

	/** A refund is no WC_Order. */
	class WC_Order_Refund extends WC_Data {
		public function get_parent_id( $context = 'view' ) {
			return $this->props['parent_id'] ?? 0;
		}
		public function get_items( $types = 'line_item' ) {
			return $this->props['items'] ?? [];
		}
		public function get_amount( $context = 'view' ) {
			return $this->props['amount'] ?? '';
		}
		public function get_currency( $context = 'view' ) {
			return $this->props['currency'] ?? 'EUR';
		}
		public function get_total_tax( $context = 'view' ) {
			return $this->props['total_tax'] ?? '0';
		}
		public function get_shipping_total( $context = 'view' ) {
			return $this->props['shipping_total'] ?? '0';
		}
		public function get_date_created( $context = 'view' ) {
			return isset( $this->props['created'] ) ? new WC_DateTime( '@' . $this->props['created'] ) : null;
		}
	}

	class WC_Order_Item_Product extends WC_Data {
		public function get_name( $context = 'view' ) {
			return $this->props['name'] ?? '';
		}
		public function get_quantity( $context = 'view' ) {
			return $this->props['quantity'] ?? 1;
		}
		public function get_subtotal( $context = 'view' ) {
			return $this->props['subtotal'] ?? $this->get_total();
		}
		public function get_total( $context = 'view' ) {
			return $this->props['total'] ?? '0';
		}
		public function get_total_tax( $context = 'view' ) {
			return $this->props['total_tax'] ?? '0';
		}
		public function get_product_id( $context = 'view' ) {
			return $this->props['product_id'] ?? 0;
		}
		public function get_variation_id( $context = 'view' ) {
			return $this->props['variation_id'] ?? 0;
		}
		public function get_product() {
			return $this->props['product'] ?? false;
		}
	}

	class WC_Product extends WC_Data {
		public function get_name( $context = 'view' ) {
			return $this->props['name'] ?? '';
		}
		public function get_sku( $context = 'view' ) {
			return $this->props['sku'] ?? '';
		}
		public function get_status( $context = 'view' ) {
			return $this->props['status'] ?? 'publish';
		}
		public function get_price( $context = 'view' ) {
			return $this->props['price'] ?? '';
		}
		public function get_parent_id( $context = 'view' ) {
			return $this->props['parent_id'] ?? 0;
		}
		public function get_permalink() {
			return $this->props['permalink'] ?? 'https://shop.test/product/' . strtolower( $this->get_name() ) . '/';
		}
		public function get_short_description( $context = 'view' ) {
			return $this->props['short_description'] ?? '';
		}
		public function get_post_password( $context = 'view' ) {
			return $this->props['post_password'] ?? '';
		}
		public function is_visible() {
			return $this->props['visible'] ?? true;
		}
		public function is_type( $type ) {
			return ( $this->props['type'] ?? 'simple' ) === $type;
		}
	}

	class WC_Product_Variable extends WC_Product {
		public function get_variation_price( $min_or_max = 'min', $for_display = false ) {
			return $this->props['min'] ?? '';
		}
	}

	class WC_Product_Variation extends WC_Product {
		public function get_permalink( $item_object = null ) {
			return parent::get_permalink();
		}
		public function get_attribute_summary( $context = 'view' ) {
			return $this->props['attribute_summary'] ?? '';
		}
		public function get_sku( $context = 'view' ) {
			$own = $this->props['sku'] ?? '';
			return '' === $own && 'view' === $context ? $this->get_parent_data()['sku'] : $own;
		}
		public function get_parent_data() {
			return [ 'sku' => $this->props['parent_sku'] ?? '', 'status' => $this->props['parent_status'] ?? 'publish' ];
		}
	}
}
