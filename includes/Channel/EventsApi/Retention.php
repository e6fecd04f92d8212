<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

defined( 'ABSPATH' ) || exit;

/** What the outbox forgets: old rows, and people who ask for it. */
final class Retention {

	/** Rows per statement, so that nobody waits long for its locks. */
	private const CHUNK = 500;

	private const DAY = 86400;

	/** Longer than TikTok's 48 hours, so a delivered id keeps a late hook from sending it again. */
	private const LEAST_DAYS = 7;

	/** A refusal is remembered as long as the cookie that carried the visitor's mark could live: 13 months. */
	private const TOMBSTONE_DAYS = 395;

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * Deletes finished rows older than the merchant wants to see, and old tombstones.
	 *
	 * @param int $now Unix seconds.
	 * @return int Rows deleted.
	 */
	public function purge( int $days, int $now ): int {
		return $this->delete(
			"SELECT id FROM %i WHERE created_at < %d AND state IN ( 'delivered', 'dead', 'expired', 'withheld' ) ORDER BY created_at LIMIT %d",
			$now - max( self::LEAST_DAYS, $days ) * self::DAY
		) + $this->delete(
			"SELECT id FROM %i WHERE created_at BETWEEN 1 AND %d AND state = 'tombstone' ORDER BY created_at LIMIT %d",
			$now - self::TOMBSTONE_DAYS * self::DAY
		);
	}

	/**
	 * @param string $email_hash As in the column: Hash::of( address, Normal::email( ... ) ).
	 * @return list<array<string, string>> What is stored about a person, for a privacy export.
	 */
	public function of_email( string $email_hash, int $limit = 500 ): array {
		return '' === $email_hash ? [] : $this->database->rows(
			'SELECT id, event, event_id, state, object_id, identifiers, event_time, delivered_at, payload FROM %i WHERE email_hash = %s ORDER BY id LIMIT %d',
			[ $this->database->outbox(), $email_hash, $limit ]
		);
	}

	/**
	 * Forgets a person: what waits is not sent, what is done stays as a number by which nobody is found.
	 *
	 * @return int Rows changed.
	 */
	public function forget_email( string $email_hash ): int {
		if ( '' === $email_hash ) {
			return 0;
		}
		$this->database->change( "UPDATE %i SET state = 'withheld', reply = 'erased on request' WHERE email_hash = %s AND state = 'pending'", [ $this->database->outbox(), $email_hash ] );
		return (int) $this->database->change( "UPDATE %i SET email_hash = '', visitor = '', identifiers = '', matching = '' WHERE email_hash = %s", [ $this->database->outbox(), $email_hash ] );
	}

	/** @param literal-string $find Ids of one chunk. By id, because SQLite knows no LIMIT on a DELETE. */
	private function delete( string $find, int $before ): int {
		$deleted = 0;
		do {
			$ids      = array_map( intval( ... ), $this->database->column( $find, [ $this->database->outbox(), $before, self::CHUNK ] ) );
			$done     = [] === $ids ? 0 : (int) $this->database->change( 'DELETE FROM %i WHERE id IN (' . Database::marks( $ids ) . ')', [ $this->database->outbox(), ...$ids ] );
			$deleted += $done;
		} while ( $done > 0 );
		return $deleted;
	}
}
