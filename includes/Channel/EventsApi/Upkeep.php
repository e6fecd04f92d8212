<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

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
	 * Rows whose sender died. The whole batch is suspect, so it travels in halves from now on, and not at once.
	 *
	 * @param int $now Unix seconds of the drain's clock, here and below.
	 */
	public function release_lapsed( int $now ): int {
		$table  = $this->database->outbox();
		$claims = $this->database->rows( "SELECT claim, COUNT(*) AS size, MAX(lapses) AS lapses FROM %i WHERE state = 'sending' AND lease < %d GROUP BY claim", [ $table, $now ] );
		$count  = 0;
		foreach ( $claims as $claim ) {
			$count += (int) $this->database->change(
				"UPDATE %i SET state = 'dead', matching = '', lapses = lapses + 1, attempts = attempts + 1, claim = '', lease = 0, reply = 'gave up: the sender stopped at it again and again'
				WHERE claim = %s AND state = 'sending' AND lease < %d AND lapses >= %d",
				[ $table, $claim['claim'], $now, self::MAX_LAPSES - 1 ]
			);
			$count += (int) $this->database->change(
				"UPDATE %i SET state = 'pending', lapses = lapses + 1, attempts = attempts + 1, batch_limit = %d, next_at = %d, claim = '', lease = 0, reply = 'the sender stopped before it was done'
				WHERE claim = %s AND state = 'sending' AND lease < %d",
				[ $table, intdiv( (int) $claim['size'] + 1, 2 ), $now + min( self::MAX_DELAY, self::DELAY * 2 ** (int) $claim['lapses'] ), $claim['claim'], $now ]
			);
		}
		return $count;
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
