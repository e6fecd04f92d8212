<?php
declare(strict_types=1);

namespace Duet\Test\Product;

use Duet\Cart\Cart;
use Duet\Product\Product;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ProductAndCartTest extends ShopTestCase {

	public function test_a_product_page_has_the_price_it_shows_signed(): void {
		$GLOBALS['duet_shop']['tax'] = 1.19;
		$GLOBALS['duet_test_options']['woocommerce_tax_display_shop'] = 'incl';
		$facts = ( new Product( $this->item(), $this->signature() ) )->facts( self::mug( [ 'price' => '10', 'short_description' => '<p>A mug   for two.</p>' ] ) );
		self::assertSame( [ 'product', 11.9, 'EUR', 'A mug for two.' ], [ $facts['content_type'], $facts['value'], $facts['currency'], $facts['description'] ?? '' ] );
		self::assertSame( [ 'MUG', 'Mug', 11.9, 1, 'incl' ], [ $facts['contents'][0]['content_id'], $facts['contents'][0]['content_name'], $facts['contents'][0]['price'], $facts['contents'][0]['quantity'], $facts['contents'][0]['tax'] ] );
		self::assertTrue( $this->signature()->fits( $facts['contents'][0] ) );
	}

	public function test_a_currency_switcher_that_converts_while_it_prints_is_followed(): void {
		add_filter( 'raw_woocommerce_price', static fn( mixed $price ): mixed => is_numeric( $price ) ? $price * 1.1 : $price );
		$facts = ( new Product( $this->item(), $this->signature() ) )->facts( self::mug() );
		self::assertSame( [ 8.25, 8.25 ], [ $facts['value'], $facts['contents'][0]['price'] ] );
		$line = [ 'key' => 'a', 'data' => self::mug(), 'quantity' => 2, 'line_subtotal' => 15.0 ];
		self::assertSame( 8.25, ( new Cart( $this->item(), $this->signature() ) )->item( $line, false )['price'] );
	}

	public function test_a_variable_product_is_its_group_at_the_lowest_price(): void {
		$facts = ( new Product( $this->item(), $this->signature() ) )->facts( new \WC_Product_Variable( [ 'id' => 8, 'name' => 'Shirt', 'sku' => 'SHIRT', 'min' => '20.00' ] ) );
		self::assertSame( [ 'product_group', 'SHIRT', 20.0, 'Shirt' ], [ $facts['content_type'], $facts['contents'][0]['content_id'], $facts['value'], $facts['description'] ?? '' ] );
	}

	public function test_a_product_without_price_is_worth_nothing(): void {
		self::assertSame( 0.0, ( new Product( $this->item(), $this->signature() ) )->facts( self::mug( [ 'price' => '' ] ) )['value'] ?? null );
	}

	/** @return iterable<string, array{array<string, mixed>, bool, string}> Product, whether WordPress asks for a password, description. */
	public static function hidden_texts(): iterable {
		yield 'a product behind a password' => [ [ 'post_password' => 'pw' ], true, 'Mug' ];
		yield 'for the visitor who typed it, because caches keep the page' => [ [ 'post_password' => 'pw' ], false, 'Mug' ];
		yield 'where a plugin makes WordPress ask' => [ [], true, 'Mug' ];
		yield 'what a shortcode shows to members' => [ [ 'short_description' => 'A mug. [members]Secret[/members]' ], false, 'A mug.' ];
	}

	/** @param array<string, mixed> $props */
	#[DataProvider( 'hidden_texts' )]
	public function test_a_text_that_wordpress_withholds_is_withheld( array $props, bool $locked, string $description ): void {
		$GLOBALS['duet_shop']['locked'] = $locked;
		$facts                          = ( new Product( $this->item(), $this->signature() ) )->facts( self::mug( $props + [ 'short_description' => 'Secret' ] ) );
		self::assertSame( [ $description, 7.5 ], [ $facts['description'] ?? '', $facts['value'] ?? 0 ] );
	}

	public function test_what_visitors_cannot_buy_has_no_facts(): void {
		$product = new Product( $this->item(), $this->signature() );
		foreach ( [ 'draft', 'private', 'pending', 'future', 'trash' ] as $status ) {
			self::assertSame( [], $product->facts( self::mug( [ 'status' => $status ] ) ) );
			self::assertSame( [], $product->facts( new \WC_Product_Variation( [ 'id' => 9, 'parent_status' => $status ] ) ) );
			self::assertSame( [], $product->facts( new \WC_Product_Variation( [ 'id' => 9, 'status' => $status ] ) ) );
		}
	}

	public function test_a_cart_line_has_its_own_price_before_coupons(): void {
		$cart = new Cart( $this->item(), $this->signature() );
		$line = [ 'data' => self::mug(), 'quantity' => 3, 'line_subtotal' => 30.0, 'line_subtotal_tax' => 5.7, 'line_total' => 27.0 ];
		self::assertSame( [ 10.0, 'excl' ], [ $cart->item( $line, false )['price'], $cart->item( $line, false )['tax'] ] );
		self::assertSame( [ 11.9, 'incl' ], [ $cart->item( $line, true )['price'], $cart->item( $line, true )['tax'] ] );
		self::assertTrue( $this->signature()->fits( $cart->item( $line, true ) + [ 'quantity' => 2 ] ) );
		self::assertArrayNotHasKey( 'quantity', $cart->item( $line, true ) );
	}

	public function test_a_line_can_be_told_by_its_id_and_money_alone(): void {
		$item = ( new Cart( $this->item(), $this->signature() ) )->item( [ 'data' => self::mug(), 'quantity' => 1, 'line_subtotal' => 7.5 ], true );
		$core = [ 'content_id' => 'MUG', 'price' => 7.5, 'item_currency' => 'EUR', 'tax' => 'incl', 'sig' => $item['sig_core'] ];
		self::assertTrue( $this->signature()->fits( $core ) );
		self::assertFalse( $this->signature()->fits( [ 'price' => 7.4 ] + $core ) );
		self::assertFalse( $this->signature()->fits( $core + [ 'content_name' => 'Mug' ] ) );
	}

	/** @return iterable<string, array{array<string, array{float, array<string, mixed>}>, list<string>}> lines (price, more), keys of those that count */
	public static function bundles(): iterable {
		$box   = [ 'bundled_items' => [ 'a', 'b' ] ];
		$child = [ 'bundled_by' => 'box' ];
		yield 'priced box, free children' => [ [ 'box' => [ 30, $box ], 'a' => [ 0, $child ], 'b' => [ 0, $child ] ], [ 'box' ] ];
		yield 'free box, priced children' => [ [ 'box' => [ 0, $box ], 'a' => [ 10, $child ], 'b' => [ 20, $child ] ], [ 'a', 'b' ] ];
		yield 'both priced' => [ [ 'box' => [ 5, $box ], 'a' => [ 10, $child ], 'b' => [ 0, $child ] ], [ 'box', 'a' ] ];
		yield 'all free' => [ [ 'box' => [ 0, $box ], 'a' => [ 0, $child ] ], [ 'box' ] ];
		yield 'composite' => [ [ 'kit' => [ 0, [ 'composite_children' => [ 'a' ] ] ], 'a' => [ 10, [ 'composite_parent' => 'kit' ] ] ], [ 'a' ] ];
		yield 'a free sample is a product' => [ [ 'mug' => [ 10, [] ], 'sample' => [ 0, [ 'bundled_items' => [] ] ] ], [ 'mug', 'sample' ] ];
	}

	/**
	 * As OrderTest has it of orders, so that the additions are what is bought.
	 *
	 * @param array<string, array{float, array<string, mixed>}> $lines
	 * @param list<string>                                      $keys
	 */
	#[DataProvider( 'bundles' )]
	public function test_of_a_bundle_whoever_carries_the_price_counts( array $lines, array $keys ): void {
		$cart  = new Cart( $this->item(), $this->signature() );
		$lines = array_map( static fn( array $line ): array => $line[1] + [ 'data' => self::mug(), 'quantity' => 1, 'line_subtotal' => $line[0] ], $lines );
		self::assertSame( $keys, array_keys( array_filter( $lines, static fn( array $line ): bool => [] !== $cart->item( $line, true, $lines ) ) ) );
	}

	public function test_what_is_no_purchase_has_no_facts(): void {
		$cart = new Cart( $this->item(), $this->signature() );
		self::assertSame( [], $cart->item( [], true ) );
		self::assertSame( [], $cart->item( [ 'data' => self::mug(), 'quantity' => 0 ], true ) );
		self::assertSame( [], $cart->item( [ 'data' => self::mug(), 'quantity' => 1, 'line_subtotal' => 0, 'bundled_by' => 'x' ], true ) );
		self::assertSame( 0.0, $cart->item( [ 'data' => self::mug(), 'quantity' => 1, 'line_subtotal' => 0 ], true )['price'] );
	}
}
