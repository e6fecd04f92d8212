<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Channel\EventFilter;
use Duet\Event\Event;
use Duet\Support\Clock;
use Duet\Tray\ShownEvents;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** What the thank-you page gives the pixel is what the server sends: same facts, same filter, same veto. */
final class FilteredOrderEvents implements ShownEvents {

	public function __construct(
		private readonly OrderEvents $events,
		private readonly EventFilter $filter,
		private readonly Clock $clock,
	) {
	}

	public function of_order( WC_Order $order ): ?Event {
		$event = $this->events->of( $order, $this->events->since( $order, $this->clock->now() ) );
		return null === $event ? null : $this->filter->event( $event );
	}
}
