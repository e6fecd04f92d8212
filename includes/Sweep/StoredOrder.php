<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Closure;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Event\InvalidEvent;
use Duet\Order\OrderEvents;
use Duet\Policy\Policy;
use Duet\Snapshot\Snapshot;
use Duet\Support\Clock;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** An order looked up later, for those who know only its id: the merchant's list and the command line. */
final class StoredOrder {

	/**
	 * @param Closure(Event): ?Event $filter As the pipeline's.
	 */
	public function __construct(
		private readonly OrderEvents $events,
		private readonly Policy $policy,
		private readonly Closure $filter,
		private readonly Clock $clock,
	) {
	}

	/**
	 * The order's event as it would be sent today, or null when it may not be sent or the order means none.
	 *
	 * @throws InvalidEvent When the order's facts are no event.
	 */
	public function event( int $id ): ?Event {
		$event = $this->born( $id );
		$event = null === $event ? null : ( $this->filter )( $event );
		return null === $event || null !== $this->policy->refuses( $event, ChannelName::EventsApi ) ? null : $event;
	}

	/** Whether other code alone keeps the order's event from being sent. */
	public function is_vetoed( int $id ): bool {
		$event = $this->born( $id );
		return null !== $event && null === $this->policy->refuses( $event, ChannelName::EventsApi ) && null === ( $this->filter )( $event );
	}

	/** @return list<string> Ids of the events the order's browser has had. */
	public function acknowledged( int $id ): array {
		$order = self::find( $id );
		return null === $order ? [] : Snapshot::acknowledged( $order );
	}

	/** @throws InvalidEvent When the order's facts are no event. */
	private function born( int $id ): ?Event {
		$order = self::find( $id );
		return null === $order ? null : $this->events->of( $order, $this->events->since( $order, $this->clock->now() ) );
	}

	private static function find( int $id ): ?WC_Order {
		$order = function_exists( 'wc_get_order' ) ? wc_get_order( $id ) : null;
		return $order instanceof WC_Order ? $order : null;
	}
}
