<?php
declare(strict_types=1);

namespace Duet\Test\Sweep;

use Duet\Event\Origin;
use Duet\Policy\Policy;
use Duet\Sweep\ChangedOrders;
use Duet\Sweep\OrderPages;
use Duet\Sweep\Sweep;
use Duet\Sweep\Swept;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Test\TestFilter;
use Duet\Test\TestRows;
use PHPUnit\Framework\Attributes\DataProvider;

final class SweepTest extends ShopTestCase {

	private const PIXEL = 'C9OPQFJC77U5NIJ6K7HG';
	private const HOUR  = 3600;

	/** @var array<int, array<string, string>> What the outbox has. */
	private array $rows = [];

	/** @var list<int> How many ids the outbox was asked about, per question. */
	private array $asked = [];

	/** Orders loaded. */
	private int $loaded = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->rows   = [];
		$this->asked  = [];
		$this->loaded = 0;
		$this->merchant();
	}

	/** @param array<string, mixed> $settings */
	private function merchant( array $settings = [] ): void {
		$this->with_settings( $settings + [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => self::PIXEL ] ] ] );
	}

	/** @param list<\WC_Order> $orders In the order the shop lists them. */
	private function shop( array $orders, Origin $net = Origin::Server, ?\Closure $filter = null ): Sweep {
		$GLOBALS['duet_shop']['orders'] = [];
		foreach ( $orders as $order ) {
			$GLOBALS['duet_shop']['orders'][ $order->get_id() ] = $order;
		}
		$GLOBALS['duet_doubles']['wc_get_order'] = function ( mixed $id ): \WC_Order|\WC_Order_Refund|false {
			++$this->loaded;
			return $GLOBALS['duet_shop']['orders'][ $id ] ?? false;
		};
		$pages = static function ( int $from, int $until, int $page ) use ( $orders ): array {
			$changed = static fn( \WC_Order $order ): int => $order->get_date_modified()?->getTimestamp() ?? 0;
			$found   = array_filter( $orders, static fn( \WC_Order $order ): bool => $changed( $order ) >= $from && $changed( $order ) <= $until );
			usort( $found, static fn( \WC_Order $one, \WC_Order $two ): int => $changed( $one ) <=> $changed( $two ) );
			return array_slice( array_map( static fn( \WC_Order $order ): int => $order->get_id(), $found ), ( $page - 1 ) * ChangedOrders::SIZE, OrderPages::SIZE );
		};
		$known = function ( array $ids ): array {
			$this->asked[] = count( $ids );
			return array_intersect_key( $this->rows, array_flip( $ids ) );
		};
		$changed = $this->createStub( ChangedOrders::class );
		$changed->method( 'changed' )->willReturnCallback( $pages );
		return new Sweep( $this->order_events(), $this->settings(), $this->catalogue(), new Policy( $this->settings() ), $changed, new TestRows( $known ), $this->push(), $this->guard(), new TestClock( self::NOW ), $net, new TestFilter( $filter ) );
	}

	protected function tearDown(): void {
		$GLOBALS['duet_doubles']['wc_get_order'] = static fn( mixed $id ): \WC_Order|\WC_Order_Refund|false => duet_shop( 'orders', [] )[ $id ] ?? false;
	}

	/** @param array<string, mixed> $props */
	private static function hours_ago( int $hours, array $props = [] ): \WC_Order {
		$then = self::NOW - $hours * self::HOUR;
		return self::order( $props + [ 'paid' => $then, 'created' => $then - 60, 'modified' => $then ] );
	}

	public function test_says_what_it_did_and_brings_in_nothing_that_code_stops(): void {
		$late   = [ 'id' => 3, 'paid' => self::NOW - 48 * self::HOUR, 'created' => self::NOW - 48 * self::HOUR, 'modified' => self::NOW - self::HOUR ];
		$orders = [ self::hours_ago( 2, [ 'id' => 1 ] ), self::hours_ago( 3, [ 'id' => 2 ] ), self::order( $late ) ];
		$filter = static fn( \Duet\Event\Event $event ): ?\Duet\Event\Event => 2 === $event->object_id ? null : $event;
		$swept  = new Swept();
		self::assertSame( 1, $this->shop( $orders, filter: $filter )->all( $swept ) );
		self::assertSame( [ [ 1 ], 1, 1 ], [ $swept->brought, $swept->withheld, $swept->too_old ] );
		self::assertSame( [ 1 ], array_map( static fn( $event ): int => $event->object_id, $this->pushed ) );
	}

	public function test_offline_sales_are_looked_for_through_28_days_even_without_a_pixel(): void {
		$till = [ 'meta' => [], 'created_via' => 'admin' ];
		$shop = [ self::hours_ago( 27 * 24, [ 'id' => 3 ] + $till ), self::hours_ago( 29 * 24, [ 'id' => 4, 'modified' => self::NOW - 600 ] + $till ), self::hours_ago( 27 * 24, [ 'id' => 5 ] + $till ), self::hours_ago( 60, [ 'id' => 6 ] ) ];
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'offline' => [ 'event_set_id' => '7123456789012345678' ], 'purchase' => [ 'without_snapshot' => 'offline' ] ] );
		$this->rows = [ 5 => [ '7123456789012345678 Purchase' => 'delivered' ] ];
		self::assertSame( 0, $this->shop( $shop )->run() );
		self::assertSame( 1, $this->shop( $shop, Origin::Offline )->run() );
		self::assertSame( [ [ 3, Origin::Offline ] ], array_map( static fn( $event ): array => [ $event->object_id, $event->origin ], $this->pushed ) );
	}

	public function test_what_is_left_is_gone_on_with_and_only_that(): void {
		$orders = [];
		for ( $id = 1; $id <= 130; $id++ ) {
			$orders[] = self::hours_ago( 3, [ 'id' => $id, 'modified' => self::NOW - 9000 + $id ] );
		}
		$sweep = $this->shop( $orders );
		self::assertSame( 0, $sweep->resume(), 'nothing was begun' );
		self::assertSame( 100, $sweep->run() );
		$this->rows = array_fill( 1, 100, [ self::PIXEL . ' Purchase' => 'pending' ] );
		self::assertSame( 30, $sweep->resume() );
		self::assertSame( 0, $sweep->resume() );
	}

	public function test_an_order_without_a_row_is_brought_in_with_the_time_it_was_paid_at(): void {
		self::assertSame( 1, $this->shop( [ self::hours_ago( 3 ) ] )->run() );
		self::assertSame( [ 'Purchase', self::NOW - 3 * self::HOUR, 15 ], [ $this->pushed[0]->name, $this->pushed[0]->time, $this->pushed[0]->object_id ] );
		self::assertSame( $this->order_events()->id( 'Purchase', self::order() ), $this->pushed[0]->id );
	}

	public function test_where_every_order_has_its_row_one_question_is_all(): void {
		$this->rows = [ 15 => [ self::PIXEL . ' Purchase' => 'delivered' ], 16 => [ self::PIXEL . ' Purchase' => 'withheld' ] ];
		self::assertSame( 0, $this->shop( [ self::hours_ago( 3 ), self::hours_ago( 4, [ 'id' => 16 ] ) ] )->run() );
		self::assertSame( [ [ 2 ], 0 ], [ $this->asked, $this->loaded ] );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> Order, settings. */
	public static function nothing_to_send(): iterable {
		$meta = static fn( string $decision ): array => [ 'meta' => [ '_duet_visitor' => self::snapshot( $decision ) ] ];
		yield 'refused' => [ $meta( 'denied' ), [] ];
		yield 'undecided' => [ $meta( 'unknown' ), [] ];
		yield 'nobody placed it here' => [ [ 'meta' => [] ], [] ];
		yield 'not paid yet' => [ [ 'status' => 'pending', 'paid' => null ], [] ];
		yield 'cancelled' => [ [ 'status' => 'cancelled' ], [] ];
		yield 'free, and free orders do not count' => [ [ 'total' => '0' ], [ 'purchase' => [ 'zero_total' => false ] ] ];
		yield 'paid before the pixel was added' => [ [], [ 'pixels' => [ [ 'code' => self::PIXEL, 'added' => self::NOW - self::HOUR ] ] ] ];
		yield 'server events of it switched off' => [ [], [ 'events' => [ 'Purchase' => [ 'eventsApi' => false ], 'PlaceAnOrder' => [ 'eventsApi' => false ] ] ] ];
		yield 'only its own switched off' => [ [], [ 'events' => [ 'Purchase' => [ 'eventsApi' => false ] ] ] ];
		yield 'no pixel' => [ [], [ 'pixels' => [] ] ];
		yield 'merchant has not chosen a consent mode' => [ [], [ 'consent' => [] ] ];
		yield 'paid too long ago, changed today' => [ [ 'paid' => self::NOW - 48 * self::HOUR, 'created' => self::NOW - 49 * self::HOUR ], [] ];
		yield 'changed a moment ago: its own request may not be done' => [ [ 'modified' => self::NOW - 60 ], [] ];
		yield 'broken' => [ [ 'currency' => 'euro' ], [] ];
	}

	/**
	 * @param array<string, mixed> $props
	 * @param array<string, mixed> $settings
	 */
	#[DataProvider( 'nothing_to_send' )]
	public function test_nothing_is_brought_in( array $props, array $settings ): void {
		$this->merchant( $settings );
		self::assertSame( 0, $this->shop( [ self::hours_ago( 3, $props ) ] )->run() );
		self::assertSame( [], $this->pushed );
	}

	public function test_an_excluded_role_stays_out(): void {
		$this->merchant( [ 'exclusions' => [ 'roles' => [ 'shop_manager' ] ] ] );
		$GLOBALS['duet_shop']['users'] = [ 4 => new \WP_User( 4, 'a@example.test', [ 'shop_manager' ] ) ];
		self::assertSame( 0, $this->shop( [ self::hours_ago( 3, [ 'customer_id' => 4 ] ) ] )->run() );
	}

	public function test_a_second_pixel_gets_what_the_first_one_has(): void {
		$this->merchant( [ 'pixels' => [ [ 'code' => self::PIXEL ], [ 'code' => 'AAAAAAAAAAAAAAAAAAAA', 'added' => self::NOW - 10 * self::HOUR ] ] ] );
		$this->rows = [ 15 => [ self::PIXEL . ' Purchase' => 'delivered' ], 16 => [ self::PIXEL . ' Purchase' => 'delivered' ] ];
		$this->shop( [ self::hours_ago( 11 ), self::hours_ago( 9, [ 'id' => 16 ] ) ] )->run();
		self::assertSame( [ 16 ], array_column( $this->pushed, 'object_id' ) );
	}

	public function test_a_placed_order_is_looked_at_until_it_is_paid(): void {
		$this->rows = [ 15 => [ self::PIXEL . ' PlaceAnOrder' => 'delivered' ] ];
		self::assertSame( 0, $this->shop( [ self::hours_ago( 3, [ 'status' => 'on-hold', 'paid' => null ] ) ] )->run() );
		self::assertSame( 1, $this->shop( [ self::hours_ago( 2 ) ] )->run() );
		self::assertSame( 'Purchase', $this->pushed[0]->name );
	}

	public function test_an_order_the_browser_had_days_ago_is_not_counted_again(): void {
		$id   = $this->order_events()->id( 'Purchase', self::order() );
		$late = [ 'created' => self::NOW - 70 * self::HOUR, 'meta' => [ '_duet_visitor' => self::snapshot(), '_duet_browser' => [ $id ] ] ];
		self::assertSame( 0, $this->shop( [ self::hours_ago( 3, $late ) ] )->run(), 'cash on delivery: placed, shown to the pixel, paid at the door three days later' );
		unset( $late['meta'] );
		self::assertSame( 1, $this->shop( [ self::hours_ago( 3, $late ) ] )->run() );
	}

	public function test_one_broken_order_stops_nobody(): void {
		self::assertSame( 1, $this->shop( [ self::hours_ago( 4, [ 'currency' => 'euro' ] ), self::hours_ago( 3, [ 'id' => 16 ] ) ] )->run() );
	}

	public function test_it_looks_into_a_hundred_orders_a_run_and_goes_on_where_it_stopped(): void {
		$orders = [];
		for ( $id = 1; $id <= 250; $id++ ) {
			$orders[] = self::hours_ago( 40, [ 'id' => $id, 'modified' => self::NOW - 40 * self::HOUR + $id, 'meta' => [ '_duet_visitor' => self::snapshot( $id > 240 ? 'granted' : 'denied' ) ] ] );
		}
		$sweep = $this->shop( $orders );
		self::assertSame( [ 0, 0, 10 ], [ $sweep->run(), $sweep->run(), $sweep->run() ] );
		self::assertArrayNotHasKey( Sweep::OPTION, $GLOBALS['duet_test_options'] );
		self::assertLessThanOrEqual( 3 * 101, $this->loaded );
		self::assertSame( 10, $sweep->all() );
	}

	public function test_a_place_to_go_on_at_is_not_autoloaded_and_never_stands_still(): void {
		$orders = [];
		for ( $id = 1; $id <= 150; $id++ ) {
			$orders[] = self::hours_ago( 40, [ 'id' => $id, 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] );
		}
		$sweep = $this->shop( $orders );
		$sweep->run();
		self::assertFalse( $GLOBALS['duet_test_autoload'][ Sweep::OPTION ] );
		self::assertSame( 0, $sweep->all() );
	}
}
