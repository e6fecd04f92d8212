<?php
declare(strict_types=1);

namespace Duet\Test\Page;

use Duet\Page\ListDraft;
use Duet\Page\PageDraft;
use Duet\Page\PageParts;
use Duet\Product\Product;
use Duet\Product\ProductList;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class PageDraftTest extends ShopTestCase {

	public function test_a_product_page_means_view_content(): void {
		$GLOBALS['duet_shop'] = [ 'page' => 'product', 'queried_id' => 7, 'products' => [ 7 => self::mug() ] ];
		$page                 = $this->page();
		self::assertSame( [ 'ViewContent' ], array_column( $page['events'], 'name' ) );
		self::assertSame( [ 7.5, 'EUR' ], [ $page['events'][0]['params']['value'], $page['events'][0]['params']['currency'] ] );
		self::assertArrayNotHasKey( 'list', $page );
	}

	public function test_a_product_page_may_hold_its_checkout(): void {
		$GLOBALS['duet_shop'] = [ 'page' => 'product', 'queried_id' => 7, 'products' => [ 7 => self::mug() ], 'also_checkout' => true ];
		$page                 = $this->page();
		self::assertSame( [ [ 'ViewContent' ], true ], [ array_column( $page['events'], 'name' ), $page['checkout'] ?? false ] );
	}

	public function test_a_product_category_means_view_category_with_signed_rows(): void {
		$this->archive( 'product_cat', 2 );
		$GLOBALS['duet_shop']['queried'] = new \WP_Term( 33, 'Cups &amp; co', 'cups', 'product_cat' );
		$page                            = $this->page();
		[ 'name' => $name, 'params' => $params ] = $page['events'][0];
		self::assertSame( [ 'ViewCategory', 'Cups & co', '33', 'Cups & co' ], [ $name, $params['content_category'], $params['category_id'], $params['category_name'] ] );
		self::assertSame( [ 'product_cat-cups', 'Cups & co', 'product', 15.0, 'EUR' ], [ $params['item_list_id'], $params['item_list_name'], $params['content_type'], $params['value'], $params['currency'] ] );
		self::assertCount( 2, $params['contents'] );
		self::assertTrue( $this->signature()->fits( $params['contents'][0] ) );
		$this->catalogue()->check( $this->catalogue()->define( 'ViewCategory' ), array_diff_key( $params, [ 'contents' => 1 ] ) );
		self::assertSame( [ 'product_cat-cups', 'Cups & co' ], [ $page['list']['id'], $page['list']['name'] ] );
		self::assertSame( [ '/product/mug-1/', '/product/mug-2/' ], array_keys( $page['list']['items'] ) );
		self::assertSame( [ 'MUG-1', 7.5, 'EUR' ], [ $page['list']['items']['/product/mug-1/']['content_id'], $page['list']['items']['/product/mug-1/']['price'], $page['list']['items']['/product/mug-1/']['item_currency'] ] );
	}

	public function test_the_shop_is_a_list_named_by_its_page_and_described_by_its_beginning(): void {
		$this->archive( 'shop', 20 );
		$page   = $this->page();
		$params = $page['events'][0]['params'];
		self::assertSame( [ 'shop', 'Shop & more', '5', 12, 20 ], [ $params['item_list_id'], $params['category_name'], $params['category_id'], count( $params['contents'] ), count( $page['list']['items'] ) ] );
	}

	public function test_an_archive_of_subcategories_lists_no_products(): void {
		$this->archive( 'shop', 3 );
		$GLOBALS['wp_query']->post_count = 0;
		$page                            = $this->page();
		self::assertArrayNotHasKey( 'contents', $page['events'][0]['params'] );
		self::assertArrayNotHasKey( 'list', $page );
	}

	public function test_a_category_of_posts_needs_no_shop(): void {
		$GLOBALS['duet_shop'] = [ 'page' => 'category', 'queried' => new \WP_Term( 4, 'News', 'news' ) ];
		$expected             = [ [ 'name' => 'ViewCategory', 'params' => [ 'content_category' => 'News', 'category_id' => '4', 'category_name' => 'News' ] ] ];
		self::assertSame( $expected, $this->page()['events'] );
		self::assertSame( [ 'events' => $expected ], ( new ListDraft( null, $this->guard() ) )->page() );
	}

	public function test_a_results_page_means_search_and_lists_what_was_found(): void {
		$this->archive( 'search', 1 );
		$GLOBALS['duet_shop']['search'] = ' red  "mug" ';
		$page                           = $this->page();
		self::assertSame( [ [ 'name' => 'Search', 'params' => [ 'search_string' => 'red "mug"' ] ] ], $page['events'] );
		self::assertSame( 'search', $page['list']['id'] );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> world, page */
	public static function pages(): iterable {
		yield 'empty search' => [ [ 'page' => 'search', 'search' => '  ' ], [ 'events' => [] ] ];
		yield 'any page' => [ [], [ 'events' => [] ] ];
		yield 'cart' => [ [ 'page' => 'cart' ], [ 'cart' => true, 'events' => [] ] ];
		yield 'checkout' => [ [ 'page' => 'checkout' ], [ 'checkout' => true, 'events' => [] ] ];
		yield 'a cart above its checkout' => [ [ 'page' => 'cart', 'also_checkout' => true ], [ 'cart' => true, 'checkout' => true, 'events' => [] ] ];
		yield 'order received on such a page' => [ [ 'page' => 'cart', 'also_checkout' => true, 'received' => true ], [ 'cart' => true, 'events' => [] ] ];
		yield 'order received' => [ [ 'page' => 'checkout', 'received' => true ], [ 'events' => [] ] ];
		yield 'a product that is gone' => [ [ 'page' => 'product', 'queried_id' => 9 ], [ 'events' => [] ] ];
	}

	/**
	 * @param array<string, mixed> $world
	 * @param array<string, mixed> $page
	 */
	#[DataProvider( 'pages' )]
	public function test_pages_without_an_event( array $world, array $page ): void {
		$GLOBALS['duet_shop'] = $world;
		self::assertSame( $page, $this->page() );
	}

	public function test_a_product_that_fails_costs_its_own_facts_alone(): void {
		$this->archive( 'shop', 1 );
		$GLOBALS['duet_shop']['products'][1] = new class() extends \WC_Product {
			public function __construct() {
				parent::__construct( [ 'id' => 1 ] );
			}
			public function get_permalink(): string {
				throw new \Error( 'broken' );
			}
			public function get_price( $context = 'view' ) {
				throw new \Error( 'broken' );
			}
		};
		$page = $this->page();
		self::assertSame( [ 'ViewCategory' ], array_column( $page['events'], 'name' ) );
		self::assertArrayNotHasKey( 'contents', $page['events'][0]['params'] );
		self::assertArrayNotHasKey( 'list', $page );
	}

	public function test_plain_permalinks_have_one_path_for_all(): void {
		$this->archive( 'shop', 1, 'https://shop.test/?product=mug' );
		self::assertArrayNotHasKey( 'list', $this->page() );
	}

	private function archive( string $page, int $products, ?string $permalink = null ): void {
		$posts                = array_map( static fn( int $id ): \WP_Post => new \WP_Post( $id, 'product' ), range( 1, $products ) );
		$GLOBALS['wp_query']  = new \WP_Query( $posts );
		$all                  = array_map( static fn( int $id ): \WC_Product => self::mug( [ 'id' => $id, 'sku' => "MUG-$id", 'name' => "Mug-$id" ] + ( null === $permalink ? [] : [ 'permalink' => $permalink ] ) ), range( 1, $products ) );
		$GLOBALS['duet_shop'] = [ 'page' => $page, 'products' => array_combine( range( 1, $products ), $all ) ];
	}

	/** @return array<string, mixed> */
	private function page(): array {
		$product = new Product( $this->item(), $this->signature() );
		$lists   = new ListDraft( new ProductList( $product, $this->signature() ), $this->guard() );
		$parts   = $this->createStub( PageParts::class );
		$parts->method( 'lists' )->willReturn( $lists );
		$parts->method( 'leaves_out_visitor' )->willReturnCallback( fn(): bool => $this->customer()->visit_excluded( get_current_user_id() ) );
		return ( new PageDraft( $product, $parts, $this->guard() ) )->page();
	}

	protected function tearDown(): void {
		unset( $GLOBALS['wp_query'] );
	}
}
