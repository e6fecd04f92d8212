<?php
declare(strict_types=1);

namespace Duet\Test\Product;

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

	/** WPML's own filters: 7 is German and 107 its original; 9 a variation of 8, with 109 of 108. */
	private static function with_wpml( mixed $language = 'en' ): void {
		$originals = [ 'product' => [ 7 => 107, 8 => 108 ], 'product_variation' => [ 9 => 109 ] ];
		add_filter( 'wpml_default_language', static fn(): mixed => $language, 10, 1 );
		add_filter( 'wpml_object_id', static fn( mixed $id, string $type, bool $or_itself, ?string $code ): mixed => 'en' === $code ? ( $originals[ $type ][ $id ] ?? $id ) : $id, 10, 4 );
		$GLOBALS['duet_shop']['products'] = [
			107 => new \WC_Product( [ 'id' => 107, 'sku' => 'MUG' ] ),
			108 => new \WC_Product( [ 'id' => 108, 'sku' => 'SHIRT' ] ),
			109 => new \WC_Product_Variation( [ 'id' => 109, 'parent_id' => 108, 'parent_sku' => 'SHIRT' ] ),
		];
	}

	public function test_a_translated_product_has_the_id_of_its_original(): void {
		self::with_wpml();
		$variation = new \WC_Product_Variation( [ 'id' => 9, 'parent_id' => 8, 'sku' => 'HEMD-L', 'parent_sku' => 'HEMD' ] );
		$tasse     = new \WC_Product( [ 'id' => 7, 'sku' => 'TASSE' ] );
		self::assertSame( [ 'MUG', 'SHIRT-109', 'SHIRT' ], [ $this->ids()->of_product( $tasse ), $this->ids()->of_product( $variation ), $this->ids()->of_group( $variation ) ] );
		self::assertSame( [ 'MUG', 'SHIRT-109' ], [ $this->ids()->of_deleted( 7 ), $this->ids()->of_deleted( 9, 8 ) ], 'deleted since' );
		self::assertSame( 'x107', $this->ids()->preview( $tasse, 'id', 'x' ) );
		$this->with_settings( [ 'content_id' => [ 'original_language' => false ] ] );
		self::assertSame( [ 'TASSE', 'HEMD-L', 'HEMD' ], [ $this->ids()->of_product( $tasse ), $this->ids()->of_product( $variation ), $this->ids()->of_group( $variation ) ] );
	}

	public function test_a_product_of_the_original_language_and_one_without_translations_keep_theirs(): void {
		self::with_wpml();
		self::assertSame( [ 'MUG', 'CAP' ], [ $this->ids()->of_product( $GLOBALS['duet_shop']['products'][107] ), $this->ids()->of_product( new \WC_Product( [ 'id' => 50, 'sku' => 'CAP' ] ) ) ] );
	}

	/** @return iterable<string, array{mixed}> */
	public static function nonsense(): iterable {
		yield 'null' => [ null ];
		yield 'nothing' => [ 0 ];
		yield 'a product that is gone' => [ 404 ];
		yield 'text' => [ 'x' ];
		yield 'an object' => [ new \stdClass() ];
	}

	#[DataProvider( 'nonsense' )]
	public function test_an_answer_that_makes_no_sense_changes_nothing( mixed $answer ): void {
		add_filter( 'wpml_default_language', static fn(): mixed => 'en' );
		add_filter( 'wpml_object_id', static fn(): mixed => $answer );
		self::assertSame( 'TASSE', $this->ids()->of_product( new \WC_Product( [ 'id' => 7, 'sku' => 'TASSE' ] ) ) );
	}

	public function test_without_a_default_language_nobody_is_asked(): void {
		self::with_wpml( false );
		self::assertSame( 'TASSE', $this->ids()->of_product( new \WC_Product( [ 'id' => 7, 'sku' => 'TASSE' ] ) ) );
	}

	public function test_the_prefix_is_on_every_id(): void {
		$this->with_settings( [ 'content_id' => [ 'source' => 'official', 'prefix' => 'wc_' ] ] );
		$variation = new \WC_Product_Variation( [ 'id' => 9, 'parent_id' => 8 ] );
		self::assertSame( [ 'wc_MUG', 'wc_8-9', 'wc_8' ], [ $this->ids()->of_product( self::mug() ), $this->ids()->of_product( $variation ), $this->ids()->of_group( $variation ) ] );
	}
}
