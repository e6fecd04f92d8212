<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

defined( 'ABSPATH' ) || exit;

/** Work that a request can do after it has been answered. */
interface LateWork {

	public function run(): void;
}
