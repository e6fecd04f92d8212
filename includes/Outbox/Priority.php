<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Duet\Event\Event;
use Duet\Event\Origin;

defined( 'ABSPATH' ) || exit;

/** Column `class`: what is delivered first and what may be refused when the queue is full. */
enum Priority: int {
	case Order  = 0;
	case Server = 1;
	case Page   = 2;

	/** Whatever came through the public relay is a page event, however valuable its name: anybody can flood that door. */
	public static function of( Event $event ): self {
		return match ( $event->origin ) {
			Origin::Server  => $event->definition->born( 'order' ) ? self::Order : self::Server,
			// A file of ten thousand sales must not keep today's orders waiting.
			Origin::Offline => self::Server,
			Origin::Browser => self::Page,
		};
	}
}
