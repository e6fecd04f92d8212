<?php
declare(strict_types=1);

namespace Duet\Test\Accuracy;

use DateTimeZone;
use Duet\Accuracy\Accuracy;
use Duet\Accuracy\Sales;
use Duet\Test\TestClock;
use PHPUnit\Framework\TestCase;

final class AccuracyTest extends TestCase {

	private const NOW = 1_795_431_600; // 2026-11-23 12:00 in Berlin.

	/**
	 * @param list<array{int, array<string, string>}> $sales Seconds ago, reasons by pixel.
	 * @return array<string, mixed>
	 */
	private function report( array $sales, int $days = 3 ): array {
		$rows = [];
		foreach ( $sales as $index => [ $ago, $reasons ] ) {
			$rows[] = [ 'order' => $index + 1, 'number' => 'N' . ( $index + 1 ), 'time' => self::NOW - $ago, 'reasons' => $reasons ];
		}
		$sales = $this->createStub( Sales::class );
		$sales->method( 'sales' )->willReturnCallback( static fn( int $from, int $until ): array => array_values( array_filter( $rows, static fn( array $row ): bool => $row['time'] >= $from ) ) );
		return ( new Accuracy( $sales, new TestClock( self::NOW ), new DateTimeZone( 'Europe/Berlin' ) ) )->of( $days );
	}

	public function test_counts_days_by_the_sites_own_calendar(): void {
		// 13 hours ago it was yesterday in Berlin.
		$report = $this->report( [ [ 60, [] ], [ 13 * 3600, [] ], [ 13 * 3600, [ 'A' => 'pending' ] ] ] );
		self::assertSame(
			[
				[ 'date' => '2026-11-21', 'sales' => 0, 'delivered' => 0, 'reasons' => [] ],
				[ 'date' => '2026-11-22', 'sales' => 2, 'delivered' => 1, 'reasons' => [ 'pending' => 1 ] ],
				[ 'date' => '2026-11-23', 'sales' => 1, 'delivered' => 1, 'reasons' => [] ],
			],
			$report['days']
		);
		self::assertEqualsWithDelta( 2 / 3, $report['accuracy'], 1e-9 );
	}

	public function test_who_may_not_be_sent_is_no_mistake_and_everything_else_is(): void {
		$report = $this->report( [ [ 1, [] ], [ 2, [ 'A' => 'consent_denied' ] ], [ 3, [ 'A' => 'no_visitor' ] ], [ 4, [ 'A' => 'dead' ] ], [ 5, [ 'A' => 'pending' ] ] ] );
		self::assertSame( [ 5, 3, 1, 1 ], [ $report['sales'], $report['allowed'], $report['delivered'], $report['unseen'] ], 'an order nobody saw being made is a class of its own' );
		self::assertSame( [ 'pending', 'dead', 'no_visitor', 'consent_denied' ], array_column( $report['differences'], 'reason' ), 'what ought not to be first' );
	}

	public function test_with_several_pixels_all_must_have_it_and_the_worst_reason_speaks(): void {
		$report = $this->report( [ [ 1, [ 'A' => 'pending', 'B' => 'dead' ] ], [ 2, [ 'A' => 'withheld', 'B' => 'pending' ] ] ] );
		self::assertSame( [ 2, 2, 0, 0.0 ], [ $report['sales'], $report['allowed'], $report['delivered'], (float) $report['accuracy'] ] );
		self::assertSame( [ 'dead' => 1, 'pending' => 1 ], $report['days'][2]['reasons'] );
		self::assertCount( 4, $report['differences'] );
	}

	public function test_the_days_before_end_where_the_days_of_the_report_begin(): void {
		$midnight = 12 * 3600;
		$times    = [ 1, $midnight + 2 * 86400, $midnight + 2 * 86400 + 1, $midnight + 5 * 86400, $midnight + 5 * 86400 + 1 ];
		$sales    = $this->createStub( Sales::class );
		$sales->method( 'sales' )->willReturnCallback(
			static fn( int $from, int $until ): array => array_values(
				array_map(
					static fn( int $ago ): array => [ 'order' => $ago, 'number' => "$ago", 'time' => self::NOW - $ago, 'reasons' => [] ],
					array_filter( $times, static fn( int $ago ): bool => self::NOW - $ago >= $from && self::NOW - $ago <= $until )
				)
			)
		);
		$accuracy = new Accuracy( $sales, new TestClock( self::NOW ), new DateTimeZone( 'Europe/Berlin' ), 6 );
		self::assertSame( 2, $accuracy->of( 3 )['sales'] );
		self::assertSame( [ 'sales' => 2, 'delivered' => 2, 'accuracy' => 1 ], array_map( intval( ... ), $accuracy->before( 3 ) ?? [] ) );
		self::assertNull( $accuracy->before( 4 ), 'deliveries are kept for six days' );
	}

	public function test_without_a_sale_there_is_no_number(): void {
		self::assertNull( $this->report( [] )['accuracy'] );
		self::assertNull( $this->report( [ [ 1, [ 'A' => 'consent_denied' ] ] ] )['accuracy'] );
	}

	public function test_lists_two_hundred_and_counts_the_rest(): void {
		$report = $this->report( array_fill( 0, 250, [ 1, [ 'A' => 'missing' ] ] ) );
		self::assertSame( [ 200, 50, 250 ], [ count( $report['differences'] ), $report['more'], $report['sales'] ] );
	}

	public function test_a_flood_of_refusals_hides_no_lost_sale(): void {
		$report = $this->report( [ [ 9, [ 'A' => 'dead' ] ], ...array_fill( 0, 300, [ 1, [ 'A' => 'consent_denied' ] ] ), [ 8, [ 'A' => 'missing' ] ] ] );
		self::assertSame( [ 'missing', 'dead', 'consent_denied' ], array_slice( array_column( $report['differences'], 'reason' ), 0, 3 ) );
		self::assertSame( [ 200, 102 ], [ count( $report['differences'] ), $report['more'] ] );
	}

	public function test_keeps_a_sale_whose_clock_runs_ahead(): void {
		self::assertSame( 1, $this->report( [ [ -86400, [] ] ] )['days'][2]['sales'] );
	}
}
