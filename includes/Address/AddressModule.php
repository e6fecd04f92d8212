<?php
declare(strict_types=1);

namespace Duet\Address;

use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** A shop that moved, or a copy of it. */
final class AddressModule implements Module {

	public readonly Home $home;

	public function __construct( private readonly Services $services ) {
		$this->home = new Home( Home::address( ... ) );
	}

	public function register(): void {
		$route = new HomeRoute( $this->services->access, $this->home );
		$route->register();
		if ( is_admin() ) {
			$notice = new HomeNotice( $this->services->access, $this->home );
			$notice->register();
		}
	}

	public function command(): Address {
		return new Address( $this->home );
	}
}
