<?php
declare(strict_types=1);

namespace Duet\Test\Deliveries;

use Duet\Deliveries\DeliveriesRoute;
use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Drain\Upkeep;
use Duet\EventsApi\Payload;
use Duet\Outbox\Outbox;
use Duet\Admin\ReportRoute;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use Duet\Sweep\StoredOrders;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\SettingsScreen\AdminTestCase;
use Duet\Test\TestClock;
use WP_REST_Request;
use WP_REST_Response;

require_once dirname( __DIR__ ) . '/SettingsScreen/AdminTestCase.php';

final class DeliveriesRouteTest extends AdminTestCase {

	private MemoryDatabase $database;

	/** @var list<int> Orders asked for what their browser had. */
	private array $asked = [];

	protected function setUp(): void {
		parent::setUp();
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => Fixture::PIXEL ] ] ];
		$this->database                                = new MemoryDatabase();
		$this->asked                                   = [];
		Fixture::fill( $this->database, 3 );
	}

	private function route(): DeliveriesRoute {
		$gateway = $this->database->gateway();
		$ledger  = new Ledger( $gateway, new Upkeep( $gateway ) );
		$event   = fn( int $order ) => Fixture::purchase( $order, $this->database->now );
		$orders  = $this->createStub( StoredOrders::class );
		$orders->method( 'event' )->willReturnCallback( $event );
		$orders->method( 'acknowledged' )->willReturnCallback(
			function ( int $order ): array {
				$this->asked[] = $order;
				return 2 === $order ? [ 'P-2-aaaaaaaaaaaa' ] : [];
			}
		);
		$resend  = new Resend( $this->settings( new Tokens( [], 'secret' ) ), $ledger, new Outbox( $gateway, new Log() ), new Payload( Fixture::catalogue() ), $orders, new TestClock( fn(): int => $this->database->now ) );
		return new DeliveriesRoute( $this->access, $ledger, $resend, $orders );
	}

	/** @param array<string, mixed> $filters */
	private function read( array $filters = [] ): WP_REST_Response {
		return $this->route()->read( new WP_REST_Request( 'GET', '', $filters ) );
	}

	/** @param array<string, mixed> $params */
	private function post( array $params ): WP_REST_Response {
		return $this->route()->send_again( new WP_REST_Request( 'POST', '', $params ) );
	}

	/** @param array<string, mixed> $filters @return list<int> */
	private function ids( array $filters ): array {
		return array_column( (array) $this->read( $filters )->data, 'id' );
	}

	public function test_a_row_says_what_was_sent_and_never_to_whom(): void {
		$answer = $this->read( [ 'order' => '2' ] );
		$row    = ( (array) $answer->data )[0];
		self::assertSame( [ 2, 'Purchase', 'Purchase', 'P-2-aaaaaaaaaaaa', Fixture::PIXEL, 'pending', 2, true ], [ $row['id'], $row['event'], $row['name'], $row['event_id'], $row['pixel_code'], $row['state'], $row['object_id'], $row['browser'] ] );
		self::assertContains( 'email', $row['identifiers'] );
		self::assertSame( 29.9, $row['properties']->value );
		self::assertSame( $this->database->now, $row['created_at'] );
		$json = (string) json_encode( $answer->data );
		foreach ( [ 'matching', hash( 'sha256', 'buyer2@example.com' ), 'E.C.P.abc', '203.0.113.9', 'Mozilla', 'wc_order_x', 'email_hash' ] as $secret ) {
			self::assertStringNotContainsString( $secret, $json );
		}
		self::assertSame( 'no-store', $answer->headers['Cache-Control'] );
	}

	public function test_pages_are_counted_and_each_order_is_asked_for_once(): void {
		Fixture::fill( $this->database, 3, 'AAAAAAAAAAAAAAAAAAAA' );
		$answer = $this->read( [ 'page' => 1, 'per_page' => 4 ] );
		self::assertSame( [ '6', '2' ], [ $answer->headers['X-WP-Total'], $answer->headers['X-WP-TotalPages'] ] );
		self::assertSame( [ 6, 5, 4, 3 ], array_column( (array) $answer->data, 'id' ) );
		self::assertSame( [ 3, 2, 1 ], $this->asked );
		self::assertSame( [ 2, 1 ], $this->ids( [ 'page' => 2, 'per_page' => 4 ] ) );
	}

	public function test_filters(): void {
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered' WHERE id = 1" );
		$this->database->run( "UPDATE wp_duet_outbox SET test = 'TEST1', payload = REPLACE( payload, '\"value\"', '\"order_id\":\"DE-9_2\",\"value\"' ) WHERE id = 2" );
		$this->database->run( "UPDATE wp_duet_outbox SET object_id = 0, event = 'Lead' WHERE id = 3" );
		self::assertSame( [ 1 ], $this->ids( [ 'state' => 'delivered' ] ) );
		self::assertSame( [ 2 ], $this->ids( [ 'test' => true ] ) );
		self::assertSame( [ 3, 1 ], $this->ids( [ 'test' => false ] ) );
		self::assertSame( [ 3 ], $this->ids( [ 'event' => 'Lead' ] ) );
		self::assertSame( [], $this->ids( [ 'pixel_code' => 'AAAAAAAAAAAAAAAAAAAA' ] ) );
		self::assertSame( [ 1 ], $this->ids( [ 'order' => '#1' ] ) );
		self::assertSame( [ 2 ], $this->ids( [ 'order' => 'DE-9_2' ] ), 'by the number the merchant knows' );
		self::assertSame( [], $this->ids( [ 'order' => '%' ] ) );
		self::assertSame( [], $this->ids( [ 'order' => '0' ] ), 'page events belong to no order' );
		$this->database->run( "UPDATE wp_duet_outbox SET object_id = 0, source = 'offline', payload = '{\"properties\":{\"order_id\":\"R-7\"}}' WHERE id = 3" );
		self::assertSame( [ 3 ], $this->ids( [ 'order' => 'R-7' ] ), 'a receipt of a till' );
		self::assertSame( [], $this->ids( [ 'order' => '0' ] ) );
		self::assertNull( ( (array) $this->read( [ 'event' => 'Lead' ] )->data )[0]['browser'] );
	}

	public function test_an_unreadable_payload_is_a_row_all_the_same(): void {
		$this->database->run( "UPDATE wp_duet_outbox SET payload = 'rubbish', identifiers = ''" );
		$row = ( (array) $this->read()->data )[0];
		self::assertSame( [ 'Purchase', [] ], [ $row['name'], $row['identifiers'] ] );
		self::assertSame( '{}', json_encode( $row['properties'] ) );
	}

	public function test_resend_answers_with_a_status_and_words(): void {
		self::assertSame( [ 404, 'duet_resend_unknown' ], $this->said( $this->post( [ 'id' => '99' ] ) ) );
		self::assertSame( [ 409, 'duet_resend_waiting' ], $this->said( $this->post( [ 'id' => '1' ] ) ) );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered', matching = ''" );
		self::assertSame( [ 200, 'duet_resend_queued' ], $this->said( $this->post( [ 'id' => '1' ] ) ) );
		$this->database->now += 49 * 3600;
		$late                 = $this->post( [ 'id' => '2' ] );
		self::assertSame( [ 409, 'duet_resend_late' ], $this->said( $late ) );
		self::assertTrue( $late->data['can_confirm'] );
		self::assertStringContainsString( '48 hours', $late->data['message'] );
		self::assertSame( [ 409, 'duet_resend_late' ], $this->said( $this->post( [ 'id' => '2', 'confirm' => 'yes' ] ) ) );
		self::assertSame( [ 200, 'duet_resend_queued' ], $this->said( $this->post( [ 'id' => '2', 'confirm' => true ] ) ) );
		$this->database->run( 'UPDATE wp_duet_outbox SET object_id = 0 WHERE id = 3' );
		$page = $this->post( [ 'id' => '3', 'confirm' => true ] );
		self::assertSame( [ 409, 'duet_resend_page' ], $this->said( $page ) );
		self::assertFalse( $page->data['can_confirm'] );
	}

	public function test_every_route_asks_who_it_is_and_what_he_may(): void {
		$this->route()->register();
		( new ReportRoute( $this->access, 'health', static fn(): array => [] ) )->register();
		do_action( 'rest_api_init' );
		$routes = $GLOBALS['duet_shop']['routes'];
		self::assertCount( 3, $routes );
		foreach ( $routes as $name => $route ) {
			$GLOBALS['duet_shop']['can'] = [ 'edit_posts' ];
			self::assertFalse( ( $route['permission_callback'] )(), $name );
			$GLOBALS['duet_shop']['can'] = [ $this->access->capability() ];
			self::assertTrue( ( $route['permission_callback'] )(), $name );
		}
		self::assertNotContains( 'tombstone', $routes['duet/v1/deliveries']['args']['state']['enum'] );
	}

	public function test_health_is_handed_on_uncached_with_maps_as_maps(): void {
		$answer = ( new ReportRoute( $this->access, 'health', static fn(): array => [ 'at' => 1, 'days' => [ [ 'date' => '2027-01-15', 'refused' => [] ] ] ], 'refused' ) )->read();
		self::assertSame( 'no-store', $answer->headers['Cache-Control'] );
		self::assertStringContainsString( '"refused":{}', (string) json_encode( $answer->data ) );
	}

	/** @return array{int, string} */
	private function said( WP_REST_Response $answer ): array {
		return [ $answer->status, $answer->data['code'] ];
	}
}
