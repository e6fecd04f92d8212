<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Product\ContentId;
use Duet\Product\Item;
use Duet\Support\Stored;
use Duet\Support\Text;
use WC_Order;
use WC_Order_Item_Product;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * The product lines of an order -> rows of `contents`.
 *
 * Price is what was paid for one piece: (line total + line tax) / quantity, after discounts, rounded to two places
 * more than the shop shows. Of a bundle either the container or its children count, whichever carries the price.
 */
final class OrderLines {

	public function __construct(
		private readonly Item $items,
		private readonly ContentId $ids,
	) {
	}

	/** @return list<array<string, mixed>> */
	public function of( WC_Order $order, Refunded $refunded ): array {
		$items = $order->get_items();
		$lines = array_filter(
			is_array( $items ) ? $items : [],
			static fn( mixed $line ): bool => $line instanceof WC_Order_Item_Product
		);
		$child = fn( WC_Order_Item_Product $line ): bool => self::has( $line, '_bundled_by' ) || self::has( $line, '_composite_parent' );
		$paid  = array_filter(
			$lines,
			fn( WC_Order_Item_Product $line ): bool => $child( $line ) && self::list_price( $line ) > 0
		);
		$rows  = [];
		foreach ( $lines as $line ) {
			$container = self::has( $line, '_bundled_items' ) || self::has( $line, '_composite_children' );
			$free      = self::list_price( $line ) <= 0;
			// A free child is part of its container's price; a free container was replaced by its priced children.
			if ( ( $child( $line ) && $free ) || ( $container && $free && [] !== $paid ) ) {
				continue;
			}
			$rows[] = $this->row( $line, $refunded->line( $line->get_id() ) );
		}
		return self::lowered( array_values( array_filter( $rows, is_array( ... ) ) ), $refunded->loose );
	}

	/**
	 * @param array{quantity: float, amount: float} $back What was given back of it.
	 * @return array<string, mixed>|null null for a line of no pieces.
	 */
	private function row( WC_Order_Item_Product $line, array $back ): ?array {
		$quantity = Stored::number( $line->get_quantity( ... ) );
		$total    = Stored::number( $line->get_total( ... ) ) + Stored::number( $line->get_total_tax( ... ) ) - $back['amount'];
		$left     = $quantity - $back['quantity'];
		// All pieces came back. If the shop kept a part of their price, that part is still a sale of one.
		$left = $quantity > 0 && $left <= 0 && round( $total, 6 ) > 0 ? 1.0 : $left;
		if ( $quantity <= 0 || $left <= 0 ) {
			return null;
		}
		// TikTok counts whole pieces: 1.5 m of cloth are one content at the price of the line.
		$whole = floor( $left ) === $left;
		return $this->description( $line ) + [
			// A trade-in is a line below zero. TikTok takes no such price; the order's total includes it.
			'price'    => max( 0.0, self::price( $total / ( $whole ? $left : 1 ) ) ),
			'quantity' => $whole ? (int) $left : 1,
		];
	}

	/**
	 * An amount given back for no line in particular lowers all prices alike.
	 *
	 * @param list<array<string, mixed>> $rows
	 * @return list<array<string, mixed>>
	 */
	private static function lowered( array $rows, float $loose ): array {
		$sum = array_sum( array_map( static fn( array $row ): float => $row['price'] * $row['quantity'], $rows ) );
		if ( $loose <= 0 || $sum <= 0 ) {
			return $rows;
		}
		$share = max( 0.0, ( $sum - $loose ) / $sum );
		return array_map(
			static fn( array $row ): array => [ 'price' => self::price( $row['price'] * $share ) ] + $row,
			$rows
		);
	}

	private static function price( float $amount ): float {
		return round( $amount, wc_get_price_decimals() + 2 );
	}

	/** @return array<string, string> */
	private function description( WC_Order_Item_Product $line ): array {
		$product = $line->get_product();
		$name    = Text::plain( Stored::text( $line->get_name( ... ) ) );
		if ( $product instanceof WC_Product ) {
			// The line keeps the name the shopper saw, even when the product was renamed since.
			return ( '' !== $name ? [ 'content_name' => $name ] : [] ) + $this->items->of( $product );
		}
		// The product was deleted; what the line remembers still names it.
		$variation = $line->get_variation_id();
		$parent    = $line->get_product_id();
		$id        = match ( true ) {
			$variation > 0 => $this->ids->of_deleted( $variation, $parent ),
			$parent > 0    => $this->ids->of_deleted( $parent ),
			default        => 'line-' . $line->get_id(),
		};
		return [ 'content_id' => $id ] + ( '' !== $name ? [ 'content_name' => $name ] : [] );
	}

	/** Before coupons: a free sample by coupon is still a product of its own. */
	private static function list_price( WC_Order_Item_Product $line ): float {
		return Stored::number( $line->get_subtotal( ... ) );
	}

	private static function has( WC_Order_Item_Product $line, string $meta ): bool {
		$value = $line->get_meta( $meta );
		return is_array( $value ) ? [] !== $value : ! in_array( $value, [ '', null, false ], true );
	}
}
