<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Closure;
use Duet\Outbox\Database;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The meta of orders as tables. WooCommerce keeps orders in tables of its own (HPOS) or in posts, and often a copy in
 * the other place, which it does not always bring up to date: what must go has to go from both. Writing to the tables
 * WooCommerce reads is left to WooCommerce, except on uninstall, when it may be gone.
 */
final class OrderMeta {

	/** Rows per statement. */
	private const CHUNK = 500;

	/** What stands among the posts for an order that WooCommerce keeps in its own tables alone. */
	private const PLACEHOLDER = 'shop_order_placehold';

	/**
	 * @param Closure(): non-empty-list<array{string, string, string, array{string, string, string, string}}> $tables Name, its key, its
	 *        order column, and the table of the orders themselves with its key and the columns of their type and parent; first the one
	 *        WooCommerce reads.
	 */
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
				$posts  = [ $wpdb->prefix . 'postmeta', 'meta_id', 'post_id', [ $wpdb->prefix . 'posts', 'ID', 'post_type', 'post_parent' ] ];
				$orders = [ $wpdb->prefix . 'wc_orders_meta', 'id', 'order_id', [ $wpdb->prefix . 'wc_orders', 'id', 'type', 'parent_order_id' ] ];
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
		return array_column( $this->stored( $key, $orders ), 'value' );
	}

	/**
	 * @param list<int> $orders
	 * @return list<array{order: int, value: mixed}> As stored by these orders.
	 */
	public function stored( string $key, array $orders ): array {
		if ( [] === $orders ) {
			return [];
		}
		[ $table, , $order ] = ( $this->tables )()[0];
		$rows                = $this->database->rows(
			'SELECT %i AS meta_order, meta_value FROM %i WHERE meta_key = %s AND %i IN (' . Database::marks( $orders ) . ')',
			[ $order, $table, $key, $order, ...$orders ]
		);
		return array_map( static fn( array $row ): array => [ 'order' => (int) $row['meta_order'], 'value' => maybe_unserialize( $row['meta_value'] ) ], $rows );
	}

	/**
	 * What obeys the visitor of these orders: the orders split from them, and the renewals of the subscriptions that began with
	 * them, with the orders split from those. Two queries; three where there is a subscription.
	 *
	 * @param non-empty-list<int> $orders
	 * @return array{list<int>, list<int>} Orders, the given ones included, and subscriptions.
	 */
	public function following( array $orders ): array {
		$subscriptions = $this->children( $orders, Renewal::SUBSCRIPTION );
		$renewals      = [] === $subscriptions ? [] : $this->holding( Renewal::META, $subscriptions );
		$all           = array_values( array_unique( [ ...$orders, ...$renewals ] ) );
		return [ array_values( array_unique( [ ...$all, ...$this->children( $all, 'shop_order' ) ] ) ), $subscriptions ];
	}

	/**
	 * @param non-empty-list<int> $parents
	 * @return list<int>
	 */
	private function children( array $parents, string $type ): array {
		[ $table, $key, $of_type, $parent ] = ( $this->tables )()[0][3];
		$found                              = $this->database->column(
			'SELECT %i FROM %i WHERE %i IN (' . Database::marks( $parents ) . ') AND %i = %s',
			[ $key, $table, $parent, ...$parents, $of_type, $type ]
		);
		return array_map( intval( ... ), $found );
	}

	/**
	 * @param non-empty-list<int> $values
	 * @return list<int> Orders that store one of these numbers.
	 */
	private function holding( string $meta, array $values ): array {
		[ $table, , $order ] = ( $this->tables )()[0];
		// As texts, as they are stored: compared with numbers they would use no index.
		$values = array_map( strval( ... ), $values );
		return array_map( intval( ... ), $this->database->column( 'SELECT %i FROM %i WHERE meta_key = %s AND meta_value IN (' . Database::marks( $values ) . ')', [ $order, $table, $meta, ...$values ] ) );
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

	/** Whether deleting a post of this type deletes an order. */
	public function is_order( string $post_type ): bool {
		return 'shop_order' === $post_type && 'post_id' === ( $this->tables )()[0][2];
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

	/**
	 * Saves what we keep on an order, and nothing else of it. With orders in tables of their own WooCommerce saves the whole
	 * order after a change of its meta, which runs every "order updated" hook and webhook; this filter, since 8.8, is its
	 * way to say that nothing about the order changed.
	 */
	public static function save_quietly( WC_Order $order ): void {
		$quiet = static fn(): bool => false;
		add_filter( 'woocommerce_orders_table_datastore_should_save_after_meta_change', $quiet, 1000 );
		try {
			$order->save_meta_data();
		} finally {
			remove_filter( 'woocommerce_orders_table_datastore_should_save_after_meta_change', $quiet, 1000 );
		}
	}

	/** Saves what we keep of an order under these keys, there and in the copy: WooCommerce copies an order that it saves as a whole. */
	public function save( WC_Order $order, string ...$metas ): void {
		self::save_quietly( $order );
		foreach ( $metas as $meta ) {
			$value = $order->get_meta( $meta );
			$this->copy( $order->get_id(), $meta, '' === $value ? null : $value );
		}
	}

	/**
	 * Brings the copy up to date after an order was saved, wherever WooCommerce has one of it.
	 *
	 * @param mixed $value null deletes.
	 */
	public function copy( int $order_id, string $meta, mixed $value ): void {
		foreach ( array_slice( ( $this->tables )(), 1 ) as [ $table, , $order, $orders ] ) {
			if ( null === $value ) {
				$this->database->change( 'DELETE FROM %i WHERE meta_key = %s AND %i = %d', [ $table, $meta, $order, $order_id ] );
			} else {
				$this->write( $table, $order, $orders, $order_id, $meta, (string) maybe_serialize( $value ) );
			}
			wp_cache_delete( (string) $order_id, 'post_meta' );
		}
	}

	/** @param array{string, string, string, string} $orders The orders' table, its key, the columns of their type and parent. */
	private function write( string $table, string $order, array $orders, int $order_id, string $meta, string $value ): void {
		$changed = $this->database->change( 'UPDATE %i SET meta_value = %s WHERE meta_key = %s AND %i = %d', [ $table, $value, $meta, $order, $order_id ] );
		// No row was changed: it says the same already, or there is none.
		if ( 0 === $changed ) {
			[ $from, $key, $type ] = $orders;
			$this->database->change(
				'INSERT INTO %i ( %i, meta_key, meta_value ) SELECT one.%i, %s, %s FROM %i AS one
				WHERE one.%i = %d AND one.%i <> %s AND NOT EXISTS ( SELECT 1 FROM %i AS copy WHERE copy.meta_key = %s AND copy.%i = %d )',
				[ $table, $order, $key, $meta, $value, $from, $key, $order_id, $type, self::PLACEHOLDER, $table, $meta, $order, $order_id ]
			);
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
