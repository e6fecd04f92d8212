<?php
declare(strict_types=1);

namespace Duet\Test\Withdrawal;

use Duet\Order\Acknowledgement;
use Duet\Order\Orders;
use Duet\Outbox\ConsentLedger;
use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\LateWork;
use Duet\PublicRoutes\PublicRoute;
use Duet\Snapshot\BrowserOrders;
use Duet\Snapshot\OrderRefusal;
use Duet\Snapshot\SameBrowser;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Tray\OrderReceived;
use Duet\Withdrawal\ConsentRoute;
use PHPUnit\Framework\Attributes\DataProvider;

/** The two routes that speak about an order: ack and consent. */
final class OrderRoutesTest extends ShopTestCase {

	private ConsentLedger $ledger;

	/** Whether the order was placed in this browser. */
	private bool $placed_here = false;

	protected function tearDown(): void {
		unset( $_SERVER['REMOTE_ADDR'], $_SERVER['HTTP_SEC_GPC'] );
	}

	/** Writes down what it hears. */
	private static function ledger(): ConsentLedger {
		return new class() implements ConsentLedger {

			/** @var list<string> */
			public array $said = [];

			/** Whether the database refuses what is written. */
			public bool $refuses = false;

			/** Whether a later refusal is there. */
			public bool $outdated = false;

			public function withdraw( string $visitor, int $said_at = 0 ): ?int {
				return $this->heard( trim( "withdraw $visitor " . ( $said_at ?: '' ) ) );
			}

			public function reinstate( string $visitor, int $said_at = 0 ): ?bool {
				return null === $this->heard( trim( "reinstate $visitor " . ( $said_at ?: '' ) ) ) ? null : ! $this->outdated;
			}

			public function withdraw_orders( array $orders, array $subscriptions = [] ): ?int {
				return $this->heard( 'withdraw order ' . implode( ', ', [ ...$orders, ...$subscriptions ] ) );
			}

			public function discard_order( int $order ): void {
				$this->heard( "discard order $order" );
			}

			public function reinstate_order( int $order, string $visitor, array $followers = [] ): void {
				$this->heard( "reinstate order $order" );
			}

			private function heard( string $word ): ?int {
				$this->said[] = $word;
				return $this->refuses ? null : 1;
			}
		};
	}

	protected function setUp(): void {
		parent::setUp();
		$this->ledger      = self::ledger();
		$this->placed_here = false;
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
	}

