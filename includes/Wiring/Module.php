<?php
declare(strict_types=1);

namespace Duet\Wiring;

defined( 'ABSPATH' ) || exit;

/** One subject: makes its objects when they are asked for, and adds its hooks. */
interface Module {

	/** Once per request. Adds hooks and routes, and runs nothing. */
	public function register(): void;
}
