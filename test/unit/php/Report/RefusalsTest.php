<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Policy\Refusal;
use Duet\Policy\Refusals;
use Duet\Support\Guard;
use Duet\Support\Log;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/woocommerce.php';

final class RefusalsTest extends TestCase {

	private MemoryDatabase $database;
	private string $today = '2027-01-15';

	protected function setUp(): void {
		$GLOBALS['duet_shop']         = [];
		$GLOBALS['duet_test_options'] = [];
		$this->database               = new MemoryDatabase();
	}

	private function request(): Refusals {
		$GLOBALS['duet_shop'] = [];
		return new Refusals( $this->database->gateway(), Fixture::catalogue(), fn(): string => $this->today, new Guard( new Log() ) );
	}

	/** @param array<int, string> $orders Order id => reason. */
	private function refuse( array $orders ): Refusals {
		$refusals = $this->request();
		foreach ( $orders as $order => $reason ) {
			$refusals->note( Fixture::purchase( $order, $this->database->now ), $reason );
		}
		do_action( 'shutdown' );
		return $refusals;
	}

	public function test_a_request_without_a_refusal_asks_the_database_nothing(): void {
		$this->database->queries = [];
		$this->request();
		do_action( 'shutdown' );
		self::assertSame( [], $this->database->queries );
	}

	public function test_a_request_writes_once_however_many_were_refused(): void {
		$this->database->queries = [];
		$refusals                = $this->refuse( [ 1 => 'consent_denied', 2 => 'consent_denied', 3 => 'consent_unknown' ] );
		self::assertCount( 2, $this->database->queries, 'one look, one write' );
		self::assertSame( [ '2027-01-15' => [ 'consent_denied' => 2, 'consent_unknown' => 1 ] ], $refusals->days() );
		self::assertSame( [], $refusals->days( 'Lead' ) );
	}

	public function test_reloading_the_thank_you_page_refuses_nobody_again(): void {
		$this->refuse( [ 1 => 'consent_denied' ] );
		$this->today             = '2027-01-16';
		$this->database->queries = [];
		$refusals                = $this->refuse( [ 1 => 'consent_denied' ] );
		self::assertCount( 1, $this->database->queries );
		self::assertSame( [ '2027-01-15' => [ 'consent_denied' => 1 ] ], $refusals->days( 'Purchase' ) );
	}

	public function test_an_event_of_no_order_counts_every_time(): void {
		$refusals = $this->request();
		$refusals->note( Fixture::page_event( 1, $this->database->now ), 'consent_unknown' );
		$refusals->note( Fixture::page_event( 1, $this->database->now ), 'consent_unknown' );
		do_action( 'shutdown' );
		self::assertSame( [ 'consent_unknown' => 2 ], $refusals->days( 'AddToCart' )['2027-01-15'] );
	}

	public function test_names_that_visitors_invent_share_one_count(): void {
		$invented = static fn( string $name ): Event => Event::of( Fixture::catalogue(), $name, 'own-12345678', 1_800_000_000, new Facts(), Fixture::visitor( '' ), Origin::Browser );
		$refusals = $this->request();
		for ( $number = 0; $number < 500; $number++ ) {
			$refusals->note( $invented( "Invented $number" ), 'consent_denied' );
		}
		$refusals->note( Fixture::purchase( 1, $this->database->now ), 'consent_denied' );
		do_action( 'shutdown' );
		self::assertSame( [ 'consent_denied' => 500 ], $refusals->days( Refusals::OTHER )['2027-01-15'] );
		self::assertSame( [ 'consent_denied' => 1 ], $refusals->days( 'Purchase' )['2027-01-15'] );
		self::assertSame( [ 'consent_denied' => 501 ], $refusals->days()['2027-01-15'] );
		self::assertLessThan( 200, strlen( $this->stored() ) );
	}

