<?php
declare(strict_types=1);

namespace Duet\Cart;

use Duet\Settings\Settings;
use Duet\Support\Guard;
use Duet\Support\OwnSite;

defined( 'ABSPATH' ) || exit;

/**
 * A link that fills the cart and leads on: WooCommerce's checkout links, `?add-to-cart=` in a shop that shows the cart
 * or the checkout after adding. The script takes the address of a page for the shopper's intent to add, and these
 * addresses are never shown, so the one they lead to is marked.
 */
final class AddedByLink {

	/** The script reads it as it reads "add-to-cart" (triggers/cart/trigger.ts). */
	public const MARK = 'duet-add-to-cart';

	private bool $is_added = false;

	public function __construct(
		private readonly Settings $settings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_add_to_cart', $this->added( ... ) );
		$this->guard->filter( 'wp_redirect', $this->mark( ... ) );
	}

	/** A form or button that adds was pressed on a page whose script has noted the intent itself. */
	private function added(): void {
		$method         = $_SERVER['REQUEST_METHOD'] ?? ''; // phpcs:ignore WordPress.Security -- Only compared.
		$this->is_added = 'GET' === $method && ! is_admin() && ! wp_doing_ajax() && ! wp_is_serving_rest_request();
	}

	private function mark( mixed $location ): mixed {
		return $this->is_added && is_string( $location ) && self::is_here( $location ) && $this->settings->needs_script()
			? add_query_arg( self::MARK, '1', $location )
			: $location;
	}

	private static function is_here( string $location ): bool {
		return str_starts_with( $location, '/' ) ? ! str_starts_with( $location, '//' ) : ( new OwnSite( home_url() ) )->has( $location );
	}
}
