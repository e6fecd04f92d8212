<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Outbox\Database;

defined( 'ABSPATH' ) || exit;

/**
 * What the outbox remembers of visitors who took their consent back: the number their browser had, as `event_id` of a row
 * that is no event, until Retention deletes it. `delivered_at` is when nothing was left to do for them.
 */
final class Tombstones {

	/** Of the outbox under the name `gone`. Its own rows of this kind have no birth. */
	public const GONE = "gone.pixel_code = '' AND gone.event = '-' AND gone.test = '' AND gone.state = 'tombstone' AND gone.created_at > 0";

	/** Rows per statement, so that nobody waits long for its locks; and statements per run. */
	private const CHUNK  = 500;
	private const CHUNKS = 200;

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * Those until a moment need no more work: their orders carry the refusal, or they have none. Version 0.1.0 marked them with
	 * the address they came from; that goes, too.
	 *
	 * @param int $before Unix seconds, here and below.
	 */
	public function settle( int $before, int $now ): void {
		for ( $chunk = 0; $chunk < self::CHUNKS; $chunk++ ) {
			$ids  = $this->ids( 'delivered_at = 0 AND created_at <= %d LIMIT %d', [ $before, self::CHUNK ] );
			$done = [] === $ids ? 0 : (int) $this->database->change( "UPDATE %i SET sender = '', delivered_at = %d WHERE id IN (" . Database::marks( $ids ) . ')', [ $this->database->outbox(), $now, ...$ids ] );
			if ( 0 === $done ) {
				return;
			}
		}
	}

	/**
	 * @param list<string> $visitors
	 * @return list<array{string, int}> Visitor, and when they said so in Unix seconds.
	 */
	public function of( array $visitors ): array {
		$rows = [] === $visitors ? [] : $this->database->rows(
			'SELECT event_id, created_at FROM %i AS gone WHERE ' . self::GONE . ' AND event_id IN (' . Database::marks( $visitors ) . ')',
			[ $this->database->outbox(), ...$visitors ]
		);
		return array_map( static fn( array $row ): array => [ $row['event_id'], (int) $row['created_at'] ], $rows );
	}

	/** @param non-empty-list<string> $visitors Whose orders need no reminder any more. */
	public function delete( array $visitors ): void {
		$ids = $this->ids( 'event_id IN (' . Database::marks( $visitors ) . ')', $visitors );
		if ( [] !== $ids ) {
			$this->database->change( 'DELETE FROM %i WHERE id IN (' . Database::marks( $ids ) . ')', [ $this->database->outbox(), ...$ids ] );
		}
	}

	/**
	 * @param literal-string   $which
	 * @param list<int|string> $values
	 * @return list<int>
	 */
	private function ids( string $which, array $values ): array {
		$found = $this->database->column( 'SELECT id FROM %i AS gone WHERE ' . self::GONE . ' AND ' . $which, [ $this->database->outbox(), ...$values ] );
		return array_map( intval( ... ), $found );
	}
}
