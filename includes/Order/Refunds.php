<?php
declare(strict_types=1);

namespace Duet\Order;

use Duet\Channel\EventSink;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Snapshot\OrderVisitor;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Stored;
use WC_Order;
use WC_Order_Refund;

defined( 'ABSPATH' ) || exit;

/**
 * Money given back, in full or in part. TikTok has no such event and takes no sale back, so the catalogue gives Refund
 * no channel: the event goes to callbacks of `duet_event`, and no further. Its record is WooCommerce's own refund, from
 * which the reconciliation counts; a second book of the same thing could only disagree with it.
 */
final class Refunds {

	private const SIZE = 100;

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly IdKey $key,
		private readonly EventSink $pipeline,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		$this->guard->action( 'woocommerce_order_refunded', $this->refunded( ... ), 20, 2 );
	}

	private function refunded( mixed $order_id, mixed $refund_id = 0 ): void {
		$refund = is_numeric( $refund_id ) ? wc_get_order( (int) $refund_id ) : false;
		$event  = $refund instanceof WC_Order_Refund ? $this->event( $refund ) : null;
		if ( null !== $event ) {
			$this->pipeline->push( $event );
		}
	}

	/** The same refund always gives the same event, id included; null when its order is gone. */
	public function event( WC_Order_Refund $refund ): ?Event {
		$order = wc_get_order( $refund->get_parent_id() );
		if ( ! $order instanceof WC_Order ) {
			return null;
		}
		$number = Order::number( $order );
		$params = [
			'value'          => self::amount( $refund->get_amount() ),
			'currency'       => Stored::currency( $refund->get_currency( ... ) ),
			'order_id'       => $number,
			'transaction_id' => $number,
			'tax'            => self::amount( $refund->get_total_tax() ),
			'shipping'       => self::amount( $refund->get_shipping_total() ),
		];
		$id     = EventId::for_object(
			'Refund',
			$refund->get_id(),
			get_current_blog_id(),
			$this->key->get(),
			$order->get_order_key( 'edit' )
		);
		$time   = $refund->get_date_created()?->getTimestamp() ?? 0;
		return Event::of(
			$this->catalogue,
			'Refund',
			$id,
			$time,
			new Facts( $params ),
			OrderVisitor::of( $order ) ?? new Visitor(),
			Origin::Server,
			$order->get_id()
		);
	}

	/**
	 * Refunds given in a stretch of time, oldest first, a page at a time.
	 *
	 * @param int $from Unix seconds, both included.
	 * @return iterable<Event>
	 */
	public function between( int $from, int $until ): iterable {
		for ( $page = 1, $more = true; $more; $page++ ) {
			$refunds = wc_get_orders(
				[
					'type'         => 'shop_order_refund',
					'date_created' => "$from...$until",
					'orderby'      => 'ID',
					'order'        => 'ASC',
					'limit'        => self::SIZE,
					'page'         => $page,
				]
			);
			$refunds = is_array( $refunds ) ? $refunds : [];
			$more    = count( $refunds ) === self::SIZE;
			foreach ( $refunds as $refund ) {
				$event = $refund instanceof WC_Order_Refund
					? $this->guard->run( fn(): ?Event => $this->event( $refund ), 'refunds' )
					: null;
				if ( $event instanceof Event ) {
					yield $event;
				}
			}
		}
	}

	/** WooCommerce keeps a refund's parts below zero and its amount above. */
	private static function amount( mixed $amount ): float {
		return is_numeric( $amount ) ? round( abs( (float) $amount ), 6 ) : 0.0;
	}
}
