<?php
declare(strict_types=1);

namespace Duet\TagManager;

use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The container for Google Tag Manager. */
final class TagManagerModule implements Module {

	public function __construct( private readonly Services $services ) {
	}

	public function register(): void {
		$container = new Container( $this->services->settings, $this->services->catalogue );
		$route     = new TagManagerRoute( $this->services->access, $container );
		$route->register();
	}
}
