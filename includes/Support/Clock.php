<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** The present time. */
interface Clock {

	/** Unix seconds, UTC. */
	public function now(): int;
}
