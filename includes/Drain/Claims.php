<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\EventsApi\Reply;
use Duet\Outbox\Database;
use Duet\Snapshot\SecondLook;

defined( 'ABSPATH' ) || exit;

/**
 * The sender's side of the outbox. A row belongs to the sender that wrote its token into it while it was pending, until the
 * lease ends; every mark names the token, so a process that comes back late changes nothing.
 *
 * A refused batch is bisected through the table itself: its rows come back with `batch_limit` halved and are claimed in
 * smaller groups until the offender travels alone. So neither a time budget nor a kill loses the progress.
 */
final class Claims {

	/** Times others may be quicker before this drain leaves the pixel to them. */
	private const TRIES = 3;

	/** Looks at the queue for one claim that find nothing but refused events. The next drain goes on. */
	private const LOOKS = 20;

	/**
	 * @param int $rows  At most in one request. Events API 2.0 takes 1,000; fewer lose little and keep ambiguous copies few.
	 * @param int $bytes Of JSON in one request, below the common limit of 1 MB.
	 * @param SecondLook|null $look Finds the orders that are refused by now.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly int $rows = 100,
		private readonly int $bytes = 900000,
		private readonly ?SecondLook $look = null,
	) {
	}

	/**
	 * @param int $now   Unix seconds of the drain's clock, here and below.
	 * @param int $lease Seconds until the rows are free again if nobody marks them.
	 */
	public function claim( string $pixel_code, int $now, int $lease ): ?Batch {
		for ( $try = 0; $try < self::TRIES; $try++ ) {
			$ids = $this->candidates( $pixel_code, $now );
			if ( [] === $ids ) {
				return null;
			}
			$token = bin2hex( random_bytes( 16 ) );
			$done  = $this->database->change(
				"UPDATE %i SET state = 'sending', claim = %s, lease = %d WHERE id IN (" . Database::marks( $ids ) . ") AND state = 'pending'",
				[ $this->database->outbox(), $token, $now + $lease, ...$ids ]
			);
			$rows  = (int) $done > 0 ? $this->claimed( $ids, $token ) : [];
			if ( [] !== $rows ) {
				return new Batch( $pixel_code, $token, $rows );
			}
			if ( (int) $done > 0 ) {
				// Read from a replica that has not seen the claim yet: nobody died, so the rows go back unharmed.
				$this->database->change( "UPDATE %i SET state = 'pending', claim = '', lease = 0 WHERE claim = %s AND state = 'sending'", [ $this->database->outbox(), $token ] );
				return null;
			}
		}
		return null;
	}

	/** Delivered rows lose what was personal in them: `matching` holds the user object and the full URL. */
	public function delivered( Batch $batch, Reply $reply, int $now ): int {
		return $this->mark(
			$batch,
			"UPDATE %i SET state = 'delivered', matching = '', delivered_at = %d, attempts = attempts + 1, reply = %s, request_id = %s, claim = '', lease = 0",
			[ $now, $reply->line(), $reply->request_id ]
		);
	}

	public function dead( Batch $batch, string $reason, string $request_id = '' ): int {
		return $this->mark(
			$batch,
			"UPDATE %i SET state = 'dead', matching = '', attempts = attempts + 1, reply = %s, request_id = %s, claim = '', lease = 0",
			[ $reason, $request_id ]
		);
	}

	/**
	 * Back into the queue.
	 *
	 * @param bool $counted Whether it was an attempt; being throttled is none.
	 */
	public function release( Batch $batch, Reply $reply, bool $counted ): int {
		return $this->mark(
			$batch,
			"UPDATE %i SET state = 'pending', attempts = attempts + %d, reply = %s, request_id = %s, claim = '', lease = 0",
			[ (int) $counted, $reply->line(), $reply->request_id ]
		);
	}

	/**
	 * Back into the queue in smaller groups, because something in the request may be what was refused.
	 *
	 * @param int $next_at Unix seconds until which others go first.
	 */
	public function set_aside( Batch $batch, Reply $reply, int $batch_limit, int $next_at ): int {
		return $this->mark(
			$batch,
			"UPDATE %i SET state = 'pending', attempts = attempts + 1, batch_limit = %d, next_at = %d, reply = %s, request_id = %s, claim = '', lease = 0",
			[ $batch_limit, $next_at, $reply->line(), $reply->request_id ]
		);
	}

	/** Back into the queue, to travel with at most so many of its kind. */
	public function split( Batch $batch, Reply $reply, int $batch_limit ): int {
		return $this->mark(
			$batch,
			"UPDATE %i SET state = 'pending', batch_limit = %d, reply = %s, request_id = %s, claim = '', lease = 0",
			[ $batch_limit, $reply->line(), $reply->request_id ]
		);
	}

