<?php
declare(strict_types=1);

namespace Duet\Drain;

use Closure;
use Duet\Outbox\Database;
use Duet\Support\Clock;

defined( 'ABSPATH' ) || exit;

/**
 * The database's time, so that web servers with clocks of their own agree on leases and deadlines.
 * Asked once per drain; between, the processor's monotonic clock tells what has passed.
 */
final class DatabaseClock implements Clock {

	private ?int $base      = null;
	private float $asked_at = 0.0;

	/**
	 * @param Closure(): int   $read      Unix seconds.
	 * @param Closure(): float $monotonic Seconds from any beginning, never going back.
	 */
	public function __construct(
		private readonly Closure $read,
		private readonly Closure $monotonic,
	) {
	}

	public static function of_database( Database $database ): self {
		return new self(
			static function () use ( $database ): int {
				$now = $database->value( 'SELECT UNIX_TIMESTAMP()' );
				// A database that cannot tell the time cannot be drained either; the caller finds out soon enough.
				return is_numeric( $now ) ? (int) $now : time();
			},
			static fn(): float => hrtime( true ) / 1e9,
		);
	}

	/** Asks the database anew: at the start of every drain. */
	public function start(): void {
		$this->base     = ( $this->read )();
		$this->asked_at = ( $this->monotonic )();
	}

	/** Unix seconds, UTC. */
	public function now(): int {
		if ( null === $this->base ) {
			$this->start();
		}
		return (int) $this->base + (int) floor( $this->elapsed() );
	}

	/** Seconds since start(). */
	public function elapsed(): float {
		return ( $this->monotonic )() - $this->asked_at;
	}
}
