<?php
declare(strict_types=1);

namespace Duet\Test\Tray;

use Duet\Event\Event;
use Duet\Order\FilteredOrderEvents;
use Duet\Snapshot\BrowserOrders;
use Duet\Snapshot\SameBrowser;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Test\TestFilter;
use Duet\Tray\Audience;
use Duet\Tray\OrderReceived;
use Duet\Tray\Tray;
use Duet\Tray\UserTray;
use PHPUnit\Framework\Attributes\DataProvider;

final class TrayTest extends ShopTestCase {

	private const PIXEL = [ 'pixels' => [ [ 'code' => 'C4TESTPIXEL000000000' ] ], 'consent' => [ 'mode' => 'required' ] ];

	public function test_the_orders_event_is_handed_over_as_the_server_sends_it(): void {
		$this->with_settings( self::PIXEL );
		$items = $this->tray()->items( self::order(), self::NOW );
		self::assertCount( 1, $items );
		self::assertSame( [ 'Purchase', $this->order_events()->id( 'Purchase', self::order() ), 20.0, [ 'order' => 15, 'key' => 'wc_order_abc' ] ], [ $items[0]['name'], $items[0]['id'], $items[0]['params']['value'], $items[0]['ack'] ] );
		self::assertStringNotContainsString( self::HEX, (string) json_encode( $items ) );
	}

	public function test_until_47_hours_after_the_event(): void {
		$this->with_settings( self::PIXEL );
		$paid = self::NOW - 60;
		self::assertCount( 1, $this->tray()->items( self::order(), $paid + 47 * 3600 ) );
		self::assertSame( [], $this->tray()->items( self::order(), $paid + 47 * 3600 + 1 ) );
	}

	public function test_an_acknowledged_id_is_not_printed_again(): void {
		$this->with_settings( self::PIXEL );
		$order = self::order();
		$order->update_meta_data( '_duet_browser', [ $this->order_events()->id( 'Purchase', self::order() ) ] );
		self::assertSame( [], $this->tray()->items( $order, self::NOW ) );
		// The order was placed first and bought later: another event, another id.
		$order->update_meta_data( '_duet_browser', [ $this->order_events()->id( 'PlaceAnOrder', self::order() ) ] );
		self::assertCount( 1, $this->tray()->items( $order, self::NOW ) );
	}

	/** @return iterable<string, array{array<string, mixed>, string, int}> settings, decision, items */
	public static function takers(): iterable {
		$no_layer = [ 'data_layer' => [ 'mode' => 'off' ] ];
		yield 'undecided may still decide here' => [ self::PIXEL + $no_layer, 'unknown', 1 ];
		yield 'refused' => [ self::PIXEL + $no_layer, 'denied', 0 ];
		yield 'refused, but the dataLayer waits for no consent' => [ self::PIXEL, 'denied', 1 ];
		yield 'no pixel, dataLayer alone' => [ [], 'granted', 1 ];
		yield 'neither' => [ $no_layer, 'granted', 0 ];
		yield 'consent not configured' => [ [ 'consent' => [ 'mode' => 'unset' ] ] + self::PIXEL + $no_layer, 'granted', 0 ];
		yield 'both switches off' => [ self::PIXEL + [ 'events' => [ 'Purchase' => [ 'pixel' => false, 'dataLayer' => false ] ] ], 'granted', 0 ];
	}

