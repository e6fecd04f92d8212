<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Channel\EventsApi\Database;

defined( 'ABSPATH' ) || exit;

/**
 * What the outbox remembers of visitors who took their consent back: the number their browser had, as `event_id` of a row
 * that is no event, until Retention deletes it. `delivered_at` is when their orders heard of it.
 */
final class Tombstones {

	/** The outbox's own rows of this kind have no birth. */
	private const WHERE = "pixel_code = '' AND event = '-' AND test = '' AND state = 'tombstone' AND created_at > 0";

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * Those whose orders have not heard of it, oldest first.
	 *
	 * @param int $before Unix seconds.
	 * @return list<string> 32 hex characters each, here and below.
	 */
	public function unsettled( int $before, int $limit ): array {
		return $this->database->column(
			'SELECT event_id FROM %i WHERE ' . self::WHERE . ' AND delivered_at = 0 AND created_at <= %d ORDER BY created_at LIMIT %d',
			[ $this->database->outbox(), $before, $limit ]
		);
	}

	/**
	 * By now no flood is counted in them any more, so the mark of the address goes.
	 *
	 * @param non-empty-list<string> $visitors Whose orders have.
	 */
	public function settle( array $visitors, int $now ): void {
		$this->database->change( 'UPDATE %i SET sender = %s, delivered_at = %d WHERE ' . self::WHERE . ' AND event_id IN (' . Database::marks( $visitors ) . ')', [ $this->database->outbox(), '', $now, ...$visitors ] );
	}

	/**
	 * @param list<string> $visitors
	 * @return list<array{string, int}> Visitor, and when he said so in Unix seconds.
	 */
	public function of( array $visitors ): array {
		$rows = [] === $visitors ? [] : $this->database->rows(
			'SELECT event_id, created_at FROM %i WHERE ' . self::WHERE . ' AND event_id IN (' . Database::marks( $visitors ) . ')',
			[ $this->database->outbox(), ...$visitors ]
		);
		return array_map( static fn( array $row ): array => [ $row['event_id'], (int) $row['created_at'] ], $rows );
	}

	/** @param non-empty-list<string> $visitors Whose orders need no reminder any more. */
	public function delete( array $visitors ): void {
		$this->database->change( 'DELETE FROM %i WHERE ' . self::WHERE . ' AND event_id IN (' . Database::marks( $visitors ) . ')', [ $this->database->outbox(), ...$visitors ] );
	}
}
