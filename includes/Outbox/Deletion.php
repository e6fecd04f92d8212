<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Closure;

defined( 'ABSPATH' ) || exit;

/**
 * Deletes rows of the outbox. As long as a delivered Purchase has its row, no hook can enqueue it again; so its order gets a
 * note before the row goes.
 */
final class Deletion {

	/**
	 * @param (Closure(list<int>): list<int>)|null $counted Notes that TikTok has the Purchase of these orders, and
	 *        returns those that still have to wait: CountedOrders::note(), which stands in a higher folder.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly ?Closure $counted = null,
	) {
	}

	/**
	 * One query more than the deletion itself.
	 *
	 * @param list<int> $ids
	 * @return int Rows deleted: without those that are being sent, and those of orders that could not get their note yet.
	 */
	public function delete( array $ids ): int {
		$ids = [] === $ids || null === $this->counted ? $ids : $this->without_waiting( $ids, $this->counted );
		return [] === $ids ? 0 : (int) $this->database->change( 'DELETE FROM %i WHERE id IN (' . Database::marks( $ids ) . ") AND state <> 'sending'", [ $this->database->outbox(), ...$ids ] );
	}

	/**
	 * @param non-empty-list<int>             $ids
	 * @param Closure(list<int>): list<int> $counted
	 * @return list<int>
	 */
	private function without_waiting( array $ids, Closure $counted ): array {
		$orders = [];
		$sales  = $this->database->rows(
			'SELECT id, object_id FROM %i WHERE id IN (' . Database::marks( $ids ) . ") AND event = 'Purchase' AND state = 'delivered' AND test = '' AND object_id > 0",
			[ $this->database->outbox(), ...$ids ]
		);
		foreach ( $sales as $row ) {
			$orders[ (int) $row['id'] ] = (int) $row['object_id'];
		}
		$waiting = [] === $orders ? [] : $counted( array_values( array_unique( $orders ) ) );
		return array_values( array_diff( $ids, array_keys( array_intersect( $orders, $waiting ) ) ) );
	}
}
