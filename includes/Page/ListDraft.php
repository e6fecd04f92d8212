<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Event\PersonalData;
use Duet\Product\ProductList;
use Duet\Support\Guard;
use Duet\Support\Text;
use WC_Product;
use WP_Post;
use WP_Query;
use WP_Term;

defined( 'ABSPATH' ) || exit;

/**
 * Archives and results pages: ViewCategory and Search. What the main query found is what themes list, classic ones by the
 * loop and block themes by a Product Collection that inherits the query; both have loaded the products by the footer.
 *
 * @phpstan-import-type ListedRow from ProductList
 * @phpstan-type PageEvent array{name: string, params: array<string, mixed>}
 * @phpstan-type ListJson array{id: string, name: string, items: array<string, ListedRow>}
 */
final class ListDraft {

	/** @param ProductList|null $products null without a shop. */
	public function __construct(
		private readonly ?ProductList $products,
		private readonly Guard $guard,
	) {
	}

	/** @return array{events?: list<PageEvent>, list?: ListJson} The page's part of PageJson. */
	public function page(): array {
		if ( is_search() ) {
			$search = Text::plain( get_search_query( false ) );
			return '' === $search ? [] : [ 'events' => [ [ 'name' => 'Search', 'params' => [ 'search_string' => $search ] ] ] ]
				+ $this->chosen_from( 'search', 'Search results' );
		}
		if ( null === $this->products || ! ( is_shop() || is_product_taxonomy() ) ) {
			$term = is_category() ? get_queried_object() : null;
			return $term instanceof WP_Term ? [ 'events' => [ [ 'name' => 'ViewCategory', 'params' => self::about( $term ) ] ] ] : [];
		}
		$term     = get_queried_object();
		$about    = $term instanceof WP_Term ? self::about( $term ) : self::shop();
		$id       = $term instanceof WP_Term ? "$term->taxonomy-$term->slug" : 'shop';
		$name     = $about['category_name'];
		$products = $this->products;
		// An odd name of a category is left out, and the event goes on.
		$about = array_filter( $about, static fn( string $text, string $param ): bool => ! PersonalData::is_in( $param, $text ), ARRAY_FILTER_USE_BOTH );
		// A product whose price fails costs the rows, not the view.
		$rows = $this->guard->run( static fn(): array => $products->facts( self::listed() ), 'page', [] );
		return [ 'events' => [ [ 'name' => 'ViewCategory', 'params' => $about + [ 'item_list_id' => $id, 'item_list_name' => $name ] + $rows ] ] ] + $this->chosen_from( $id, $name );
	}

	/** @return array{list?: ListJson} */
	private function chosen_from( string $id, string $name ): array {
		$items = $this->guard->run( fn(): array => $this->products?->items( self::listed() ) ?? [], 'page', [] );
		return [] === $items ? [] : [
			'list' => [
				'id'    => $id,
				'name'  => $name,
				'items' => $items,
			],
		];
	}

	/** @return array{content_category: string, category_id: string, category_name: string} */
	private static function about( WP_Term $term ): array {
		$name = Text::plain( $term->name );
		return [
			'content_category' => $name,
			'category_id'      => (string) $term->term_id,
			'category_name'    => $name,
		];
	}

	/**
	 * @return array{category_id: string, category_name: string} The shop's own page, which WooCommerce loaded to find
	 *         its products.
	 */
	private static function shop(): array {
		$page = wc_get_page_id( 'shop' );
		return [
			'category_id'   => (string) max( 0, $page ),
			'category_name' => Text::plain( $page > 0 ? get_the_title( $page ) : post_type_archive_title( '', false ) ?? '' ),
		];
	}

	/** @return list<WC_Product> Of the main query. An archive that shows subcategories instead lists none. */
	private static function listed(): array {
		$query = $GLOBALS['wp_query'] ?? null;
		$posts = $query instanceof WP_Query && function_exists( 'wc_get_product' ) ? array_slice( $query->posts ?? [], 0, $query->post_count ) : [];
		$posts = array_filter( $posts, static fn( mixed $post ): bool => $post instanceof WP_Post && 'product' === $post->post_type );
		// Not wc_get_product( ... ): that is looked up at once, and without WooCommerce it is not there.
		return array_values( array_filter( array_map( static fn( WP_Post $post ): mixed => wc_get_product( $post ), $posts ), static fn( mixed $product ): bool => $product instanceof WC_Product ) );
	}
}
