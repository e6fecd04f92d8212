<?php
declare(strict_types=1);

namespace Duet\Test\Snapshot;

use Duet\Snapshot\CountedOrders;
use Duet\Snapshot\Snapshot;
use Duet\Test\ShopTestCase;

final class CountedOrdersTest extends ShopTestCase {

	private function counted(): CountedOrders {
		return new CountedOrders( $this->guard(), $this->order_meta() );
	}

	/** @return list<string> "id key" for each time that an order's note was saved. */
	private static function saved(): array {
		$saved = [];
		foreach ( $GLOBALS['duet_shop']['orders'] as $id => $order ) {
			$note  = 0 < $order->saved() && '' !== $order->get_meta( Snapshot::COUNTED ) ? [ "$id " . Snapshot::COUNTED ] : [];
			$saved = [ ...$saved, ...array_merge( ...array_fill( 0, $order->saved(), $note ) ) ];
		}
		return $saved;
	}

	public function test_an_order_gets_its_note_once_whatever_is_known_of_its_visitor(): void {
		$without                        = self::order( [ 'id' => 16, 'meta' => [] ] );
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order(), 16 => $without, 17 => self::order( [ 'id' => 17, 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] ) ];
		self::assertSame( [], $this->counted()->note( [ 15, 16, 17, 99 ] ) );
		self::assertSame( [ '15 _duet_counted', '16 _duet_counted', '17 _duet_counted' ], self::saved() );
		self::assertSame( [], $this->counted()->note( [ 15 ] ) );
		self::assertCount( 3, self::saved() );
		self::assertTrue( Snapshot::has_counted( $without ) );
		self::assertNull( Snapshot::of( $without ), 'it still has no visitor' );
		self::assertFalse( Snapshot::has_counted( self::order( [ 'id' => 18, 'meta' => [ '_duet_counted' => $without->get_meta( '_duet_counted' ) ] ] ) ), 'a copy is another order' );
	}

	public function test_a_broken_order_keeps_no_other_from_its_note(): void {
		$broken                         = new class( [ 'id' => 15 ] ) extends \WC_Order {
			public function get_meta( $key = '', $single = true, $context = 'view' ) {
				throw new \TypeError( 'broken' );
			}
		};
		$GLOBALS['duet_shop']['orders'] = [ 15 => $broken, 16 => self::order( [ 'id' => 16 ] ) ];
		self::assertSame( [ 15 ], $this->counted()->note( [ 15, 16 ] ), 'its row stays' );
		self::assertSame( [ '16 _duet_counted' ], self::saved() );
	}

	public function test_a_note_that_the_database_did_not_take_keeps_the_row(): void {
		$forgetful = new class( [ 'id' => 15 ] ) extends \WC_Order {
			public function read_meta_data( $force_read = false ) {
				$this->delete_meta_data( '_duet_counted' );
			}
		};
		$GLOBALS['duet_shop']['orders'] = [ 15 => $forgetful ];
		self::assertSame( [ 15 ], $this->counted()->note( [ 15 ] ) );
		$GLOBALS['duet_shop']['orders'] = [];
		$GLOBALS['wpdb']                = (object) [ 'last_error' => 'gone away' ];
		try {
			self::assertSame( [ 15 ], $this->counted()->note( [ 15 ] ), 'nobody knows whether there is such an order' );
		} finally {
			unset( $GLOBALS['wpdb'] );
		}
	}

	public function test_a_request_notes_so_many_and_the_rest_waits(): void {
		$counted = $this->counted();
		self::assertSame( [], $counted->note( range( 1, 4000 ) ) );
		self::assertSame( range( 5001, 6000 ), $counted->note( range( 4001, 6000 ) ) );
		self::assertSame( [ 7 ], $counted->note( [ 7 ] ) );
	}
}
