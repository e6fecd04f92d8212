<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Outbox\ConsentLedger;

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
	public function at( int $order_id ): void {
		foreach ( $this->meta->values( Snapshot::META, [ $order_id ] ) as $stored ) {
			if ( is_array( $stored ) && Decision::Denied === Visitor::from_array( $stored )->decision() ) {
				$this->ledger->discard_order( $order_id );
			}
		}
	}
}