	/** @param array<string, mixed> $settings */
	#[DataProvider( 'takers' )]
	public function test_only_when_somebody_takes_it( array $settings, string $decision, int $count ): void {
		$this->with_settings( $settings );
		self::assertCount( $count, $this->tray()->items( self::order( [ 'meta' => [ '_duet_visitor' => self::snapshot( $decision ) ] ] ), self::NOW ) );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>, bool}> order, world, shown */
	public static function gates(): iterable {
		$old = [ 'created' => time() - 3600, 'billing' => [ 'email' => 'Ann@example.test' ] ];
		yield 'a guest right after ordering' => [ [ 'created' => time() - 60 ] + $old, [], true ];
		yield 'a guest later must say who he is' => [ $old, [], false ];
		yield 'a guest in his own session' => [ $old, [ 'session' => 'ann@EXAMPLE.test' ], true ];
		yield 'shop staff' => [ $old, [ 'can' => [ 'read_private_shop_orders' ] ], true ];
		yield 'an order without e-mail' => [ [ 'billing' => [] ] + $old, [], true ];
		yield 'a customer logged in' => [ [ 'customer_id' => 4 ] + $old, [ 'user' => 4 ], true ];
		yield 'a customer logged out, however early' => [ [ 'customer_id' => 4, 'created' => time() ] + $old, [], false ];
		yield 'another customer' => [ [ 'customer_id' => 4 ] + $old, [ 'user' => 5 ], false ];
		yield 'wrong key' => [ [ 'key' => 'wc_order_other', 'created' => time() ] + $old, [], false ];
		yield 'on a page of the merchant\'s own' => [ [ 'created' => time() ] + $old, [ 'received' => false ], true ];
		yield 'a guest later on such a page' => [ $old, [ 'received' => false ], false ];
	}

	/**
	 * @param array<string, mixed> $props
	 * @param array<string, mixed> $world
	 */
	#[DataProvider( 'gates' )]
	public function test_behind_woocommerces_own_gates( array $props, array $world, bool $shown ): void {
		$GLOBALS['duet_shop'] = $world + [ 'received' => true, 'query' => [ 'order-received' => '15' ], 'orders' => [ 15 => self::order( $props ) ] ];
		$_GET['key']          = 'wc_order_abc';
		self::assertSame( $shown, null !== ( new OrderReceived() )->order() );
	}

	public function test_the_browser_that_made_an_order_may_report_it_before_it_may_see_it(): void {
		$old                  = self::order( [ 'created' => time() - 3600, 'billing' => [ 'email' => 'ann@example.test' ] ] );
		$GLOBALS['duet_shop'] = [ 'received' => true, 'query' => [ 'order-received' => '15' ], 'orders' => [ 15 => $old ] ];
		$_GET['key']          = 'wc_order_abc';
		foreach ( [ true, false ] as $own ) {
			$placed = $this->createStub( BrowserOrders::class );
			$placed->method( 'has' )->willReturn( $own );
			$page = new OrderReceived( new SameBrowser( $this->request_visitor(), $placed ) );
			self::assertSame( $own, null !== $page->reportable() );
			self::assertNull( $page->order(), 'nothing personal before the address is confirmed' );
		}
	}

	public function test_the_confirmed_address_opens_the_order(): void {
		$old                  = self::order( [ 'created' => time() - 3600, 'billing' => [ 'email' => 'Ann@example.test' ] ] );
		$GLOBALS['duet_shop'] = [ 'received' => true, 'query' => [ 'order-received' => '15' ], 'orders' => [ 15 => $old ], 'nonces' => [ 'wc_verify_email' => 'good' ] ];
		$_GET['key']          = 'wc_order_abc';
		foreach ( [ [ 'check_submission', 'good', 'ann@example.test', true ], [ '_wpnonce', 'good', 'ann@example.test', true ], [ 'check_submission', 'bad', 'ann@example.test', false ], [ '_wpnonce', 'good', 'bob@example.test', false ] ] as [ $field, $nonce, $email, $shown ] ) {
			$_POST = [ $field => $nonce, 'email' => $email ];
			self::assertSame( $shown, null !== ( new OrderReceived() )->order(), "$field $nonce $email" );
		}
		$_POST = [];
	}

