<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Why and how long nothing is sent for a pixel. The pause belongs to the pixel and not to rows: while TikTok is away,
 * one batch now and then finds out, instead of every row on its own.
 */
final class Pause {

	/** Seconds: the n-th failure in a row waits up to the n-th step, later ones up to the last. */
	private const STEPS = [ 30, 120, 600, 1800, 3600, 7200, 14400, 28800 ];

	/** However little time is left: a drain runs each minute. */
	private const SHORTEST = 60;

	/** No wait is longer, so a clock that jumped cannot park a pixel for years. */
	private const LONGEST = 86400;

	/**
	 * @param int     $until       Unix seconds; not used for bad credentials, which end with another token.
	 * @param int     $failures    In a row.
	 * @param int     $since       Unix seconds when it stopped, for the screen.
	 * @param string  $message     The reply's line.
	 * @param string  $fingerprint Of the token in use when it stopped.
	 */
	public function __construct(
		public readonly ?Outcome $reason = null,
		public readonly int $until = 0,
		public readonly int $failures = 0,
		public readonly int $since = 0,
		public readonly string $message = '',
		public readonly string $fingerprint = '',
	) {
	}

	/** @param array<mixed> $data As stored; rubbish counts as no pause. */
	public static function from_array( array $data ): self {
		$int  = static fn( string $key ): int => is_int( $data[ $key ] ?? null ) ? max( 0, $data[ $key ] ) : 0;
		$text = static fn( string $key ): string => is_string( $data[ $key ] ?? null ) ? $data[ $key ] : '';
		return new self( Outcome::tryFrom( $text( 'reason' ) ), $int( 'until' ), $int( 'failures' ), $int( 'since' ), $text( 'message' ), $text( 'fingerprint' ) );
	}

	/** @return array<string, int|string> */
	public function to_array(): array {
		return null === $this->reason ? [] : [ 'reason' => $this->reason->value ] + array_diff_key( get_object_vars( $this ), [ 'reason' => true ] );
	}

	public function holds( int $now, string $fingerprint ): bool {
		return match ( $this->reason ) {
			Outcome::BadCredentials                                               => $this->fingerprint === $fingerprint,
			Outcome::Throttled, Outcome::Unreachable, Outcome::Ambiguous          => $now < $this->until && $this->until <= $now + self::LONGEST,
			Outcome::Accepted, Outcome::Partial, Outcome::BadEvent, Outcome::TooLarge, null => false,
		};
	}

	/**
	 * The pause after one more reply.
	 *
	 * Full jitter (a random wait up to the step): shops that lost TikTok together must not all come back together.
	 *
	 * No step is longer than half the time the waiting events have left: whenever TikTok comes back before they are too late,
	 * somebody asks in time.
	 *
	 * @param Closure(int): int $random   A number from 1 to the given one.
	 * @param int               $deadline Unix seconds at which the first event of the batch is too late.
	 */
	public function after( Reply $reply, int $now, string $fingerprint, Closure $random, int $deadline = PHP_INT_MAX ): self {
		$step = min( self::STEPS[ min( $this->failures, count( self::STEPS ) - 1 ) ], max( self::SHORTEST, intdiv( $deadline - $now, 2 ) ) );
		$stop = fn( int $wait, int $failures ): self => new self(
			$reply->outcome,
			$now + min( $wait, self::LONGEST ),
			$failures,
			$this->failures > 0 ? $this->since : $now,
			$reply->line(),
			$fingerprint
		);
		return match ( $reply->outcome ) {
			Outcome::Accepted, Outcome::Partial, Outcome::BadEvent, Outcome::TooLarge => new self(),
			Outcome::Throttled                                      => $stop( $reply->retry_after, $this->failures ),
			Outcome::Unreachable, Outcome::Ambiguous                => $stop( max( $random( $step ), $reply->retry_after ), $this->failures + 1 ),
			Outcome::BadCredentials                                 => $stop( 0, 0 ),
		};
	}
}
