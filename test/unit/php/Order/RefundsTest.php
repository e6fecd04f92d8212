<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\ChannelName;
use Duet\Event\EventId;
use Duet\Order\Refunds;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Support\IdKey;
use Duet\Test\ShopTestCase;

final class RefundsTest extends ShopTestCase {

	public function test_full_and_partial_refunds_are_one_event_each(): void {
		$this->shop();
		$this->refunds()->register();
		do_action( 'woocommerce_order_refunded', 15, 90 );
		do_action( 'woocommerce_order_refunded', 15, 91 );
		self::assertSame( [ 5.0, 15.0 ], array_map( static fn( $event ): float => $event->params['value'], $this->pushed ) );
		$id = EventId::for_object( 'Refund', 90, 1, str_repeat( 'k', 64 ), 'wc_order_abc' );
		self::assertStringStartsWith( 'R-90-', $id );
		self::assertSame( [ 'Refund', $id, 15, 'EUR', '15', 0.8 ], [ $this->pushed[0]->name, $this->pushed[0]->id, $this->pushed[0]->object_id, $this->pushed[0]->params['currency'], $this->pushed[0]->params['order_id'], $this->pushed[0]->params['tax'] ] );
	}

	public function test_no_channel_takes_it_whatever_the_settings_say(): void {
		$this->with_settings( [ 'pixels' => [ [ 'code' => 'C4TESTPIXEL000000000' ] ], 'consent' => [ 'mode' => 'assumed' ], 'events' => [ 'Refund' => [ 'pixel' => true, 'eventsApi' => true, 'dataLayer' => true ] ] ] );
		$this->shop();
		$this->refunds()->register();
		do_action( 'woocommerce_order_refunded', 15, 90 );
		foreach ( ChannelName::cases() as $channel ) {
			self::assertSame( Refusal::ChannelOff, ( new Policy( $this->settings() ) )->refuses( $this->pushed[0], $channel ) );
		}
	}

	public function test_what_is_no_refund_is_none(): void {
		$this->shop();
		$this->refunds()->register();
		do_action( 'woocommerce_order_refunded', 15, 15 );
		do_action( 'woocommerce_order_refunded', 15 );
		do_action( 'woocommerce_order_refunded', 15, [ 'x' ] );
		do_action( 'woocommerce_order_refunded', 99, 92 );
		self::assertSame( [], $this->pushed );
	}

	public function test_the_reconciliation_reads_them_from_the_shop_with_the_same_ids(): void {
		$this->shop();
		$asked = [];
		$GLOBALS['duet_shop']['get_orders'] = function ( array $args ) use ( &$asked ): array {
			$asked = $args;
			return [ $this->refund( 90, '5.00' ), $this->refund( 92, '1.00', 99 ), $this->refund( 91, '15.00' ) ];
		};
		$events = iterator_to_array( $this->refunds()->between( self::NOW - 9, self::NOW ), false );
		self::assertSame( [ EventId::for_object( 'Refund', 90, 1, str_repeat( 'k', 64 ), 'wc_order_abc' ), EventId::for_object( 'Refund', 91, 1, str_repeat( 'k', 64 ), 'wc_order_abc' ) ], array_column( $events, 'id' ) );
		self::assertSame( [ 'shop_order_refund', ( self::NOW - 9 ) . '...' . self::NOW ], [ $asked['type'], $asked['date_created'] ] );
	}

	private function shop(): void {
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order(), 90 => $this->refund( 90, '5.00' ), 91 => $this->refund( 91, '15.00' ), 92 => $this->refund( 92, '1.00', 99 ) ];
	}

	private function refund( int $id, string $amount, int $order = 15 ): \WC_Order_Refund {
		return new \WC_Order_Refund( [ 'id' => $id, 'parent_id' => $order, 'amount' => $amount, 'total_tax' => '-0.80', 'created' => self::NOW ] );
	}

	private function refunds(): Refunds {
		return new Refunds( $this->catalogue(), new IdKey(), $this->push(), $this->guard() );
	}
}
