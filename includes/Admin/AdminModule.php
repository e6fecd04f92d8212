<?php
declare(strict_types=1);

namespace Duet\Admin;

use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * The page in the admin menu, and what it shows of the merchant's own shop.
 *
 * @property-read Screen $screen
 * @property-read Shop   $shop
 */
final class AdminModule implements Module {

	use MadeWhenNeeded;

	public function __construct( private readonly Services $services ) {
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'screen' => new Screen( $this->services->access, DUET_FILE ),
			'shop'   => new Shop( $this->services->access ),
			default  => throw new \LogicException( "no $name" ),
		};
	}

	public function register(): void {
		if ( is_admin() ) {
			$this->screen->register();
		}
	}
}
