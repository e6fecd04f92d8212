<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/** What a visitor's answer does to the events that wait, and to those that would come. */
interface ConsentLedger {

	/**
	 * The visitor withdrew consent: what waits is withheld, what comes later is refused.
	 *
	 * @param string $visitor 32 hex characters.
	 * @param int    $said_at Milliseconds by the browser's clock; 0 when it did not say.
	 * @return int|null Rows withheld; null when the database refused.
	 */
	public function withdraw( string $visitor, int $said_at = 0 ): ?int;

	/**
	 * The visitor consented again: new events are welcome.
	 *
	 * @param int $said_at As above. A yes that was on its way while the refusal came lifts nothing.
	 * @return bool|null Whether the yes is the visitor's last word; null when the database refused.
	 */
	public function reinstate( string $visitor, int $said_at = 0 ): ?bool;

	/**
	 * The same for orders, whichever browsers their events came from; their snapshots are what refuses later. What is being
	 * sent at this moment is not sent again.
	 *
	 * @param list<int> $orders
	 * @param list<int> $subscriptions Whose Subscribe is withheld; its row names no order.
	 * @return int|null Rows withheld; null when the database refused.
	 */
	public function withdraw_orders( array $orders, array $subscriptions = [] ): ?int;

	/** The same without a trace: the order had been refused, or its person erased, before the event was written. */
	public function discard_order( int $order ): void;

	/**
	 * Its visitor has agreed after all, perhaps under a new number, which is theirs from now on: the order brings its events anew.
	 *
	 * @param list<int> $followers Orders that obey this one, which bring theirs anew.
	 */
	public function reinstate_order( int $order, string $visitor, array $followers = [] ): void;
}