	public function test_an_acknowledgement_is_written_once(): void {
		$order = $this->stored();
		$id    = $this->order_events()->id( 'Purchase', self::order() );
		self::assertSame( 200, $this->ack()->handle( [ 'order' => 15, 'key' => 'wc_order_abc', 'id' => $id ] ) );
		self::assertSame( 200, $this->ack()->handle( [ 'order' => 15, 'key' => 'wc_order_abc', 'id' => $id ] ) );
		self::assertSame( [ [ $id ], 1 ], [ $order->get_meta( '_duet_browser' ), $order->saved() ] );
		$this->ack()->handle( [ 'order' => 15, 'key' => 'wc_order_abc', 'id' => $this->order_events()->id( 'PlaceAnOrder', self::order() ) ] );
		self::assertCount( 2, $order->get_meta( '_duet_browser' ) );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function strangers(): iterable {
		yield 'wrong key' => [ [ 'key' => 'wc_order_xyz' ] ];
		yield 'no key' => [ [ 'key' => '' ] ];
		yield 'key as list' => [ [ 'key' => [ 'wc_order_abc' ] ] ];
		yield 'no such order' => [ [ 'order' => 16 ] ];
		yield 'order as text' => [ [ 'order' => '15' ] ];
		yield 'id of another order' => [ [ 'id' => 'P-16-0123456789ab' ] ];
		yield 'id as list' => [ [ 'id' => [ 'x' ] ] ];
	}

	/** @param array<string, mixed> $change */
	#[DataProvider( 'strangers' )]
	public function test_a_stranger_acknowledges_nothing( array $change ): void {
		$order = $this->stored();
		self::assertSame( 403, $this->ack()->handle( $change + [ 'order' => 15, 'key' => 'wc_order_abc', 'id' => $this->order_events()->id( 'Purchase', self::order() ) ] ) );
		self::assertSame( 0, $order->saved() );
	}

	public function test_a_refusal_reaches_order_and_outbox(): void {
		$order                   = $this->stored( [ 'ttclid' => 'E.C.P.abc', 'ip' => '198.51.45.7' ] + self::snapshot() );
		$_COOKIE['duet_visitor'] = str_repeat( 'f', 32 ) . '.d';
		$this->placed_here       = true;
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		$stored = $order->get_meta( '_duet_visitor' );
		self::assertSame( [ 'denied', [ 'consent' ] ], [ $stored['consent']['decision'], array_keys( $stored ) ] );
		self::assertSame( [ 'withdraw ' . str_repeat( 'f', 32 ), 'withdraw ' . self::HEX, 'withdraw order 15' ], $this->ledger->said );
		$this->ledger->said = [];
		$this->consent()->handle( [ 'state' => 'denied', 'at' => 1_700_000_000_123 ] );
		self::assertSame( [ 'withdraw ' . str_repeat( 'f', 32 ) . ' 1700000000123' ], $this->ledger->said );
		self::assertSame( [], $this->pushed );
	}

	public function test_whoever_has_the_link_to_an_order_refuses_for_that_order_alone(): void {
		$order = $this->stored();
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( [ 'denied', [ 'withdraw order 15' ] ], [ $order->get_meta( '_duet_visitor' )['consent']['decision'], $this->ledger->said ] );
	}

	public function test_a_refusal_without_any_number_reaches_its_order_and_what_waits_of_it(): void {
		$order = $this->stored( array_diff_key( self::snapshot(), [ 'visitor' => true ] ) );
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( 'denied', $order->get_meta( '_duet_visitor' )['consent']['decision'] );
		self::assertSame( [ 'withdraw order 15' ], $this->ledger->said );
		$this->ledger->said = [];
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied' ] ) );
		self::assertSame( [], $this->ledger->said, 'of no order' );
	}

	public function test_a_refusal_that_the_database_refused_is_not_confirmed_and_the_rest_is_stored(): void {
		$order                   = $this->stored();
		$_COOKIE['duet_visitor'] = str_repeat( 'f', 32 ) . '.d';
		$this->ledger->refuses           = true;
		self::assertSame( 500, $this->consent()->handle( [ 'state' => 'denied' ] ) );
		self::assertSame( 500, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( 'denied', $order->get_meta( '_duet_visitor' )['consent']['decision'] );
		$this->ledger->refuses = false;
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
	}

	public function test_a_refusal_that_the_order_did_not_take_is_not_confirmed(): void {
		$order              = $this->stored();
		$order->meta_failed = true;
		self::assertSame( 500, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		$order->meta_failed = false;
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( 'denied', $order->get_meta( '_duet_visitor' )['consent']['decision'] );
	}

	public function test_a_refusal_of_an_order_that_is_left_out_is_confirmed(): void {
		$order                   = $this->stored( [ 'consent' => [ 'signal' => 'none', 'decision' => 'unknown', 'mode' => '', 'source' => 'excluded', 'at' => self::NOW ] ] );
		$_COOKIE['duet_visitor'] = self::HEX . '.d';
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( 'excluded', $order->get_meta( '_duet_visitor' )['consent']['source'] );
		self::assertContains( 'withdraw ' . self::HEX, $this->ledger->said );
	}

	public function test_a_refusal_beside_an_order_that_is_gone_reaches_the_number(): void {
		$_COOKIE['duet_visitor'] = str_repeat( 'f', 32 ) . '.d';
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 99, 'key' => 'wc_order_gone' ] ) );
		self::assertSame( [ 'withdraw ' . str_repeat( 'f', 32 ) ], $this->ledger->said );
	}

	public function test_a_refusal_reaches_an_order_whose_visitor_nobody_saw(): void {
		$order = $this->stored( '' );
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'denied', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( [ 'denied', [ 'withdraw order 15' ] ], [ $order->get_meta( '_duet_visitor' )['consent']['decision'], $this->ledger->said ] );
	}

