<?php
declare(strict_types=1);

namespace Duet\Test\Cli;

use Duet\Accuracy\Reconcile;
use Duet\Accuracy\SaleRepair;
use Duet\Accuracy\Sales;
use Duet\Cli\Command;
use Duet\Cli\Commands;
use Duet\Deliveries\Again;
use Duet\Deliveries\Deliveries;
use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Drain\Drain;
use Duet\Drain\DrainReport;
use Duet\Drain\OutboxDrain;
use Duet\Drain\Upkeep;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Payload;
use Duet\Offline\OfflineImport;
use Duet\Offline\SalesImport;
use Duet\Outbox\Outbox;
use Duet\Report\PixelHealth;
use Duet\Report\Resume;
use Duet\Report\Status;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use Duet\Sweep\StoredOrders;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\TestClock;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__, 3 ) . '/config/wp-cli-stub.php';

final class CommandsTest extends TestCase {

	private const REPORT = [ 'at' => 1, 'counts' => [ 'pending' => 2, 'delivered' => 7 ], 'oldest_pending' => 90, 'pixels' => [], 'days' => [] ];

	protected function setUp(): void {
		$GLOBALS['duet_cli']          = [];
		$GLOBALS['duet_test_options'] = [];
	}

	/**
	 * Runs it as WP-CLI would.
	 *
	 * @param list<string>               $args
	 * @param array<string, string|bool> $options
	 * @return int Exit code.
	 */
	private function wp( Command $command, array $args = [], array $options = [] ): int {
		$GLOBALS['duet_cli'] = [];
		( new Commands( [ $command ] ) )->register();
		[ $run ] = $GLOBALS['duet_cli']['commands'][ 'duet ' . $command->name() ];
		$run( $args, $options + [ 'format' => 'table' ] );
		return $GLOBALS['duet_cli']['exit'] ?? 0;
	}

	/** @return list<array<string, mixed>> */
	private static function rows(): array {
		return $GLOBALS['duet_cli']['items'][1];
	}

	/** @param array<string, mixed> $pixel */
	private function status_of( array $pixel = [] ): Status {
		$health = $this->createStub( PixelHealth::class );
		$health->method( 'report' )->willReturn( [ 'pixels' => [ $pixel + [ 'code' => Fixture::PIXEL, 'has_token' => true, 'paused' => null ] ] ] + self::REPORT );
		return new Status( $health );
	}

	public function test_status_is_readable_and_machine_readable(): void {
		self::assertSame( 0, $this->wp( $this->status_of() ) );
		self::assertSame( [ 'pending' => '2', 'delivered' => '7', 'oldest pending' => '90 s', Fixture::PIXEL => 'sends' ], array_column( self::rows(), 'value', 'what' ) );
		$this->wp( $this->status_of(), [], [ 'format' => 'json' ] );
		self::assertSame( 90, json_decode( $GLOBALS['duet_cli']['line'][0], true )['oldest_pending'] );
	}

	/** @return iterable<string, array{array<string, mixed>, int, string}> */
	public static function pixels(): iterable {
		yield 'no token' => [ [ 'has_token' => false ], 1, 'no access token' ];
		yield 'refused token' => [ [ 'paused' => [ 'reason' => 'bad_credentials', 'message' => '40105 wrong' ] ], 1, 'paused: 40105 wrong' ];
		yield 'refused events' => [ [ 'paused' => [ 'reason' => 'bad_event', 'message' => '40002 no' ] ], 1, 'paused: 40002 no' ];
		yield 'TikTok is away' => [ [ 'paused' => [ 'reason' => 'unreachable', 'message' => 'no route' ] ], 0, 'paused: no route' ];
	}

	/** @param array<string, mixed> $pixel */
	#[DataProvider( 'pixels' )]
	public function test_status_fails_when_the_merchant_must_act( array $pixel, int $exit, string $words ): void {
		self::assertSame( $exit, $this->wp( $this->status_of( $pixel ) ) );
		self::assertSame( $words, array_column( self::rows(), 'value', 'what' )[ Fixture::PIXEL ] );
	}

