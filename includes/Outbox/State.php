<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/** Where a row of the outbox stands. Every row has exactly one state, so the states add up to what was ever enqueued. */
enum State: string {
	case Pending   = 'pending';
	case Sending   = 'sending';
	case Delivered = 'delivered';
	case Dead      = 'dead';
	case Expired   = 'expired';
	case Withheld  = 'withheld';

	/** Not an event: the mark a visitor leaves who withdrew consent. Never counted, never sent. */
	case Tombstone = 'tombstone';

	/** Nothing happens to the row any more unless a merchant resends it. */
	public function is_final(): bool {
		return match ( $this ) {
			self::Pending, self::Sending, self::Tombstone               => false,
			self::Delivered, self::Dead, self::Expired, self::Withheld => true,
		};
	}
}
