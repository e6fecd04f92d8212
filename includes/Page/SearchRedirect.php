<?php
declare(strict_types=1);

namespace Duet\Page;

use Duet\Event\Catalogue;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\PersonalData;
use Duet\Support\Clock;
use Duet\Support\Text;
use Duet\Tray\Handover;
use Duet\Visitor\Customer;
use WC_Product;
use WP_Query;

defined( 'ABSPATH' ) || exit;

/**
 * A product search with one hit: WooCommerce sends the visitor on to the product, so there is no results page. The tray
 * does, on the product's page. Any other search has its page, and is the browser's.
 */
final class SearchRedirect {

	private bool $sent = false;

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Customer $customer,
		private readonly Handover $handover,
		private readonly Clock $clock,
	) {
	}

	/** The last word on whether WooCommerce may redirect, which it does right after this. */
	public function asked( mixed $may ): mixed {
		if ( true === (bool) $may && ! $this->sent && self::has_one_hit() && self::is_looked_at( $_SERVER ) ) {
			$this->sent = true;
			$this->tell();
		}
		return $may;
	}

	private function tell(): void {
		$search  = Text::plain( get_search_query( false ) );
		$visitor = $this->handover->visitor();
		$user    = get_current_user_id();
		if ( '' === $search || PersonalData::is_in( 'search_string', $search ) || Decision::Granted !== $visitor->decision() || $this->customer->visit_excluded( $user, 'Search' ) || ! $this->handover->takes( $visitor ) ) {
			return;
		}
		$facts = $this->customer->facts( $user, $visitor->visitor )->and( new Facts( [ 'search_string' => $search ] ) );
		// The answer carries this visitor's cookie.
		nocache_headers();
		$this->handover->own( Event::of( $this->catalogue, 'Search', EventId::random(), $this->clock->now(), $facts, $visitor, Origin::Server ) );
	}

	/** What WooCommerce asks next (wc_template_redirect). */
	private static function has_one_hit(): bool {
		$query   = $GLOBALS['wp_query'] ?? null;
		$product = $query instanceof WP_Query && is_search() && 1 === absint( $query->found_posts ) ? wc_get_product( $query->post ) : null;
		return $product instanceof WC_Product && $product->is_visible();
	}

	/** @param array<mixed> $server $_SERVER. A page that the browser fetches ahead is not a search yet. */
	private static function is_looked_at( array $server ): bool {
		$ahead = $server['HTTP_SEC_PURPOSE'] ?? $server['HTTP_PURPOSE'] ?? '';
		return 'GET' === ( $server['REQUEST_METHOD'] ?? '' ) && is_string( $ahead ) && ! str_contains( $ahead, 'prefetch' );
	}
}
