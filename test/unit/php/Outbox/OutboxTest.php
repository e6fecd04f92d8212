<?php
declare(strict_types=1);

namespace Duet\Test\Outbox;

use Duet\Deliveries\Ledger;
use Duet\Drain\Claims;
use Duet\Drain\Upkeep;
use Duet\EventsApi\EventsApi;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Reply;
use Duet\Hashing\Hash;
use Duet\Outbox\Entry;
use Duet\Outbox\Outbox;
use Duet\Outbox\Retention;
use Duet\Settings\Schema as SettingsSchema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use PHPUnit\Framework\TestCase;

final class OutboxTest extends TestCase {

	private MemoryDatabase $database;
	private Outbox $outbox;
	private string $visitor;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];
		$this->database               = new MemoryDatabase();
		$this->outbox                 = new Outbox( $this->database->gateway(), new Log(), 2 );
		$this->visitor                = str_repeat( 'ab', 16 );
	}

	private function insert( int $order, string $test = '' ): Entry {
		$event = Fixture::purchase( $order, $this->database->now, $this->visitor );
		return $this->outbox->insert( Fixture::PIXEL, $event->name, $event, Fixture::item( $event ), $test );
	}

	public function test_any_number_of_hooks_make_one_row_with_one_query_each(): void {
		$this->database->queries = [];
		self::assertSame( [ Entry::Queued, Entry::Skipped, Entry::Skipped ], [ $this->insert( 1 ), $this->insert( 1 ), $this->insert( 1 ) ] );
		self::assertCount( 3, $this->database->queries );
		self::assertCount( 1, $this->database->all() );
	}

	public function test_the_query_is_ascii_so_wpdb_asks_for_no_charset(): void {
		$this->database->queries = [];
		$this->insert( 1 );
		self::assertMatchesRegularExpression( '/\A[\x00-\x7F]+\z/', $this->database->queries[0] );
		self::assertStringContainsString( 'M\\u00fctze 50%', $this->database->queries[0] );
	}

	public function test_the_row_says_where_it_belongs(): void {
		$this->insert( 15 );
		$row = $this->database->all()[0];
		self::assertSame( [ 'Purchase', 'P-15-aaaaaaaaaaaa', '', 'pending', 'server', 'web' ], [ $row['event'], $row['event_id'], $row['test'], $row['state'], $row['origin'], $row['source'] ] );
		self::assertSame( [ 0, 15, 1, $this->visitor ], [ (int) $row['class'], (int) $row['object_id'], (int) $row['payload_version'], $row['visitor'] ] );
		self::assertSame( Hash::mark( 'Buyer15@example.com ', Fixture::KEY ), $row['email_hash'] );
		self::assertSame( $this->database->now + 47 * 3600, (int) $row['deadline'] );
		self::assertStringNotContainsString( 'buyer15', strtolower( (string) json_encode( $row ) ) );
	}

	public function test_a_delivered_row_holds_no_hash_by_which_anybody_else_knows_the_person(): void {
		$this->insert( 15 );
		$hash   = hash( 'sha256', 'buyer15@example.com' );
		$claims = new Claims( $this->database->gateway() );
		$batch  = $claims->claim( Fixture::PIXEL, $this->database->now, 60 );
		self::assertNotNull( $batch );
		self::assertStringContainsString( $hash, (string) json_encode( $this->database->all() ) );
		$claims->delivered( $batch, Reply::from_response( 200, '{"code":0}', '', $this->database->now ), $this->database->now );
		self::assertStringNotContainsString( $hash, (string) json_encode( $this->database->all() ) );
	}

	public function test_withdrawn_consent_withholds_and_refuses(): void {
		$this->insert( 1 );
		self::assertSame( 1, $this->outbox->withdraw( $this->visitor ) );
		self::assertSame( Entry::Skipped, $this->insert( 2 ) );
		$row = $this->database->all( '*', "event = 'Purchase'" )[0];
		self::assertSame( [ 'withheld', '' ], [ $row['state'], $row['matching'] ] );
		self::assertCount( 2, $this->database->all(), 'the row and the tombstone' );
	}

	public function test_withdrawing_touches_nobody_else_and_nothing_finished(): void {
		$this->insert( 1 );
		$claims = new Claims( $this->database->gateway() );
		$batch  = $claims->claim( Fixture::PIXEL, $this->database->now, 60 );
		self::assertNotNull( $batch );
		$claims->delivered( $batch, new Reply( Outcome::Accepted, 0, 'OK' ), $this->database->now );
		$this->visitor = str_repeat( 'cd', 16 );
		$this->insert( 2 );
		self::assertSame( 0, $this->outbox->withdraw( str_repeat( 'ab', 16 ) ) );
		self::assertSame( [ 'delivered' => 1, 'pending' => 1, 'tombstone' => 1 ], $this->database->states() );
		self::assertSame( 0, $this->outbox->withdraw( "x' OR 1" ) );
	}

	public function test_consent_given_again_lets_orders_come_back(): void {
		$this->insert( 1 );
		$this->outbox->withdraw( $this->visitor );
		$this->outbox->reinstate( $this->visitor );
		self::assertSame( Entry::Queued, $this->insert( 1 ) );
		self::assertSame( [ 'pending' => 1 ], $this->database->states() );
	}

	public function test_a_yes_from_before_the_refusal_lifts_nothing(): void {
		$this->insert( 1 );
		$this->outbox->withdraw( $this->visitor, 2_000 );
		$this->outbox->withdraw( $this->visitor, 1_000 );
		foreach ( [ 0, 1_500, 2_000 ] as $at ) {
			self::assertFalse( $this->outbox->reinstate( $this->visitor, $at ), (string) $at );
		}
		self::assertSame( Entry::Skipped, $this->insert( 2 ) );
		self::assertTrue( $this->outbox->reinstate( $this->visitor, 2_001 ) );
		self::assertSame( Entry::Queued, $this->insert( 2 ) );
	}

	public function test_what_is_being_sent_of_a_withdrawn_order_is_not_sent_again(): void {
		$this->visitor = '';
		$this->insert( 1 );
		$claims = new Claims( $this->database->gateway() );
		$batch  = $claims->claim( Fixture::PIXEL, $this->database->now, 60 );
		self::assertNotNull( $batch );
		$this->outbox->withdraw_orders( [ 1 ] );
		$claims->release( $batch, new Reply( Outcome::Ambiguous, 0, 'timeout' ), true );
		self::assertNull( $claims->claim( Fixture::PIXEL, $this->database->now + 3600, 60 ) );
		[ $row ] = $this->database->all( 'state, matching', 'object_id = 1' );
		self::assertSame( [ 'state' => 'withheld', 'matching' => '' ], $row );

		$this->outbox->reinstate_order( 1, '' );
		self::assertSame( Entry::Queued, $this->insert( 1 ) );
	}

	public function test_what_was_written_after_a_refusal_leaves_no_trace(): void {
		$this->insert( 1 );
		$this->insert( 2 );
		$this->outbox->discard_order( 1 );
		self::assertSame( [ '2' ], array_map( strval( ... ), array_column( $this->database->all( 'object_id' ), 'object_id' ) ) );
	}

	public function test_an_order_is_withheld_by_its_own_number_whoever_its_visitor_is(): void {
		$this->insert( 1 );
		$this->visitor = '';
		$this->insert( 2 );
		$this->insert( 3 );
		self::assertSame( 1, $this->outbox->withdraw_orders( [ 3 ] ) );
		self::assertSame( 1, $this->outbox->withdraw_orders( [ 1 ] ) );
		[ $row ] = $this->database->all( 'state, matching, reply', 'object_id = 3' );
		self::assertSame( [ 'state' => 'withheld', 'matching' => '', 'reply' => 'consent withdrawn' ], $row );
		self::assertSame( [ 'pending' => 1, 'withheld' => 2 ], $this->database->states(), 'no tombstone' );

		$this->outbox->reinstate_order( 2, '' );
		self::assertSame( Entry::Skipped, $this->insert( 3 ) );
		$this->outbox->reinstate_order( 3, '' );
		self::assertSame( Entry::Queued, $this->insert( 3 ) );
	}

	public function test_a_subscribe_is_withheld_by_the_number_of_its_subscription(): void {
		$this->visitor = '';
		$rows          = [ [ 'Subscribe', 'S-7-0123456789ab' ], [ 'Subscribe', 'S-71-0123456789ab' ], [ 'Lead', 'S-7-0123456789ab' ] ];
		foreach ( $rows as [ $name, $id ] ) {
			$event = Event::of( Fixture::catalogue(), $name, $id, $this->database->now, new Facts( [] ), Fixture::visitor( '' ), Origin::Server );
			$this->outbox->insert( Fixture::PIXEL, $name, $event, Fixture::item( $event ) );
		}
		self::assertSame( 1, $this->outbox->withdraw_orders( [], [ 7 ] ) );
		self::assertSame( [ [ 'event_id' => 'S-7-0123456789ab', 'event' => 'Subscribe' ] ], $this->database->all( 'event_id, event', "state = 'withheld'" ) );
	}

	public function test_orders_that_follow_one_come_back_with_it(): void {
		$this->insert( 1 );
		$this->insert( 2 );
		self::assertSame( 2, $this->outbox->withdraw_orders( [ 1, 2 ] ) );
		$this->outbox->reinstate_order( 1, '', [ 1, 2 ] );
		self::assertSame( [ Entry::Queued, Entry::Queued ], [ $this->insert( 1 ), $this->insert( 2 ) ] );
	}

	public function test_page_events_have_a_limit_and_orders_have_none(): void {
		for ( $number = 1; $number <= 4; $number++ ) {
			$event     = Fixture::page_event( $number, $this->database->now );
			$entries[] = $this->outbox->insert( Fixture::PIXEL, $event->name, $event, Fixture::item( $event ) );
		}
		self::assertSame( [ Entry::Queued, Entry::Queued, Entry::Full, Entry::Full ], $entries );
		self::assertSame( Entry::Queued, $this->insert( 1 ) );
	}

	public function test_a_request_counts_the_page_events_that_wait_once_per_pixel(): void {
		$this->outbox = new Outbox( $this->database->gateway(), new Log(), 3 );
		$counted      = fn(): int => count( array_filter( $this->database->queries, static fn( string $sql ): bool => str_contains( $sql, 'AS waiting' ) ) );

		$this->database->queries = [];
		for ( $number = 1; $number <= 5; $number++ ) {
			// Number 3 is a copy, which takes no room.
			$event     = Fixture::page_event( 3 === $number ? 2 : $number, $this->database->now );
			$entries[] = $this->outbox->insert( Fixture::PIXEL, $event->name, $event, Fixture::item( $event ) );
		}
		self::assertSame( [ Entry::Queued, Entry::Queued, Entry::Skipped, Entry::Queued, Entry::Full ], $entries );
		self::assertSame( 1, $counted() );
		$event = Fixture::page_event( 6, $this->database->now );
		self::assertSame( Entry::Queued, $this->outbox->insert( 'BBBBBBBBBBBBBBBBBBBB', $event->name, $event, Fixture::item( $event ) ), 'another pixel has room of its own' );
		self::assertSame( 2, $counted() );
	}

	public function test_a_database_that_refuses_is_a_value(): void {
		$this->database->refuses = 'INSERT';
		self::assertSame( Entry::Failed, $this->insert( 1 ) );
	}

	public function test_only_finished_rows_are_put_back(): void {
		$this->insert( 1 );
		$item = Fixture::item( Fixture::purchase( 1, $this->database->now ) );
		self::assertFalse( $this->outbox->requeue( 1, $item, '', $this->database->now + 3600 ) );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'dead', matching = ''" );
		self::assertTrue( $this->outbox->requeue( 1, $item, '', $this->database->now + 3600 ) );
		self::assertNotSame( '', $this->database->all()[0]['matching'] );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'dead', matching = '', visitor = 'erased'" );
		self::assertFalse( $this->outbox->requeue( 1, $item, $this->visitor, $this->database->now + 3600 ), 'erased while the merchant pressed the button' );
	}

	public function test_ledger_counts_every_row_once_and_tests_apart(): void {
		$this->insert( 1 );
		$this->insert( 2, 'TEST1' );
		$this->outbox->withdraw( str_repeat( 'ef', 16 ) );
		$ledger = new Ledger( $this->database->gateway(), new Upkeep( $this->database->gateway() ) );
		self::assertSame( [ 'pending' => 1, 'sending' => 0, 'delivered' => 0, 'dead' => 0, 'expired' => 0, 'withheld' => 0 ], $ledger->counts() );
		self::assertSame( 1, $ledger->counts( true )['pending'] );
		self::assertSame( 90, $ledger->oldest_pending( $this->database->now + 90 ) );
		self::assertSame( [ '2', '1' ], array_column( $ledger->page(), 'id' ) );
		self::assertSame( [ 1, 0 ], [ $ledger->size( [ 'object_id' => 2 ] ), $ledger->size( [ 'state' => 'dead' ] ) ] );
		self::assertArrayNotHasKey( 'matching', $ledger->page()[0] );
		self::assertSame( 'P-1-aaaaaaaaaaaa', $ledger->find( 1 )['event_id'] ?? null );
		self::assertNull( $ledger->find( 3 ), 'a tombstone is no delivery' );
	}

	public function test_purge_keeps_what_waits_and_what_is_young(): void {
		$this->insert( 1 );
		$this->insert( 2 );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered' WHERE id = 2" );
		$this->outbox->withdraw( str_repeat( 'ef', 16 ) );
		$retention = new Retention( $this->database->gateway() );
		self::assertSame( 0, $retention->purge( 1, $this->database->now + 6 * 86400 ), 'never younger than a week' );
		self::assertSame( 1, $retention->purge( 30, $this->database->now + 31 * 86400 ) );
		self::assertSame( [ 'pending' => 1, 'tombstone' => 1 ], $this->database->states() );
		self::assertSame( 1, $retention->purge( 30, $this->database->now + 400 * 86400 ) );
	}

	public function test_purge_keeps_offline_sales_as_long_as_a_file_may_bring_them_again(): void {
		$this->insert( 1 );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered', source = 'offline'" );
		$retention = new Retention( $this->database->gateway() );
		self::assertSame( 0, $retention->purge( 7, $this->database->now + 29 * 86400 ) );
		self::assertSame( 1, $retention->purge( 7, $this->database->now + 30 * 86400 ) );
	}

	public function test_orders_are_noted_as_counted_before_their_rows_go(): void {
		foreach ( [ 1, 2, 3 ] as $order ) {
			$this->insert( $order );
		}
		$this->insert( 4, 'TEST1' );
		$this->database->run( "UPDATE wp_duet_outbox SET state = CASE WHEN object_id = 2 THEN 'dead' ELSE 'delivered' END" );
		$noted  = [];
		$note   = function ( array $orders ) use ( &$noted ): array {
			$noted[] = [ $orders, count( $this->database->all() ) ];
			return [ 3 ];
		};
		$purged = ( new Retention( $this->database->gateway(), $note ) )->purge( 7, $this->database->now + 8 * 86400 );
		self::assertSame( [ [ [ 1, 3 ], 4 ], [ [ 3 ], 1 ] ], $noted, 'neither the test nor what TikTok refused' );
		self::assertSame( [ 3, [ [ 'object_id' => 3 ] ] ], [ $purged, $this->database->all( 'object_id' ) ], 'one had to wait' );
	}

	public function test_channel_writes_one_row_per_pixel_under_the_chosen_name(): void {
		$GLOBALS['duet_test_options']['duet_settings'] = [
			'pixels' => [ [ 'code' => 'AAAAAAAAAAAAAAAAAAAA' ], [ 'code' => 'BBBBBBBBBBBBBBBBBBBB' ] ],
			'events' => [ 'Purchase' => [ 'name' => 'CompletePayment' ] ],
		];
		$settings = new Settings( SettingsSchema::shipped(), new Tokens( [], 'secret' ) );
		$channel  = new EventsApi( $settings, $this->outbox, new Payload( Fixture::catalogue() ) );

		$this->database->queries = [];
		$channel->accept( Fixture::purchase( 1, $this->database->now ) );
		self::assertCount( 2, $this->database->queries );
		self::assertSame( [ 'AAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBB' ], array_column( $this->database->all(), 'pixel_code' ) );
		self::assertSame( [ 'Purchase', '' ], array_values( $this->database->all( 'event, test' )[0] ) );
		self::assertStringContainsString( '"event":"CompletePayment"', $this->database->all()[0]['payload'] );

		// The merchant goes back to the current name, and another hook of the same order fires.
		unset( $GLOBALS['duet_test_options']['duet_settings']['events'] );
		$channel->accept( Fixture::purchase( 1, $this->database->now ) );
		self::assertCount( 2, $this->database->all() );
	}

	public function test_an_order_from_before_a_pixel_is_not_its_own(): void {
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => 'AAAAAAAAAAAAAAAAAAAA', 'added' => $this->database->now ], [ 'code' => 'BBBBBBBBBBBBBBBBBBBB', 'added' => $this->database->now + 1 ] ] ];

		$settings = new Settings( SettingsSchema::shipped(), new Tokens( [], 'secret' ) );
		( new EventsApi( $settings, $this->outbox, new Payload( Fixture::catalogue() ) ) )->accept( Fixture::purchase( 1, $this->database->now ) );
		self::assertSame( [ 'AAAAAAAAAAAAAAAAAAAA' ], array_column( $this->database->all(), 'pixel_code' ) );
	}
}