	public function test_counts_written_under_invented_names_before_are_put_together(): void {
		$this->database->run( "INSERT OR REPLACE INTO wp_options VALUES ( 'duet_refusals', '{\"days\":{\"2027-01-14\":{\"One\":{\"no_pixel\":2},\"Two\":{\"no_pixel\":3},\"Lead\":{\"no_pixel\":1}}},\"seen\":[]}', 'off' )" );
		$refusals = $this->refuse( [ 1 => 'consent_denied' ] );
		self::assertSame( [ 'no_pixel' => 5 ], $refusals->days( Refusals::OTHER )['2027-01-14'] );
		self::assertSame( [ 'no_pixel' => 6 ], $refusals->days()['2027-01-14'] );
		self::assertStringNotContainsString( 'One', $this->stored() );
	}

	private function stored(): string {
		return (string) $this->database->get_results( "SELECT option_value FROM wp_options WHERE option_name = 'duet_refusals'" )[0]['option_value'];
	}

	public function test_two_requests_at_once_are_two(): void {
		$this->refuse( [ 1 => 'consent_denied' ] );
		// Another request writes between this one's look and its write.
		$slow = new class() extends \wpdb {
			public MemoryDatabase $inner;
			public int $meanwhile = 1;
			public function prepare( string $sql, array $values ): string {
				return $this->inner->prepare( $sql, $values );
			}
			public function suppress_errors( bool $suppress = true ): bool {
				return $suppress;
			}
			public function get_results( string $sql, string $output = 'OBJECT' ): array {
				$rows = $this->inner->get_results( $sql, $output );
				if ( $this->meanwhile-- > 0 ) {
					$this->inner->run( "UPDATE wp_options SET option_value = REPLACE( option_value, '\"consent_denied\":1', '\"consent_denied\":7' )" );
				}
				return $rows;
			}
			public function query( string $sql ): int|bool {
				return $this->inner->query( $sql );
			}
		};
		$slow->inner          = $this->database;
		$GLOBALS['duet_shop'] = [];
		$refusals             = new Refusals( new \Duet\Outbox\Database( $slow, new Log() ), Fixture::catalogue(), fn(): string => $this->today, new Guard( new Log() ) );
		$refusals->note( Fixture::purchase( 2, $this->database->now ), 'consent_denied' );
		do_action( 'shutdown' );
		self::assertSame( [ '2027-01-15' => [ 'consent_denied' => 8 ] ], $refusals->days() );
	}

	public function test_sixty_days_are_kept_and_the_option_is_not_autoloaded(): void {
		for ( $day = 0; $day < 70; $day++ ) {
			$this->today = gmdate( 'Y-m-d', 1_800_000_000 + $day * 86400 );
			$refusals    = $this->refuse( [ $day + 1 => 'no_pixel' ] );
		}
		self::assertCount( 60, $refusals->days() );
		self::assertSame( $this->today, array_key_last( $refusals->days() ) );
		$option = $this->database->get_results( "SELECT autoload FROM wp_options WHERE option_name = 'duet_refusals'" );
		self::assertSame( 'off', $option[0]['autoload'] );
	}

	public function test_an_option_edited_by_hand_counts_as_nothing(): void {
		foreach ( [ 'rubbish', '[]', '{"days":{"2027-01-01":"x","2027-01-02":{"Purchase":{"consent_denied":"2"}}},"seen":[1]}' ] as $stored ) {
			$this->database->run( "INSERT OR REPLACE INTO wp_options VALUES ( 'duet_refusals', '$stored', 'off' )" );
			self::assertSame( [ 'consent_denied' => 1 ], $this->refuse( [ 1 => 'consent_denied' ] )->days()['2027-01-15'] );
		}
	}

	public function test_a_database_that_refuses_stops_nobody(): void {
		$this->database->refuses = 'wp_options';
		self::assertSame( [], $this->refuse( [ 1 => 'consent_denied' ] )->days() );
	}

	public function test_a_switch_the_merchant_turned_is_no_refusal(): void {
		self::assertSame( [ false, true, true, true, true, true, true ], array_map( static fn( Refusal $refusal ): bool => $refusal->counts(), Refusal::cases() ) );
	}
}
