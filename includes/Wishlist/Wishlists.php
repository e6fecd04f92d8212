<?php
declare(strict_types=1);

namespace Duet\Wishlist;

use Duet\Page\Assets;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * One small file per wishlist, only where that wishlist is there. It listens to the wishlist's own signal that a
 * product was added.
 */
final class Wishlists {

	private const ALL = [ 'yith', 'ti', 'woocommerce' ];

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly string $file,
		private readonly string $version,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// After the storefront script, without which no event can be sent.
		$this->guard->action( 'wp_enqueue_scripts', $this->enqueue( ... ), 20 );
	}

	/** @return list<string> */
	public static function handles(): array {
		return array_map( static fn( string $wishlist ): string => "duet-wishlist-$wishlist", self::ALL );
	}

	private function enqueue(): void {
		if ( ! wp_script_is( Assets::HANDLE ) ) {
			return;
		}
		foreach ( array_filter( self::ALL, self::is_there( ... ) ) as $wishlist ) {
			wp_enqueue_script(
				"duet-wishlist-$wishlist",
				plugins_url( "build/wishlists/$wishlist.js", $this->file ),
				[],
				$this->version,
				[
					'strategy'  => 'defer',
					'in_footer' => true,
				]
			);
		}
	}

	/** @param value-of<self::ALL> $wishlist */
	private static function is_there( string $wishlist ): bool {
		return match ( $wishlist ) {
			'yith'        => defined( 'YITH_WCWL' ),
			'ti'          => defined( 'TINVWL_PREFIX' ),
			// Its button is for customers who are logged in; it stands in the product form.
			'woocommerce' => is_user_logged_in() && class_exists( '\Automattic\WooCommerce\Blocks\BlockTypes\AddToWishlistButton' )
				&& \Automattic\WooCommerce\Utilities\FeaturesUtil::feature_is_enabled( 'product_wishlist' ),
		};
	}
}
