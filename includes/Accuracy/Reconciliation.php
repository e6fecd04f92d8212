<?php
declare(strict_types=1);

namespace Duet\Accuracy;

use Duet\Channel\EventFilter;
use Duet\Event\ChannelName;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Order\Order;
use Duet\Order\OrderEvents;
use Duet\Order\OrderRows;
use Duet\Order\Refunds;
use Duet\Outbox\Outbox;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Snapshot\OrderVisitor;
use Duet\Snapshot\Renewal;
use Duet\Sweep\ChangedOrders;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/** Sales against conversions, order by order: which did not reach TikTok, and why. Looks, and changes nothing. */
final class Reconciliation implements Sales {

	public function __construct(
		private readonly OrderEvents $events,
		private readonly Settings $settings,
		private readonly Policy $policy,
		private readonly ChangedOrders $orders,
		private readonly OrderRows $rows,
		private readonly ?EventFilter $filter = null,
		private readonly ?Refunds $refunds = null,
	) {
	}

	/** Reads one page of orders at a time, so a year of a busy shop needs no more memory than a day. */
	public function sales( int $from, int $until ): iterable {
		for ( $page = 1, $more = true; $more; $page++ ) {
			$ids  = $this->orders->changed( $from, $until, $page );
			$more = count( $ids ) === ChangedOrders::SIZE;
			$rows = [] === $ids ? [] : $this->rows->of_orders( $ids );
			foreach ( self::orders( $ids ) as $id => $order ) {
				$time = 'Purchase' === $this->events->name( $order ) ? $this->events->since( $order, $until ) : 0;
				if ( $time >= $from && $this->is_ours( $order, $rows[ $id ] ?? [], $time ) ) {
					yield [
						'order'   => $id,
						'number'  => Order::number( $order ),
						'time'    => $time,
						'reasons' => $this->reasons( $order, $rows[ $id ] ?? [], $time, $until ),
					];
				}
			}
			// WooCommerce keeps every order it has read for the rest of the request.
			if ( $more && wp_cache_supports( 'flush_runtime' ) ) {
				wp_cache_flush_runtime();
			}
		}
	}

	/**
	 * Read together: one by one they would be three queries each.
	 *
	 * @param list<int> $ids
	 * @return array<int, WC_Order> In the order of the ids, without those that are gone.
	 */
	private static function orders( array $ids ): array {
		$found  = [] === $ids
			? []
			: wc_get_orders( [ 'type' => 'shop_order', 'post__in' => $ids, 'limit' => count( $ids ) ] );
		$orders = array_fill_keys( $ids, null );
		foreach ( is_array( $found ) ? $found : [] as $order ) {
			if ( $order instanceof WC_Order ) {
				$orders[ $order->get_id() ] = $order;
			}
		}
		return array_filter( $orders );
	}

	/**
	 * A sale from before there was a pixel belongs to none: neither delivered nor lost.
	 *
	 * @param array<string, string> $rows As in reasons().
	 */
	private function is_ours( WC_Order $order, array $rows, int $time ): bool {
		$pixels = $this->destinations( $order, $rows );
		return [] === $pixels
			|| [] !== array_filter(
				$pixels,
				static fn( Pixel $pixel ): bool => $time >= $pixel->added || isset( $rows[ "$pixel->code Purchase" ] )
			);
	}

	/**
	 * @param int $from Unix seconds, both included.
	 * @return iterable<array{order: int, number: string, time: int, pixel_code: string, reason: string}> Per pixel
	 *         whatever is not delivered; pixel_code is '' where the reason concerns all of them.
	 */
	public function differences( int $from, int $until ): iterable {
		foreach ( $this->sales( $from, $until ) as $sale ) {
			foreach ( $sale['reasons'] as $pixel_code => $reason ) {
				yield [
					'order'      => $sale['order'],
					'number'     => $sale['number'],
					'time'       => $sale['time'],
					'pixel_code' => (string) $pixel_code,
					'reason'     => $reason,
				];
			}
		}
	}

	/**
	 * What became of an order's Purchase, by pixel; [] when all have it.
	 *
	 * A row's state (pending, sending, dead, expired, withheld), else why there is none: no_visitor, refunded,
	 * excluded, broken, a Policy\Refusal's value (withheld_by_code: other code stops it), missing (the sweep brings it)
	 * or too_late.
	 *
	 * @param array<string, string> $rows "pixel_code event" => state.
	 * @return array<string, string>
	 */
	public function reasons( WC_Order $order, array $rows, int $time, int $now ): array {
		$reasons = [];
		$why     = null;
		$pixels  = $this->destinations( $order, $rows );
		foreach ( $pixels as $pixel ) {
			$state = $rows[ "$pixel->code Purchase" ] ?? null;
			if ( 'delivered' === $state || ( null === $state && $time < $pixel->added ) ) {
				continue;
			}
			if ( null === $state ) {
				$why ??= $this->why_none( $order, $time, $now );
			}
			$reasons[ $pixel->code ] = $state ?? (string) $why;
		}
		return [] === $pixels ? [ '' => $this->why_none( $order, $time, $now ) ] : $reasons;
	}

	/**
	 * @param array<string, string> $rows As in reasons().
	 * @return list<Pixel> Of the book the order counts in: where its rows are, else where it would go.
	 */
	private function destinations( WC_Order $order, array $rows ): array {
		foreach ( [ Origin::Server, Origin::Offline ] as $origin ) {
			$book = $this->settings->destinations( $origin );
			if ( [] !== array_filter( $book, static fn( Pixel $pixel ): bool => isset( $rows[ "$pixel->code Purchase" ] ) ) ) {
				return $book;
			}
		}
		return $this->settings->destinations( $this->events->origin( $order ) );
	}

	private function why_none( WC_Order $order, int $time, int $now ): string {
		try {
			$event = $this->events->of( $order, $time );
		} catch ( InvalidEvent ) {
			return 'broken';
		}
		if ( null === $event ) {
			$needs_visitor = 'none' === $this->settings->values()->purchase->without_snapshot || Renewal::lost_its_origin( $order );
			return match ( true ) {
				$needs_visitor && null === OrderVisitor::of( $order ) => 'no_visitor',
				Order::is_given_back( $order ) => 'refunded',
				default => 'excluded',
			};
		}
		$refusal = $this->policy->refuses( $event, ChannelName::EventsApi );
		return match ( true ) {
			null !== $refusal                => $refusal->value,
			null !== $this->filter && null === $this->filter->event( $event ) => Refusal::Vetoed->value,
			$time < $now - Outbox::horizon( $event->origin ) => 'too_late',
			default                          => 'missing',
		};
	}

	public function refunds( int $from, int $until ): iterable {
		return $this->refunds?->between( $from, $until ) ?? [];
	}

	/**
	 * @return array<string, string> Per pixel why an order's Purchase is not delivered, '' for all of them; nothing if
	 *         the order means no Purchase.
	 */
	public function why_not( WC_Order $order, int $now ): array {
		if ( 'Purchase' !== $this->events->name( $order ) ) {
			return [];
		}
		$rows = $this->rows->of_orders( [ $order->get_id() ] )[ $order->get_id() ] ?? [];
		return $this->reasons( $order, $rows, $this->events->since( $order, $now ), $now );
	}
}
