<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Product\Product;
use Duet\Support\Guard;
use WC_Product;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * What we add to WooCommerce's Store API: signed facts of every cart line, for the script's cart diff, and of every
 * product; and what a checkout without our script may say of its shopper.
 */
final class StoreApi {

	public const NAME = 'duet';

	public function __construct(
		private readonly Cart $cart,
		private readonly Product $product,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'rest_api_init', $this->extend( ... ), 5 );
		$this->guard->filter( 'rest_pre_dispatch', self::without_nonsense( ... ), 10, 3 );
	}

	/**
	 * For requests to the REST API alone: WooCommerce's blocks print the same cart into pages that a cache may keep.
	 */
	private function extend(): void {
		if (
			! defined( 'REST_REQUEST' )
			|| true !== REST_REQUEST
			|| ! function_exists( 'woocommerce_store_api_register_endpoint_data' )
		) {
			return;
		}
		woocommerce_store_api_register_endpoint_data(
			[
				'endpoint'        => 'cart-item',
				'namespace'       => self::NAME,
				// A callback that throws would be reported to shop staff as a broken cart.
				'data_callback'   => fn( mixed $line = null ): mixed => $this->guard->run( fn(): array => $this->facts( $line ), 'cart-item', [] ),
				'schema_callback' => self::item_schema( ... ),
			]
		);
		woocommerce_store_api_register_endpoint_data(
			[
				'endpoint'        => 'product',
				'namespace'       => self::NAME,
				'data_callback'   => fn( mixed $product = null ): mixed => $this->guard->run( fn(): array => $product instanceof WC_Product ? $this->product->facts( $product ) : [], 'product', [] ),
				'schema_callback' => self::product_schema( ... ),
			]
		);
		woocommerce_store_api_register_endpoint_data( [ 'endpoint' => 'checkout', 'namespace' => self::NAME, 'schema_callback' => self::checkout_schema( ... ) ] );
	}

	/**
	 * WooCommerce refuses a whole checkout for a value of the wrong type, and a sale must not die of ours: any type may
	 * come, and what makes no sense is left out later (Visitor\ToldVisitor). What has no schema it does not hand on.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function checkout_schema(): array {
		$about = [
			'consent'    => 'Whether the shopper agreed: true or false.',
			'ttclid'     => 'Click ID of the address with which the visit began.',
			'ttp'        => 'Value of the cookie _ttp of TikTok\'s pixel.',
			'url'        => 'Address of the page with the checkout.',
			'referrer'   => 'Address of the page before it.',
			'user_agent' => 'The shopper\'s, where a server posts the order.',
			'ip'         => 'The shopper\'s, where a server posts the order.',
		];
		return array_map(
			static fn( string $text ): array => [
				'description' => $text,
				'type'        => [ 'string', 'boolean', 'integer', 'number', 'array', 'object', 'null' ],
				'context'     => [],
			],
			$about
		);
	}

	/** The namespace itself has to be an object; anything else is taken out before WooCommerce judges it. */
	private static function without_nonsense( mixed $result, mixed $server = null, mixed $request = null ): mixed {
		$sent = $request instanceof WP_REST_Request && str_contains( $request->get_route(), '/wc/store' )
			? $request->get_param( 'extensions' )
			: null;
		if (
			$request instanceof WP_REST_Request
			&& is_array( $sent )
			&& isset( $sent[ self::NAME ] )
			&& ! is_array( $sent[ self::NAME ] )
		) {
			$request->set_param( 'extensions', array_diff_key( $sent, [ self::NAME => true ] ) );
		}
		return $result;
	}

	/** @return array<string, mixed> */
	private function facts( mixed $line ): array {
		$cart = WC()->cart;
		return is_array( $line ) && $cart instanceof \WC_Cart
			? $this->cart->item( $line, $cart->display_prices_including_tax(), $cart->get_cart_contents() )
			: [];
	}

	/** @return array<string, array<string, mixed>> */
	private static function item_schema(): array {
		$schema = [];
		foreach ( [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'item_currency', 'tax', 'sig', 'sig_core' ] as $field ) {
			$schema[ $field ] = [ 'type' => 'string' ];
		}
		$schema['price'] = [ 'type' => 'number' ];
		return self::described( $schema, 'Facts of this line, signed by Duet.' );
	}

	/** @return array<string, array<string, mixed>> */
	private static function product_schema(): array {
		$schema = [
			'content_type' => [ 'type' => 'string' ],
			'contents'     => [ 'type' => 'array' ],
			'value'        => [ 'type' => 'number' ],
			'currency'     => [ 'type' => 'string' ],
			'description'  => [ 'type' => 'string' ],
		];
		return self::described( $schema, 'Facts of this product, signed by Duet.' );
	}

	/**
	 * @param array<string, array<string, mixed>> $schema
	 * @return array<string, array<string, mixed>>
	 */
	private static function described( array $schema, string $about ): array {
		$rest = [
			'description' => $about,
			'context'     => [ 'view', 'edit' ],
			'readonly'    => true,
		];
		return array_map( static fn( array $kind ): array => $kind + $rest, $schema );
	}
}
