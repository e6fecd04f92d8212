<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Closure;

defined( 'ABSPATH' ) || exit;

/** What the outbox forgets by itself: old rows. */
final class Retention {

	/** Rows per statement, so that nobody waits long for its locks. */
	private const CHUNK = 500;

	private const DAY = 86400;

	private const FINISHED = "state IN ( 'delivered', 'dead', 'expired', 'withheld' )";
	private const CHUNKED  = ' ORDER BY created_at LIMIT %d OFFSET %d';

	/** Longer than TikTok's 48 hours, so a delivered id keeps a late hook from sending it again. */
	public const LEAST_DAYS = 7;

	/** As long as a file may bring the same sale again: TikTok counts offline sales of 28 days, and merges copies of two. */
	private const LEAST_DAYS_OFFLINE = 29;

	/** A refusal is remembered as long as the cookie that carried the visitor's mark could live: 13 months. */
	private const TOMBSTONE_DAYS = 395;

	private readonly Deletion $deletion;

	/** @param (Closure(list<int>): list<int>)|null $counted See Deletion. */
	public function __construct(
		private readonly Database $database,
		?Closure $counted = null,
	) {
		$this->deletion = new Deletion( $database, $counted );
	}

	/**
	 * Deletes finished rows older than the merchant wants to see, and old tombstones.
	 *
	 * @param int $now Unix seconds.
	 * @return int Rows deleted.
	 */
	public function purge( int $days, int $now ): int {
		return $this->delete(
			"SELECT id FROM %i WHERE created_at < %d AND source = 'web' AND " . self::FINISHED . self::CHUNKED,
			$now - max( self::LEAST_DAYS, $days ) * self::DAY
		) + $this->delete(
			"SELECT id FROM %i WHERE created_at < %d AND source = 'offline' AND " . self::FINISHED . self::CHUNKED,
			$now - max( self::LEAST_DAYS_OFFLINE, $days ) * self::DAY
		) + $this->delete(
			"SELECT id FROM %i WHERE created_at BETWEEN 1 AND %d AND state = 'tombstone'" . self::CHUNKED,
			$now - self::TOMBSTONE_DAYS * self::DAY
		);
	}

	/** @param literal-string $find Ids of one chunk, from an offset on: SQLite has no LIMIT on a DELETE. */
	private function delete( string $find, int $before ): int {
		$deleted = 0;
		$kept    = 0;
		do {
			$values   = [ $this->database->outbox(), $before, self::CHUNK, $kept ];
			$ids      = array_map( intval( ... ), $this->database->column( $find, $values ) );
			$found    = count( $ids );
			$done     = $this->deletion->delete( $ids );
			$deleted += $done;
			// Rows that must stay do not keep younger ones from going.
			$kept += $found - $done;
		} while ( self::CHUNK === $found );
		return $deleted;
	}
}
