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
 * another id TikTok would count the sale again. A row older than the order belongs to an earlier order of the same number.
 */
final class ObjectIds {

	/** Seconds the clocks of web server and database may differ. */
	private const SKEW = 300;

	/** @var array<string, string> Id of 0.1.0 and order key => the id. Decided once per request, so all copies agree. */
	private array $decided = [];

	/** @param Closure(string $event, string $event_id, int $since): bool $has Whether a row was written under this id since (Unix seconds). */
	public function __construct(
		private readonly IdKey $key,
		private readonly Closure $has,
	) {
	}

	/**
	 * @param string $event   Purchase, PlaceAnOrder or Subscribe.
	 * @param bool   $is_new  Whether no row of this order can exist yet, which spares a query.
	 */
	public function of( string $event, WC_Order $order, bool $is_new = false ): string {
		$blog  = get_current_blog_id();
		$born  = $order->get_order_key( 'edit' );
		$first = EventId::for_object( $event, $order->get_id(), $blog, $this->key->get() );
		if ( $is_new ) {
			return EventId::for_object( $event, $order->get_id(), $blog, $this->key->get(), $born );
		}
		$this->decided[ "$first $born" ] ??= $this->is_taken( $event, $first, $order ) ? $first : EventId::for_object( $event, $order->get_id(), $blog, $this->key->get(), $born );
		return $this->decided[ "$first $born" ];
	}

	/** Whether an event of this order was written down, whatever became of it. */
	public function has_row( string $event, WC_Order $order ): bool {
		return ( $this->has )( $event, $this->of( $event, $order ), self::made( $order ) );
	}

	private function is_taken( string $event, string $first, WC_Order $order ): bool {
		return in_array( $first, Snapshot::acknowledged( $order ), true ) || ( $this->has )( $event, $first, self::made( $order ) );
	}

	private static function made( WC_Order $order ): int {
		return max( 0, ( Stored::time( $order->get_date_created( ... ) ) ?? 0 ) - self::SKEW );
	}
}