	public function test_drain_says_what_it_did_and_fails_for_a_refused_token_alone(): void {
		$seconds = 0;
		$drain   = function ( ?Outcome $reason ) use ( &$seconds ): Drain {
			$outbox = $this->createStub( OutboxDrain::class );
			$outbox->method( 'drain' )->willReturnCallback(
				static function ( int $given ) use ( &$seconds, $reason ): DrainReport {
					$seconds = $given;
					return new DrainReport( requests: 1, delivered: 3, paused: null === $reason ? [] : [ Fixture::PIXEL => new Pause( $reason, message: 'why' ) ] );
				}
			);
			return new Drain( $outbox );
		};
		self::assertSame( 0, $this->wp( $drain( null ), [], [ 'seconds' => '7' ] ) );
		self::assertSame( 7, $seconds );
		self::assertSame( [ [ 'requests' => 1, 'delivered' => 3, 'dead' => 0, 'expired' => 0, 'lapsed' => 0, 'released' => 0 ] ], self::rows() );
		self::assertSame( 0, $this->wp( $drain( Outcome::Unreachable ) ) );
		self::assertSame( 50, $seconds );
		self::assertSame( 1, $this->wp( $drain( Outcome::BadEvent ) ) );
		self::assertSame( 1, $this->wp( $drain( Outcome::BadCredentials ) ) );
		self::assertSame( [ Fixture::PIXEL . ' is paused: why' ], $GLOBALS['duet_cli']['warning'] );
	}

	public function test_resume_ends_a_pause_and_fails_when_there_is_none(): void {
		$health = $this->createStub( PixelHealth::class );
		$health->method( 'resume' )->willReturnCallback( static fn( string $pixel ): bool => 'A' === $pixel );
		$command = new Resume( $health );
		self::assertSame( 0, $this->wp( $command, [ 'A' ] ) );
		self::assertSame( 1, $this->wp( $command, [ 'A', 'B' ] ) );
		self::assertSame( [ 'A' => 'resumed', 'B' => 'unchanged' ], array_column( self::rows(), 'result', 'pixel' ) );
	}

	public function test_deliveries_are_filtered_and_harmless_in_a_spreadsheet(): void {
		$database = new MemoryDatabase();
		Fixture::fill( $database, 3 );
		$database->run( "UPDATE wp_duet_outbox SET test = 'T1' WHERE id = 1" );
		$database->run( "UPDATE wp_duet_outbox SET state = 'dead', reply = '=HYPERLINK(1)' WHERE id = 2" );
		$command = new Deliveries( new Ledger( $database->gateway(), new Upkeep( $database->gateway() ) ) );
		self::assertSame( 0, $this->wp( $command ) );
		self::assertSame( [ 3, 2 ], array_column( self::rows(), 'id' ) );
		self::assertSame( [ gmdate( 'Y-m-d\TH:i:s\Z', $database->now - 997 ), '' ], [ self::rows()[0]['event_time'], self::rows()[0]['delivered_at'] ] );
		self::assertArrayNotHasKey( 'payload', self::rows()[0] );
		$this->wp( $command, [], [ 'order' => '#2', 'format' => 'csv' ] );
		self::assertSame( [ "'=HYPERLINK(1)" ], array_column( self::rows(), 'reply' ) );
		$this->wp( $command, [], [ 'state' => 'dead', 'format' => 'json' ] );
		self::assertSame( [ '=HYPERLINK(1)' ], array_column( self::rows(), 'reply' ) );
		$this->wp( $command, [], [ 'test' => true ] );
		self::assertSame( [ 1 ], array_column( self::rows(), 'id' ) );
		$this->wp( $command, [], [ 'limit' => '1', 'page' => '2' ] );
		self::assertSame( [ 2 ], array_column( self::rows(), 'id' ) );
	}

