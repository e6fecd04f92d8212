<?php
declare(strict_types=1);

namespace Duet\Test\Source;

use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ContentIdTest extends ShopTestCase {

	/** @return iterable<string, array{string, array<string, mixed>, string}> source, product, id */
	public static function table(): iterable {
		$simple = [ 'id' => 7, 'sku' => 'MUG' ];
		$bare   = [ 'id' => 7 ];
		$own    = [ 'id' => 9, 'parent_id' => 8, 'sku' => 'SHIRT-L', 'parent_sku' => 'SHIRT' ];
		$same   = [ 'id' => 9, 'parent_id' => 8, 'sku' => 'SHIRT', 'parent_sku' => 'SHIRT' ];
		$heir   = [ 'id' => 9, 'parent_id' => 8, 'parent_sku' => 'SHIRT' ];
		$orphan = [ 'id' => 9, 'parent_id' => 8 ];
		yield 'official: SKU' => [ 'official', $simple, 'MUG' ];
		yield 'official: no SKU' => [ 'official', $bare, '7' ];
		yield 'official: variation with its own SKU' => [ 'official', $own, 'SHIRT-L' ];
		yield 'official: variation with the SKU of its parent' => [ 'official', $same, 'SHIRT-9' ];
		yield 'official: variation without SKU' => [ 'official', $heir, 'SHIRT-9' ];
		yield 'official: neither has one' => [ 'official', $orphan, '8-9' ];
		yield 'sku' => [ 'sku', $simple, 'MUG' ];
		yield 'sku: none' => [ 'sku', $bare, '7' ];
		yield 'sku: variation, own' => [ 'sku', $own, 'SHIRT-L' ];
		yield 'sku: variation, none of its own' => [ 'sku', $heir, '9' ];
		yield 'id' => [ 'id', $simple, '7' ];
		yield 'id: variation' => [ 'id', $own, '9' ];
		yield 'leading zeros stay' => [ 'official', [ 'id' => 7, 'sku' => '000035180' ], '000035180' ];
	}

	/** @param array<string, mixed> $props */
	#[DataProvider( 'table' )]
	public function test_the_rules( string $source, array $props, string $id ): void {
		$this->with_settings( [ 'content_id' => [ 'source' => $source ] ] );
		$product = isset( $props['parent_id'] ) ? new \WC_Product_Variation( $props ) : new \WC_Product( $props );
		self::assertSame( $id, $this->ids()->of_product( $product ) );
	}

	public function test_the_prefix_is_on_every_id(): void {
		$this->with_settings( [ 'content_id' => [ 'source' => 'official', 'prefix' => 'wc_' ] ] );
		$variation = new \WC_Product_Variation( [ 'id' => 9, 'parent_id' => 8 ] );
		self::assertSame( [ 'wc_MUG', 'wc_8-9', 'wc_8' ], [ $this->ids()->of_product( self::mug() ), $this->ids()->of_product( $variation ), $this->ids()->of_group( $variation ) ] );
	}
}
