<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Drain\Upkeep;
use Duet\Order\OrderRows;
use Duet\Outbox\Database;
use Duet\Outbox\State;

defined( 'ABSPATH' ) || exit;

/** The outbox as a merchant looks at it. For the admin and the command line; never on a page view. */
final class Ledger implements EventCounts, OrderRows {

	public function __construct(
		private readonly Database $database,
		private readonly Upkeep $upkeep,
	) {
	}

	/**
	 * Their sum is what was ever enqueued and not purged yet: nothing disappears between two states.
	 *
	 * @param bool $tests Count test-coded rows instead of real ones.
	 * @return array<string, int> State => rows, every state named.
	 */
	public function counts( bool $tests = false ): array {
		$counts = [];
		foreach ( State::cases() as $state ) {
			$counts[ $state->value ] = 0;
		}
		$rows = $this->database->rows(
			$tests
				? "SELECT state, COUNT(*) AS size FROM %i WHERE test <> '' GROUP BY state"
				: "SELECT state, COUNT(*) AS size FROM %i WHERE test = '' GROUP BY state",
			[ $this->database->outbox() ]
		);
		foreach ( $rows as $row ) {
			$counts[ $row['state'] ] = (int) $row['size'];
		}
		unset( $counts[ State::Tombstone->value ] );
		return $counts;
	}

	/**
	 * Seconds since the oldest event that still waits; null when nothing does.
	 *
	 * @param int $now Unix seconds.
	 */
	public function oldest_pending( int $now ): ?int {
		$times = array_filter( array_map( $this->upkeep->oldest( ... ), $this->upkeep->waiting() ), is_int( ... ) );
		return [] === $times ? null : max( 0, $now - min( $times ) );
	}

	/**
	 * Newest first, with what was sent and without the person it was about.
	 *
	 * @param array{state?: string, event?: string, pixel_code?: string, object_id?: int, order?: string, test?: bool} $where
	 *        Columns that must be equal; `order` is an order's number or id; `test` asks for test-coded rows alone or none of them.
	 * @return list<array<string, string>> Columns as the database spells them.
	 */
	public function page( array $where = [], int $page = 1, int $per_page = 50 ): array {
		[ $condition, $values ] = self::condition( $where );
		return $this->database->rows(
			'SELECT id, pixel_code, event, event_id, test, state, origin, source, object_id, identifiers, payload, attempts, event_time, created_at, delivered_at, next_at, reply, request_id
			FROM %i WHERE ' . $condition . ' ORDER BY id DESC LIMIT %d OFFSET %d',
			[ $this->database->outbox(), ...$values, max( 1, $per_page ), max( 0, $page - 1 ) * max( 1, $per_page ) ]
		);
	}

	/**
	 * What is there for a page of orders, in one query. Test-coded events are no conversions and left out.
	 *
	 * @param list<int> $object_ids
	 * @return array<int, array<string, string>> Order id => "pixel_code event" => state.
	 */
	public function of_orders( array $object_ids ): array {
		$states = [];
		$rows   = [] === $object_ids ? [] : $this->database->rows(
			"SELECT object_id, pixel_code, event, state FROM %i WHERE test = '' AND object_id IN (" . Database::marks( $object_ids ) . ')',
			[ $this->database->outbox(), ...$object_ids ]
		);
		foreach ( $rows as $row ) {
			$states[ (int) $row['object_id'] ][ "{$row['pixel_code']} {$row['event']}" ] = $row['state'];
		}
		return $states;
	}

