<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** The side on which an event was born. The other side relays it and recomputes nothing. */
enum Origin: string {
	case Browser = 'browser';
	case Server  = 'server';
}
