<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/** A row that is no event: it keeps events of a visitor from being written, claimed or sent again. */
final class Tombstone {

	/** In the column `visitor`, and as a tombstone: a row whose order was withdrawn while it was being sent. */
	public const WITHDRAWN = 'withdrawn';

	private const WHERE = "pixel_code = '' AND event = '-' AND event_id = %s AND test = '' AND state = 'tombstone'";

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * For a visitor who withdrew consent, until Retention deletes it. One query; two when there is one already.
	 *
	 * @param string $visitor 32 hex characters.
	 * @param int    $said_at Milliseconds by the browser's clock, in `event_time`; 0 when it did not say.
	 * @return bool False when the database refused.
	 */
	public function remember( string $visitor, int $said_at ): bool {
		$made = $this->insert( $visitor, 'UNIX_TIMESTAMP()', $said_at );
		return 0 === $made
			? null !== $this->database->change( 'UPDATE %i SET event_time = %d WHERE ' . self::WHERE . ' AND event_time < %d', [ $this->database->outbox(), $said_at, $visitor, $said_at ] )
			: null !== $made;
	}

	/**
	 * Lets a visitor in again, unless the refusal is the later word. Two queries.
	 *
	 * @param int $said_at Of the yes, as above. Without it no refusal that has a time is lifted.
	 * @return bool|null Whether there is no tombstone any more; null when the database refused.
	 */
	public function lift( string $visitor, int $said_at ): ?bool {
		$values = [ $this->database->outbox(), $visitor ];
		$done   = $this->database->change(
			'DELETE FROM %i WHERE ' . self::WHERE . ' AND ( event_time = 0 OR event_time < %d )',
			[ ...$values, $said_at ]
		);
		if ( null === $done ) {
			return null;
		}
		$left = $this->database->value( 'SELECT COUNT(*) AS left_over FROM %i WHERE ' . self::WHERE, $values );
		return null === $left ? null : '0' === $left;
	}

	/** For ever: its birth is at 0, where the purge does not look. */
	public function keep( string $name ): void {
		$this->insert( $name, '0', 0 );
	}

	/** @param literal-string $born SQL. */
	private function insert( string $name, string $born, int $said_at ): ?int {
		return $this->database->change(
			"INSERT IGNORE INTO %i ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at )
			VALUES ( '', '-', %s, 'tombstone', 2, 'server', '', '', %d, 0, $born, 0 )",
			[ $this->database->outbox(), $name, $said_at ]
		);
	}
}
