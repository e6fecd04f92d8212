<?php
declare(strict_types=1);

namespace Duet\Snapshot;

use WC_Order;

defined( 'ABSPATH' ) || exit;

/** The orders that were placed or paid in the browser of this request. */
interface BrowserOrders {

	public function has( WC_Order $order ): bool;
}
