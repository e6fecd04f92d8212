<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Duet\Channel\EventFilter;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Event\InvalidEvent;
use Duet\Order\OrderEvents;
use Duet\Policy\Policy;
use Duet\Snapshot\Snapshot;
use Duet\Support\Clock;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** Orders as WooCommerce stores them. */
final class ShopOrders implements StoredOrders {

	public function __construct(
		private readonly OrderEvents $events,
		private readonly Policy $policy,
		private readonly EventFilter $filter,
		private readonly Clock $clock,
	) {
	}

	public function event( int $id ): ?Event {
		$event = $this->born( $id );
		$event = null === $event ? null : $this->filter->event( $event );
		return null === $event || null !== $this->policy->refuses( $event, ChannelName::EventsApi ) ? null : $event;
	}

	public function is_vetoed( int $id ): bool {
		$event = $this->born( $id );
		if ( null === $event || null !== $this->policy->refuses( $event, ChannelName::EventsApi ) ) {
			return false;
		}
		return null === $this->filter->event( $event );
	}

	public function acknowledged( int $id ): array {
		$order = self::find( $id );
		return null === $order ? [] : Snapshot::acknowledged( $order );
	}

	/** @throws InvalidEvent When the order's facts are no event. */
	private function born( int $id ): ?Event {
		$order = self::find( $id );
		if ( null === $order ) {
			return null;
		}
		return $this->events->of( $order, $this->events->since( $order, $this->clock->now() ) );
	}

	private static function find( int $id ): ?WC_Order {
		$order = function_exists( 'wc_get_order' ) ? wc_get_order( $id ) : null;
		return $order instanceof WC_Order ? $order : null;
	}
}
