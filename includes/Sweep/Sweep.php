<?php
declare(strict_types=1);

namespace Duet\Sweep;

use Duet\Channel\EventFilter;
use Duet\Channel\EventSink;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Order\OrderEvents;
use Duet\Order\OrderRows;
use Duet\Outbox\Outbox;
use Duet\Policy\Policy;
use Duet\Settings\ConsentMode;
use Duet\Settings\Settings;
use Duet\Snapshot\Snapshot;
use Duet\Support\Clock;
use Duet\Support\Guard;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The net below all hooks: once an hour it looks for orders whose moment came and that have no row - the database
 * refused, the plugin was switched off, a hook was swallowed - and brings their event in as any hook would. The id
 * follows from the order, so looking once too often changes nothing. Nothing here counts as refused: that was counted
 * when it happened, and is met again every hour.
 */
final class Sweep {

	/** Where the next run goes on (Unix seconds); absent when the last one came to the end. One for each net. */
	public const OPTION         = 'duet_sweep';
	public const OPTION_OFFLINE = 'duet_sweep_offline';

	/** Seconds an order is left alone: its own request may put it on hold only to have it paid. */
	private const REST = 300;

	/** Orders looked into in one run, and pages of ids. */
	private const ORDERS = 100;
	private const PAGES  = 20;

	/**
	 * @param Origin                                                    $net   Offline looks back 28 days, for sales of
	 *         the offline event set.
	 */
	public function __construct(
		private readonly OrderEvents $events,
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly Policy $policy,
		private readonly ChangedOrders $orders,
		private readonly OrderRows $rows,
		private readonly EventSink $pipeline,
		private readonly Guard $guard,
		private readonly Clock $clock,
		private readonly Origin $net = Origin::Server,
		private readonly ?EventFilter $filter = null,
	) {
	}

	/** @return int Events brought in. */
	public function run( ?Swept $swept = null ): int {
		if ( ! $this->is_wanted() ) {
			return 0;
		}
		$now    = $this->clock->now();
		$start  = get_option( $this->option(), 0 );
		$start  = max( $now - Outbox::horizon( $this->net ), is_numeric( $start ) ? (int) $start : 0 );
		$looked = 0;
		$pushed = 0;
		$ids    = [];
		for ( $page = 1; $page <= self::PAGES; $page++ ) {
			$ids  = $this->orders->changed( $start, $now - self::REST, $page );
			$rows = [] === $ids ? [] : $this->rows->of_orders( $ids );
			foreach ( $ids as $id ) {
				if ( $this->is_complete( $rows[ $id ] ?? [] ) ) {
					continue;
				}
				if ( ++$looked > self::ORDERS ) {
					$this->go_on_at( $id, $start );
					return $pushed;
				}
				$bring   = fn(): bool => $this->bring( $id, $rows[ $id ] ?? [], $now, $swept ?? new Swept() );
				$pushed += (int) $this->guard->run( $bring, 'sweep', false );
			}
			if ( count( $ids ) < ChangedOrders::SIZE ) {
				delete_option( $this->option() );
				return $pushed;
			}
		}
		$this->go_on_at( (int) end( $ids ), $start );
		return $pushed;
	}

	/** Goes on where the last run had looked into its share; as run(). */
	public function resume(): int {
		return false === get_option( $this->option() ) ? 0 : $this->run();
	}

	/** All of the window at once, for a merchant who asked for it; as run(). */
	public function all( ?Swept $swept = null ): int {
		delete_option( $this->option() );
		$pushed = 0;
		do {
			$pushed += $this->run( $swept );
		} while ( false !== get_option( $this->option() ) );
		return $pushed;
	}

	/** Whether any order can mean a row now; most sites without a pixel end here, without a query. */
	private function is_wanted(): bool {
		if ( ConsentMode::Unset === $this->settings->consent_mode() ) {
			return false;
		}
		if ( Origin::Offline === $this->net ) {
			return null !== $this->settings->offline_set()
				&& 'offline' === $this->settings->values()->purchase->without_snapshot;
		}
		$is_on = fn( string $name ): bool => $this->settings->channel_on( $this->catalogue->define( $name ), ChannelName::EventsApi );
		$on    = array_filter( [ 'Purchase', 'PlaceAnOrder' ], $is_on );
		return [] !== $on && [] !== $this->settings->pixels();
	}

	/**
	 * An order with its Purchase everywhere needs no second look. One that is only placed does: it may be paid by now.
	 *
	 * @param array<string, string> $rows
	 */
	private function is_complete( array $rows ): bool {
		$offline = $this->settings->offline_set();
		if ( null !== $offline && isset( $rows[ "$offline->code Purchase" ] ) ) {
			return true;
		}
		$pixels = $this->settings->pixels();
		foreach ( $pixels as $pixel ) {
			if ( ! isset( $rows[ "$pixel->code Purchase" ] ) ) {
				return false;
			}
		}
		return [] !== $pixels;
	}

	/** @param array<string, string> $rows */
	private function bring( int $id, array $rows, int $now, Swept $swept ): bool {
		$order = wc_get_order( $id );
		$event = $order instanceof WC_Order ? $this->events->of( $order, $this->events->since( $order, $now ) ) : null;
		if ( null === $event || ! $order instanceof WC_Order || ! $this->is_missing( $event, $rows ) ) {
			return false;
		}
		if ( null !== $this->policy->refuses( $event, ChannelName::EventsApi ) ) {
			return false;
		}
		// A browser that had the event had it when the order was placed, whatever the order says of its payment.
		$created = in_array( $event->id, Snapshot::acknowledged( $order ), true ) ? $order->get_date_created() : null;
		if ( min( $event->time, $created?->getTimestamp() ?? $event->time ) < $now - Outbox::horizon( $event->origin ) ) {
			++$swept->too_old;
			return false;
		}
		if ( null !== $this->filter && null === $this->filter->event( $event ) ) {
			++$swept->withheld;
			return false;
		}
		$this->pipeline->push( $event );
		$swept->brought[] = $id;
		return true;
	}

	/** @param array<string, string> $rows */
	private function is_missing( Event $event, array $rows ): bool {
		foreach ( $this->settings->destinations( $event->origin ) as $pixel ) {
			if ( $pixel->added <= $event->time && ! isset( $rows[ "$pixel->code $event->name" ] ) ) {
				return true;
			}
		}
		return false;
	}

	/** Always a little further: a thousand orders may be changed in one second. */
	private function go_on_at( int $id, int $start ): void {
		$order   = wc_get_order( $id );
		$changed = $order instanceof WC_Order ? $order->get_date_modified() : null;
		update_option( $this->option(), max( $start + 1, $changed?->getTimestamp() ?? 0 ), false );
	}

	private function option(): string {
		return Origin::Offline === $this->net ? self::OPTION_OFFLINE : self::OPTION;
	}
}
