<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\EventsApi\Pause;

defined( 'ABSPATH' ) || exit;

/** What one drain did, in rows. */
final class DrainReport {

	/**
	 * @param int                  $lapsed   Leases of dead senders ended.
	 * @param int                  $released Rows put back, to be tried again.
	 * @param array<string, Pause> $paused   Pixel code => why nothing (more) was sent for it.
	 */
	public function __construct(
		public readonly int $requests = 0,
		public readonly int $delivered = 0,
		public readonly int $dead = 0,
		public readonly int $expired = 0,
		public readonly int $lapsed = 0,
		public readonly int $released = 0,
		public readonly array $paused = [],
	) {
	}

	/** @param array<string, Pause> $paused */
	public function with( int $requests = 0, int $delivered = 0, int $dead = 0, int $expired = 0, int $lapsed = 0, int $released = 0, array $paused = [] ): self {
		return new self(
			$this->requests + $requests,
			$this->delivered + $delivered,
			$this->dead + $dead,
			$this->expired + $expired,
			$this->lapsed + $lapsed,
			$this->released + $released,
			$paused + $this->paused
		);
	}

	public function plus( self $other ): self {
		return $this->with( $other->requests, $other->delivered, $other->dead, $other->expired, $other->lapsed, $other->released, $other->paused );
	}

	/** For logs and the command line: only what is not zero. */
	public function line(): string {
		$parts = [];
		foreach ( array_diff_key( get_object_vars( $this ), [ 'paused' => true ] ) as $what => $count ) {
			if ( 0 !== $count ) {
				$parts[] = "$count $what";
			}
		}
		foreach ( $this->paused as $pixel_code => $pause ) {
			$parts[] = "$pixel_code paused: $pause->message";
		}
		return implode( ', ', $parts );
	}
}
