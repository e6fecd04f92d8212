<?php
declare(strict_types=1);

namespace Duet\Channel;

use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/** Counts the events that do not reach TikTok, by reason. */
interface UnsentEvents {

	/** @param string $reason The value of a Policy\Refusal or an Outbox\Entry. */
	public function note( Event $event, string $reason ): void;
}