	/**
	 * As many rows as fit into one request with the first one.
	 *
	 * @return list<int>
	 */
	private function candidates( string $pixel_code, int $now ): array {
		$rows  = $this->sendable( $pixel_code, $now );
		$ids   = [];
		$bytes = 0;
		foreach ( $rows as $row ) {
			// A test event code makes the whole request a test; rows under suspicion keep to themselves.
			if ( [ $row['test'], $row['source'], $row['batch_limit'] ] !== [ $rows[0]['test'], $rows[0]['source'], $rows[0]['batch_limit'] ] ) {
				continue;
			}
			$bytes += (int) $row['bytes'];
			if ( [] !== $ids && ( $bytes > $this->bytes || count( $ids ) === (int) $row['batch_limit'] ) ) {
				break;
			}
			$ids[] = (int) $row['id'];
		}
		return $ids;
	}

	/**
	 * The head of the queue, in the order of its index, without events that may not be sent any more. If none are left,
	 * these rows no longer wait, and others are the head.
	 *
	 * @return list<array<string, string>>
	 */
	private function sendable( string $pixel_code, int $now ): array {
		for ( $look = 0; $look < self::LOOKS; $look++ ) {
			$head = $this->database->rows(
				"SELECT id, test, source, batch_limit, visitor, object_id, LENGTH(payload) + LENGTH(matching) AS bytes FROM %i
				WHERE state = 'pending' AND pixel_code = %s AND next_at <= %d ORDER BY class, event_time LIMIT %d",
				[ $this->database->outbox(), $pixel_code, $now, $this->rows ]
			);
			$rows = $this->without_refused( $this->without_withdrawn( $head ) );
			if ( [] !== $rows || [] === $head ) {
				return $rows;
			}
		}
		return [];
	}

	/**
	 * Drops events of orders that were refused, or whose person was erased, while they were being written.
	 *
	 * @param list<array<string, string>> $rows
	 * @return list<array<string, string>>
	 */
	private function without_refused( array $rows ): array {
		$orders = array_values( array_unique( array_map( intval( ... ), array_diff( array_column( $rows, 'object_id' ), [ '0' ] ) ) ) );
		if ( [] === $orders || null === $this->look ) {
			return $rows;
		}
		$refused = $this->look->before_sending( $orders );
		return array_values( array_filter( $rows, static fn( array $row ): bool => ! in_array( (int) $row['object_id'], $refused, true ) ) );
	}

	/**
	 * Drops events that were being written while their visitor withdrew consent.
	 *
	 * @param list<array<string, string>> $rows
	 * @return list<array<string, string>>
	 */
	private function without_withdrawn( array $rows ): array {
		$visitors = array_values( array_unique( array_diff( array_column( $rows, 'visitor' ), [ '' ] ) ) );
		if ( [] === $visitors ) {
			return $rows;
		}
		$table = $this->database->outbox();
		$gone  = $this->database->column(
			"SELECT event_id FROM %i WHERE pixel_code = '' AND event = '-' AND test = '' AND event_id IN (" . Database::marks( $visitors ) . ')',
			[ $table, ...$visitors ]
		);
		foreach ( $gone as $visitor ) {
			$this->database->change( "UPDATE %i SET state = 'withheld', matching = '', reply = 'consent withdrawn' WHERE visitor = %s AND state = 'pending'", [ $table, $visitor ] );
		}
		return array_values( array_filter( $rows, static fn( array $row ): bool => ! in_array( $row['visitor'], $gone, true ) ) );
	}

	/**
	 * @param list<int> $ids
	 * @return list<Delivery>
	 */
	private function claimed( array $ids, string $token ): array {
		$rows = $this->database->rows(
			'SELECT id, test, source, event_time, attempts, payload, matching, deadline FROM %i WHERE id IN (' . Database::marks( $ids ) . ') AND claim = %s ORDER BY class, event_time, id',
			[ $this->database->outbox(), ...$ids, $token ]
		);
		return array_map( Delivery::of_row( ... ), $rows );
	}

	/**
	 * @param literal-string   $set
	 * @param list<int|string> $values
	 * @return int Rows changed; 0 also when the database refused, for then the lease sees to it.
	 */
	private function mark( Batch $batch, string $set, array $values ): int {
		$ids = $batch->ids();
		return (int) $this->database->change(
			$set . ' WHERE id IN (' . Database::marks( $ids ) . ") AND claim = %s AND state = 'sending'",
			[ $this->database->outbox(), ...$values, ...$ids, $batch->token ]
		);
	}
}
