<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Order\EarlierMoments;
use Duet\Order\OrderEvents;
use Duet\Order\Orders;
use Duet\Settings\Settings;
use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Tray\OrderReceived;
use PHPUnit\Framework\Attributes\DataProvider;

/** The merchant changes when an order counts, and some orders are between the old moment and the new one. */
final class OrdersInFlightTest extends ShopTestCase {

	private const DAY = 86400;

	private const PAID      = [];
	private const PLACED    = [ 'moment' => 'placed' ];
	private const COMPLETED = [ 'methods' => [ 'cod' => [ 'moment' => 'completed' ], 'bacs' => [ 'moment' => 'completed' ] ] ];

	private function earlier(): EarlierMoments {
		return new EarlierMoments( $this->settings(), $this->guard(), new TestClock( fn(): int => $this->now ) );
	}

	private function orders(): Orders {
		$events = new OrderEvents( $this->settings(), $this->catalogue(), $this->order_source(), $this->customer(), $this->object_ids(), $this->earlier() );
		$orders = new Orders( $events, $this->push(), $this->guard(), new TestClock( fn(): int => $this->now ), new OrderReceived() );
		$orders->register();
		return $orders;
	}

	/** @param array<string, mixed> $purchase The setting from so many days ago on. */
	private function choose( array $purchase, int $days_ago ): void {
		$before    = get_option( Settings::OPTION, [] );
		$this->now = self::NOW - $days_ago * self::DAY;
		$this->earlier()->register();
		$this->with_settings( [] === $purchase ? [] : [ 'purchase' => $purchase ] );
		do_action( 'update_option_' . Settings::OPTION, $before, get_option( Settings::OPTION, [] ), Settings::OPTION );
		$this->now = self::NOW;
		unset( $GLOBALS['duet_shop']['hooks'] );
	}

	/** An order of nine days ago. @param array<string, mixed> $props */
	private static function old( array $props = [] ): \WC_Order {
		return self::order( $props + [ 'created' => self::NOW - 9 * self::DAY, 'paid' => null ] );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>, string, array<string, mixed>}> Setting before and after, status before, the order now. */
	public static function in_flight(): iterable {
		$paid = [ 'status' => 'processing', 'payment_method' => 'bacs', 'paid' => self::NOW, 'changes' => [ 'date_paid' => 'now', 'status' => 'processing' ] ];
		$done = [ 'status' => 'completed', 'completed' => self::NOW ];
		yield 'paid -> placed: a bank transfer arrives' => [ self::PAID, self::PLACED, 'on-hold', $paid ];
		yield 'paid -> placed: set to paid by hand, without a date' => [ self::PAID, self::PLACED, 'on-hold', [ 'paid' => null ] + $paid ];
		yield 'completed -> paid: cash on delivery' => [ self::COMPLETED, self::PAID, 'processing', [ 'payment_method' => 'cod', 'paid' => self::NOW ] + $done ];
		yield 'completed -> paid: paid long ago' => [ self::COMPLETED, self::PAID, 'processing', [ 'payment_method' => 'bacs', 'paid' => self::NOW - 8 * self::DAY ] + $done ];
		yield 'completed -> placed' => [ self::COMPLETED, self::PLACED, 'processing', [ 'payment_method' => 'cod', 'paid' => self::NOW ] + $done ];
	}

	/**
	 * @param array<string, mixed> $before
	 * @param array<string, mixed> $after
	 * @param array<string, mixed> $props
	 */
	#[DataProvider( 'in_flight' )]
	public function test_an_order_past_the_new_moment_counts_when_its_status_changes( array $before, array $after, string $from, array $props ): void {
		$this->choose( $before, 20 );
		$this->choose( $after, 1 );
		$this->orders();
		$order = self::old( $props );
		do_action( 'woocommerce_before_order_object_save', $order );
		do_action( 'woocommerce_after_order_object_save', $order );
		do_action( 'woocommerce_order_status_changed', 15, $from, $props['status'], $order );
		do_action( 'woocommerce_payment_complete', 15 );
		do_action( 'woocommerce_thankyou', 15 );
		self::assertSame( [ [ 'Purchase', self::NOW ] ], array_map( static fn( Event $event ): array => [ $event->name, $event->time ], $this->pushed ) );
	}

