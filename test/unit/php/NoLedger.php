<?php
declare(strict_types=1);

namespace Duet\Test;

use Duet\Outbox\ConsentLedger;

/** An outbox in which nothing waits. */
final class NoLedger implements ConsentLedger {

	public function withdraw( string $visitor, int $said_at = 0 ): ?int {
		return 0;
	}

	public function reinstate( string $visitor, int $said_at = 0 ): ?bool {
		return true;
	}

	public function withdraw_orders( array $orders, array $subscriptions = [] ): ?int {
		return 0;
	}

	public function discard_order( int $order ): void {
	}

	public function reinstate_order( int $order, string $visitor, array $followers = [] ): void {
	}
}
