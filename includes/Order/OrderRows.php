<?php
declare(strict_types=1);

namespace Duet\Order;

defined( 'ABSPATH' ) || exit;

/** What the outbox has of orders. */
interface OrderRows {

	/**
	 * @param list<int> $ids Of orders.
	 * @return array<int, array<string, string>> Order ID => "pixel_code event" => state.
	 */
	public function of_orders( array $ids ): array;

	/**
	 * @param list<string>                    $pixels Codes.
	 * @param non-empty-array<string, string> $own    IDs by event.
	 * @param list<string>                    $first  IDs of the same events in the first release.
	 * @param int                             $since  Unix seconds; rows of $first count if they are not older.
	 * @param int                             $order  The order's number; 0 for a subscription.
	 * @return array<string, array<string, array{pixels: int, time: int}>> Event ID => origin => how many of the pixels
	 *         have a row of it, and when it happened (Unix seconds).
	 */
	public function written( array $pixels, array $own, array $first, int $since, int $order ): array;
}
