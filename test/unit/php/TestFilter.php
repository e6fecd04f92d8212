<?php
declare(strict_types=1);

namespace Duet\Test;

use Closure;
use Duet\Channel\EventFilter;
use Duet\Event\Event;

/** What other code on the site would do to an event; without a closure, nothing. */
final class TestFilter implements EventFilter {

	/** @param (Closure(Event): ?Event)|null $filter */
	public function __construct( private readonly ?Closure $filter = null ) {
	}

	public function event( Event $event ): ?Event {
		return null === $this->filter ? $event : ( $this->filter )( $event );
	}
}
