<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Duet\Event\Event;
use Duet\Event\InvalidEvent;

defined( 'ABSPATH' ) || exit;

/** Orders looked up later, by callers that have nothing but their ID: the list of deliveries and the command line. */
interface StoredOrders {

	/**
	 * The order's event as it would be sent today, or null when it may not be sent or the order means none.
	 *
	 * @throws InvalidEvent When the order's facts are no event.
	 */
	public function event( int $id ): ?Event;

	/** Whether other code on this site, and nothing else, keeps the order's event from being sent. */
	public function is_vetoed( int $id ): bool;

	/** @return list<string> IDs of the events that the order's browser has had. */
	public function acknowledged( int $id ): array;
}
