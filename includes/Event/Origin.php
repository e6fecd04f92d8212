<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** The side on which an event was born. The other side relays it and recomputes nothing. */
enum Origin: string {
	case Browser = 'browser';
	case Server  = 'server';

	/**
	 * Away from this website: at a till, on the telephone, in a file. It goes to TikTok's offline event set and nowhere
	 * else.
	 */
	case Offline = 'offline';
}
