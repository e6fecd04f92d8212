<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * How a browser reaches the server: REST, and the front door where REST is closed.
 *
 * @property-read FrontDoor   $door
 * @property-read PublicRoute $route
 */
final class PublicRoutesModule implements Module {

	use MadeWhenNeeded;

	public function __construct( private readonly Services $services ) {
	}

	public function register(): void {
		$this->door->register();
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'door'  => new FrontDoor( $this->services->guard ),
			'route' => new PublicRoute( $this->services->guard, $this->door ),
			default => throw new \LogicException( "no $name" ),
		};
	}
}
