<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class OrderTest extends ShopTestCase {

	public function test_an_order_is_its_own_total_and_what_was_paid_for_each_piece(): void {
		$params = $this->order_source()->facts( self::order( [ 'total_tax' => '3.19' ] ) )->params;
		self::assertSame( 20.0, $params['value'] );
		self::assertSame( 'EUR', $params['currency'] );
		self::assertSame( [ [ 'content_name' => 'Mug', 'content_id' => 'MUG', 'price' => 7.5, 'quantity' => 2 ] ], $params['contents'] );
		self::assertSame( [ 'product', 2, '15', '15', 3.19, 5.0, 'Mug' ], [ $params['content_type'], $params['num_items'], $params['order_id'], $params['transaction_id'], $params['tax'], $params['shipping'], $params['description'] ] );
		self::assertArrayNotHasKey( 'coupon', $params );
	}

	public function test_the_catalogue_accepts_every_parameter(): void {
		$facts = $this->order_source()->facts( self::order( [ 'coupons' => [ 'duet10' ] ] ) );
		foreach ( [ 'Purchase', 'PlaceAnOrder' ] as $name ) {
			self::assertSame( 'duet10', Event::of( $this->catalogue(), $name, 'P-15-0123456789ab', 1, $facts, new Visitor(), Origin::Server )->params['coupon'] );
		}
	}

	/** @return iterable<string, array{string, int, string, string, string, int, float, float}> */
	public static function currencies(): iterable {
		yield 'JPY has no minor unit' => [ 'JPY', 0, '3300', '3000', '300', 7, 3300.0, 471.43 ];
		yield 'KWD has three places' => [ 'KWD', 3, '10.500', '10.000', '0.500', 3, 10.5, 3.5 ];
		yield 'EUR, a price that does not divide' => [ 'EUR', 2, '10.00', '10.00', '0', 3, 10.0, 3.3333 ];
		yield 'an order in dollars in a shop in yen' => [ 'USD', 0, '19.99', '19.99', '0', 1, 19.99, 19.99 ];
	}

	#[DataProvider( 'currencies' )]
	public function test_currencies( string $currency, int $decimals, string $total, string $line, string $tax, int $quantity, float $value, float $price ): void {
		$GLOBALS['duet_shop']['decimals'] = $decimals;
		$item   = new \WC_Order_Item_Product( [ 'name' => 'Mug', 'quantity' => $quantity, 'total' => $line, 'total_tax' => $tax, 'product' => self::mug() ] );
		$params = $this->order_source()->facts( self::order( [ 'currency' => $currency, 'total' => $total, 'items' => [ $item ] ] ) )->params;
		self::assertSame( [ $value, $currency, $price ], [ $params['value'], $params['currency'], $params['contents'][0]['price'] ] );
	}

	public function test_value_without_tax_and_shipping_is_a_setting(): void {
		$this->with_settings( [ 'purchase' => [ 'value' => 'without_tax_shipping' ] ] );
		$order = self::order( [ 'total' => '23.19', 'total_tax' => '3.19', 'shipping_total' => '5.00' ] );
		self::assertSame( 15.0, $this->order_source()->facts( $order )->params['value'] );
	}

	public function test_a_coupon_lowers_the_price_of_a_piece(): void {
		$item   = new \WC_Order_Item_Product( [ 'name' => 'Mug', 'quantity' => 2, 'subtotal' => '15.00', 'total' => '13.50', 'product' => self::mug() ] );
		$params = $this->order_source()->facts( self::order( [ 'items' => [ $item ], 'coupons' => [ 'duet10', 'vip' ] ] ) )->params;
		self::assertSame( [ 6.75, 'duet10,vip' ], [ $params['contents'][0]['price'], $params['coupon'] ] );
	}

	public function test_a_deleted_product_is_named_by_its_line(): void {
		$gone    = [ 'name' => 'Old Mug', 'quantity' => 1, 'total' => '5' ];
		$items   = [
			new \WC_Order_Item_Product( $gone + [ 'id' => 3, 'product_id' => 7 ] ),
			new \WC_Order_Item_Product( $gone + [ 'id' => 4, 'product_id' => 8, 'variation_id' => 9 ] ),
			new \WC_Order_Item_Product( $gone + [ 'id' => 5 ] ),
		];
		$contents = $this->order_source()->facts( self::order( [ 'items' => $items ] ) )->params['contents'];
		self::assertSame( [ '7', '8-9', 'line-5' ], array_column( $contents, 'content_id' ) );
		self::assertSame( [ 'Old Mug', 'Old Mug', 'Old Mug' ], array_column( $contents, 'content_name' ) );
	}

	public function test_a_variation_names_its_group_and_an_item_its_category(): void {
		$GLOBALS['duet_shop']['terms'] = [ 'product_cat 8' => [ (object) [ 'name' => 'Shirts &amp; Tops' ] ] ];
		$shirt = new \WC_Product_Variation( [ 'id' => 9, 'name' => 'Shirt - L', 'parent_id' => 8, 'sku' => 'SHIRT-L', 'parent_sku' => 'SHIRT', 'attribute_summary' => 'Size: L' ] );
		$item  = new \WC_Order_Item_Product( [ 'name' => 'Shirt - L', 'total' => '20', 'product_id' => 8, 'variation_id' => 9, 'product' => $shirt ] );
		self::assertSame(
			[ 'content_name' => 'Shirt - L', 'content_id' => 'SHIRT-L', 'content_category' => 'Shirts & Tops', 'variant' => 'Size: L', 'group_id' => 'SHIRT', 'price' => 20.0, 'quantity' => 1 ],
			$this->order_source()->facts( self::order( [ 'items' => [ $item ] ] ) )->params['contents'][0]
		);
	}

	public function test_a_fraction_is_one_piece_at_the_price_of_the_line(): void {
		$cloth    = new \WC_Order_Item_Product( [ 'name' => 'Cloth', 'quantity' => 1.5, 'total' => '30.00', 'total_tax' => '5.70', 'product_id' => 7 ] );
		$nothing  = new \WC_Order_Item_Product( [ 'name' => 'Removed', 'quantity' => 0, 'total' => '0', 'product_id' => 8 ] );
		$contents = $this->order_source()->facts( self::order( [ 'items' => [ $cloth, $nothing ] ] ) )->params['contents'];
		self::assertSame( [ [ 35.7, 1 ] ], array_map( static fn( array $row ): array => [ $row['price'], $row['quantity'] ], $contents ) );
	}

	public function test_a_trade_in_is_worth_nothing_and_lowers_the_total(): void {
		$items = [
			new \WC_Order_Item_Product( [ 'name' => 'Phone', 'quantity' => 1, 'total' => '500', 'product_id' => 7 ] ),
			new \WC_Order_Item_Product( [ 'name' => 'Trade-in', 'quantity' => 1, 'total' => '-120', 'product_id' => 8 ] ),
		];
		$facts = $this->order_source()->facts( self::order( [ 'items' => $items, 'total' => '380.00' ] ) );
		self::assertSame( [ 380.0, [ 500.0, 0.0 ] ], [ $facts->params['value'], array_column( $facts->params['contents'], 'price' ) ] );
		self::assertSame( 'Purchase', Event::of( $this->catalogue(), 'Purchase', 'P-15-0123456789ab', 1, $facts, new Visitor(), Origin::Server )->name );
	}

	/** @return iterable<string, array{list<array{string, string, array<string, mixed>}>, list<string>}> lines (name, list price, meta), names left */
	public static function bundles(): iterable {
		$box   = [ '_bundled_items' => [ 'a', 'b' ] ];
		$child = [ '_bundled_by' => 'box' ];
		yield 'priced box, free children' => [ [ [ 'Box', '30', $box ], [ 'A', '0', $child ], [ 'B', '0', $child ] ], [ 'Box' ] ];
		yield 'free box, priced children' => [ [ [ 'Box', '0', $box ], [ 'A', '10', $child ], [ 'B', '20', $child ] ], [ 'A', 'B' ] ];
		yield 'both priced' => [ [ [ 'Box', '5', $box ], [ 'A', '10', $child ], [ 'B', '0', $child ] ], [ 'Box', 'A' ] ];
		yield 'all free' => [ [ [ 'Box', '0', $box ], [ 'A', '0', $child ] ], [ 'Box' ] ];
		yield 'composite' => [ [ [ 'Kit', '0', [ '_composite_children' => [ 'a' ] ] ], [ 'A', '10', [ '_composite_parent' => 'kit' ] ] ], [ 'A' ] ];
		yield 'a free sample is a product' => [ [ [ 'Mug', '10', [] ], [ 'Sample', '0', [] ] ], [ 'Mug', 'Sample' ] ];
	}

	/**
	 * @param list<array{string, string, array<string, mixed>}> $lines
	 * @param list<string>                                      $names
	 */
	#[DataProvider( 'bundles' )]
	public function test_of_a_bundle_whoever_carries_the_price_counts( array $lines, array $names ): void {
		$items    = array_map( static fn( array $line ): \WC_Order_Item_Product => new \WC_Order_Item_Product( [ 'name' => $line[0], 'total' => $line[1], 'product_id' => 7, 'meta' => $line[2] ] ), $lines );
		$contents = $this->order_source()->facts( self::order( [ 'items' => $items ] ) )->params['contents'];
		self::assertSame( $names, array_column( $contents, 'content_name' ) );
	}

	public function test_a_bundle_made_free_by_a_coupon_is_still_a_bundle(): void {
		$items    = [ new \WC_Order_Item_Product( [ 'name' => 'Box', 'subtotal' => '0', 'total' => '0', 'product_id' => 7, 'meta' => [ '_bundled_items' => [ 'a' ] ] ] ), new \WC_Order_Item_Product( [ 'name' => 'A', 'subtotal' => '10', 'total' => '0', 'product_id' => 8, 'meta' => [ '_bundled_by' => 'x' ] ] ) ];
		$contents = $this->order_source()->facts( self::order( [ 'items' => $items ] ) )->params['contents'];
		self::assertSame( [ 'A' ], array_column( $contents, 'content_name' ) );
	}

	/** @return iterable<string, array{list<\WC_Order_Refund>, float, list<array{float, int}>}> Refunds; value; price and pieces. The order: two mugs for 15.00, shipping 5.00. */
	public static function refunds(): iterable {
		$back = static fn( string $amount, int $quantity = 0, string $total = '0', string $tax = '0' ): \WC_Order_Refund => new \WC_Order_Refund(
			[
				'amount'    => $amount,
				'total_tax' => $tax,
				'items'     => '0' === $total ? [] : [ new \WC_Order_Item_Product( [ 'quantity' => -$quantity, 'total' => "-$total", 'meta' => [ '_refunded_item_id' => '1' ] ] ) ],
			]
		);
		yield 'nothing' => [ [], 20.0, [ [ 7.5, 2 ] ] ];
		yield 'one of two mugs' => [ [ $back( '7.50', 1, '7.50' ) ], 12.5, [ [ 7.5, 1 ] ] ];
		yield 'both, one after the other; shipping is kept' => [ [ $back( '7.50', 1, '7.50' ), $back( '7.50', 1, '7.50' ) ], 5.0, [ [ 5.0, 1 ] ] ];
		yield 'a part of the line\'s price' => [ [ $back( '3.00', 0, '3.00' ) ], 17.0, [ [ 6.0, 2 ] ] ];
		yield 'both mugs, less a fee for packing' => [ [ $back( '13.00', 2, '13.00' ) ], 7.0, [ [ 2.0, 1 ] ] ];
		yield 'an amount that names no line lowers all prices' => [ [ $back( '3.00' ) ], 17.0, [ [ 6.0, 2 ] ] ];
		yield 'more than the goods' => [ [ $back( '18.00' ) ], 2.0, [ [ 0.0, 2 ] ] ];
	}

	/**
	 * @param list<\WC_Order_Refund>       $refunds
	 * @param list<array{float, int}>      $contents
	 */
	#[DataProvider( 'refunds' )]
	public function test_what_was_given_back_is_no_sale( array $refunds, float $value, array $contents ): void {
		$params = $this->order_source()->facts( self::order( [ 'refunds' => $refunds ] ) )->params;
		self::assertSame( [ $value, $contents ], [ $params['value'], array_map( static fn( array $row ): array => [ $row['price'], $row['quantity'] ], $params['contents'] ) ] );
		self::assertSame( array_sum( array_column( $contents, 1 ) ), $params['num_items'] );
	}

	public function test_value_without_tax_and_shipping_is_net_of_refunds_too(): void {
		$this->with_settings( [ 'purchase' => [ 'value' => 'without_tax_shipping' ] ] );
		$refund = new \WC_Order_Refund( [ 'amount' => '11.90', 'total_tax' => '-1.90', 'shipping_total' => '-2.50' ] );
		$params = $this->order_source()->facts( self::order( [ 'total' => '23.19', 'total_tax' => '3.19', 'shipping_total' => '5.00', 'refunds' => [ $refund ] ] ) )->params;
		self::assertSame( [ 7.5, 1.29, 2.5 ], [ $params['value'], $params['tax'], $params['shipping'] ] );
	}

	public function test_an_order_of_fees_only_is_a_sale_too(): void {
		$facts = $this->order_source()->facts( self::order( [ 'items' => [], 'total' => '50.00' ] ) );
		self::assertSame( [ [ 'content_id' => 'order-15', 'price' => 50.0, 'quantity' => 1 ] ], $facts->params['contents'] );
		self::assertSame( 'Purchase', Event::of( $this->catalogue(), 'Purchase', 'P-15-0123456789ab', 1, $facts, new Visitor(), Origin::Server )->name );
	}

	public function test_the_person_is_raw_and_a_guest_is_never_user_0(): void {
		$billing = [ 'email' => 'Ann@Example.test', 'phone' => '030 123', 'first_name' => 'Ann', 'last_name' => 'Ex', 'city' => 'Berlin', 'state' => 'BE', 'postcode' => '10115' ];
		$person  = $this->order_source()->facts( self::order( [ 'billing' => $billing ] ), self::HEX )->person;
		self::assertSame( [ 'email' => 'Ann@Example.test', 'phone' => '030 123', 'country' => 'DE', 'external_id' => self::HEX, 'first_name' => 'Ann', 'last_name' => 'Ex', 'city' => 'Berlin', 'state' => 'BE', 'zip_code' => '10115' ], $person );
		self::assertArrayNotHasKey( 'external_id', $this->order_source()->facts( self::order() )->person );
		self::assertSame( 'u1-4', $this->order_source()->facts( self::order( [ 'customer_id' => 4 ] ), self::HEX )->person['external_id'] );
		self::assertSame( 'AT', $this->order_source()->facts( self::order( [ 'billing' => [ 'country' => 'AT' ] ] ) )->person['country'] );
	}

	public function test_hostile_names_stay_valid_text(): void {
		$item   = new \WC_Order_Item_Product( [ 'name' => "</script>\x00<script>\xC3\x28 " . str_repeat( 'é', 300 ), 'total' => '1', 'product_id' => 7 ] );
		$name   = $this->order_source()->facts( self::order( [ 'items' => [ $item ] ] ) )->params['contents'][0]['content_name'];
		self::assertSame( 1, preg_match( '//u', $name ) );
		self::assertStringStartsWith( '</script> <script>', $name );
		self::assertSame( 150, mb_strlen( $name ) );
	}
}
