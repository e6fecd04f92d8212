<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use Duet\Admin\PaidOrders;
use Duet\Deliveries\Ledger;
use Duet\Drain\Upkeep;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Reply;
use Duet\Report\Health;
use Duet\Policy\Refusals;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Guard;
use Duet\Support\Log;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\TestClock;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/woocommerce.php';

final class HealthTest extends TestCase {

	private MemoryDatabase $database;

	/** @var list<array{int, int}> Stretches of time asked for. */
	private array $asked = [];

	protected function setUp(): void {
		$GLOBALS['duet_shop']          = [ 'timezone' => 'Europe/Berlin' ];
		$GLOBALS['duet_test_options']  = [ Settings::OPTION => [ 'pixels' => [ [ 'code' => Fixture::PIXEL, 'label' => 'Shop' ] ] ] ];
		$GLOBALS['duet_test_autoload'] = [];
		$this->database                = new MemoryDatabase();
		$this->asked                   = [];
	}

	private function health(): Health {
		$gateway  = $this->database->gateway();
		$tokens   = new Tokens( [ Fixture::PIXEL => Fixture::TOKEN ], 'secret' );
		$settings = new Settings( Schema::shipped(), $tokens );
		$orders   = function ( int $from, int $until ): int {
			$this->asked[] = [ $from, $until ];
			return 5;
		};
		$shop     = $this->createStub( PaidOrders::class );
		$shop->method( 'paid_orders' )->willReturnCallback( $orders );
		return new Health( $settings, $tokens, new Ledger( $gateway, new Upkeep( $gateway ) ), new Pauses( $gateway ), new Refusals( $gateway, Fixture::catalogue(), static fn(): string => '2027-01-15', new Guard( new Log() ) ), $shop, new TestClock( fn(): int => $this->database->now ) );
	}

	public function test_days_are_the_sites_own_and_count_each_order_once(): void {
		Fixture::fill( $this->database, 4 );
		Fixture::fill( $this->database, 4, 'AAAAAAAAAAAAAAAAAAAA' );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered' WHERE object_id < 3" );
		$this->database->run( "UPDATE wp_duet_outbox SET test = 'TEST1' WHERE object_id = 4" );
		$this->database->run( "INSERT INTO wp_options VALUES ( 'duet_refusals', '{\"days\":{\"2027-01-15\":{\"Purchase\":{\"consent_denied\":2},\"Lead\":{\"no_pixel\":9}}}}', 'off' )" );
		$days = $this->health()->report()['days'];
		self::assertCount( 7, $days );
		// 1,800,000,000 is 15 January 2027, 09:00 in Berlin.
		self::assertSame( [ 'date' => '2027-01-15', 'orders' => 5, 'refused' => [ 'consent_denied' => 2 ], 'enqueued' => 3, 'delivered' => 2 ], $days[6] );
		self::assertSame( [ 'date' => '2027-01-09', 'orders' => 5, 'refused' => [], 'enqueued' => 0, 'delivered' => 0 ], $days[0] );
		self::assertSame( [ 1_800_000_000 - 9 * 3600, 1_800_000_000 + 15 * 3600 ], $this->asked[6] );
	}

	public function test_a_day_may_have_23_hours(): void {
		$this->database->now = (int) strtotime( '2027-03-28T12:00:00Z' );
		$this->health()->report();
		self::assertSame( 23 * 3600, $this->asked[6][1] - $this->asked[6][0] );
		self::assertSame( 24 * 3600, $this->asked[5][1] - $this->asked[5][0] );
	}

	public function test_a_paused_pixel_says_why_and_what_was_last_heard(): void {
		$pixel = fn(): array => $this->health()->report()['pixels'][0];
		self::assertSame( [ 'code' => Fixture::PIXEL, 'label' => 'Shop', 'has_token' => true, 'paused' => null, 'last' => null ], $pixel() );
		$reply       = Reply::from_response( 200, '{"code":40105,"message":"Access token is incorrect","request_id":"R1"}', '', 0 );
		$fingerprint = (string) ( new Tokens( [ Fixture::PIXEL => Fixture::TOKEN ], 'secret' ) )->fingerprint( Fixture::PIXEL );
		$pauses      = new Pauses( $this->database->gateway() );
		$pauses->end_turn( Fixture::PIXEL, 'me', ( new Pause() )->after( $reply, $this->database->now, $fingerprint, static fn( int $most ): int => $most ), $reply, $this->database->now );
		self::assertNull( $pixel()['paused'], 'the answer of a minute ago' );
		$this->database->now += 60;
		self::assertSame( [ 'reason' => 'bad_credentials', 'message' => '40105 Access token is incorrect', 'since' => $this->database->now - 60, 'until' => 0 ], $pixel()['paused'] );
		self::assertSame( 'R1', $pixel()['last']['request_id'] );
	}

	public function test_the_offline_event_set_is_watched_once_it_has_a_token(): void {
		$codes = fn(): array => array_column( $this->health()->pixels(), 'code' );
		$GLOBALS['duet_test_options'][ Settings::OPTION ]['offline'] = [ 'event_set_id' => '7123456789012345678' ];
		self::assertSame( [ Fixture::PIXEL ], $codes() );
		( new Tokens( [], 'secret' ) )->set( '7123456789012345678', 'a-token-of-the-offline-set' );
		self::assertSame( [ Fixture::PIXEL, '7123456789012345678' ], $codes() );
	}

	public function test_sales_of_a_file_are_no_orders(): void {
		Fixture::fill( $this->database, 2 );
		$this->database->run( 'UPDATE wp_duet_outbox SET object_id = 0 WHERE object_id = 2' );
		self::assertSame( 1, $this->health()->report()['days'][6]['enqueued'] );
	}

	public function test_a_minute_of_looking_costs_one_count(): void {
		Fixture::fill( $this->database, 2 );
		$first                   = $this->health()->report();
		$this->database->queries = [];
		$this->database->now    += 59;
		self::assertSame( $first, $this->health()->report() );
		self::assertSame( [], $this->database->queries );
		self::assertFalse( $GLOBALS['duet_test_autoload'][ Health::OPTION ] );
		$this->database->now += 1;
		self::assertSame( [ 2, 1059 ], [ $this->health()->report()['counts']['pending'], $this->health()->report()['oldest_pending'] ] );
	}

	public function test_a_command_line_is_not_told_of_a_minute_ago(): void {
		Fixture::fill( $this->database, 2 );
		$this->health()->report();
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered' WHERE id = 1" );
		self::assertSame( [ 0, 1 ], [ $this->health()->report()['counts']['delivered'], $this->health()->report( true )['counts']['delivered'] ] );
	}

	public function test_a_stored_answer_from_the_future_or_broken_is_not_believed(): void {
		foreach ( [ 'rubbish', [ 'at' => $this->database->now + 9, 'report' => [] ], [ 'at' => 'x', 'report' => [] ] ] as $stored ) {
			$GLOBALS['duet_test_options'][ Health::OPTION ] = $stored;
			self::assertSame( $this->database->now, $this->health()->report()['at'] );
		}
	}
}
