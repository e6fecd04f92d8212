<?php
declare(strict_types=1);

namespace Duet\Test\Event;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\EventId;
use Duet\Event\Facts;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use PHPUnit\Framework\TestCase;

final class EventTest extends TestCase {

	private const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

	public function test_an_order_has_one_id_per_event_whoever_asks(): void {
		$id = EventId::for_object( 'Purchase', 15, 1, self::KEY );
		self::assertSame( $id, EventId::for_object( 'Purchase', 15, 1, self::KEY ) );
		self::assertMatchesRegularExpression( '/^P-15-[0-9a-f]{12}$/', $id );
		self::assertTrue( EventId::is_valid( $id ) );
	}

	public function test_ids_differ_by_event_order_site_and_key(): void {
		$ids = [
			EventId::for_object( 'Purchase', 15, 1, self::KEY ),
			EventId::for_object( 'PlaceAnOrder', 15, 1, self::KEY ),
			EventId::for_object( 'Purchase', 16, 1, self::KEY ),
			EventId::for_object( 'Purchase', 15, 2, self::KEY ),
			EventId::for_object( 'Purchase', 15, 1, strrev( self::KEY ) ),
		];
		self::assertCount( 5, array_unique( $ids ) );
	}

	public function test_only_order_events_get_an_order_id(): void {
		$this->expectException( \LogicException::class );
		EventId::for_object( 'AddToCart', 15, 1, self::KEY );
	}

	public function test_ids_with_other_characters_are_refused(): void {
		foreach ( [ 'short', 'with_underscore', "P-15-aaaaaaaaaaaa\n", str_repeat( 'a', 65 ), 'P-15-<script>' ] as $id ) {
			self::assertFalse( EventId::is_valid( $id ), $id );
		}
	}

	public function test_an_event_knows_its_current_name_whatever_it_was_called(): void {
		$event = $this->lead( 'Submit Form', 'abcdefgh' );
		self::assertSame( 'Lead', $event->name );
	}

	public function test_an_event_without_a_valid_id_is_refused(): void {
		$this->expectException( InvalidEvent::class );
		$this->lead( 'Lead', 'a b' );
	}

	public function test_facts_are_joined_and_the_later_ones_win(): void {
		$facts = ( new Facts( [ 'value' => 1 ], [ 'email' => 'a@b.test' ] ) )->and( new Facts( [ 'value' => 2, 'currency' => 'EUR' ] ) );
		self::assertSame( [ 'value' => 2, 'currency' => 'EUR' ], $facts->params );
		self::assertSame( [ 'email' => 'a@b.test' ], $facts->person );
	}

	private function lead( string $name, string $id ): Event {
		$catalogue = Catalogue::shipped();
		return Event::of( $catalogue, $name, $id, 1_700_000_000, new Facts(), new Visitor(), Origin::Server );
	}
}
