<?php
declare(strict_types=1);

namespace Duet\Test\Outbox;

use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Outbox\Flood;
use Duet\Outbox\Outbox;
use Duet\Support\IdKey;
use Duet\Support\Log;
use PHPUnit\Framework\TestCase;

final class FloodTest extends TestCase {

	private MemoryDatabase $database;
	private Flood $flood;
	private Outbox $outbox;
	private int $born = 0;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [ IdKey::OPTION => Fixture::KEY ];
		$this->database               = new MemoryDatabase();
		$this->flood                  = new Flood( $this->database->gateway(), new IdKey() );
		$this->outbox                 = new Outbox( $this->database->gateway(), new Log(), flood: $this->flood );
	}

	private function bring( string $ip, int $events, Origin $origin = Origin::Browser ): void {
		for ( $i = 0; $i < $events; $i++ ) {
			$id    = 'event-' . str_pad( (string) ++$this->born, 6, '0', STR_PAD_LEFT );
			$event = Event::of( Fixture::catalogue(), 'Contact', $id, $this->database->now, new Facts(), new Visitor( ip: $ip ), $origin );
			$this->outbox->insert( Fixture::PIXEL, $event->name, $event, Fixture::item( $event ) );
		}
	}

	public function test_one_address_is_stopped_for_a_minute_and_its_neighbours_are_not(): void {
		$this->bring( '203.0.113.9', 299 );
		self::assertFalse( $this->flood->is_on( '203.0.113.9', 1 ) );
		$this->bring( '203.0.113.9', 1 );
		self::assertTrue( $this->flood->is_on( '203.0.113.9', 1 ) );
		self::assertFalse( $this->flood->is_on( '203.0.113.9', 2 ), 'with two pixels each event makes two rows' );
		self::assertFalse( $this->flood->is_on( '203.0.113.10', 1 ) );
		$this->database->now += 61;
		self::assertFalse( $this->flood->is_on( '203.0.113.9', 1 ) );
	}

	public function test_an_ipv6_network_is_one_sender(): void {
		$this->bring( '2001:db8::1', 300 );
		self::assertTrue( $this->flood->is_on( '2001:db8::ffff', 1 ) );
		self::assertFalse( $this->flood->is_on( '2001:db8:0:1::1', 1 ) );
	}

	public function test_without_an_address_the_limit_of_all_alone_holds(): void {
		$this->bring( '', 301 );
		self::assertFalse( $this->flood->is_on( '', 1 ) );
		$this->database->run( "INSERT INTO wp_duet_outbox ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) WITH RECURSIVE n( i ) AS ( SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5699 ) SELECT 'P', 'Contact', 'all-' || i, 'delivered', 2, 'browser', '', '', 0, 0, {$this->database->now}, 0 FROM n" );
		self::assertTrue( $this->flood->is_on( '', 1 ) );
		self::assertTrue( $this->flood->is_on( '203.0.113.10', 1 ) );
	}

	public function test_a_row_keeps_two_bytes_and_only_of_what_the_relay_brought(): void {
		$this->bring( '203.0.113.9', 1 );
		$this->bring( '203.0.113.9', 1, Origin::Server );
		[ $relayed, $own ] = array_column( $this->database->all(), 'sender' );
		self::assertMatchesRegularExpression( '/\A[0-9a-f]{4}\z/', $relayed );
		self::assertSame( '', $own );
	}

	/** @param string $connection See ClientIp::connection(). */
	private function connect( string $connection, int $events, Origin $origin = Origin::Browser ): void {
		for ( $i = 0; $i < $events; $i++ ) {
			$id    = 'event-' . str_pad( (string) ++$this->born, 6, '0', STR_PAD_LEFT );
			$event = Event::of( Fixture::catalogue(), 'Search', $id, $this->database->now, new Facts(), new Visitor( connection: $connection ), $origin );
			$this->outbox->insert( Fixture::PIXEL, $event->name, $event, Fixture::item( $event ) );
		}
	}

	public function test_a_forwarding_header_is_no_way_around_the_limit(): void {
		$this->connect( '198.51.45.7 8.8.8.8', 300 );
		self::assertTrue( $this->flood->is_on( '198.51.45.7 8.8.8.8', 1 ) );
		self::assertFalse( $this->flood->is_on( '198.51.45.8', 1 ), 'everybody else' );
	}

	public function test_one_client_with_ever_new_headers_leaves_half_of_the_allowance_to_the_others(): void {
		$taken = 0;
		for ( $client = 1; $client <= 700; $client++ ) {
			$connection = '198.51.45.7 10.0.' . intdiv( $client, 250 ) . '.' . $client % 250;
			if ( ! $this->flood->is_on( $connection, 1 ) ) {
				$this->connect( $connection, 10 );
				$taken += 10;
			}
		}
		self::assertGreaterThan( 2000, $taken, 'a shop behind a proxy that nobody named goes on' );
		self::assertLessThanOrEqual( 3010, $taken );
		self::assertFalse( $this->flood->is_on( '203.0.113.5', 1 ), 'a visitor without a proxy' );
	}

	public function test_the_clients_of_an_unnamed_proxy_do_not_use_up_each_others_allowance(): void {
		$this->connect( '162.158.1.1 8.8.8.8', 300 );
		$free = array_filter( [ '9.9.9.9', '1.1.1.1', '8.8.4.4', '5.6.7.8' ], fn( string $client ): bool => ! $this->flood->is_on( "162.158.1.1 $client", 1 ) );
		// A mark of one byte may be shared.
		self::assertGreaterThanOrEqual( 3, count( $free ) );
	}

	public function test_what_a_visitor_causes_on_the_server_counts_as_theirs_and_an_order_does_not(): void {
		$this->connect( '198.51.45.7', 300, Origin::Server );
		self::assertTrue( $this->flood->is_on( '198.51.45.7', 1 ) );
		$purchase = Event::of( Fixture::catalogue(), 'Purchase', 'P-1-aaaaaaaaaaaa', $this->database->now, new Facts( Fixture::PARAMS ), new Visitor( connection: '198.51.45.9' ), Origin::Server, 1 );
		$this->outbox->insert( Fixture::PIXEL, 'Purchase', $purchase, Fixture::item( $purchase ) );
		self::assertSame( [ '' ], array_column( $this->database->all( 'sender', "event = 'Purchase'" ), 'sender' ) );
	}

	public function test_refusals_are_no_events(): void {
		for ( $i = 0; $i < 300; $i++ ) {
			$this->outbox->withdraw( md5( (string) $i ) );
		}
		self::assertFalse( $this->flood->is_on( '203.0.113.9', 1 ) );
	}

	public function test_asking_writes_nothing_and_costs_one_query(): void {
		$this->database->queries = [];
		$this->flood->is_on( '203.0.113.9', 1 );
		self::assertCount( 1, $this->database->queries );
		self::assertStringStartsWith( 'SELECT', $this->database->queries[0] );
	}
}
