<?php
declare(strict_types=1);

namespace Duet\Admin;

defined( 'ABSPATH' ) || exit;

/** The shop's own count of its sales. */
interface PaidOrders {

	/**
	 * Orders placed in a stretch of time that are paid by now.
	 *
	 * @param int $from Unix seconds, included; $until is not.
	 */
	public function paid_orders( int $from, int $until ): int;
}
