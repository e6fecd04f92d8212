<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Support\Guard;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/**
 * Reading the cart must not change it. WooCommerce's Store API first rounds each quantity to what the product's form
 * allows (CartController::normalize_cart), also before a mere GET. In a shop whose forms and carts say it in different
 * ways - cloth by the metre, a minimum for some - the shopper would buy something else because of Duet.
 */
final class CartReading {

	private const ROUTE = '/wc/store/v1/cart';
	private const MARK  = 'duet';

	/** Whether the request that is being answered is the script's. */
	private bool $is_on = false;

	public function __construct( private readonly Guard $guard ) {
	}

	public function register(): void {
		$this->guard->filter( 'rest_request_before_callbacks', $this->begin( ... ), 10, 3 );
		$this->guard->filter( 'rest_request_after_callbacks', $this->end( ... ) );
		foreach ( [ 'minimum', 'maximum', 'multiple_of' ] as $limit ) {
			$this->guard->filter(
				"woocommerce_store_api_product_quantity_$limit",
				$this->as_it_is( ... ),
				PHP_INT_MAX,
				3
			);
		}
	}

	/**
	 * The address the script reads. Put together by hand: add_query_arg() would rewrite the one of a site with plain
	 * permalinks.
	 */
	public static function url(): string {
		$url = rest_url( ltrim( self::ROUTE, '/' ) );
		return $url . ( str_contains( $url, '?' ) ? '&' : '?' ) . self::MARK . '=1';
	}

	/** Only a reading: whatever changes the cart has to keep the shop's limits. */
	private function begin( mixed $response, mixed $handler = null, mixed $request = null ): mixed {
		$this->is_on = $request instanceof WP_REST_Request
			&& 'GET' === $request->get_method()
			&& self::ROUTE === $request->get_route()
			&& null !== $request->get_param( self::MARK );
		return $response;
	}

	private function end( mixed $response ): mixed {
		$this->is_on = false;
		return $response;
	}

	/** @param mixed $line An entry of the cart; null while a product is looked at. */
	private function as_it_is( mixed $limit, mixed $product = null, mixed $line = null ): mixed {
		$quantity = $this->is_on && is_array( $line ) ? ( $line['quantity'] ?? null ) : null;
		return is_numeric( $quantity ) && $quantity > 0 ? $quantity : $limit;
	}
}