	/**
	 * A few looks into the unique key.
	 *
	 * @param list<string>                    $pixel_codes
	 * @param non-empty-array<string, string> $own   By event: ids that no other object can have.
	 * @param list<string>                    $first Ids of these events that an earlier object may have had.
	 * @param int                             $since Unix seconds, for the latter.
	 * @param int                             $object_id The order whose events these are; 0 for any other object.
	 * @return array<string, array<string, array{pixels: int, time: int}>> Event id => origin => number of these pixels
	 *         for which it was written down, and the earliest time it was said to have happened at, in Unix seconds.
	 */
	public function written( array $pixel_codes, array $own, array $first, int $since, int $object_id = 0 ): array {
		$events = array_keys( $own );
		$own    = array_values( $own );
		$ids    = [ ...$own, ...$first ];
		if ( [] === $pixel_codes && 0 === $object_id ) {
			return [];
		}
		// An order's rows are its history, those of a pixel that is no longer there included.
		[ $where, $of ] = $object_id > 0
			? [ 'object_id = %d', [ $object_id ] ]
			: [ 'pixel_code IN (' . Database::marks( $pixel_codes ) . ')', $pixel_codes ];
		$here           = [] === $pixel_codes
			? '0'
			: 'SUM( CASE WHEN pixel_code IN (' . Database::marks( $pixel_codes ) . ') THEN 1 ELSE 0 END )';
		$rows           = $this->database->rows(
			"SELECT event_id, origin, $here AS pixels, MIN(event_time) AS happened FROM %i WHERE $where AND event IN (" . Database::marks( $events ) . ') AND event_id IN (' . Database::marks( $ids ) . ")
				AND test = '' AND ( created_at >= %d OR event_id IN (" . Database::marks( $own ) . ') ) GROUP BY event_id, origin',
			[ ...$pixel_codes, $this->database->outbox(), ...$of, ...$events, ...$ids, $since, ...$own ]
		);
		$written        = [];
		foreach ( $rows as $row ) {
			$written[ $row['event_id'] ][ $row['origin'] ] = [
				'pixels' => (int) $row['pixels'],
				'time'   => (int) $row['happened'],
			];
		}
		return $written;
	}

	/** @return list<array<string, string>> An order's rows, oldest first. */
	public function of_object( int $object_id ): array {
		return $this->database->rows(
			'SELECT * FROM %i WHERE object_id = %d ORDER BY id',
			[ $this->database->outbox(), $object_id ]
		);
	}

	/**
	 * @param array{state?: string, event?: string, pixel_code?: string, object_id?: int, order?: string, test?: bool} $where As in page().
	 */
	public function size( array $where = [] ): int {
		[ $condition, $values ] = self::condition( $where );
		return (int) $this->database->value(
			'SELECT COUNT(*) AS size FROM %i WHERE ' . $condition,
			[ $this->database->outbox(), ...$values ]
		);
	}

	/**
	 * Orders with a purchase in a stretch of time, whatever number of pixels it went to.
	 *
	 * @param int $from  Unix seconds, included; $until is not.
	 * @return array{enqueued: int, delivered: int} delivered: to one pixel at least.
	 */
	public function purchases( int $from, int $until ): array {
		// An event is never written down before it happens, so the index of created_at finds the few rows to look at.
		$row = $this->database->rows(
			"SELECT COUNT(DISTINCT object_id) AS enqueued, COUNT(DISTINCT CASE WHEN state = 'delivered' THEN object_id END) AS delivered FROM %i
			WHERE created_at >= %d AND event_time >= %d AND event_time < %d AND event = 'Purchase' AND test = '' AND object_id > 0",
			[ $this->database->outbox(), $from, $from, $until ]
		)[0] ?? [];
		return [ 'enqueued' => (int) ( $row['enqueued'] ?? 0 ), 'delivered' => (int) ( $row['delivered'] ?? 0 ) ];
	}

	/**
	 * What was written down by event since a moment, each event once whatever number of pixels it went to.
	 *
	 * @param int $since Unix seconds.
	 * @return array<string, array{events: int, identified: int}> identified: with e-mail, phone or external id.
	 */
	public function by_event( int $since ): array {
		$counts = [];
		$rows   = $this->database->rows(
			"SELECT event, COUNT(DISTINCT event_id) AS events, COUNT(DISTINCT CASE WHEN identifiers LIKE %s OR identifiers LIKE %s OR identifiers LIKE %s THEN event_id END) AS identified
			FROM %i WHERE state <> 'tombstone' AND test = '' AND created_at >= %d GROUP BY event",
			[ '%email%', '%phone%', '%external_id%', $this->database->outbox(), $since ]
		);
		foreach ( $rows as $row ) {
			$counts[ $row['event'] ] = [ 'events' => (int) $row['events'], 'identified' => (int) $row['identified'] ];
		}
		return $counts;
	}

	/** @return array<string, string>|null Every column of one row, the payload included. */
	public function find( int $id ): ?array {
		return $this->database->rows( "SELECT * FROM %i WHERE id = %d AND state <> 'tombstone'", [ $this->database->outbox(), $id ] )[0] ?? null;
	}

	/**
	 * @param array{state?: string, event?: string, pixel_code?: string, object_id?: int, order?: string, test?: bool} $where
	 * @return array{literal-string, list<int|string>} SQL and the values in it.
	 */
	private static function condition( array $where ): array {
		$sql    = "state <> 'tombstone'";
		$values = [];
		foreach ( [ 'state', 'event', 'pixel_code', 'object_id' ] as $column ) {
			if ( isset( $where[ $column ] ) ) {
				$sql     .= " AND $column = %s";
				$values[] = (string) $where[ $column ];
			}
		}
		if ( isset( $where['order'] ) ) {
			// The number that a merchant sees may come from another plugin; it was sent, so it is found in what was
			// sent.
			// A sale of a file has a receipt's number and no order.
			$sql     .= " AND ( object_id > 0 OR source = 'offline' ) AND ( object_id = %d OR payload LIKE %s )";
			$values[] = ctype_digit( $where['order'] ) && (int) $where['order'] > 0 ? (int) $where['order'] : -1;
			$values[] = '%"order_id":"' . preg_replace( '/[^A-Za-z0-9._\/ -]/', '', $where['order'] ) . '"%';
		}
		if ( isset( $where['test'] ) ) {
			$sql .= $where['test'] ? " AND test <> ''" : " AND test = ''";
		}
		return [ $sql, $values ];
	}
}
