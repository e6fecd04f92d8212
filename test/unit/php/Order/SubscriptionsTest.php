<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\Decision;
use Duet\Event\EventId;
use Duet\Order\Orders;
use Duet\Order\Subscriptions;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Tray\OrderReceived;
use PHPUnit\Framework\Attributes\DataProvider;

/**
 * WooCommerce Subscriptions is sold, not given away, so it is doubled here: a subscription is an order of type shop_subscription whose parent is
 * the order it began with, a renewal an order that names its subscription in `_subscription_renewal`.
 */
final class SubscriptionsTest extends ShopTestCase {

	public function test_the_first_activation_is_one_subscribe_with_what_is_due_each_time(): void {
		$this->shop();
		$this->subscriptions();
		do_action( 'woocommerce_subscription_status_active', $this->subscription() );
		$event = $this->pushed[0];
		self::assertSame( [ 'Subscribe', EventId::for_object( 'Subscribe', 40, 1, str_repeat( 'k', 64 ), 'wc_order_abc' ), self::NOW - 60, 0, self::HEX ], [ $event->name, $event->id, $event->time, $event->object_id, $event->visitor->visitor ] );
		self::assertSame( [ 9.0, 'EUR', 'MUG' ], [ $event->params['value'], $event->params['currency'], $event->params['contents'][0]['content_id'] ] );
		self::assertSame( 'sub@example.test', $event->person['email'] );
		// Paused and active again the next day: the same id, so the same event.
		do_action( 'woocommerce_subscription_status_active', $this->subscription() );
		self::assertSame( $event->id, $this->pushed[1]->id );
	}

	public function test_the_shoppers_own_request_gives_it_to_his_pixel_and_a_gateways_does_not(): void {
		$this->shop();
		$this->subscriptions();
		do_action( 'woocommerce_subscription_status_active', $this->subscription() );
		self::assertSame( [], $this->tray );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		do_action( 'woocommerce_subscription_status_active', $this->subscription() );
		self::assertSame( 'Subscribe', $this->tray[0][0][0] );
	}

