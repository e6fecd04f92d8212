<?php
declare(strict_types=1);

namespace Duet\Deliveries;

defined( 'ABSPATH' ) || exit;

/** How many events the outbox has sent. */
interface EventCounts {

	/**
	 * @param int $since Unix seconds.
	 * @return array<string, array{events: int, identified: int}> By event; identified: those that named a person.
	 */
	public function by_event( int $since ): array;
}
