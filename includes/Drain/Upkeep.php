<?php
declare(strict_types=1);

namespace Duet\Drain;

use Closure;
use Duet\Outbox\Database;
use Duet\Outbox\Outbox;
use Duet\Outbox\Priority;

defined( 'ABSPATH' ) || exit;

/** What time does to the queue, before anything is sent: dead senders lose their rows, late rows lose their chance. */
final class Upkeep {

	/** Leases a row may lose, alone in the end (100 rows are halved 7 times), before it is taken for what kills the sender. */
	private const MAX_LAPSES = 8;

	/** Seconds a row waits after its first lapse, doubled with each, and at most. */
	private const DELAY     = 30;
	private const MAX_DELAY = 3600;

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * Pixels with pending rows. One short look into the index for each and one more; DISTINCT would read the whole queue.
	 *
	 * @return list<string>
	 */
	public function waiting(): array {
		$pixel_codes = [];
		$last        = '';
		do {
			$last = (string) $this->database->value( "SELECT MIN(pixel_code) AS next FROM %i WHERE state = 'pending' AND pixel_code > %s", [ $this->database->outbox(), $last ] );
			if ( '' !== $last ) {
				$pixel_codes[] = $last;
			}
		} while ( '' !== $last );
		return $pixel_codes;
	}

	/** When the oldest pending event of a pixel happened, in Unix seconds; null when nothing waits. */
	public function oldest( string $pixel_code ): ?int {
		$times = [];
		foreach ( Priority::cases() as $priority ) {
			$time = $this->database->value( "SELECT MIN(event_time) AS oldest FROM %i WHERE state = 'pending' AND pixel_code = %s AND class = %d", [ $this->database->outbox(), $pixel_code, $priority->value ] );
			if ( is_numeric( $time ) ) {
				$times[] = (int) $time;
			}
		}
		return [] === $times ? null : min( $times );
	}

	/**
	 * Rows whose sender died. The whole batch is suspect, so it travels in halves from now on, and not at once. A row is
	 * given up only if it was alone and others got through meanwhile: a host that kills every sender while TikTok is slow
	 * says nothing about the rows.
	 *
	 * @param int                             $now         Unix seconds of the drain's clock, here and below.
	 * @param (Closure(string, int): bool)|null $got_through Pixel code, Unix seconds => whether TikTok took anything since.
	 */
	public function release_lapsed( int $now, ?Closure $got_through = null ): int {
		$table  = $this->database->outbox();
		$claims = $this->database->rows(
			"SELECT claim, pixel_code, COUNT(*) AS size, MAX(lapses) AS lapses, MAX(next_at) AS next_at FROM %i WHERE state = 'sending' AND lease < %d GROUP BY claim, pixel_code",
			[ $table, $now ]
		);
		$count  = 0;
		foreach ( $claims as $claim ) {
			$lapses = (int) $claim['lapses'];
			$before = (int) $claim['next_at'] - self::delay( $lapses - 1 );
			if ( '1' === $claim['size'] && $lapses >= self::MAX_LAPSES - 1 && ( null === $got_through || $got_through( $claim['pixel_code'], $before ) ) ) {
				$count += (int) $this->database->change(
					"UPDATE %i SET state = 'dead', matching = '', lapses = lapses + 1, attempts = attempts + 1, claim = '', lease = 0, reply = 'gave up: the sender stopped at it again and again'
					WHERE claim = %s AND state = 'sending' AND lease < %d",
					[ $table, $claim['claim'], $now ]
				);
				continue;
			}
			$count += (int) $this->database->change(
				"UPDATE %i SET state = 'pending', lapses = lapses + 1, attempts = attempts + 1, batch_limit = %d, next_at = %d, claim = '', lease = 0, reply = 'the sender stopped before it was done'
				WHERE claim = %s AND state = 'sending' AND lease < %d",
				[ $table, intdiv( (int) $claim['size'] + 1, 2 ), $now + self::delay( $lapses ), $claim['claim'], $now ]
			);
		}
		return $count;
	}

	/** Seconds a row waits that has lost so many leases before. */
	private static function delay( int $lapses ): int {
		return min( self::MAX_DELAY, self::DELAY * 2 ** max( 0, min( 10, $lapses ) ) );
	}

	/**
	 * Rows that would be a second conversion by now. Visible as expired, never silently gone. `deadline` decides; the other
	 * conditions are there for the index, which knows no deadline (only resent and offline rows have one of their own).
	 */
	public function expire( string $pixel_code, int $now ): int {
		return (int) $this->database->change(
			"UPDATE %i SET state = 'expired', matching = '', reply = CASE WHEN reply = '' THEN 'too late to send' ELSE reply END
			WHERE state = 'pending' AND pixel_code = %s AND class IN ( 0, 1, 2 ) AND event_time < %d AND deadline < %d",
			[ $this->database->outbox(), $pixel_code, $now - Outbox::HORIZON, $now ]
		);
	}
}
