<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Product\Product;
use Duet\Support\Guard;
use WC_Cart;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * The signed facts of cart and product where the Store API is closed to visitors, in its shape as far as the script
 * reads it (src/storefront/triggers/cart/read.ts), so that the pixel never needs REST.
 */
final class ShopFacts {

	public function __construct(
		private readonly Cart $cart,
		private readonly Product $product,
		private readonly Guard $guard,
	) {
	}

	/**
	 * @return array<string, mixed> The Store API's answer as far as the script reads it; [] where there is no cart:
	 *         then nothing is known.
	 */
	public function cart(): array {
		$cart = WC()->cart;
		if ( ! $cart instanceof WC_Cart ) {
			return [];
		}
		$lines = $cart->get_cart();
		// As the Store API does: a price that changed since the last visit is the new one.
		if ( 0 === did_action( 'woocommerce_after_calculate_totals' ) ) {
			$cart->calculate_totals();
			$lines = $cart->get_cart();
		}
		$chosen = WC()->session?->get( 'chosen_shipping_methods' );
		return [
			'items'          => array_map(
				fn( array $line ): array => $this->line( $line, $cart ),
				array_values( array_filter( $lines, is_array( ... ) ) )
			),
			'totals'         => [ 'currency_minor_unit' => wc_get_price_decimals() ],
			'coupons'        => array_map(
				static fn( mixed $code ): array => [ 'code' => (string) $code ],
				array_values( $cart->get_applied_coupons() )
			),
			'shipping_rates' => array_map(
				self::rate( ... ),
				array_values( array_filter( is_array( $chosen ) ? $chosen : [], is_string( ... ) ) )
			),
		];
	}

	/**
	 * @param array<mixed> $asked {id}
	 * @return array<string, mixed>
	 */
	public function product( array $asked ): array {
		$id      = $asked['id'] ?? null;
		$product = is_int( $id ) && $id > 0 ? wc_get_product( $id ) : null;
		$facts   = $product instanceof WC_Product
			? $this->guard->run( fn(): array => $this->product->facts( $product ), 'product', [] )
			: [];
		return [] === $facts ? [] : [ 'extensions' => [ 'duet' => $facts ] ];
	}

	/**
	 * @param array<mixed> $line An entry of WC_Cart::get_cart().
	 * @return array<string, mixed>
	 */
	private function line( array $line, WC_Cart $cart ): array {
		$quantity = $line['quantity'] ?? 0;
		return [
			'key'        => is_string( $line['key'] ?? null ) ? $line['key'] : '',
			'quantity'   => is_numeric( $quantity ) ? 0 + $quantity : 0,
			'extensions' => [
				'duet' => $this->guard->run(
					fn(): array => $this->cart->item( $line, $cart->display_prices_including_tax(), $cart->get_cart_contents() ),
					'cart-item',
					[]
				),
			],
		];
	}

	/** @return array{shipping_rates: list<array{rate_id: string, selected: true}>} */
	private static function rate( string $id ): array {
		return [ 'shipping_rates' => [ [ 'rate_id' => $id, 'selected' => true ] ] ];
	}
}
