<?php
declare(strict_types=1);

namespace Duet\Test;

use Closure;
use Duet\Channel\EventSink;
use Duet\Event\Event;

/** A pipeline that hands every event to the test. */
final class TestSink implements EventSink {

	/** @param Closure(Event): void $push */
	public function __construct( private readonly Closure $push ) {
	}

	public function push( Event $event ): void {
		( $this->push )( $event );
	}
}