	/** @return iterable<string, array{string, array<string, string>, array<string, string>}> Snapshot's decision, cookies, server. */
	public static function no_yes_of_this_visitor(): iterable {
		foreach ( [ 'denied', 'unknown' ] as $decision ) {
			yield "$decision, no cookie" => [ $decision, [], [] ];
			yield "$decision, what the setting assumed" => [ $decision, [ 'duet_visitor' => self::HEX . '.a' ], [] ];
			yield "$decision, undecided" => [ $decision, [ 'duet_visitor' => self::HEX . '.u' ], [] ];
			yield "$decision, refused" => [ $decision, [ 'duet_visitor' => self::HEX . '.d' ], [] ];
			yield "$decision, a yes without a number" => [ $decision, [ 'duet_visitor' => 'g' ], [] ];
			yield "$decision, a yes under another number" => [ $decision, [ 'duet_visitor' => str_repeat( 'f', 32 ) . '.g' ], [] ];
			yield "$decision, against Global Privacy Control" => [ $decision, [ 'duet_visitor' => self::HEX . '.g' ], [ 'HTTP_SEC_GPC' => '1' ] ];
		}
	}

	/**
	 * @param array<string, string> $cookies
	 * @param array<string, string> $server
	 */
	#[DataProvider( 'no_yes_of_this_visitor' )]
	public function test_the_link_to_an_order_lifts_nothing( string $decision, array $cookies, array $server ): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'assumed' ] ] );
		$snapshot = self::snapshot( $decision );
		$order    = $this->stored( $snapshot );
		$_COOKIE  = [ 'ttclid' => 'E.C.P.stranger' ] + $cookies;
		$saved    = $_SERVER;
		$_SERVER  = $server + $_SERVER;
		self::assertSame( 403, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		$_SERVER = $saved;
		self::assertSame( [ $snapshot, 0, [] ], [ $order->get_meta( '_duet_visitor' ), $order->saved(), $this->pushed ] );
		self::assertNotContains( 'reinstate order 15', $this->ledger->said );
		self::assertNotContains( 'reinstate ' . self::HEX, $this->ledger->said );
	}

	public function test_the_browser_that_placed_the_order_lifts_its_refusal_and_no_erasure(): void {
		$refused                 = [ 'consent' => self::snapshot( 'denied' )['consent'] ];
		$order                   = $this->stored( $refused );
		$_COOKIE['duet_visitor'] = str_repeat( 'f', 32 ) . '.g';
		$this->placed_here       = true;
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( [ 'granted', str_repeat( 'f', 32 ) ], [ $order->get_meta( '_duet_visitor' )['consent']['decision'], $order->get_meta( '_duet_visitor' )['visitor'] ] );
		self::assertSame( [ 'Purchase' ], array_column( $this->pushed, 'name' ) );

		$refused['consent']['source'] = 'erasure';
		$order                        = $this->stored( $refused );
		self::assertSame( 403, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( [ $refused, 0 ], [ $order->get_meta( '_duet_visitor' ), $order->saved() ] );
	}

	public function test_a_yes_adds_to_what_the_order_knows_of_the_visit_and_replaces_nothing(): void {
		$known                   = [ 'ttclid' => 'E.C.P.first', 'ip' => '203.0.113.7', 'user_agent' => 'first', 'url' => 'https://shop.test/first/' ];
		$order                   = $this->stored( $known + self::snapshot( 'unknown' ) );
		$_COOKIE                 = [ 'duet_visitor' => self::HEX . '.g', 'ttclid' => 'E.C.P.second', '_ttp' => '01234567890123456789012345a' ];
		$_SERVER['REMOTE_ADDR']  = '198.51.45.7';
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		$stored = $order->get_meta( '_duet_visitor' );
		self::assertEquals( $known, array_intersect_key( $stored, $known ) );
		self::assertSame( '01234567890123456789012345a', $stored['ttp'] );
	}

	public function test_a_yes_that_is_none_reinstates_no_number(): void {
		foreach ( [ [], [ 'duet_visitor' => self::HEX . '.a' ], [ 'duet_visitor' => self::HEX . '.d' ] ] as $_COOKIE ) {
			$this->with_settings( [ 'consent' => [ 'mode' => 'assumed' ] ] );
			self::assertSame( 403, $this->consent()->handle( [ 'state' => 'granted' ] ) );
		}
		self::assertSame( [], $this->ledger->said );
	}

	public function test_a_grant_on_the_thank_you_page_sends_the_order(): void {
		$order                   = $this->stored( self::snapshot( 'unknown' ) );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$_COOKIE['ttclid']       = 'E.C.P.abc';
		self::assertSame( 200, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		self::assertSame( [ 'granted', 'E.C.P.abc' ], [ $order->get_meta( '_duet_visitor' )['consent']['decision'], $order->get_meta( '_duet_visitor' )['ttclid'] ] );
		self::assertSame( [ 'Purchase' ], array_column( $this->pushed, 'name' ) );
		self::assertSame( [ 'reinstate ' . self::HEX, 'reinstate order 15' ], $this->ledger->said );
	}

	public function test_a_grant_that_a_later_refusal_overtook_changes_nothing(): void {
		$order                   = $this->stored( self::snapshot( 'denied' ) );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$this->ledger->outdated  = true;
		foreach ( [ 1_700_000_000_123, 0, -1, 1.5, '5', [ 5 ] ] as $at ) {
			self::assertSame( 403, $this->consent()->handle( [ 'state' => 'granted', 'at' => $at, 'order' => 15, 'key' => 'wc_order_abc' ] ) );
		}
		self::assertSame( 0, $order->saved() );
		self::assertSame( [ 'reinstate ' . self::HEX . ' 1700000000123', ...array_fill( 0, 5, 'reinstate ' . self::HEX ) ], $this->ledger->said );
	}

	public function test_a_grant_that_is_repeated_late_lifts_no_refusal_that_came_after_it(): void {
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$this->placed_here       = true;
		foreach ( [ 60_000 => 200, 7_200_000 => 403 ] as $age => $status ) {
			$refused = self::snapshot( 'denied' );
			$order   = $this->stored( [ 'consent' => [ 'at' => time() - 3600 ] + $refused['consent'] ] + $refused );
			self::assertSame( $status, $this->consent()->handle( [ 'state' => 'granted', 'age' => $age, 'order' => 15, 'key' => 'wc_order_abc' ] ) );
			self::assertSame( 200 === $status ? 'granted' : 'denied', $order->get_meta( '_duet_visitor' )['consent']['decision'] );
		}
	}

	public function test_a_grant_that_the_database_does_not_take_is_repeated(): void {
		$this->stored( self::snapshot( 'unknown' ) );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$this->ledger->refuses   = true;
		self::assertSame( 500, $this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] ) );
	}

	public function test_a_grant_repeated_changes_nothing(): void {
		$order                   = $this->stored( [ 'url' => 'https://shop.test/checkout/' ] + self::snapshot() );
		$_COOKIE['duet_visitor'] = self::HEX . '.g';
		$this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] );
		self::assertSame( [ 0, 'https://shop.test/checkout/', [] ], [ $order->saved(), $order->get_meta( '_duet_visitor' )['url'], $this->pushed ] );
	}

	public function test_an_order_no_visitor_placed_gets_no_snapshot(): void {
		$order = $this->stored( '' );
		$this->consent()->handle( [ 'state' => 'granted', 'order' => 15, 'key' => 'wc_order_abc' ] );
		self::assertSame( 0, $order->saved() );
	}

	public function test_nonsense_is_refused(): void {
		$this->stored();
		foreach ( [ [], [ 'state' => 'unknown' ], [ 'state' => [ 'granted' ] ], [ 'state' => 'denied', 'order' => 15, 'key' => 'x' ] ] as $body ) {
			self::assertSame( 400, $this->consent()->handle( $body ) );
		}
		self::assertSame( [], $this->ledger->said );
	}

	/** @param array<string, mixed>|string|null $snapshot "": the order has none. */
	private function stored( array|string|null $snapshot = null ): \WC_Order {
		$order                          = self::order( [ 'meta' => [ '_duet_visitor' => $snapshot ?? self::snapshot() ] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		return $order;
	}

	private function ack(): Acknowledgement {
		return new Acknowledgement( $this->order_events(), new PublicRoute( $this->guard() ), new AfterResponse( $this->createStub( LateWork::class ), null, $this->guard() ), $this->order_meta() );
	}

	private function consent(): ConsentRoute {
		$orders  = new Orders( $this->order_events(), $this->push(), $this->guard(), new TestClock( fn(): int => $this->now ), new OrderReceived() );
		$placed  = $this->createStub( BrowserOrders::class );
		$placed->method( 'has' )->willReturnCallback( fn(): bool => $this->placed_here );
		$browser = new SameBrowser( $this->request_visitor(), $placed );
		$refusal = new OrderRefusal( $this->ledger, $this->order_meta() );
		return new ConsentRoute( $this->request_visitor(), $orders, new PublicRoute( $this->guard() ), $this->ledger, $browser, $refusal, $this->order_meta() );
	}
}