	/**
	 * @param array<string, mixed> $before
	 * @param array<string, mixed> $after
	 * @param array<string, mixed> $props
	 */
	#[DataProvider( 'in_flight' )]
	public function test_it_never_counts_a_second_time( array $before, array $after, string $from, array $props ): void {
		$this->choose( $before, 20 );
		$this->choose( $after, 1 );
		$id    = EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ), 'wc_order_abc' );
		$noted = self::order();
		Snapshot::set_counted( $noted );
		$visit = [ Snapshot::META => self::snapshot() ];
		foreach ( [ 'row' => $visit, 'browser' => [ Snapshot::BROWSER => [ $id ] ] + $visit, 'note' => [ Snapshot::COUNTED => $noted->get_meta( Snapshot::COUNTED ) ] + $visit ] as $known => $meta ) {
			$this->written = 'row' === $known ? [ "Purchase $id" => self::NOW - 5 * self::DAY ] : [];
			$GLOBALS['duet_shop']['hooks'] = [];
			$this->orders();
			do_action( 'woocommerce_order_status_changed', 15, $from, $props['status'], self::old( [ 'meta' => $meta ] + $props ) );
			self::assertSame( [], $this->pushed, $known );
		}
	}

	/** @return iterable<string, array{list<array{array<string, mixed>, int}>, string}> Settings and since when in days; the status before. */
	public static function counted_before(): iterable {
		yield 'the setting never changed' => [ [ [ self::PLACED, 20 ] ], 'on-hold' ];
		yield 'it changed before the order was made' => [ [ [ self::PAID, 30 ], [ self::PLACED, 10 ] ], 'on-hold' ];
		yield 'the old moment had come, too' => [ [ [ self::PAID, 30 ], [ self::PLACED, 1 ] ], 'processing' ];
		yield 'one of the old moments had come' => [ [ [ self::PLACED, 30 ], [ self::COMPLETED, 5 ], [ self::PAID, 1 ] ], 'processing' ];
		yield 'another setting changed' => [ [ [ self::PLACED, 30 ], [ self::PLACED + [ 'zero_total' => false ], 1 ] ], 'on-hold' ];
	}

	/** @param list<array{array<string, mixed>, int}> $settings */
	#[DataProvider( 'counted_before' )]
	public function test_an_old_sale_whose_row_is_forgotten_is_still_no_new_one( array $settings, string $from ): void {
		foreach ( $settings as [ $purchase, $days ] ) {
			$this->choose( $purchase, $days );
		}
		$this->orders();
		do_action( 'woocommerce_order_status_changed', 15, $from, 'completed', self::old( [ 'status' => 'completed', 'payment_method' => 'cod', 'paid' => self::NOW, 'completed' => self::NOW ] ) );
		self::assertSame( [], $this->pushed );
	}

	public function test_so_many_changes_that_some_are_forgotten_count_nothing(): void {
		for ( $days = 40; $days > 1; $days-- ) {
			$this->choose( 0 === $days % 2 ? self::PAID : self::COMPLETED, $days );
		}
		$this->choose( self::PLACED, 1 );
		self::assertSame( [], $this->earlier()->since( self::NOW - 35 * self::DAY ) );
		self::assertCount( 3, $this->earlier()->since( self::NOW - 4 * self::DAY + 60 ) );
		$GLOBALS['duet_test_options'][ EarlierMoments::OPTION ] = [ 'junk', [ 'until' => 'x' ], [ 'until' => self::NOW, 'moment' => 'paid', 'methods' => 'x' ] ];
		self::assertSame( [], $this->earlier()->since( 0 ) );
	}
}
