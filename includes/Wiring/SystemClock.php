<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/** The time of this web server. */
final class SystemClock implements Clock {

	public function now(): int {
		return time();
	}
}
