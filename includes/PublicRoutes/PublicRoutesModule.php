<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** How a browser reaches the server: REST, and the front door where REST is closed. */
final class PublicRoutesModule implements Module {

	public readonly PublicRoute $route;

	private readonly FrontDoor $door;

	public function __construct( Services $services ) {
		$this->door  = new FrontDoor( $services->guard );
		$this->route = new PublicRoute( $services->guard, $this->door );
	}

	public function register(): void {
		$this->door->register();
	}
}
