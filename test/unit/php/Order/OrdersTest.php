<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Visitor;
use Duet\Order\Orders;
use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Tray\OrderReceived;
use PHPUnit\Framework\Attributes\DataProvider;

final class OrdersTest extends ShopTestCase {

	public function test_every_hook_in_any_order_gives_one_event_with_one_id(): void {
		$order = self::order();
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		$this->orders();
		do_action( 'woocommerce_checkout_order_processed', 15, [], $order );
		do_action( 'woocommerce_store_api_checkout_order_processed', $order );
		do_action( 'woocommerce_order_status_changed', 15, 'pending', 'processing', $order );
		do_action( 'woocommerce_payment_complete', 15, 'tx' );
		do_action( 'woocommerce_thankyou', 15 );
		self::assertCount( 1, $this->pushed );
		$event = $this->pushed[0];
		self::assertSame( [ 'Purchase', EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ), 'wc_order_abc' ), self::NOW, 15, self::HEX ], [ $event->name, $event->id, $event->time, $event->object_id, $event->person['external_id'] ] );
	}

	public function test_an_order_on_hold_is_placed_and_later_bought_once_each(): void {
		$order  = self::order( [ 'status' => 'on-hold', 'paid' => null ] );
		$orders = $this->orders();
		$orders->consider( $order );
		$orders->consider( $order );
		do_action( 'shutdown' );
		$paid = self::order( [ 'status' => 'processing' ] );
		$orders->consider( $paid );
		$orders->consider( $paid );
		do_action( 'shutdown' );
		self::assertSame( [ 'PlaceAnOrder', 'Purchase' ], array_column( $this->pushed, 'name' ) );
		self::assertSame( self::NOW - 120, $this->pushed[0]->time, 'found on hold: since it was made' );
	}

	/**
	 * Ways to an order whose moment came long ago, and whose row the outbox may have forgotten.
	 *
	 * @return iterable<string, array{array<string, mixed>, array<string, mixed>, string, string}> settings, order, status before, after
	 */
	public static function old_orders(): iterable {
		$method = static fn( string $moment ): array => [ 'purchase' => [ 'methods' => [ 'cod' => [ 'moment' => $moment ] ] ] ];
		$old    = [ 'created' => self::NOW - 9 * 86400, 'payment_method' => 'cod', 'paid' => null ];
		$end    = [ 'status' => 'completed', 'paid' => self::NOW, 'completed' => self::NOW ] + $old;
		yield 'cash on delivery, paid at the door' => [ [], $end, 'processing', 'completed' ];
		yield 'placed' => [ [ 'purchase' => [ 'moment' => 'placed' ] ], $end, 'processing', 'completed' ];
		yield 'on hold' => [ $method( 'on-hold' ), $end, 'on-hold', 'completed' ];
		yield 'processing' => [ $method( 'processing' ), $end, 'processing', 'completed' ];
		yield 'a status of its own, edited again' => [ $method( 'wc-packed' ), [ 'status' => 'completed', 'completed' => self::NOW - 8 * 86400 ] + $old, 'completed', 'completed' ];
		yield 'still on hold, its page opened again' => [ [], [ 'status' => 'on-hold' ] + $old, '', '' ];
		yield 'paid by card' => [ [], [ 'status' => 'completed', 'paid' => self::NOW - 8 * 86400, 'completed' => self::NOW ] + $old, 'processing', 'completed' ];
	}

	/**
	 * @param array<string, mixed> $settings
	 * @param array<string, mixed> $props
	 */
	#[DataProvider( 'old_orders' )]
	public function test_an_old_sale_is_never_a_new_one( array $settings, array $props, string $from, string $to ): void {
		$this->with_settings( $settings );
		$order                          = self::order( $props );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		$this->orders();
		if ( '' !== $to ) {
			do_action( 'woocommerce_order_status_changed', 15, $from, $to, $order );
			do_action( 'woocommerce_payment_complete', 15, 'tx' );
		}
		do_action( 'woocommerce_thankyou', 15 );
		do_action( 'shutdown' );
		self::assertSame( [], $this->pushed );
	}

	public function test_its_page_brings_an_order_in_by_its_key_alone(): void {
		$GLOBALS['duet_shop'] = [ 'received' => true, 'query' => [ 'order-received' => '15' ], 'orders' => [ 15 => self::order( [ 'key' => 'wc_order_k' ] ) ] ];
		$this->orders();
		foreach ( [ null, '', 'wc_order_x', [ 'wc_order_k' ] ] as $key ) {
			$_GET['key'] = $key;
			do_action( 'wp_footer' );
		}
		self::assertSame( [], $this->pushed );
		$_GET['key'] = 'wc_order_k';
		do_action( 'wp_footer' );
		self::assertSame( [ 'Purchase' ], array_column( $this->pushed, 'name' ) );
	}

	public function test_an_old_order_paid_today_is_todays_sale(): void {
		$order = self::order( [ 'created' => self::NOW - 9 * 86400, 'payment_method' => 'bacs', 'paid' => self::NOW, 'completed' => self::NOW, 'status' => 'completed' ] );
		$this->orders();
		do_action( 'woocommerce_order_status_changed', 15, 'on-hold', 'completed', $order );
		self::assertSame( [ [ 'Purchase', self::NOW ] ], array_map( static fn( Event $event ): array => [ $event->name, $event->time ], $this->pushed ) );
	}

	/** @return iterable<string, array{int}> What a gateway stores as the date of a payment that comes now. */
	public static function payment_dates(): iterable {
		yield 'local time, 13 hours ahead' => [ self::NOW + 13 * 3600 ];
		yield 'the bank\'s value date' => [ self::NOW - 3 * 86400 ];
	}

	#[DataProvider( 'payment_dates' )]
	public function test_a_payment_seen_now_is_now( int $date ): void {
		$props = [ 'created' => self::NOW - 5 * 86400, 'payment_method' => 'bacs', 'paid' => $date, 'changes' => [ 'date_paid' => 'now', 'status' => 'processing' ] ];
		$order = self::order( $props );
		$this->orders();
		do_action( 'woocommerce_before_order_object_save', $order );
		do_action( 'woocommerce_after_order_object_save', $order );
		self::assertSame( [], $this->pushed, 'the change of status has a hook of its own' );
		do_action( 'woocommerce_order_status_changed', 15, 'on-hold', 'processing', $order );
		// Another order, paid without a change of its status.
		$alone = self::order( [ 'id' => 16, 'status' => 'on-hold', 'changes' => [ 'date_paid' => 'now' ] ] + $props );
		do_action( 'woocommerce_before_order_object_save', $alone );
		do_action( 'woocommerce_after_order_object_save', $alone );
		do_action( 'woocommerce_after_order_object_save', $alone );
		self::assertSame( [ [ 15, self::NOW ], [ 16, self::NOW ] ], array_map( static fn( Event $event ): array => [ $event->object_id, $event->time ], $this->pushed ) );
	}

	public function test_a_payment_date_that_is_corrected_or_comes_late_is_no_new_sale(): void {
		$this->orders();
		$old = [ 'created' => self::NOW - 9 * 86400, 'paid' => self::NOW, 'changes' => [ 'date_paid' => 'now' ] ];
		foreach ( [ [ 'base' => [ 'date_paid' => 'before' ], 'status' => 'on-hold' ], [ 'payment_method' => 'cod' ] ] as $props ) {
			$order = self::order( $props + $old );
			do_action( 'woocommerce_before_order_object_save', $order );
			do_action( 'woocommerce_after_order_object_save', $order );
		}
		self::assertSame( [], $this->pushed );
	}

	public function test_a_paid_order_that_comes_back_from_its_end_is_no_new_sale(): void {
		$this->orders();
		foreach ( [ 'cancelled', 'refunded', 'failed', 'trash' ] as $from ) {
			do_action( 'woocommerce_order_status_changed', 15, $from, 'processing', self::order( [ 'created' => self::NOW - 9 * 86400, 'paid' => self::NOW - 8 * 86400 ] ) );
		}
		self::assertSame( [], $this->pushed );
	}

	/** Cash on delivery has no payment date before the parcel is paid, and its row is forgotten by now. */
	/** By then the row of its PlaceAnOrder may have been deleted. */
	public function test_an_order_put_on_hold_after_weeks_is_not_placed_again(): void {
		$this->orders();
		foreach ( [ 15 => 8, 16 => 6 ] as $id => $days ) {
			$props = [ 'id' => $id, 'status' => 'on-hold', 'paid' => null, 'created' => self::NOW - $days * 86400 ];
			$meta  = [ '_duet_visitor' => self::snapshot() ];
			do_action( 'woocommerce_order_status_changed', $id, 'pending', 'on-hold', self::order( [ 'meta' => $meta ] + $props ) );
			do_action( 'shutdown' );
		}
		self::assertSame( [ 16 ], array_column( $this->pushed, 'object_id' ) );
	}

	public function test_an_order_that_counted_and_is_reopened_after_weeks_is_no_new_sale(): void {
		$old = [ 'created' => self::NOW - 40 * 86400, 'payment_method' => 'cod', 'paid' => null ];
		$this->orders();
		foreach ( [ 'on-hold', 'pending', 'cancelled' ] as $from ) {
			foreach ( [ self::counted(), [ '_duet_visitor' => self::snapshot(), '_duet_browser' => [ $this->order_events()->id( 'Purchase', self::order() ) ] ] ] as $meta ) {
				$order = self::order( [ 'meta' => $meta ] + $old );
				do_action( 'woocommerce_order_status_changed', 15, $from, 'processing', $order );
				do_action( 'woocommerce_order_status_changed', 15, $from, 'completed', self::order( [ 'meta' => $meta, 'status' => 'completed', 'paid' => self::NOW, 'completed' => self::NOW ] + $old ) );
				do_action( 'woocommerce_order_status_changed', 15, 'cancelled', 'on-hold', self::order( [ 'meta' => self::counted(), 'status' => 'on-hold' ] + $old ) );
				do_action( 'shutdown' );
				self::assertSame( [], $this->pushed, $from );
			}
		}
		do_action( 'woocommerce_order_status_changed', 16, 'on-hold', 'processing', self::order( [ 'id' => 16, 'meta' => [ '_duet_visitor' => self::snapshot() ] ] + $old ) );
		self::assertCount( 1, $this->pushed, 'what never counted does' );
	}

	/** @return array<string, mixed> Meta of order 15 after its Purchase was delivered. */
	private static function counted(): array {
		$order = self::order();
		Snapshot::put( $order, Visitor::from_array( self::snapshot() ) );
		Snapshot::set_counted( $order );
		return [ '_duet_visitor' => $order->get_meta( '_duet_visitor' ), '_duet_counted' => $order->get_meta( '_duet_counted' ) ];
	}

	/** @return iterable<string, array{int, int, int}> Seconds from now: created, paid; what is believed. */
	public static function recorded(): iterable {
		yield 'as recorded' => [ -20 * 3600, -3 * 3600, -3 * 3600 ];
		yield 'in the future' => [ -20 * 3600, 13 * 3600, 0 ];
		yield 'before the order' => [ -20 * 3600, -72 * 3600, -20 * 3600 ];
		yield 'an order from the future' => [ 3600, 7200, 0 ];
	}

	#[DataProvider( 'recorded' )]
	public function test_recorded_dates_stay_between_the_order_and_now( int $created, int $paid, int $believed ): void {
		$order = self::order( [ 'created' => self::NOW + $created, 'paid' => self::NOW + $paid ] );
		self::assertSame( $believed, $this->order_events()->since( $order, self::NOW ) - self::NOW );
	}

	/** @return iterable<string, array{array<string, mixed>, int}> The order it is a part of, events. */
	public static function parents(): iterable {
		yield 'counts' => [ [], 0 ];
		yield 'is still to be paid' => [ [ 'status' => 'pending', 'paid' => null ], 0 ];
		yield 'was given back' => [ [ 'status' => 'refunded' ], 0 ];
		yield 'counted, then was cancelled' => [ [ 'status' => 'cancelled' ], 0 ];
		yield 'came to nothing' => [ [ 'status' => 'cancelled', 'paid' => null ], 1 ];
		yield 'came to nothing, but the browser had it' => [ [ 'status' => 'failed', 'paid' => null, 'meta' => [ '_duet_visitor' => self::snapshot(), '_duet_browser' => [ 'P-15-0123456789ab' ] ] ], 0 ];
		yield 'counted, long ago' => [ [ 'status' => 'cancelled', 'paid' => null, 'meta' => self::counted() ], 0 ];
		yield 'is itself a subscription' => [ [ 'type' => 'shop_subscription' ], 1 ];
	}

	/** @param array<string, mixed> $parent */
	#[DataProvider( 'parents' )]
	public function test_a_part_of_an_order_counts_only_if_the_whole_never_does( array $parent, int $events ): void {
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( $parent ) ];
		$this->orders()->consider( self::order( [ 'id' => 16, 'parent_id' => 15, 'created_via' => 'dokan' ] ) );
		self::assertCount( $events, $this->pushed );
	}

	public function test_a_cash_on_delivery_order_that_counted_and_was_cancelled_leaves_no_part_to_count(): void {
		$parent                         = self::order( [ 'status' => 'cancelled', 'paid' => null ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $parent ];
		$this->written                  = [ 'Purchase ' . $this->order_events()->id( 'Purchase', $parent ) => self::NOW ];
		$this->orders()->consider( self::order( [ 'id' => 16, 'parent_id' => 15 ] ) );
		self::assertSame( [], $this->pushed );
	}

	public function test_an_order_given_back_in_full_is_no_sale(): void {
		$this->orders()->consider( self::order( [ 'refunds' => [ new \WC_Order_Refund( [ 'amount' => '20.00' ] ) ] ] ) );
		self::assertSame( [], $this->pushed );
	}

	public function test_a_snapshot_of_the_first_release_names_its_order_when_the_event_is_made(): void {
		$order = self::order();
		$this->orders()->consider( $order );
		self::assertSame( [ 1, true ], [ $order->saved(), str_starts_with( $order->get_meta( '_duet_visitor' )['order'], '15-' ) ] );
	}

	public function test_a_purchase_put_on_hold_later_was_no_new_order(): void {
		$order = self::order( [ 'status' => 'on-hold', 'paid' => null, 'payment_method' => 'cod' ] );
		$this->orders();
		do_action( 'woocommerce_order_status_changed', 15, 'processing', 'on-hold', $order );
		do_action( 'shutdown' );
		self::assertSame( [], $this->pushed );
		do_action( 'woocommerce_order_status_changed', 15, 'pending', 'on-hold', $order );
		do_action( 'shutdown' );
		self::assertCount( 1, $this->pushed );
	}

	/** @return iterable<string, array{array<string, mixed>, bool}> Meta of an order on hold, and whether its Purchase has a row. */
	public static function bought(): iterable {
		yield 'its row is there' => [ [ '_duet_visitor' => self::snapshot() ], true ];
		yield 'it counted long ago' => [ self::counted(), false ];
		$id = EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ), 'wc_order_abc' );
		yield 'the browser had it' => [ [ '_duet_visitor' => self::snapshot(), '_duet_browser' => [ $id ] ], false ];
	}

	/** @param array<string, mixed> $meta */
	#[DataProvider( 'bought' )]
	public function test_a_purchase_on_hold_is_not_placed_by_its_page_the_tray_or_the_sweep( array $meta, bool $row ): void {
		$id                             = EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ), 'wc_order_abc' );
		$this->written                  = $row ? [ "Purchase $id" => self::NOW - 60 ] : [];
		$order                          = self::order( [ 'status' => 'on-hold', 'paid' => null, 'payment_method' => 'cod', 'meta' => $meta ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		$this->orders();
		do_action( 'woocommerce_thankyou', 15 );
		do_action( 'woocommerce_order_status_changed', 15, 'pending', 'on-hold', $order );
		do_action( 'shutdown' );
		self::assertSame( [ [], null ], [ $this->pushed, $this->order_events()->of( $order, self::NOW ) ] );
		self::assertNotNull( $this->order_events()->of( $order, self::NOW, true ), 'a new order is not looked up' );
	}

	public function test_on_hold_and_paid_in_one_request_is_a_purchase_alone(): void {
		$orders = $this->orders();
		$orders->consider( self::order( [ 'status' => 'on-hold', 'paid' => null ] ) );
		$orders->consider( self::order() );
		do_action( 'shutdown' );
		self::assertSame( [ 'Purchase' ], array_column( $this->pushed, 'name' ) );
	}

	public function test_an_order_created_paid_is_considered_when_its_lines_are_saved(): void {
		$order = self::order();
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		$this->orders();
		do_action( 'woocommerce_new_order', 15, self::order( [ 'items' => [] ] ) );
		self::assertSame( [], $this->pushed );
		do_action( 'shutdown' );
		self::assertSame( 'MUG', $this->pushed[0]->params['contents'][0]['content_id'] );
	}

	public function test_a_new_pending_order_waits_for_its_checkout(): void {
		$this->with_settings( [ 'purchase' => [ 'moment' => 'placed' ] ] );
		$order = self::order( [ 'status' => 'pending', 'paid' => null ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $order ];
		$this->orders();
		do_action( 'woocommerce_new_order', 15, $order );
		do_action( 'shutdown' );
		self::assertSame( [], $this->pushed );
		do_action( 'woocommerce_checkout_order_processed', 15, [], $order );
		self::assertSame( [ 'Purchase' ], array_column( $this->pushed, 'name' ) );
	}

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function no_events(): iterable {
		yield 'on its way to a gateway' => [ [ 'status' => 'pending', 'paid' => null ] ];
		yield 'block draft' => [ [ 'status' => 'checkout-draft', 'paid' => null ] ];
		yield 'refund' => [ [ 'type' => 'shop_order_refund' ] ];
		yield 'subscription' => [ [ 'type' => 'shop_subscription' ] ];
		yield 'renewal' => [ [ 'created_via' => 'subscription' ] ];
		yield 'renewal paid by hand' => [ [ 'meta' => [ '_duet_visitor' => [ 'visitor' => self::HEX ], '_subscription_renewal' => '12' ] ] ];
		yield 'nobody placed it here' => [ [ 'meta' => [], 'created_via' => 'admin' ] ];
	}

	/** @param array<string, mixed> $props */
	#[DataProvider( 'no_events' )]
	public function test_no_event( array $props ): void {
		$this->orders()->consider( self::order( $props ) );
		do_action( 'shutdown' );
		self::assertSame( [], $this->pushed );
	}

	public function test_a_snapshot_broken_by_hand_is_somebody_of_whom_nothing_is_known(): void {
		$this->with_settings( [ 'purchase' => [ 'without_snapshot' => 'web' ] ] );
		foreach ( [ 'yes', [], 7, [ 'consent' => 'granted' ] ] as $broken ) {
			$this->pushed = [];
			$this->orders()->consider( self::order( [ 'meta' => [ '_duet_visitor' => $broken ] ] ) );
			do_action( 'shutdown' );
			self::assertSame( [ Decision::Unknown ], array_map( static fn( Event $event ): Decision => $event->visitor->decision(), $this->pushed ) );
		}
	}

	public function test_a_copy_goes_under_the_number_of_its_origins_browser_so_that_its_withdrawal_holds(): void {
		$this->with_settings( [ 'purchase' => [ 'without_snapshot' => 'web' ] ] );
		$origin = self::order( [ 'meta' => [] ] );
		Snapshot::put( $origin, Visitor::from_array( self::snapshot() ) );
		$copy                           = self::order( [ 'id' => 16, 'key' => 'wc_order_copy', 'meta' => [ Snapshot::META => $origin->get_meta( Snapshot::META ) ] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => $origin, 16 => $copy ];
		$event                          = $this->order_events()->of( $copy, self::NOW );
		self::assertSame( [ self::HEX, 'setting' ], [ $event?->visitor->visitor, $event?->visitor->consent?->source ] );
		self::assertNotContains( self::HEX, $event->person ?? [], 'who made the copy is not who sat in front of that browser' );
	}

	public function test_orders_without_snapshot_go_where_the_merchant_says(): void {
		$order = self::order( [ 'meta' => [], 'created_via' => 'admin' ] );
		foreach ( [ 'none' => 0, 'offline' => 1, 'web' => 1 ] as $setting => $count ) {
			$this->with_settings( [ 'purchase' => [ 'without_snapshot' => $setting ] ] );
			$this->pushed = [];
			$this->orders()->consider( $order );
			self::assertCount( $count, $this->pushed, $setting );
		}
		self::assertSame( [ Decision::Granted, 'setting' ], [ $this->pushed[0]->visitor->decision(), $this->pushed[0]->visitor->consent?->source ] );
	}

	public function test_excluded_roles_are_withheld(): void {
		$this->with_settings( [ 'exclusions' => [ 'roles' => [ 'shop_manager' ] ] ] );
		$GLOBALS['duet_shop']['users'] = [ 4 => new \WP_User( 4, 'a@example.test', [ 'shop_manager' ] ), 5 => new \WP_User( 5, 'b@example.test', [ 'customer' ] ) ];
		$this->orders()->consider( self::order( [ 'customer_id' => 4 ] ) );
		self::assertSame( [], $this->pushed );
		$this->orders()->consider( self::order( [ 'customer_id' => 5 ] ) );
		self::assertCount( 1, $this->pushed );
	}

	public function test_a_method_of_its_own_moment(): void {
		$this->with_settings( [ 'purchase' => [ 'methods' => [ 'cod' => [ 'moment' => 'completed' ] ] ] ] );
		$orders = $this->orders();
		$orders->consider( self::order( [ 'payment_method' => 'cod', 'paid' => null ] ) );
		do_action( 'shutdown' );
		$orders->consider( self::order( [ 'payment_method' => 'cod', 'status' => 'completed', 'completed' => self::NOW + 9 ] ) );
		self::assertSame( [ 'PlaceAnOrder', 'Purchase' ], array_column( $this->pushed, 'name' ) );
		self::assertSame( self::NOW, $this->pushed[1]->time, 'never in the future' );
	}

	public function test_consent_given_later_lets_the_order_be_considered_again(): void {
		$orders = $this->orders();
		$orders->consider( self::order() );
		$orders->reconsider( self::order() );
		self::assertCount( 2, $this->pushed );
		self::assertSame( $this->pushed[0]->id, $this->pushed[1]->id );
	}

	public function test_a_broken_order_is_dropped_and_nobody_notices(): void {
		$this->orders();
		do_action( 'woocommerce_store_api_checkout_order_processed', self::order( [ 'currency' => 'euro' ] ) );
		do_action( 'woocommerce_thankyou', 'nonsense' );
		do_action( 'woocommerce_order_status_changed', 99, 'pending', 'processing' );
		self::assertSame( [], $this->pushed );
	}

	public function test_a_change_of_status_asks_woocommerce_once_which_statuses_are_paid(): void {
		$asked    = 0;
		$statuses = $GLOBALS['duet_doubles']['wc_get_is_paid_statuses'];

		$GLOBALS['duet_doubles']['wc_get_is_paid_statuses'] = static function () use ( &$asked, $statuses ): array {
			++$asked;
			return $statuses();
		};
		try {
			$this->orders();
			do_action( 'woocommerce_order_status_changed', 15, 'pending', 'processing', self::order() );
		} finally {
			$GLOBALS['duet_doubles']['wc_get_is_paid_statuses'] = $statuses;
		}
		self::assertSame( [ 1, 1 ], [ count( $this->pushed ), $asked ] );
	}

	public function test_a_moment_that_the_merchant_changes_holds_at_once(): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'purchase' => [ 'moment' => 'placed' ] ] );
		$events = $this->order_events();
		$order  = self::order( [ 'status' => 'on-hold', 'paid' => null ] );
		self::assertSame( 'Purchase', $events->name( $order ) );
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'purchase' => [ 'moment' => 'paid' ] ] );
		self::assertSame( 'PlaceAnOrder', $events->name( $order ) );
	}

	private function orders(): Orders {
		$orders = new Orders( $this->order_events(), $this->push(), $this->guard(), new TestClock( fn(): int => $this->now ), new OrderReceived() );
		$orders->register();
		return $orders;
	}
}
