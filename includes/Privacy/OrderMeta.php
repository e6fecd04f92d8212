<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Closure;
use Duet\Channel\EventsApi\Database;

defined( 'ABSPATH' ) || exit;

/**
 * The meta of orders as tables. WooCommerce keeps orders in tables of its own (HPOS) or in posts, and often a copy in
 * the other place, which it does not always bring up to date: what must go has to go from both. Writing to the tables
 * WooCommerce reads is left to WooCommerce, except on uninstall, when it may be gone.
 */
final class OrderMeta {

	/** Rows per statement. */
	private const CHUNK = 500;

	/** @param Closure(): non-empty-list<array{string, string, string}> $tables Name, its key, its order column; first the one WooCommerce reads. */
	public function __construct(
		private readonly Database $database,
		private readonly Closure $tables,
	) {
	}

	public static function of_site( Database $database, \wpdb $wpdb ): self {
		// Asked when needed: multisite switches blogs, and a page view should not read these options.
		return new self(
			$database,
			static function () use ( $wpdb ): array {
				$posts  = [ $wpdb->prefix . 'postmeta', 'meta_id', 'post_id' ];
				$orders = [ $wpdb->prefix . 'wc_orders_meta', 'id', 'order_id' ];
				return match ( true ) {
					'yes' !== get_option( 'woocommerce_custom_orders_table_created' ) => [ $posts ],
					class_exists( OrderUtil::class ) && OrderUtil::custom_orders_table_usage_is_enabled() => [ $orders, $posts ],
					default => [ $posts, $orders ],
				};
			}
		);
	}

	/**
	 * @param list<int> $orders
	 * @return list<mixed> Values as stored by these orders.
	 */
	public function values( string $key, array $orders ): array {
		if ( [] === $orders ) {
			return [];
		}
		[ $table, , $order ] = ( $this->tables )()[0];
		return array_map(
			maybe_unserialize( ... ),
			$this->database->column( 'SELECT meta_value FROM %i WHERE meta_key = %s AND %i IN (' . Database::marks( $orders ) . ')', [ $table, $key, $order, ...$orders ] )
		);
	}

	/**
	 * Snapshots that still hold an IP address or user agent, in the order they were made.
	 *
	 * @param int $after The last key seen.
	 * @return list<array{key: int, order: int, value: mixed}>
	 */
	public function with_address( string $meta, int $after, int $limit ): array {
		[ $table, $key, $order ] = ( $this->tables )()[0];
		$rows                    = $this->database->rows(
			'SELECT %i AS meta_row, %i AS meta_order, meta_value FROM %i WHERE %i > %d AND meta_key = %s AND ( meta_value LIKE %s OR meta_value LIKE %s ) ORDER BY %i LIMIT %d',
			[ $key, $order, $table, $key, $after, $meta, '%"ip";%', '%"user_agent";%', $key, $limit ]
		);
		return array_map( static fn( array $row ): array => [ 'key' => (int) $row['meta_row'], 'order' => (int) $row['meta_order'], 'value' => maybe_unserialize( $row['meta_value'] ) ], $rows );
	}

	/** The table WooCommerce reads. */
	public function source(): string {
		return ( $this->tables )()[0][0];
	}

	/**
	 * The next stretch of that table: so many keys, however many of them are ours. A stretch costs the same in a table of
	 * any size, whichever index the database chooses.
	 *
	 * @param int $after The last key seen.
	 * @return array{last: int, values: list<array{order: int, value: string}>}|null Values as stored; null at the end.
	 */
	public function stretch( string $meta, int $after, int $keys ): ?array {
		[ $table, $key, $order ] = ( $this->tables )()[0];
		$first                   = (int) $this->database->value( 'SELECT MIN(%i) AS first FROM %i WHERE %i > %d', [ $key, $table, $key, $after ] );
		if ( 0 === $first ) {
			return null;
		}
		$rows = $this->database->rows( 'SELECT %i AS meta_order, meta_value FROM %i WHERE %i BETWEEN %d AND %d AND meta_key = %s', [ $order, $table, $key, $first, $first + $keys - 1, $meta ] );
		$last = (int) $this->database->value( 'SELECT MAX(%i) AS last FROM %i WHERE %i BETWEEN %d AND %d', [ $key, $table, $key, $first, $first + $keys - 1 ] );
		return [
			'last'   => max( $first, $last ),
			'values' => array_map( static fn( array $row ): array => [ 'order' => (int) $row['meta_order'], 'value' => $row['meta_value'] ], $rows ),
		];
	}

	/** Brings the copies up to date after WooCommerce saved an order. @param mixed $value null deletes. */
	public function copy( int $order_id, string $meta, mixed $value ): void {
		foreach ( array_slice( ( $this->tables )(), 1 ) as [ $table, , $order ] ) {
			$where = [ $meta, $order, $order_id ];
			if ( null === $value ) {
				$this->database->change( 'DELETE FROM %i WHERE meta_key = %s AND %i = %d', [ $table, ...$where ] );
			} else {
				$this->database->change( 'UPDATE %i SET meta_value = %s WHERE meta_key = %s AND %i = %d', [ $table, (string) maybe_serialize( $value ), ...$where ] );
			}
			wp_cache_delete( (string) $order_id, 'post_meta' );
		}
	}

	/**
	 * For the uninstall: every order's, everywhere, whether WooCommerce is there or not.
	 *
	 * @param list<string> $keys
	 * @return int Rows deleted.
	 */
	public function delete( array $keys ): int {
		$deleted = 0;
		foreach ( ( $this->tables )() as [ $table, $key ] ) {
			do {
				$found    = $this->database->column( 'SELECT %i FROM %i WHERE meta_key IN (' . Database::marks( $keys ) . ') LIMIT %d', [ $key, $table, ...$keys, self::CHUNK ] );
				$ids      = array_map( intval( ... ), $found );
				$done     = [] === $ids ? 0 : (int) $this->database->change( 'DELETE FROM %i WHERE %i IN (' . Database::marks( $ids ) . ')', [ $table, $key, ...$ids ] );
				$deleted += $done;
			} while ( $done > 0 );
		}
		if ( $deleted > 0 ) {
			// A lasting object cache would keep what the tables have forgotten.
			wp_cache_flush();
		}
		return $deleted;
	}
}
