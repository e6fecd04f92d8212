<?php
declare(strict_types=1);

namespace Duet\Test\Trigger;

use Duet\Event\EventId;
use Duet\Test\ShopTestCase;
use Duet\Trigger\Snapshot;

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

	public function test_all_of_one_request_use_one_id(): void {
		$ids           = $this->object_ids();
		$order         = self::order();
		$id            = $ids->of( 'Purchase', $order );
		$this->written = [ 'Purchase ' . EventId::for_object( 'Purchase', 15, 1, str_repeat( 'k', 64 ) ) => self::NOW ];
		self::assertSame( $id, $ids->of( 'Purchase', $order ) );
	}
}
