<?php
declare(strict_types=1);

namespace Duet\Channel;

use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/** Where an event goes once it exists: the pipeline. */
interface EventSink {

	/** Never throws, because its callers run inside hooks of WordPress and WooCommerce. */
	public function push( Event $event ): void;
}
