<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Support\Guard;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * Notes on orders that TikTok has their Purchase. The outbox deletes its rows after some weeks, and an order may be reopened
 * later than that: without a row and without a note it would count again.
 */
final class CountedOrders {

	/** Orders in one request: after a merchant has shortened the retention, years of them may be due at once. */
	private const MOST = 5000;

	private int $noted = 0;

	public function __construct(
		private readonly Guard $guard,
		private readonly OrderMeta $meta,
	) {
	}

	/**
	 * @param list<int> $ids
	 * @return list<int> Orders without their note: this request has no time left for them, or the database refused.
	 */
	public function note( array $ids ): array {
		$now  = array_slice( $ids, 0, max( 0, self::MOST - $this->noted ) );
		$left = array_slice( $ids, count( $now ) );
		// Without WooCommerce no order can be reopened, and what is stored must not outlive its time.
		foreach ( function_exists( 'wc_get_order' ) ? $now : [] as $id ) {
			++$this->noted;
			// Each alone: an order that other code breaks must not keep the others from their note.
			if ( true !== $this->guard->run( fn(): bool => $this->write( $id ), 'note of a counted order' ) ) {
				$left[] = $id;
			}
		}
		return $left;
	}

	/** @return bool Whether the order has its note, or is gone. */
	private function write( int $id ): bool {
		$order = wc_get_order( $id );
		if ( ! $order instanceof WC_Order ) {
			return ! OrderByKey::could_not_read();
		}
		if ( ! Snapshot::has_counted( $order ) ) {
			Snapshot::set_counted( $order );
			$this->meta->save( $order, Snapshot::COUNTED );
			// WooCommerce does not report a write that failed.
			$order->read_meta_data( true );
		}
		return Snapshot::has_counted( $order );
	}
}
