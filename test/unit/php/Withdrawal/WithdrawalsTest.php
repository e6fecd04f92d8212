<?php
declare(strict_types=1);

namespace Duet\Test\Withdrawal;

use Duet\Outbox\Retention;
use Duet\Test\Privacy\PrivacyTestCase;
use Duet\Withdrawal\PlacedOrders;

final class WithdrawalsTest extends PrivacyTestCase {

	public function test_what_a_visitor_took_back_outlives_the_tombstone(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$other = $this->placed( 16, 'ann@example.test', self::visit( self::OTHER ) );
		$this->copy_to_posts( 15, self::META, self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$this->database->run( "UPDATE wp_duet_outbox SET sender = '1a2b'" );
		// The same browser may say yes again at once.
		$this->withdrawals()->run( $this->database->now + 60 );
		self::assertSame( self::visit(), $order->get_meta( self::META ) );

		$this->withdrawals()->run( $this->database->now + 3600 );
		$kept = [ 'consent' => [ 'signal' => 'deny', 'decision' => 'denied', 'mode' => 'required', 'source' => 'withdrawal', 'at' => self::NOW ] ];
		self::assertSame( $kept, $order->get_meta( self::META ) );
		self::assertSame( [ 15 => $kept ], $this->stored( 'postmeta' ) );
		self::assertSame( self::visit( self::OTHER ), $other->get_meta( self::META ) );
		self::assertTrue( $order->quiet );
		self::assertSame( [ '' ], array_column( $this->database->all( 'sender', "state = 'tombstone'" ), 'sender' ), 'whence he said so' );
		$saved = $order->saved();
		$this->withdrawals()->run( $this->database->now + 7200 );
		self::assertSame( $saved, $order->saved() );

		( new Retention( $this->database->gateway() ) )->purge( 30, $this->database->now + 396 * 86400 );
		self::assertSame( [], $this->tombstones()->of( [ self::HEX ] ) );
		self::assertSame( $kept, $order->get_meta( self::META ) );
	}

	public function test_an_order_that_cannot_be_saved_is_tried_again_and_stops_an_erasure(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$other = $this->placed( 16, 'bob@example.test', self::visit( self::OTHER ) );
		$this->outbox()->withdraw( self::HEX );
		$this->outbox()->withdraw( self::OTHER );
		$broken = static fn(): \WC_Order => new class( [ 'id' => 15, 'meta' => [ self::META => self::visit() ] ] ) extends \WC_Order {
			public function save_meta_data() {
				throw new \RuntimeException( 'the store is broken' );
			}
		};
		$GLOBALS['duet_shop']['orders'][15] = $broken();
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $other->get_meta( self::META )['consent']['decision'] );
		$GLOBALS['duet_shop']['orders'][15] = $broken();
		try {
			$this->withdrawals()->forget( [ self::HEX ] );
			self::fail( 'it must not look finished' );
		} catch ( \RuntimeException ) {
			self::assertCount( 1, $this->tombstones()->of( [ self::HEX ] ) );
		}
		$GLOBALS['duet_shop']['orders'][15] = $order;
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}

	public function test_more_browsers_than_one_query_takes(): void {
		for ( $id = 1; $id <= 141; $id++ ) {
			$visitor = md5( (string) $id );
			$this->placed( $id, 'ann@example.test', self::visit( $visitor ) );
			$this->outbox()->withdraw( $visitor );
		}
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( [ 'denied' ], array_values( array_unique( array_map( static fn( array $stored ): string => $stored['consent']['decision'], $this->stored() ) ) ) );
	}

	/** Anybody can invent numbers: they are older here, and more than a run ever looked at. */
	public function test_invented_numbers_cost_nothing_but_their_row_and_starve_no_real_one(): void {
		for ( $number = 1; $number <= 3000; $number++ ) {
			$rows[] = "( '', '-', '" . md5( "invented $number" ) . "', '', 'tombstone', 2, 'server', '', '', 0, 0, " . ( $this->database->now - 90000 ) . ', 0 )';
		}
		$this->database->run( 'INSERT INTO wp_duet_outbox ( pixel_code, event, event_id, test, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) VALUES ' . implode( ',', $rows ) );
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$this->database->queries = [];
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
		self::assertSame( [], $this->database->all( 'id', "state = 'tombstone' AND created_at > 0 AND delivered_at = 0" ) );
		self::assertLessThanOrEqual( 30, count( $this->database->queries ) );

		$this->database->queries = [];
		$this->withdrawals()->run( $this->database->now + 7200 );
		self::assertLessThanOrEqual( 6, count( $this->database->queries ), 'what is settled is not looked at again' );
	}

	/** The cost of an hour follows what happened in it, not the size of the shop. */
	public function test_the_next_run_reads_only_what_is_new(): void {
		for ( $id = 1; $id <= 30; $id++ ) {
			$this->placed( $id, 'ann@example.test', self::visit( md5( (string) $id ) ) );
			// As in a shop: an order has dozens of other rows.
			$this->database->run( 'UPDATE wp_wc_orders_meta SET id = ' . $id * 4000 . " WHERE order_id = $id" );
		}
		self::assertTrue( $this->placed_orders()->update() );
		$this->database->queries = [];
		self::assertTrue( $this->placed_orders()->update() );
		self::assertLessThanOrEqual( 9, count( $this->database->queries ) );
		$new = $this->placed( 99, 'ann@example.test', self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $new->get_meta( self::META )['consent']['decision'] );
	}

	public function test_an_order_paid_in_another_browser_since_is_that_browsers(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$this->placed_orders()->update();
		$order->add_meta_data( self::META, self::visit( self::OTHER ), true );
		$order->save_meta_data();
		$this->outbox()->withdraw( self::HEX );
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( self::visit( self::OTHER ), $order->get_meta( self::META ) );
		$this->outbox()->withdraw( self::OTHER );
		$this->withdrawals()->run( $this->database->now + 7200 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}

	public function test_orders_that_moved_to_another_table_are_found_again(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$GLOBALS['duet_test_options'][ PlacedOrders::OPTION ] = [ 1, 'wp_postmeta', 999999 ];
		$this->outbox()->withdraw( self::HEX );
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}

	public function test_an_erased_or_deleted_order_leaves_no_number_behind(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$this->placed( 16, 'ann@example.test', self::visit( self::OTHER ) );
		$this->placed_orders()->update();
		$this->snapshots()->erase( $order );
		self::assertSame( [ [ 'order' => 16, 'visitor' => self::OTHER ] ], $this->placed_orders()->of( [ self::HEX, self::OTHER ] ) );
		unset( $GLOBALS['duet_shop']['orders'][16] );
		$this->outbox()->withdraw( self::OTHER );
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertSame( [], $this->placed_orders()->of( [ self::OTHER ] ) );
	}

	public function test_a_table_that_is_gone_is_made_anew_and_no_withdrawal_is_lost(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$this->database->refuses = 'INSERT IGNORE INTO "wp_duet_placed_orders"';
		$this->withdrawals()->run( $this->database->now + 3600 );
		self::assertArrayNotHasKey( PlacedOrders::OPTION, $GLOBALS['duet_test_options'] );
		self::assertCount( 1, $this->database->all( 'id', "state = 'tombstone' AND created_at > 0 AND delivered_at = 0" ) );
		$this->database->refuses                              = '';
		$GLOBALS['duet_test_options'][ PlacedOrders::OPTION ] = [ 1, '', 0 ];
		$this->withdrawals()->run( $this->database->now + 7200 );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}
}
