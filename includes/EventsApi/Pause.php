<?php
declare(strict_types=1);

namespace Duet\EventsApi;

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
	 * Events TikTok may refuse one after the other, without accepting any, before the fault is taken to be a common one
	 * (a setting, another plugin, a change at TikTok). From then on no event is given up until TikTok accepts one.
	 */
	public const MOST_REFUSED = 5;

	/** The merchant has something to correct, so the first wait after that is the third step. */
	private const REFUSED_STEP = 2;

	/**
	 * @param int     $until       Unix seconds; not used for bad credentials, which end with another token.
	 * @param int     $failures    In a row.
	 * @param int     $since       Unix seconds when it stopped, for the screen.
	 * @param string  $message     The reply's line.
	 * @param string  $fingerprint Of the token in use when it stopped.
	 * @param int     $refused     Single events TikTok refused since it last accepted one.
	 */
	public function __construct(
		public readonly ?Outcome $reason = null,
		public readonly int $until = 0,
		public readonly int $failures = 0,
		public readonly int $since = 0,
		public readonly string $message = '',
		public readonly string $fingerprint = '',
		public readonly int $refused = 0,
	) {
	}

	/** @param array<mixed> $data As stored; rubbish counts as no pause. */
	public static function from_array( array $data ): self {
		$int  = static fn( string $key ): int => is_int( $data[ $key ] ?? null ) ? max( 0, $data[ $key ] ) : 0;
		$text = static fn( string $key ): string => is_string( $data[ $key ] ?? null ) ? $data[ $key ] : '';
		return new self(
			Outcome::tryFrom( $text( 'reason' ) ),
			$int( 'until' ),
			$int( 'failures' ),
			$int( 'since' ),
			$text( 'message' ),
			$text( 'fingerprint' ),
			$int( 'refused' )
		);
	}

	/** @return array<string, int|string> */
	public function to_array(): array {
		return null === $this->reason
			? []
			: [ 'reason' => $this->reason->value ] + array_diff_key( get_object_vars( $this ), [ 'reason' => true ] );
	}

	public function holds( int $now, string $fingerprint ): bool {
		return match ( $this->reason ) {
			Outcome::BadCredentials              => $this->fingerprint === $fingerprint,
			Outcome::Throttled, Outcome::Unreachable, Outcome::Ambiguous, Outcome::BadEvent
				=> $now < $this->until && $this->until <= $now + self::LONGEST,
			Outcome::Accepted, Outcome::Partial, Outcome::TooLarge, null => false,
		};
	}

	/**
	 * Whether so many events were refused in a row that the next refusal is no longer taken for the event's own fault.
	 */
	public function spares_events(): bool {
		return $this->refused >= self::MOST_REFUSED;
	}

	/**
	 * The pause after one more reply.
	 *
	 * Full jitter (a random wait up to the step): shops that lost TikTok together must not all come back together.
	 *
	 * No wait is longer than half the time the waiting events have left, the Retry-After of a proxy or a maintenance
	 * page included: TikTok may come back at any moment before the events are too late. Only when TikTok says that
	 * there are too many requests it says how long that will be.
	 *
	 * @param Closure(int): int $random   A number from 1 to the given one.
	 * @param int               $deadline Unix seconds at which the first event of the batch is too late.
	 * @param bool              $alone    Whether the request held one event.
	 */
	public function after( Reply $reply, int $now, string $fingerprint, Closure $random, int $deadline = PHP_INT_MAX, bool $alone = false ): self {
		return match ( $reply->outcome ) {
			Outcome::Accepted, Outcome::Partial      => new self(),
			// Smaller requests follow at once; an outage before this one has not ended yet.
			Outcome::TooLarge                        => $this,
			Outcome::Throttled                       => $this->stopped(
				$reply,
				$now,
				$fingerprint,
				$reply->retry_after,
				$this->failures
			),
			Outcome::Unreachable, Outcome::Ambiguous => $this->stopped( $reply, $now, $fingerprint, self::in_time( max( $random( $this->step( $now, $deadline ) ), $reply->retry_after ), $now, $deadline ), $this->failures + 1 ),
			Outcome::BadCredentials                  => $this->stopped( $reply, $now, $fingerprint, 0, 0 ),
			Outcome::BadEvent                        => $this->after_refusal(
				$reply,
				$now,
				$fingerprint,
				$random,
				$deadline,
				$this->refused + (int) $alone
			),
		};
	}

	/** @param Closure(int): int $random */
	private function after_refusal( Reply $reply, int $now, string $fingerprint, Closure $random, int $deadline, int $refused ): self {
		if ( $refused < self::MOST_REFUSED ) {
			return new self( Outcome::BadEvent, message: $reply->line(), fingerprint: $fingerprint, refused: $refused );
		}
		$since  = $this->failures > 0 ? $this->since : $now;
		$before = new self( failures: max( $this->failures, self::REFUSED_STEP ), since: $since, refused: $refused );
		return $before->stopped(
			$reply,
			$now,
			$fingerprint,
			$random( $before->step( $now, $deadline ) ),
			$before->failures + 1
		);
	}

	/** Seconds of the next wait at most. */
	private function step( int $now, int $deadline ): int {
		return self::in_time( self::STEPS[ min( $this->failures, count( self::STEPS ) - 1 ) ], $now, $deadline );
	}

	private static function in_time( int $wait, int $now, int $deadline ): int {
		return min( $wait, max( self::SHORTEST, intdiv( $deadline - $now, 2 ) ) );
	}

	private function stopped( Reply $reply, int $now, string $fingerprint, int $wait, int $failures ): self {
		return new self(
			$reply->outcome,
			$now + min( $wait, self::LONGEST ),
			$failures,
			$this->failures > 0 ? $this->since : $now,
			$reply->line(),
			$fingerprint,
			$this->refused
		);
	}
}