	public function test_consent_is_judged_by_the_order(): void {
		$this->shop( [ 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$this->subscriptions();
		do_action( 'woocommerce_subscription_status_active', $this->subscription() );
		self::assertSame( [ Decision::Denied, [] ], [ $this->pushed[0]->visitor->decision(), $this->tray ] );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> parent order, subscription */
	public static function no_first(): iterable {
		yield 'a renewal weeks later' => [ [ 'paid' => self::NOW - 30 * 86400 ], [] ];
		yield 'made by an administrator' => [ [], [ 'parent_id' => 0 ] ];
		yield 'of an order that is gone' => [ [], [ 'parent_id' => 99 ] ];
		yield 'of an order no visitor placed' => [ [ 'meta' => [] ], [] ];
	}

	/**
	 * @param array<string, mixed> $order
	 * @param array<string, mixed> $subscription
	 */
	#[DataProvider( 'no_first' )]
	public function test_no_subscribe( array $order, array $subscription ): void {
		$this->shop( $order );
		$this->subscriptions();
		do_action( 'woocommerce_subscription_status_active', $this->subscription( $subscription ) );
		do_action( 'woocommerce_subscription_status_active', 'rubbish' );
		self::assertSame( [], $this->pushed );
	}

	public function test_a_paid_renewal_is_a_purchase_by_setting_and_the_first_orders_visitors(): void {
		$this->shop();
		$orders = $this->orders();
		$orders->consider( $this->renewal() );
		self::assertSame( [], $this->pushed, 'off is the default' );
		$this->with_settings( [ 'subscriptions' => [ 'renewals' => true ] ] );
		$orders->consider( $this->renewal() );
		$orders->consider( $this->renewal( [ 'id' => 71 ] ) );
		self::assertSame( [ [ 'Purchase', 70 ], [ 'Purchase', 71 ] ], array_map( static fn( $event ): array => [ $event->name, $event->object_id ], $this->pushed ) );
		self::assertSame( [ self::HEX, Decision::Granted, 9.0 ], [ $this->pushed[0]->visitor->visitor, $this->pushed[0]->visitor->decision(), $this->pushed[0]->params['value'] ] );
	}

	public function test_a_refusal_on_the_first_order_holds_for_its_renewals(): void {
		$this->with_settings( [ 'subscriptions' => [ 'renewals' => true ], 'purchase' => [ 'without_snapshot' => 'web' ] ] );
		$this->shop( [ 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] );
		$this->orders()->consider( $this->renewal() );
		self::assertSame( Decision::Denied, $this->pushed[0]->visitor->decision() );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function unpaid(): iterable {
		yield 'failed' => [ [ 'status' => 'failed', 'paid' => null ] ];
		yield 'waits for a bank transfer: nobody placed an order' => [ [ 'status' => 'on-hold', 'paid' => null ] ];
		yield 'pending' => [ [ 'status' => 'pending', 'paid' => null ] ];
		yield 'without its subscription' => [ [ 'meta' => [ '_subscription_renewal' => '99' ] ] ];
	}

	/** @param array<string, mixed> $props */
	#[DataProvider( 'unpaid' )]
	public function test_no_renewal( array $props ): void {
		$this->with_settings( [ 'subscriptions' => [ 'renewals' => true ], 'purchase' => [ 'moment' => 'placed' ] ] );
		$this->shop();
		$this->orders()->consider( $this->renewal( $props ) );
		do_action( 'shutdown' );
		self::assertSame( [], $this->pushed );
	}

	/** Their subscriber may have refused, and no setting about orders without a visitor is a yes. */
	public function test_a_renewal_whose_first_order_was_deleted_is_not_sent(): void {
		$this->with_settings( [ 'subscriptions' => [ 'renewals' => true ], 'purchase' => [ 'without_snapshot' => 'web' ] ] );
		$this->shop();
		unset( $GLOBALS['duet_shop']['orders'][15] );
		$this->orders()->consider( $this->renewal() );
		$this->orders()->consider( $this->renewal( [ 'id' => 71, 'meta' => [ '_subscription_renewal' => '99' ] ] ) );
		self::assertSame( [], $this->pushed );
		$GLOBALS['duet_shop']['orders'][40] = $this->subscription( [ 'parent_id' => 0 ] );
		$this->orders()->consider( $this->renewal( [ 'id' => 72 ] ) );
		self::assertSame( [ 72 ], array_column( $this->pushed, 'object_id' ), 'of a subscription that the merchant made' );
	}

	/** @param array<string, mixed> $order */
	private function shop( array $order = [] ): void {
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( $order ), 40 => $this->subscription() ];
	}

	/** @param array<string, mixed> $props */
	private function subscription( array $props = [] ): \WC_Order {
		return self::order( $props + [ 'id' => 40, 'type' => 'shop_subscription', 'parent_id' => 15, 'status' => 'active', 'total' => '9.00', 'paid' => null, 'meta' => [], 'billing' => [ 'email' => 'sub@example.test' ] ] );
	}

	/** @param array<string, mixed> $props */
	private function renewal( array $props = [] ): \WC_Order {
		return self::order( $props + [ 'id' => 70, 'total' => '9.00', 'created_via' => 'subscription', 'meta' => [ '_subscription_renewal' => '40' ] ] );
	}

	private function subscriptions(): void {
		( new Subscriptions( $this->catalogue(), $this->order_source(), $this->customer(), $this->object_ids(), $this->handover(), $this->guard(), new TestClock( self::NOW ) ) )->register();
	}

	private function orders(): Orders {
		$orders = new Orders( $this->order_events(), $this->push(), $this->guard(), new TestClock( fn(): int => $this->now ), new OrderReceived() );
		$orders->register();
		return $orders;
	}
}
