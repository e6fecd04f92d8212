<?php
declare(strict_types=1);

namespace Duet\Channel;

use Duet\Event\ChannelName;
use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/** A way out. Channels never see each other, and accept() must not wait for anybody. */
interface Channel {

	public function name(): ChannelName;

	public function accept( Event $event ): void;
}
