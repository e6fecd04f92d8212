<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Outbox\ConsentLedger;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * A shopper refuses with one order. That holds for the orders this one follows from (the order a marketplace split, the first
 * order of a subscription), and through them for whatever else follows from those.
 */
final class OrderRefusal {

	public function __construct(
		private readonly ConsentLedger $ledger,
		private readonly OrderMeta $meta,
	) {
	}

	/** @return bool Whether all of it is stored. */
	public function write( WC_Order $order, Consent $refusal ): bool {
		$done = $this->write_one( $order, $refusal );
		return $this->spread( $order, $refusal ) && $done;
	}

	/** For an order that carries the refusal already. @return bool Whether all of it is stored. */
	public function spread( WC_Order $order, Consent $refusal ): bool {
		$done = true;
		$ids  = [ $order->get_id() ];
		foreach ( OrderVisitor::obeyed( $order ) as $one ) {
			$done  = $this->write_one( $one, $refusal ) && $done;
			$ids[] = $one->get_id();
		}
		return null !== $this->ledger->withdraw_orders( ...$this->meta->following( $ids ) ) && $done;
	}

	/** Of an order that is left out nothing is sent anyway, and why it is left out stays. */
	private function write_one( WC_Order $order, Consent $refusal ): bool {
		$stored = Snapshot::of( $order );
		if ( Snapshot::is_left_out( $stored ) || Decision::Denied === $stored?->decision() ) {
			return true;
		}
		// The mode stays the one under which this order's visitor was asked.
		$consent = ( $stored->consent ?? $refusal )->decided( Decision::Denied, $refusal->source, $refusal->at );
		Snapshot::put( $order, ( $stored ?? new Visitor() )->with_consent( $consent ) );
		$this->meta->save( $order, Snapshot::META );
		// WooCommerce does not report a write that failed.
		$order->read_meta_data( true );
		return Decision::Denied === Snapshot::of( $order )?->decision();
	}
}
