<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Outbox\ConsentLedger;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * After an event of an order was written down. The request may have read the order before its visitor refused or was erased: a
 * gateway's notification that waits for its bank, say. Whoever refuses meanwhile writes the order first and takes what waits
 * second, and this looks in the other order, so one of the two sees the other.
 */
final class SecondLook {

	public function __construct(
		private readonly OrderMeta $meta,
		private readonly ConsentLedger $ledger,
	) {
	}

	/** One query; three more when there is a refusal. */
	public function at( WC_Order $order ): void {
		if ( $this->is_refused( $order ) ) {
			$this->ledger->discard_order( $order->get_id() );
		}
	}

	/** The same for a subscription's Subscribe, which obeys the order with which it began. */
	public function at_subscription( int $subscription, WC_Order $first ): void {
		if ( $this->is_refused( $first ) ) {
			$this->ledger->withdraw_orders( [], [ $subscription ] );
		}
	}

	/**
	 * Before events are sent: the request of a checkout looks no second time, because the shopper waits for it. One query; three
	 * more per refusal.
	 *
	 * @param list<int> $orders
	 * @return list<int> Those that are refused; nothing of them waits any more.
	 */
	public function before_sending( array $orders ): array {
		$refused = $this->refused( $orders );
		array_map( $this->ledger->discard_order( ... ), $refused );
		return $refused;
	}

	private function is_refused( WC_Order $order ): bool {
		return [] !== $this->refused( array_map( static fn( WC_Order $one ): int => $one->get_id(), [ $order, ...OrderVisitor::obeyed( $order ) ] ) );
	}

	/**
	 * @param list<int> $orders
	 * @return list<int>
	 */
	private function refused( array $orders ): array {
		$refused = [];
		foreach ( $this->meta->stored( Snapshot::META, $orders ) as [ 'order' => $id, 'value' => $stored ] ) {
			if ( is_array( $stored ) && Decision::Denied === Visitor::from_array( $stored )->decision() ) {
				$refused[] = $id;
			}
		}
		return $refused;
	}
}