	public function test_a_key_of_the_wrong_kind_opens_nothing(): void {
		$GLOBALS['duet_shop'] = [ 'received' => true, 'query' => [ 'order-received' => '15' ], 'orders' => [ 15 => self::order( [ 'key' => '', 'created' => time() ] ) ] ];
		foreach ( [ null, '', [ 'wc_order_abc' ] ] as $key ) {
			$_GET['key'] = $key;
			self::assertNull( ( new OrderReceived() )->order() );
		}
	}

	public function test_a_new_users_event_is_printed_on_his_next_page_and_no_other(): void {
		$this->with_settings( self::PIXEL );
		$GLOBALS['duet_shop']['user'] = 4;
		$event                        = $this->order_events()->of( self::order(), self::NOW );
		self::assertNotNull( $event );
		( new UserTray( new Audience( $this->settings() ) ) )->add( 4, $event );
		self::assertArrayNotHasKey( 5, $GLOBALS['duet_shop']['user_meta'] );
		$users = new UserTray( new Audience( $this->settings() ) );
		self::assertSame( [ [ 'name' => 'Purchase', 'id' => $event->id, 'time' => $event->time, 'params' => $event->params ] ], $users->take( $event->time + 3600 ) );
		self::assertSame( [], $users->take( $event->time ), 'once' );
		$users->add( 4, $event );
		self::assertSame( [], $users->take( $event->time + 3601 ), 'not when he comes back another day' );
		self::assertSame( [], $GLOBALS['duet_shop']['user_meta'][4] );
	}

	public function test_a_guests_form_is_told_in_the_page_that_answers_it_and_in_no_page_a_cache_may_keep(): void {
		$this->with_settings( self::PIXEL );
		$event = $this->order_events()->of( self::order(), self::NOW );
		self::assertNotNull( $event );
		foreach ( [ 'POST' => 1, 'GET' => 0 ] as $method => $count ) {
			$_SERVER['REQUEST_METHOD'] = $method;
			$users                     = new UserTray( new Audience( $this->settings() ) );
			$users->add( 0, $event );
			self::assertCount( $count, $users->take( self::NOW ), $method );
			self::assertSame( [], $users->take( self::NOW ) );
		}
		unset( $_SERVER['REQUEST_METHOD'] );
		self::assertSame( [], $GLOBALS['duet_shop']['user_meta'] ?? [] );
	}

	public function test_a_vetoed_event_waits_nowhere(): void {
		$this->with_settings( self::PIXEL );
		$event = $this->order_events()->of( self::order(), self::NOW );
		self::assertNotNull( $event );
		( new UserTray( new Audience( $this->settings() ), new TestFilter( static fn(): ?Event => null ) ) )->add( 4, $event );
		self::assertSame( [], $GLOBALS['duet_shop']['user_meta'] ?? [] );
	}

	/** @return iterable<string, array{mixed}> */
	public static function broken(): iterable {
		yield 'text' => [ 'x' ];
		yield 'of another site of the network' => [ [ 'blog' => 2, 'items' => [ [ 'name' => 'Lead', 'id' => 'aaaaaaaa', 'time' => self::NOW, 'params' => [] ] ] ] ];
		yield 'an item without id' => [ [ 'blog' => 1, 'items' => [ [ 'name' => 'Lead', 'time' => self::NOW, 'params' => [] ], 'x' ] ] ];
	}

	#[DataProvider( 'broken' )]
	public function test_broken_user_meta_prints_nothing( mixed $stored ): void {
		$GLOBALS['duet_shop'] = [ 'user' => 4, 'user_meta' => [ 4 => [ UserTray::META => $stored ] ] ];
		self::assertSame( [], ( new UserTray( new Audience( $this->settings() ) ) )->take( self::NOW ) );
	}

	private function tray(): Tray {
		$events   = new FilteredOrderEvents( $this->order_events(), new TestFilter(), new TestClock( self::NOW ) );
		$audience = new Audience( $this->settings() );
		return new Tray( $audience, new OrderReceived(), $events, new UserTray( $audience ), $this->signature(), $this->guard() );
	}
}
