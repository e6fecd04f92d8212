<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Event\EventId;
use Duet\Event\Origin;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Snapshot\Snapshot;
use Duet\Support\IdKey;
use Duet\Support\Stored;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The event ids of orders and subscriptions, for the server's copy, the browser's copy and its acknowledgement alike.
 *
 * Version 0.1.0 made them without the order key. An order whose event went out under such an id keeps it, because under
 * another id TikTok would count the sale again. A row of such an id that is older than the order belongs to an earlier
 * order of the same number.
 */
final class ObjectIds {

	/** Seconds the clocks of web server and database may differ. */
	private const SKEW = 300;

	/**
	 * What an order may mean, one after the other: looked up together, because each event depends on whether the other
	 * was.
	 */
	private const OF_ORDERS = [ 'Purchase', 'PlaceAnOrder' ];

	/**
	 * @var array<string, array{string, array<string, array{pixels: int, time: int}>}> Id by the order key => the id,
	 *         and by origin how many pixels have a row of it. Decided once per request, so all copies agree.
	 */
	private array $decided = [];

	public function __construct(
		private readonly IdKey $key,
		private readonly OrderRows $rows,
		private readonly Settings $settings,
	) {
	}

	/**
	 * @param string $event   Purchase, PlaceAnOrder or Subscribe.
	 * @param bool   $is_new  Whether no row of this order can exist yet, which spares a query.
	 */
	public function of( string $event, WC_Order $order, bool $is_new = false ): string {
		return $is_new
			? $this->id( $event, $order, $order->get_order_key( 'edit' ) )
			: $this->decide( $event, $order )[0];
	}

	/** For how many pixels an event of this order was written down before this request asked, whatever became of it. */
	public function pixels( string $event, WC_Order $order ): int {
		return array_sum( array_column( $this->decide( $event, $order )[1], 'pixels' ) );
	}

	/** When this event of the order happened, as it was first written down, in Unix seconds; null before. */
	public function time( string $event, WC_Order $order ): ?int {
		$times = array_column( $this->decide( $event, $order )[1], 'time' );
		return [] === $times ? null : min( $times );
	}

	/**
	 * In which book the order counts since its Purchase was first written down; null before. One sale never counts in
	 * two.
	 */
	public function book( WC_Order $order ): ?Origin {
		$rows = $this->decide( 'Purchase', $order )[1];
		return match ( true ) {
			[] === $rows                                                  => null,
			[] === array_diff_key( $rows, [ Origin::Offline->value => 0 ] ) => Origin::Offline,
			default                                                       => Origin::Server,
		};
	}

	/** @return array{string, array<string, array{pixels: int, time: int}>} */
	private function decide( string $event, WC_Order $order ): array {
		$id = $this->id( $event, $order, $order->get_order_key( 'edit' ) );
		if ( ! isset( $this->decided[ $id ] ) ) {
			$this->decided = $this->find( in_array( $event, self::OF_ORDERS, true ) ? self::OF_ORDERS : [ $event ], $order ) + $this->decided;
		}
		return $this->decided[ $id ];
	}

	/**
	 * @param non-empty-list<string> $events
	 * @return array<string, array{string, array<string, array{pixels: int, time: int}>}> As $decided.
	 */
	private function find( array $events, WC_Order $order ): array {
		$own   = [];
		$first = [];
		foreach ( $events as $event ) {
			$own[ $event ]   = $this->id( $event, $order, $order->get_order_key( 'edit' ) );
			$first[ $event ] = $this->id( $event, $order, '' );
		}
		$created = Stored::time( $order->get_date_created( ... ) ) ?? 0;
		// Staff may have moved the order's date forward; its visit was when it was.
		$since   = min( $created, Snapshot::visited_at( $order ) ?? $created );
		$of      = isset( $own['Purchase'] ) ? $order->get_id() : 0;
		$written = $this->rows->written(
			$this->pixel_codes(),
			$own,
			array_values( $first ),
			max( 0, $since - self::SKEW ),
			$of
		);
		$found   = [];
		foreach ( $own as $event => $id ) {
			$is_old       = isset( $written[ $first[ $event ] ] )
				|| in_array( $first[ $event ], Snapshot::acknowledged( $order ), true );
			$id_of        = $is_old ? $first[ $event ] : $id;
			$found[ $id ] = [ $id_of, $written[ $id_of ] ?? [] ];
		}
		return $found;
	}

	/** @return list<string> Of all the merchant's destinations. */
	private function pixel_codes(): array {
		$server  = $this->settings->destinations( Origin::Server );
		$offline = $this->settings->destinations( Origin::Offline );
		$codes   = array_map( static fn( Pixel $pixel ): string => $pixel->code, [ ...$server, ...$offline ] );
		return array_values( array_unique( $codes ) );
	}

	private function id( string $event, WC_Order $order, string $born ): string {
		return EventId::for_object( $event, $order->get_id(), get_current_blog_id(), $this->key->get(), $born );
	}
}
