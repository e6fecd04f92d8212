<?php
declare(strict_types=1);

namespace Duet\Source;

use Duet\Support\Signature;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/** A cart line -> its signed facts, from the line totals WooCommerce has computed already. */
final class Cart {

	public function __construct(
		private readonly Item $items,
		private readonly Signature $signature,
	) {
	}

	/**
	 * SignedItem without quantity. The price is what the cart shows for one piece before coupons: add-ons, role
	 * prices and currency are in the line, not in the product.
	 *
	 * @param array<mixed> $line      An entry of WC_Cart::get_cart().
	 * @param bool         $incl_tax  Whether the cart shows prices with tax.
	 * @return array<string, mixed> [] when the line is nobody's purchase: no product, no pieces, a free part of a bundle.
	 */
	public function item( array $line, bool $incl_tax ): array {
		$product  = $line['data'] ?? null;
		$quantity = self::number( $line['quantity'] ?? 0 );
		$subtotal = self::number( $line['line_subtotal'] ?? 0 ) + ( $incl_tax ? self::number( $line['line_subtotal_tax'] ?? 0 ) : 0.0 );
		$child    = isset( $line['bundled_by'] ) || isset( $line['composite_parent'] );
		if ( ! $product instanceof WC_Product || $quantity <= 0 || ( $child && $subtotal <= 0 ) ) {
			return [];
		}
		return $this->signature->sign(
			$this->items->of( $product ) + [
				'price'         => max( 0.0, round( $subtotal / $quantity, wc_get_price_decimals() + 2 ) ),
				'item_currency' => get_woocommerce_currency(),
				'tax'           => $incl_tax ? 'incl' : 'excl',
			]
		);
	}

	private static function number( mixed $value ): float {
		return is_numeric( $value ) ? (float) $value : 0.0;
	}
}
