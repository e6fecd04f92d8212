<?php
declare(strict_types=1);

namespace Duet\Withdrawal;

use Duet\Support\Guard;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * A visitor who withdraws consent leaves a tombstone, which stops everything at once and goes after 13 months. The refusal
 * has to outlive it: a subscription is renewed, an old order paid. So it is written into the snapshots of the orders placed
 * in that browser, which lose whatever else they hold of the visit.
 *
 * Only numbers that an order carries cost work. Anybody can invent numbers; those cost their row and nothing else.
 */
final class Withdrawals {

	public const SOURCE = 'withdrawal';

	/** The number outlives the answer by a minute in the browser; whoever agrees again within the hour loses nothing. */
	private const AFTER = 3600;

	/** Orders per query, and queries per run: the next hour goes on. */
	private const CHUNK  = 50;
	private const CHUNKS = 40;

	public function __construct(
		private readonly PlacedOrders $placed,
		private readonly Tombstones $tombstones,
		private readonly Snapshots $snapshots,
		private readonly Guard $guard,
	) {
	}

	/**
	 * Hourly.
	 *
	 * @param int $now Unix seconds.
	 */
	public function run( int $now ): void {
		$known = ! function_exists( 'wc_get_order' ) || ( $this->placed->update() && $this->write_all( $now - self::AFTER ) );
		if ( $known ) {
			$this->tombstones->settle( $now - self::AFTER, $now );
		}
	}

	/**
	 * What is remembered of these browsers, for the last time: their orders carry it from now on.
	 *
	 * @param list<string> $visitors
	 * @return bool Whether there was anything.
	 * @throws \RuntimeException When an order could not be saved.
	 */
	public function forget( array $visitors ): bool {
		$withdrew = array_column( $this->tombstones->of( $visitors ), 0 );
		if ( [] === $withdrew ) {
			return false;
		}
		if ( function_exists( 'wc_get_order' ) && ! ( $this->placed->update() && $this->write( $this->placed->of( $withdrew ) ) ) ) {
			throw new \RuntimeException( 'A withdrawal could not be written into its orders' );
		}
		$this->tombstones->delete( $withdrew );
		return true;
	}

	/**
	 * @param int $before Unix seconds.
	 * @return bool Whether the last one was reached.
	 */
	private function write_all( int $before ): bool {
		$last = 0;
		for ( $chunk = 0; $chunk < self::CHUNKS; $chunk++ ) {
			$found = $this->placed->withdrawn( $before, $last, self::CHUNK );
			$this->write( $found );
			if ( count( $found ) < self::CHUNK ) {
				return true;
			}
			$last = $found[ self::CHUNK - 1 ]['order'];
		}
		return false;
	}

	/**
	 * @param list<array{order: int, visitor: string}> $placed
	 * @return bool Whether all orders took it; one that did not is tried again in an hour, and keeps no other from it.
	 */
	private function write( array $placed ): bool {
		$all = true;
		foreach ( $placed as [ 'order' => $id, 'visitor' => $visitor ] ) {
			$all = true === $this->guard->run( fn(): bool => $this->withdraw( $id, $visitor ), 'withdrawal' ) && $all;
		}
		return $all;
	}

	private function withdraw( int $id, string $visitor ): bool {
		$order  = wc_get_order( $id );
		$stored = $order instanceof WC_Order ? $order->get_meta( $this->snapshots->meta ) : null;
		// Paid in another browser since, or deleted: there is nothing of this visitor in it any more.
		if ( $order instanceof WC_Order && is_array( $stored ) && ( $stored['visitor'] ?? null ) === $visitor ) {
			$this->snapshots->withdraw( $order );
		}
		$this->placed->forget( $id, $visitor );
		return true;
	}
}
