<?php
declare(strict_types=1);

namespace Duet\Wishlist;

use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Wishlist plugins: one small file each, only where the plugin is there. */
final class WishlistModule implements Module {

	public function __construct( private readonly Services $services ) {
	}

	public function register(): void {
		if ( $this->services->has_shop() ) {
			$lists = new Wishlists( DUET_FILE, DUET_VERSION, $this->services->guard );
			$lists->register();
		}
	}
}
