<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Event\Event;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** The events that pages of orders give to the browser. */
interface ShownEvents {

	/** The order's event as the server sends it, the filter `duet_event` applied; null if it means none. */
	public function of_order( WC_Order $order ): ?Event;
}
