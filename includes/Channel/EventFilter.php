<?php
declare(strict_types=1);

namespace Duet\Channel;

use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/** What code on this site changes about an event, or stops: the filter `duet_event`. */
interface EventFilter {

	/** The event as it is to be sent; null if nothing is. */
	public function event( Event $event ): ?Event;
}
