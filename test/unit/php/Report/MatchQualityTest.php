<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use DateTimeZone;
use Duet\Hashing\IdentifierChoice;
use Duet\Report\MatchQuality;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use PHPUnit\Framework\TestCase;

final class MatchQualityTest extends TestCase {

	private MemoryDatabase $database;

	protected function setUp(): void {
		$this->database = new MemoryDatabase();
		Fixture::fill( $this->database, 6 );
	}

	/** @param list<string> $unticked */
	private function report( array $unticked = [] ): array {
		$choice = $this->createStub( IdentifierChoice::class );
		$choice->method( 'unticked' )->willReturn( $unticked );
		$choice->method( 'is_page' )->willReturnCallback( static fn( string $event ): bool => 'Pageview' === $event );
		return ( new MatchQuality( $this->database->gateway(), $choice, new DateTimeZone( 'Europe/Berlin' ) ) )->report( $this->database->now );
	}

	private function delivered( int $id, string $identifiers, int $ago = 0 ): void {
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered', identifiers = '$identifiers', delivered_at = " . ( $this->database->now - $ago ) . " WHERE object_id = $id" );
	}

	public function test_counts_deliveries_per_event_and_day_and_names_the_greatest_gap(): void {
		$this->delivered( 1, 'email,phone,external_id,ttp,ip' );
		$this->delivered( 2, 'email,external_id,ttp,ip' );
		$this->delivered( 3, 'email,external_id,ttp,ip' );
		$this->delivered( 4, '', 8 * 86400 );
		[ $day ] = $this->report()['days'];
		self::assertSame( [ 'Purchase', 3, [ 'email' => 3, 'external_id' => 3, 'ip' => 3, 'phone' => 1, 'ttp' => 3 ] ], [ $day['event'], $day['deliveries'], self::sorted( $day['with'] ) ] );
		self::assertSame( [ 'event' => 'Purchase', 'identifier' => 'phone', 'missing' => 2, 'of' => 3, 'unticked' => false ], $this->report()['advice'] );
		self::assertTrue( $this->report( [ 'phone' ] )['advice']['unticked'] );
	}

	public function test_days_apart_page_events_tests_and_forgotten_people_outside(): void {
		$this->delivered( 1, 'email,phone,external_id,ttp,ip' );
		$this->delivered( 2, 'email,phone,external_id,ttp,ip', 86400 );
		$this->delivered( 3, '' );
		$this->delivered( 4, '' );
		$this->delivered( 5, '' );
		$this->database->run( "UPDATE wp_duet_outbox SET event = 'Pageview' WHERE object_id = 3" );
		$this->database->run( "UPDATE wp_duet_outbox SET test = 'TEST1' WHERE object_id = 4" );
		$this->database->run( "UPDATE wp_duet_outbox SET visitor = 'erased' WHERE object_id = 5" );
		$report = $this->report();
		self::assertSame( [ 'Pageview', 'Purchase', 'Purchase' ], array_column( $report['days'], 'event' ) );
		self::assertSame( [ 1, 1, 1 ], array_column( $report['days'], 'deliveries' ) );
		self::assertNull( $report['advice'], 'a page view carries nobody by design' );
	}

	public function test_nothing_delivered(): void {
		self::assertSame( [ 'days' => [], 'advice' => null ], $this->report() );
	}

	/**
	 * @param array<string, int> $with
	 * @return array<string, int>
	 */
	private static function sorted( array $with ): array {
		ksort( $with );
		return $with;
	}
}
