<?php
declare(strict_types=1);

namespace Duet\Test;

use Closure;
use Duet\Support\Clock;

/** A clock that a test sets: to one time, or to a variable of the test. */
final class TestClock implements Clock {

	/** @param int|Closure(): int $now Unix seconds. */
	public function __construct( private readonly int|Closure $now ) {
	}

	public function now(): int {
		return is_int( $this->now ) ? $this->now : ( $this->now )();
	}
}
