<?php
declare(strict_types=1);

namespace Duet\Test\Order;

use Duet\Event\EventId;
use Duet\Event\Visitor;
use Duet\Order\ObjectIds;
use Duet\Snapshot\Snapshot;
use Duet\Support\IdKey;
use Duet\Test\ShopTestCase;
use Duet\Test\TestRows;

final class ObjectIdsTest extends ShopTestCase {

	public function test_an_id_that_is_issued_again_is_another_sale(): void {
		$ids = $this->object_ids();
		self::assertSame( $ids->of( 'Purchase', self::order( [ 'key' => 'wc_order_a' ] ) ), $ids->of( 'Purchase', self::order( [ 'key' => 'wc_order_a' ] ) ) );
		self::assertNotSame( $ids->of( 'Purchase', self::order( [ 'key' => 'wc_order_a' ] ) ), $ids->of( 'Purchase', self::order( [ 'key' => 'wc_order_b' ] ) ) );
		self::assertTrue( EventId::is_valid( $ids->of( 'Purchase', self::order() ) ) );
	}

	public function test_an_order_whose_event_went_out_before_the_update_keeps_its_id(): void {
		$first         = EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ) );
		$this->written = [ "Purchase $first" => self::NOW - 60 ];
		self::assertSame( $first, $this->object_ids()->of( 'Purchase', self::order() ) );
		self::assertNotSame( EventId::for_object( 'PlaceAnOrder', 15, 1, str_repeat( 'k', 64 ) ), $this->object_ids()->of( 'PlaceAnOrder', self::order() ) );
		self::assertNotSame( $first, $this->object_ids()->of( 'Purchase', self::order( [ 'created' => self::NOW + 86400 ] ) ), 'the row of an earlier order with this number' );
		$this->written = [];
		self::assertSame( $first, $this->object_ids()->of( 'Purchase', self::order( [ 'meta' => [ Snapshot::BROWSER => [ $first ] ] ] ) ), 'the browser had it' );
	}

	/** Staff may correct the date of an order after its event went out. */
	public function test_an_order_whose_date_is_moved_forward_keeps_its_id(): void {
		$first = EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ) );
		$moved = [ 'created' => self::NOW + 86400 ];
		$order = self::order();
		Snapshot::put( $order, Visitor::from_array( self::snapshot() ) );
		$named         = self::order( [ 'meta' => [ Snapshot::META => $order->get_meta( Snapshot::META ) ] ] + $moved );
		$this->written = [ "Purchase $first" => self::NOW - 60 ];
		self::assertSame( [ $first, 1 ], [ $this->object_ids()->of( 'Purchase', $named ), $this->object_ids()->pixels( 'Purchase', $named ) ], 'the visit was before' );
		self::assertNotSame( $first, $this->object_ids()->of( 'Purchase', self::order( [ 'id' => 15, 'key' => 'wc_order_b', 'meta' => [ Snapshot::META => $order->get_meta( Snapshot::META ) ] ] + $moved ) ), 'a snapshot of another order' );
		$this->written = [];
		$own           = $this->object_ids()->of( 'Purchase', self::order( [ 'meta' => [] ] ) );
		$this->written = [ "Purchase $own" => self::NOW - 60 ];
		self::assertSame( 1, $this->object_ids()->pixels( 'Purchase', self::order( [ 'meta' => [] ] + $moved ) ), 'the id has the order key in it' );
	}

	public function test_both_events_of_an_order_are_looked_up_at_once(): void {
		$looks = 0;
		$look  = function ( array $own ) use ( &$looks ): array {
			++$looks;
			self::assertSame( [ 'Purchase', 'PlaceAnOrder' ], array_keys( $own ) );
			return [];
		};
		$ids   = new ObjectIds( new IdKey(), new TestRows( written: $look ), $this->settings() );
		$order = self::order();
		self::assertStringStartsWith( 'O-15-', $ids->of( 'PlaceAnOrder', $order ) );
		self::assertStringStartsWith( 'P-15-', $ids->of( 'Purchase', $order ) );
		self::assertSame( [ 0, 0, 1 ], [ $ids->pixels( 'Purchase', $order ), $ids->pixels( 'PlaceAnOrder', $order ), $looks ] );
	}

	public function test_all_of_one_request_use_one_id(): void {
		$ids           = $this->object_ids();
		$order         = self::order();
		$id            = $ids->of( 'Purchase', $order );
		$this->written = [ 'Purchase ' . EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ) ) => self::NOW ];
		self::assertSame( $id, $ids->of( 'Purchase', $order ) );
	}
}
