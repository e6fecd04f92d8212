<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Drain\Claims;
use Duet\EventsApi\Reply;
use Duet\Outbox\Outbox;
use Duet\Privacy\Person;
use Duet\Support\Log;
use Duet\Test\Outbox\Fixture;

final class RowsTest extends PrivacyTestCase {

	public function test_forgets_by_address_order_and_browser_and_nobody_else(): void {
		$this->row( [ 'email_hash' => self::hash( 'ann@example.test' ), 'visitor' => self::HEX, 'state' => 'delivered', 'identifiers' => 'email,ip', 'sender' => '1a2b' ] );
		$this->row( [ 'object_id' => 15, 'state' => 'pending' ] );
		$this->row( [ 'event' => 'AddToCart', 'visitor' => self::HEX ] );
		$this->row( [ 'object_id' => 16, 'visitor' => self::HEX, 'email_hash' => self::hash( 'bob@example.test' ) ] );
		$this->row( [ 'event' => 'Lead', 'visitor' => self::HEX, 'email_hash' => self::hash( 'bob@example.test' ) ] );
		$this->row( [ 'event' => 'AddToCart', 'visitor' => self::OTHER ] );
		$before = $this->database->all( '*', 'id > 3' );
		$ann    = new Person( self::hash( 'ann@example.test' ), [ 15 ], [ self::HEX ] );

		self::assertCount( 3, $this->rows()->page( $ann, 1, 10 ) );
		self::assertSame( [ '2' ], array_map( static fn( array $row ): string => $row['id'], $this->rows()->page( $ann, 2, 1 ) ) );
		self::assertSame( 3, $this->rows()->forget( $ann ) );

		self::assertSame( [ 'delivered', 'withheld', 'withheld' ], array_column( $this->database->all( 'state', 'id < 4' ), 'state' ) );
		foreach ( $this->database->all( '*', 'id < 4' ) as $row ) {
			self::assertSame( [ '', '', '', '', '{}', 'erased' ], [ $row['email_hash'], $row['identifiers'], $row['sender'], $row['matching'], $row['payload'], $row['visitor'] ] );
		}
		self::assertSame( [ '', 'erased on request' ], array_column( $this->database->all( 'reply', 'id < 3' ), 'reply' ) );
		self::assertSame( $before, array_filter( $this->database->all( '*', "id > 3 AND event <> '-'" ) ) );
		self::assertSame( 0, $this->rows()->forget( $ann ) );
		self::assertSame( [], $this->rows()->page( $ann, 1, 10 ) );
	}

	public function test_a_person_without_anything_touches_nothing(): void {
		$this->row( [ 'email_hash' => '' ] );
		self::assertSame( 0, $this->rows()->forget( new Person( '', [] ) ) );
		self::assertCount( 1, $this->database->all() );
		self::assertSame( [], $this->rows()->visitors( '' ) );
	}

	public function test_more_than_one_chunk(): void {
		for ( $number = 0; $number < 501; $number++ ) {
			$this->row( [ 'visitor' => self::HEX, 'event' => 'AddToCart' ] );
		}
		self::assertSame( 501, $this->rows()->forget( new Person( '', [], [ self::HEX ] ) ) );
	}

	public function test_what_is_being_sent_is_not_sent_again(): void {
		Fixture::fill( $this->database, 1 );
		$claims = new Claims( $this->database->gateway() );
		$batch  = $claims->claim( Fixture::PIXEL, $this->database->now, 60 );
		self::assertNotNull( $batch );
		self::assertSame( 1, $this->rows()->forget( Person::of_orders( [ 1 ] ) ) );
		self::assertSame( 0, $this->rows()->forget( Person::of_orders( [ 1 ] ) ) );
		$claims->release( $batch, Reply::from_response( 503, '', '', $this->database->now ), true );

		self::assertNull( $claims->claim( Fixture::PIXEL, $this->database->now + 60, 60 ) );
		self::assertSame( [ 'withheld' ], array_column( $this->database->all( 'state', 'object_id = 1' ), 'state' ) );
		self::assertSame( [ '' ], array_column( $this->database->all( 'matching', 'object_id = 1' ), 'matching' ) );
	}

	public function test_a_forgotten_row_is_not_sent_by_a_resend_either(): void {
		Fixture::fill( $this->database, 1 );
		$this->rows()->forget( Person::of_orders( [ 1 ] ) );
		( new Outbox( $this->database->gateway(), new Log() ) )->requeue( 1, Fixture::item( Fixture::purchase( 1, $this->database->now ) ), '', $this->database->now + 3600 );
		self::assertNull( ( new Claims( $this->database->gateway() ) )->claim( Fixture::PIXEL, $this->database->now, 60 ) );
	}
}
