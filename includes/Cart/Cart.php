<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Event\ContentsRow;
use Duet\Product\Item;
use Duet\Product\ShownMoney;
use Duet\Support\Signature;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * A cart line -> its signed facts, from the line totals WooCommerce has computed already.
 *
 * @phpstan-import-type CartRow from ContentsRow
 */
final class Cart {

	/** Of a line's facts what is left where a cart has too many lines for the relay. */
	private const CORE = [ 'content_id', 'price', 'item_currency', 'tax' ];

	public function __construct(
		private readonly Item $items,
		private readonly Signature $signature,
	) {
	}

	/**
	 * Signed for this line and no more pieces than it has. The price is what the cart shows for one piece before
	 * coupons: add-ons, role prices and currency are in the line, not in the product.
	 *
	 * @param array<mixed> $line      An entry of WC_Cart::get_cart().
	 * @param bool         $incl_tax  Whether the cart shows prices with tax.
	 * @param array<mixed> $cart      All of its entries.
	 * @return array{}|CartRow Empty for a line that no shopper buys: no published product, no pieces, a free part of a
	 *         bundle.
	 */
	public function item( array $line, bool $incl_tax, array $cart = [] ): array {
		$product  = $line['data'] ?? null;
		$quantity = self::number( $line['quantity'] ?? 0 );
		$subtotal = self::number( $line['line_subtotal'] ?? 0 ) + ( $incl_tax ? self::number( $line['line_subtotal_tax'] ?? 0 ) : 0.0 );
		if (
			! $product instanceof WC_Product
			|| ! Item::is_published( $product )
			|| $quantity <= 0
			|| ( $subtotal <= 0 && self::is_paid_elsewhere( $line, $cart ) )
		) {
			return [];
		}
		$item = $this->items->of( $product ) + [
			'price'         => round( ShownMoney::of( max( 0.0, $subtotal / $quantity ) ), wc_get_price_decimals() + 2 ),
			'item_currency' => get_woocommerce_currency(),
			'tax'           => $incl_tax ? 'incl' : 'excl',
		];
		$key  = is_string( $line['key'] ?? null ) ? $line['key'] : '';
		$core = array_intersect_key( $item, array_flip( self::CORE ) );
		$sig  = $this->signature->sign_line( $item, $key, $quantity )['sig'];
		$less = $this->signature->sign_line( $core, $key, $quantity )['sig'];
		return [ 'sig' => $sig ] + $item + [ 'sig_core' => $less ];
	}

	/**
	 * The rule of OrderLines, so that the additions are what is bought later: a free child is part of its container's
	 * price, a free container was replaced by its priced children.
	 *
	 * @param array<mixed> $line
	 * @param array<mixed> $cart
	 */
	private static function is_paid_elsewhere( array $line, array $cart ): bool {
		$container = [] !== [
			...(array) ( $line['bundled_items'] ?? [] ),
			...(array) ( $line['composite_children'] ?? [] ),
		];
		$paid      = static fn( mixed $other ): bool => is_array( $other ) && self::is_child( $other ) && self::number( $other['line_subtotal'] ?? 0 ) > 0;
		return self::is_child( $line ) || ( $container && [] !== array_filter( $cart, $paid ) );
	}

	/** @param array<mixed> $line */
	private static function is_child( array $line ): bool {
		return isset( $line['bundled_by'] ) || isset( $line['composite_parent'] );
	}

	private static function number( mixed $value ): float {
		return is_numeric( $value ) ? (float) $value : 0.0;
	}
}
