<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Product\Product;
use Duet\Support\Guard;
use Duet\Support\UncachedPage;
use WC_Product;

defined( 'ABSPATH' ) || exit;

/**
 * What page this is, and which events seeing it means, for the storefront script. Depends on the address alone:
 * whatever a cache stores for one visitor is right for all. Reads what the page has loaded anyway; no query.
 *
 * @phpstan-import-type PageEvent from ListDraft
 * @phpstan-import-type ListJson from ListDraft
 */
final class PageDraft implements DescribedPage {

	public function __construct(
		private readonly Product $product,
		private readonly PageParts $parts,
		private readonly Guard $guard,
	) {
	}

	/**
	 * @return array{events: list<PageEvent>, list?: ListJson, checkout?: true, cart?: true, excluded?: true}
	 *         The `page` part of PageJson, without what rules and blocks add. Events in their order, after Pageview.
	 */
	public function page(): array {
		// When that cannot be found out, nothing goes to TikTok.
		$page = false !== $this->guard->run( $this->is_excluded( ... ), 'page', true ) ? [ 'excluded' => true ] : [];
		return $page + $this->shop() + $this->guard->run( $this->list( ... ), 'page', [] ) + [ 'events' => [] ];
	}

	/** @return array{events?: list<PageEvent>, list?: ListJson} The page's part of PageJson. */
	private function list(): array {
		$is_list = is_search() || is_category() || ( function_exists( 'is_shop' ) && ( is_shop() || is_product_taxonomy() ) );
		return $is_list ? $this->parts->lists()->page() : [];
	}

	/**
	 * Pages for logged-in users are not cached. Anybody else is left out only while acting as a guest, and then this
	 * page is made uncacheable (ExcludedVisit); for everybody else this is never there.
	 */
	private function is_excluded(): bool {
		return ( is_user_logged_in() || UncachedPage::is_this() ) && $this->parts->leaves_out_visitor();
	}

	/** @return array{events?: list<PageEvent>, checkout?: true, cart?: true} */
	private function shop(): array {
		if ( ! function_exists( 'is_product' ) ) {
			return [];
		}
		// One page may be several: a cart above its checkout, a checkout below a product.
		return $this->guard->run( $this->product_view( ... ), 'page', [] )
			+ ( is_cart() ? [ 'cart' => true ] : [] )
			+ ( is_checkout() && ! is_order_received_page() && ! is_checkout_pay_page() ? [ 'checkout' => true ] : [] );
	}

	/** @return array{events?: list<PageEvent>} */
	private function product_view(): array {
		$product = is_product() ? self::product() : null;
		$facts   = null === $product ? [] : $this->product->facts( $product );
		// A draft's page is its author's alone.
		return [] === $facts ? [] : [ 'events' => [ [ 'name' => 'ViewContent', 'params' => $facts ] ] ];
	}

	/** The page's own product: by the footer the global may be a related one. */
	private static function product(): ?WC_Product {
		$id     = get_queried_object_id();
		$global = $GLOBALS['product'] ?? null;
		if ( $global instanceof WC_Product && $global->get_id() === $id ) {
			return $global;
		}
		$product = wc_get_product( $id );
		return $product instanceof WC_Product ? $product : null;
	}
}
