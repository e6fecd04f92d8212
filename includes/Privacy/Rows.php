<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Outbox\Database;
use Duet\Outbox\Tombstone;

defined( 'ABSPATH' ) || exit;

/** A person's rows in the outbox. */
final class Rows {

	/** Rows per statement, so that nobody waits long for its locks. */
	private const CHUNK = 500;

	/**
	 * Stands in the column `visitor` of a forgotten row, and as a tombstone of its own. A claim refuses rows whose
	 * visitor has a tombstone, so a forgotten row is never sent: not when the request under way fails, not by a resend.
	 */
	private const ERASED = 'erased';

	public function __construct( private readonly Database $database ) {
	}

	/**
	 * @param int $page From 1.
	 * @return list<array<string, string>> What is held about the person, oldest first.
	 */
	public function page( Person $person, int $page, int $size ): array {
		[ $whose, $values ] = self::whose( $person );
		return $this->database->rows(
			"SELECT id, pixel_code, event, state, object_id, identifiers, event_time, delivered_at, payload, matching FROM %i
			WHERE visitor <> %s AND state <> 'tombstone' AND ( $whose ) ORDER BY id LIMIT %d OFFSET %d",
			[ $this->database->outbox(), self::ERASED, ...$values, $size, ( $page - 1 ) * $size ]
		);
	}

	/** @return list<string> Marks of the browsers in which this address was given. */
	public function visitors( string $email_hash ): array {
		return '' === $email_hash ? [] : $this->database->column(
			"SELECT DISTINCT visitor FROM %i WHERE email_hash = %s AND visitor <> '' AND visitor <> %s",
			[ $this->database->outbox(), $email_hash, self::ERASED ]
		);
	}

	/**
	 * What waits is withheld for good; of what is done stays a line in the ledger that leads to nobody and says nothing
	 * of what they did. A row being sent at this moment loses its person, too, and is not sent again.
	 *
	 * @return int Rows forgotten; 0 when there was nothing left to forget.
	 */
	public function forget( Person $person ): int {
		[ $whose, $values ] = self::whose( $person );
		$table              = $this->database->outbox();
		$forgotten          = 0;
		do {
			$found = $this->database->column(
				"SELECT id FROM %i WHERE visitor <> %s AND state <> 'tombstone' AND ( $whose ) LIMIT %d",
				[ $table, self::ERASED, ...$values, self::CHUNK ]
			);
			$ids   = array_map( intval( ... ), $found );
			if ( [] === $ids ) {
				break;
			}
			( new Tombstone( $this->database ) )->keep( self::ERASED );
			// MySQL sets columns from left to right, so what asks for the state stands before it.
			$done       = (int) $this->database->change(
				"UPDATE %i SET matching = CASE WHEN state = 'sending' THEN matching ELSE '' END, payload = CASE WHEN state = 'sending' THEN payload ELSE '{}' END, reply = CASE WHEN state = 'pending' THEN 'erased on request' ELSE reply END,
					state = CASE WHEN state = 'pending' THEN 'withheld' ELSE state END, email_hash = '', identifiers = '', sender = '', visitor = %s
				WHERE id IN (" . Database::marks( $ids ) . ')',
				[ $table, self::ERASED, ...$ids ]
			);
			$forgotten += $done;
		} while ( $done > 0 );
		return $forgotten;
	}

	/**
	 * How these orders' Purchases stand, all pixels. Test-coded rows are outside the count.
	 *
	 * @param list<int> $orders
	 * @return list<array<string, string>> object_id, state, delivered_at, deadline.
	 */
	public function purchases( array $orders ): array {
		return [] === $orders ? [] : $this->database->rows(
			"SELECT object_id, state, delivered_at, deadline FROM %i WHERE event = 'Purchase' AND test = '' AND object_id IN (" . Database::marks( $orders ) . ')',
			[ $this->database->outbox(), ...$orders ]
		);
	}

	/**
	 * By browser only what names nobody: two people may share one, and an order of the other is none of this person's.
	 *
	 * @return array{literal-string, list<int|string>} SQL and the values in it.
	 */
	private static function whose( Person $person ): array {
		$sql    = [];
		$values = [];
		if ( '' !== $person->email_hash ) {
			$sql[]    = 'email_hash = %s';
			$values[] = $person->email_hash;
		}
		if ( [] !== $person->orders ) {
			$sql[]  = 'object_id IN (' . Database::marks( $person->orders ) . ')';
			$values = [ ...$values, ...$person->orders ];
		}
		if ( [] !== $person->visitors ) {
			$sql[]  = "( object_id = 0 AND email_hash = '' AND visitor IN (" . Database::marks( $person->visitors ) . ') )';
			$values = [ ...$values, ...$person->visitors ];
		}
		return [ [] === $sql ? '1 = 0' : implode( ' OR ', $sql ), $values ];
	}
}