	public function test_resend_fails_when_one_was_not_sent(): void {
		$GLOBALS['duet_test_options'][ Settings::OPTION ] = [ 'pixels' => [ [ 'code' => Fixture::PIXEL ] ] ];

		$database = new MemoryDatabase();
		Fixture::fill( $database, 2 );
		$database->run( "UPDATE wp_duet_outbox SET state = 'delivered'" );
		$settings = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$gateway  = $database->gateway();
		$event    = static fn( int $order ) => Fixture::purchase( $order, $database->now );
		$orders   = $this->createStub( StoredOrders::class );
		$orders->method( 'event' )->willReturnCallback( $event );
		$command  = new Again( new Resend( $settings, new Ledger( $gateway, new Upkeep( $gateway ) ), new Outbox( $gateway, new Log() ), new Payload( Fixture::catalogue() ), $orders, new TestClock( static fn(): int => $database->now ) ) );
		self::assertSame( 0, $this->wp( $command, [ '1' ] ) );
		self::assertSame( 1, $this->wp( $command, [ '2', '1', 'x' ] ) );
		self::assertSame( [ 'queued', 'waiting', 'unknown' ], array_column( self::rows(), 'result' ) );
		$database->run( "UPDATE wp_duet_outbox SET state = 'dead'" );
		$database->now += 50 * 3600;
		self::assertSame( 1, $this->wp( $command, [ '1' ] ) );
		self::assertSame( 0, $this->wp( $command, [ '1' ], [ 'yes' => true ] ) );
	}

	public function test_reconcile_fails_for_what_should_not_be(): void {
		$asked    = [];
		$repaired = 0;
		$refunds  = [];
		$reason   = 'consent_denied';
		$sales    = $this->createStub( Sales::class );
		$repair   = $this->createStub( SaleRepair::class );
		$sales->method( 'differences' )->willReturnCallback(
			static function ( int $from, int $until ) use ( &$asked, &$reason ): iterable {
				$asked = [ $from, $until ];
				yield [ 'order' => 15, 'number' => 'A15', 'time' => 1_800_000_000, 'pixel_code' => Fixture::PIXEL, 'reason' => $reason ];
			}
		);
		$repair->method( 'run' )->willReturnCallback(
			static function () use ( &$repaired ): array {
				return [ 'found' => ++$repaired, 'again' => 2, 'left' => 0 ];
			}
		);
		$sales->method( 'refunds' )->willReturnCallback(
			static function () use ( &$refunds ): iterable {
				foreach ( $refunds as $value ) {
					yield Event::of( Fixture::catalogue(), 'Refund', 'R-90-abcdef', 1_800_000_000, new Facts( [ 'value' => $value, 'currency' => 'EUR' ] ), new Visitor(), Origin::Server, 15 );
				}
			}
		);
		$command = new Reconcile( $sales, $repair, new TestClock( 1_800_000_000 ), 30 );
		self::assertSame( 0, $this->wp( $command, [], [ 'days' => '2' ] ) );
		self::assertSame( [ [ 1_800_000_000 - 2 * 86400, 1_800_000_000 ], 0 ], [ $asked, $repaired ] );
		self::assertSame( '2027-01-15T08:00:00Z', self::rows()[0]['time'] );
		$this->wp( $command, [], [ 'days' => '300' ] );
		self::assertSame( 1_800_000_000 - 30 * 86400, $asked[0], 'what was forgotten since is not lost' );
		foreach ( [ 'missing', 'too_late', 'dead', 'expired', 'broken' ] as $reason ) {
			self::assertSame( 1, $this->wp( $command ), $reason );
		}
		foreach ( [ 'pending', 'withheld', 'no_visitor', 'excluded' ] as $reason ) {
			self::assertSame( 0, $this->wp( $command ), $reason );
		}
		$reason = 'withheld_by_code';
		self::assertSame( 0, $this->wp( $command ), 'the merchant\'s own code' );
		self::assertSame( [ 'Withheld by code on this site, with the filter duet_event: 1.' ], $GLOBALS['duet_cli']['log'] );
		$reason = 'excluded';
		$this->wp( $command, [], [ 'repair' => true ] );
		self::assertSame( [ 1, [ '1 brought in, 2 sent again.' ] ], [ $repaired, $GLOBALS['duet_cli']['log'] ] );
		$this->wp( $command, [], [ 'repair' => true, 'format' => 'json' ] );
		self::assertArrayNotHasKey( 'log', $GLOBALS['duet_cli'], 'a sentence would spoil the JSON' );
		$refunds = [ 5.0, 2.5 ];
		self::assertSame( 0, $this->wp( $command ) );
		self::assertStringStartsWith( 'Refunds: 2, together 7.50 EUR.', $GLOBALS['duet_cli']['log'][0] );
	}

