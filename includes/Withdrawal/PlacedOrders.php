<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Outbox\Database;
use Duet\Snapshot\OrderMeta;
use WP_Post;

defined( 'ABSPATH' ) || exit;

/**
 * Which orders were placed in which browser, in a small table of its own: visitor number and order id. The number stands
 * inside the order's snapshot, where no index finds it, and a withdrawal must not read the snapshots of 100,000 orders.
 *
 * Nothing is written at the checkout. The hourly run, and an erasure, read the snapshots that are new in WooCommerce's table,
 * in stretches of its key, so their work depends on what was added since and not on the size of the shop.
 */
final class PlacedOrders {

	/** Not autoloaded: version of our table, the table of snapshots that was read, and how far by its key. */
	public const OPTION = 'duet_placed_orders';

	private const VERSION = 1;

	/** Keys of the snapshots' table in one stretch, and stretches in one run: the next hour goes on. */
	private const STRETCH   = 10000;
	private const STRETCHES = 500;

	/** Rows in one statement. */
	private const CHUNK = 500;

	public function __construct(
		private readonly Database $database,
		private readonly OrderMeta $tables,
		private readonly string $meta,
	) {
	}

	public function table(): string {
		return $this->database->placed_orders();
	}

	/**
	 * Takes in the snapshots made since the last time.
	 *
	 * @return bool Whether all of them are in now.
	 */
	public function update(): bool {
		[ $version, $source, $last ] = self::state();
		if ( self::VERSION !== $version ) {
			$this->make();
		}
		$read = $this->tables->source();
		// Transactions that were under way the last time have lower keys than what was seen then.
		$last    = $read === $source && self::VERSION === $version ? max( 0, $last - self::STRETCH ) : 0;
		$stretch = 0;
		for ( ; $stretch < self::STRETCHES; $stretch++ ) {
			$found = $this->tables->stretch( $this->meta, $last, self::STRETCH );
			if ( null === $found ) {
				break;
			}
			if ( ! $this->take( $found['values'] ) ) {
				// The table is gone, perhaps with a restored backup: the next run makes it anew.
				delete_option( self::OPTION );
				return false;
			}
			$last = $found['last'];
		}
		update_option( self::OPTION, [ self::VERSION, $read, $last ], false );
		return $stretch < self::STRETCHES;
	}

	/**
	 * Orders whose browser withdrew, by their id.
	 *
	 * @param int $before Unix seconds; only withdrawals until then.
	 * @param int $after  The last order id seen.
	 * @return list<array{order: int, visitor: string}>
	 */
	public function withdrawn( int $before, int $after, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT placed.order_id AS order_id, placed.visitor AS visitor FROM %i AS gone INNER JOIN %i AS placed ON placed.visitor = gone.event_id
			WHERE ' . Tombstones::GONE . ' AND gone.created_at <= %d AND placed.order_id > %d ORDER BY placed.order_id LIMIT %d',
			[ $this->database->outbox(), $this->table(), $before, $after, $limit ]
		);
		return array_map( static fn( array $row ): array => [ 'order' => (int) $row['order_id'], 'visitor' => $row['visitor'] ], $rows );
	}

	/**
	 * @param non-empty-list<string> $visitors 32 hex characters each.
	 * @return list<array{order: int, visitor: string}>
	 */
	public function of( array $visitors ): array {
		$rows = $this->database->rows( 'SELECT order_id, visitor FROM %i WHERE visitor IN (' . Database::marks( $visitors ) . ')', [ $this->table(), ...$visitors ] );
		return array_map( static fn( array $row ): array => [ 'order' => (int) $row['order_id'], 'visitor' => $row['visitor'] ], $rows );
	}

	/**
	 * An order that no longer stores the number of its browser, or is deleted.
	 *
	 * @param string $visitor Only this number; '' for every one.
	 */
	public function forget( int $order, string $visitor = '' ): void {
		if ( self::VERSION !== self::state()[0] ) {
			return;
		}
		if ( '' === $visitor ) {
			$this->database->change( 'DELETE FROM %i WHERE order_id = %d', [ $this->table(), $order ] );
		} else {
			$this->database->change( 'DELETE FROM %i WHERE order_id = %d AND visitor = %s', [ $this->table(), $order, $visitor ] );
		}
	}

	/** WooCommerce's own hook does not fire where an order in posts is deleted as a post, as the list of orders does it. */
	public function forget_post( mixed $id, mixed $post ): void {
		if ( is_numeric( $id ) && $post instanceof WP_Post && $this->tables->is_order( $post->post_type ) ) {
			$this->forget( (int) $id );
		}
	}

	/** For the uninstall. */
	public function drop(): void {
		$this->database->change( 'DROP TABLE IF EXISTS %i', [ $this->table() ] );
		delete_option( self::OPTION );
	}

	/**
	 * @param list<array{order: int, value: string}> $snapshots As stored.
	 * @return bool False when the database refuses.
	 */
	private function take( array $snapshots ): bool {
		$pairs = [];
		foreach ( $snapshots as [ 'order' => $order, 'value' => $value ] ) {
			// Not unserialized: one pattern on many thousand values, and what is no snapshot of ours does not match.
			if ( $order > 0 && 1 === preg_match( '/"visitor";s:32:"([0-9a-f]{32})"/', $value, $found ) ) {
				$pairs[] = [ $found[1], $order ];
			}
		}
		foreach ( array_chunk( $pairs, self::CHUNK ) as $chunk ) {
			$done = $this->database->change(
				'INSERT IGNORE INTO %i ( visitor, order_id ) VALUES ' . implode( ',', array_fill( 0, count( $chunk ), '( %s, %d )' ) ),
				[ $this->table(), ...array_merge( ...$chunk ) ]
			);
			if ( null === $done ) {
				return false;
			}
		}
		return true;
	}

	private function make(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		dbDelta(
			"CREATE TABLE {$this->table()} (
			visitor char(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
			order_id bigint(20) unsigned NOT NULL,
			PRIMARY KEY  (visitor,order_id),
			KEY order_id (order_id)
		) {$this->database->collation()};"
		);
	}

	/** @return array{int, string, int} */
	private static function state(): array {
		$stored = get_option( self::OPTION );
		$stored = is_array( $stored ) ? array_values( $stored ) : [];
		return [
			is_int( $stored[0] ?? null ) ? $stored[0] : 0,
			is_string( $stored[1] ?? null ) ? $stored[1] : '',
			is_int( $stored[2] ?? null ) ? $stored[2] : 0,
		];
	}
}
