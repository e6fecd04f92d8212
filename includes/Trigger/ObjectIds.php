<?php
declare(strict_types=1);

namespace Duet\Trigger;

use Closure;
use Duet\Event\EventId;
use Duet\Source\Stored;
use Duet\Support\IdKey;
use WC_Order;

defined( 'ABSPATH' ) || exit;

/**
 * The event ids of orders and subscriptions, for the server's copy, the browser's copy and its acknowledgement alike.
 *
 * Version 0.1.0 made them without the order key. An order whose event went out under such an id keeps it, because under
 * another id TikTok would count the sale again. A row of such an id that is older than the order belongs to an earlier order
 * of the same number.
 */
final class ObjectIds {

	/** Seconds the clocks of web server and database may differ. */
	private const SKEW = 300;

	/** @var array<string, array{string, int}> Id by the order key => the id, and how many pixels have a row of it. Decided once per request, so all copies agree. */
	private array $decided = [];

	/** @param Closure(string $event, string $own, string $first, int $since): array<string, int> $written Event id => pixels that have a row of it; of the first release's only since (Unix seconds). */
	public function __construct(
		private readonly IdKey $key,
		private readonly Closure $written,
	) {
	}

	/**
	 * @param string $event   Purchase, PlaceAnOrder or Subscribe.
	 * @param bool   $is_new  Whether no row of this order can exist yet, which spares a query.
	 */
	public function of( string $event, WC_Order $order, bool $is_new = false ): string {
		return $is_new ? $this->id( $event, $order, $order->get_order_key( 'edit' ) ) : $this->decide( $event, $order )[0];
	}

	/** For how many pixels an event of this order was written down before this request asked, whatever became of it. */
	public function pixels( string $event, WC_Order $order ): int {
		return $this->decide( $event, $order )[1];
	}

	/** @return array{string, int} */
	private function decide( string $event, WC_Order $order ): array {
		$id                            = $this->id( $event, $order, $order->get_order_key( 'edit' ) );
		return $this->decided[ $id ] ??= $this->find( $event, $order, $id );
	}

	/** @return array{string, int} */
	private function find( string $event, WC_Order $order, string $id ): array {
		$first   = $this->id( $event, $order, '' );
		$created = Stored::time( $order->get_date_created( ... ) ) ?? 0;
		// Staff may have moved the order's date forward; its visit was when it was.
		$since   = min( $created, Snapshot::visited_at( $order ) ?? $created );
		$written = ( $this->written )( $event, $id, $first, max( 0, $since - self::SKEW ) );
		$is_old  = isset( $written[ $first ] ) || in_array( $first, Snapshot::acknowledged( $order ), true );
		return $is_old ? [ $first, $written[ $first ] ?? 0 ] : [ $id, $written[ $id ] ?? 0 ];
	}

	private function id( string $event, WC_Order $order, string $born ): string {
		return EventId::for_object( $event, $order->get_id(), get_current_blog_id(), $this->key->get(), $born );
	}
}
