<?php
declare(strict_types=1);

namespace Duet\Admin;

use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The page in the admin menu, and what it shows of the merchant's own shop. */
final class AdminModule implements Module {

	public readonly Screen $screen;
	public readonly Shop $shop;

	public function __construct( Services $services ) {
		$this->screen = new Screen( $services->access, DUET_FILE );
		$this->shop   = new Shop( $services->access );
	}

	public function register(): void {
		if ( is_admin() ) {
			$this->screen->register();
		}
	}
}
