<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Closure;
use Duet\Snapshot\OrderMeta;
use Duet\Support\Guard;
use Duet\Withdrawal\Snapshots;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * IP address and user agent leave an order's snapshot when they are no longer needed: 48 hours after its Purchase was
 * delivered to every pixel (until then it may be sent again), or after the time to deliver it was over; without a
 * Purchase 28 days after the visit.
 *
 * Snapshots are walked in the order they were made, from the oldest that still waits; once a week from the first one,
 * because paying an old order makes its snapshot new.
 */
final class Lifetime {

	/**
	 * Not autoloaded: [ oldest that waits, last seen in this walk (keys of the meta table), Unix seconds of the last
	 * walk from the start ].
	 */
	public const OPTION = 'duet_snapshots';

	private const AFTER_PURCHASE   = 48 * 3600;
	private const WITHOUT_PURCHASE = 28 * 86400;
	private const WEEK             = 7 * 86400;

	/** Snapshots per query, and queries per run: the next hour goes on where this one stopped. */
	private const CHUNK  = 100;
	private const CHUNKS = 20;

	/** @param Closure(list<int>): mixed $counted Notes that TikTok has the Purchase: CountedOrders::note(). */
	public function __construct(
		private readonly OrderMeta $tables,
		private readonly Rows $rows,
		private readonly Snapshots $snapshots,
		private readonly Guard $guard,
		private readonly Closure $counted,
	) {
	}

	/**
	 * Hourly.
	 *
	 * @param int $now Unix seconds.
	 */
	public function run( int $now ): void {
		if ( ! function_exists( 'wc_get_order' ) ) {
			return;
		}
		[ $oldest, $seen, $since ] = self::cursor( $now );
		for ( $chunk = 0; $chunk < self::CHUNKS; $chunk++ ) {
			$found   = $this->tables->with_address( $this->snapshots->meta, $seen, self::CHUNK );
			$settled = $this->settle( $found, $now );
			foreach ( $found as [ 'key' => $key, 'order' => $id ] ) {
				$oldest = $oldest === $seen && isset( $settled[ $id ] ) ? $key : $oldest;
				$seen   = $key;
			}
			if ( count( $found ) < self::CHUNK ) {
				$seen = $oldest;
				break;
			}
		}
		update_option( self::OPTION, [ $oldest, $seen, $since ], false );
	}

	/**
	 * @param list<array{key: int, order: int, value: mixed}> $found
	 * @return array<int, true> Orders that need not be looked at again.
	 */
	private function settle( array $found, int $now ): array {
		$finished = [];
		$counted  = [];
		foreach ( $this->rows->purchases( array_column( $found, 'order' ) ) as $row ) {
			$id              = (int) $row['object_id'];
			$finished[ $id ] = max( $finished[ $id ] ?? 0, self::finished_at( $row ) );
			$counted[ $id ]  = ( $counted[ $id ] ?? false ) || 'delivered' === $row['state'];
		}
		$settled = [];
		foreach ( $found as [ 'order' => $id, 'value' => $stored ] ) {
			$end = isset( $finished[ $id ] )
				? $finished[ $id ] + self::AFTER_PURCHASE
				: self::visited_at( $stored ) + self::WITHOUT_PURCHASE;
			if ( $end <= $now ) {
				$settled[ $id ] = true;
				// Alone, so that one broken order does not keep the address on all others.
				$this->guard->run( fn() => $this->strip( $id ), 'snapshot lifetime' );
			}
		}
		// Not only when the rows go: the table may be lost sooner, with a restored backup or the plugin itself.
		( $this->counted )( array_keys( array_filter( array_intersect_key( $counted, $settled ) ) ) );
		return $settled;
	}

	private function strip( int $id ): void {
		$order = wc_get_order( $id );
		// What a subscription does later can only be matched by the visit in which it was bought.
		if (
			$order instanceof WC_Order
			&& ! ( function_exists( 'wcs_order_contains_subscription' ) && wcs_order_contains_subscription( $order, 'parent' ) )
		) {
			$this->snapshots->without_address( $order );
		}
	}

	/**
	 * When nothing more happens to the row by itself. Only a delivery notes its hour; for the others it is their
	 * deadline.
	 *
	 * @param array<string, string> $row
	 */
	private static function finished_at( array $row ): int {
		return match ( $row['state'] ) {
			'delivered'          => (int) $row['delivered_at'],
			'pending', 'sending' => PHP_INT_MAX - self::AFTER_PURCHASE,
			default              => (int) $row['deadline'],
		};
	}

	private static function visited_at( mixed $stored ): int {
		$at = is_array( $stored ) && is_array( $stored['consent'] ?? null ) ? ( $stored['consent']['at'] ?? 0 ) : 0;
		return is_int( $at ) ? $at : 0;
	}

	/** @return array{int, int, int} */
	private static function cursor( int $now ): array {
		$stored = get_option( self::OPTION );
		$cursor = is_array( $stored )
			? array_map(
				static fn( mixed $part ): int => is_int( $part ) ? $part : 0,
				array_pad( array_values( $stored ), 3, 0 )
			)
			: [ 0, 0, 0 ];
		return $now - $cursor[2] < self::WEEK && $now >= $cursor[2]
			? [ $cursor[0], $cursor[1], $cursor[2] ]
			: [ 0, 0, $now ];
	}
}