	/** @return iterable<string, array{Command, array<string, string>, string}> */
	public static function typing_errors(): iterable {
		$database   = new MemoryDatabase();
		$deliveries = new Deliveries( new Ledger( $database->gateway(), new Upkeep( $database->gateway() ) ) );
		$outbox     = new class() implements OutboxDrain {
			public function drain( int $seconds = 20, int $batches = PHP_INT_MAX ): DrainReport {
				throw new \LogicException( 'drained' );
			}
		};
		$drain      = new Drain( $outbox );
		yield 'no number' => [ $deliveries, [ 'limit' => 'abc' ], '--limit takes' ];
		yield 'nothing' => [ $deliveries, [ 'limit' => '' ], '--limit takes' ];
		yield 'zero' => [ $deliveries, [ 'page' => '0' ], '--page takes' ];
		yield 'below' => [ $drain, [ 'seconds' => '-1' ], '--seconds takes' ];
		yield 'a fraction' => [ $drain, [ 'seconds' => '1.5' ], '--seconds takes' ];
		$file   = new class() implements SalesImport {
			public function obstacle(): string {
				return '';
			}
			public function check( string $bytes, array $given ): array {
				return [ 'columns' => [ 'Who', 'When' ], 'reading' => [ 'map' => (object) array_intersect_key( (array) ( $given['map'] ?? [] ), [ 'email' => 0, 'date' => 0 ] ), 'dates' => 'iso', 'decimal' => '.', 'currency' => 'EUR', 'country' => 'DE' ], 'rows' => 1, 'errors' => [], 'ticket' => 'yes' ];
			}
			public function run( string $bytes, array $given, string $ticket, int $from ): array {
				throw new \LogicException( 'imported' );
			}
		};
		$import = new OfflineImport( $file );
		yield 'a column there is not' => [ $import, [ 'map' => 'email:Whom' ], 'no column "Whom". There are: Who, When.' ];
		yield 'a field there is not' => [ $import, [ 'map' => 'email:Who,mood:When' ], 'no field mood.' ];
		yield 'no pair' => [ $import, [ 'map' => 'email' ], 'no column ""' ];
		yield 'no currency' => [ $import, [ 'currency' => 'euro' ], '--currency cannot be "euro"' ];
	}

	/** @param array<string, string> $options */
	#[DataProvider( 'typing_errors' )]
	public function test_a_typing_error_does_nothing_else_instead( Command $command, array $options, string $words ): void {
		self::assertSame( 1, $this->wp( $command, [ __FILE__ ], $options ) );
		self::assertStringContainsString( $words, $GLOBALS['duet_cli']['warning'][0] );
	}

	public function test_every_command_has_help_and_three_formats(): void {
		$this->wp( $this->status_of() );
		[ , $help ] = $GLOBALS['duet_cli']['commands']['duet status'];
		self::assertNotSame( '', $help['shortdesc'] );
		self::assertSame( [ 'table', 'json', 'csv' ], array_column( $help['synopsis'], 'options', 'name' )['format'] );
	}
}
