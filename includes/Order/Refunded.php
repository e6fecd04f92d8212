<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Support\Stored;
use WC_Order;
use WC_Order_Item_Fee;
use WC_Order_Item_Product;
use WC_Order_Item_Shipping;
use WC_Order_Refund;

defined( 'ABSPATH' ) || exit;

/**
 * What was given back of an order so far. An order counts with what is still to be paid or kept. All amounts are
 * positive.
 */
final class Refunded {

	/**
	 * @param float                                             $total    Everything, tax included.
	 * @param float                                             $loose    The part of it that names no line of the
	 *         order.
	 * @param array<int, array{quantity: float, amount: float}> $lines    By the id of the order's own line; tax
	 *         included.
	 */
	private function __construct(
		public readonly float $total = 0.0,
		public readonly float $tax = 0.0,
		public readonly float $shipping = 0.0,
		public readonly float $loose = 0.0,
		private readonly array $lines = [],
	) {
	}

	public static function nothing(): self {
		return new self();
	}

	/** Usually one query, and none where WooCommerce has read the refunds already. */
	public static function of( WC_Order $order ): self {
		$total    = 0.0;
		$tax      = 0.0;
		$shipping = 0.0;
		$named    = 0.0;
		$lines    = [];
		foreach ( $order->get_refunds() as $refund ) {
			if ( ! $refund instanceof WC_Order_Refund ) {
				continue;
			}
			$total    += abs( Stored::number( $refund->get_amount( ... ) ) );
			$tax      += abs( Stored::number( $refund->get_total_tax( ... ) ) );
			$shipping += abs( Stored::number( $refund->get_shipping_total( ... ) ) );
			foreach ( $refund->get_items( [ 'line_item', 'shipping', 'fee' ] ) as $item ) {
				[ $line, $quantity, $amount ] = self::item( $item );
				$named                       += $amount;
				$lines[ $line ]               = [
					'quantity' => ( $lines[ $line ]['quantity'] ?? 0.0 ) + $quantity,
					'amount'   => ( $lines[ $line ]['amount'] ?? 0.0 ) + $amount,
				];
			}
		}
		return new self( $total, $tax, $shipping, max( 0.0, round( $total - $named, 6 ) ), $lines );
	}

	/** @return array{quantity: float, amount: float} What came back of this line. */
	public function line( int $id ): array {
		return $this->lines[ $id ] ?? [ 'quantity' => 0.0, 'amount' => 0.0 ];
	}

	/** @return array{int, float, float} The order's line, pieces and amount with tax. */
	private static function item( mixed $item ): array {
		if (
			! $item instanceof WC_Order_Item_Product
			&& ! $item instanceof WC_Order_Item_Shipping
			&& ! $item instanceof WC_Order_Item_Fee
		) {
			return [ 0, 0.0, 0.0 ];
		}
		$line   = $item->get_meta( '_refunded_item_id' );
		$amount = abs( Stored::number( $item->get_total( ... ) ) ) + abs( Stored::number( $item->get_total_tax( ... ) ) );
		return [
			is_numeric( $line ) ? (int) $line : 0,
			$item instanceof WC_Order_Item_Product ? abs( Stored::number( $item->get_quantity( ... ) ) ) : 0.0,
			$amount,
		];
	}
}
