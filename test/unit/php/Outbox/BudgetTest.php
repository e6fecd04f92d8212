<?php
declare(strict_types=1);

namespace Duet\Test\Outbox;

use Duet\Outbox\Budget;
use Duet\Support\Log;
use PHPUnit\Framework\TestCase;

final class BudgetTest extends TestCase {

	private MemoryDatabase $database;

	protected function setUp(): void {
		$GLOBALS['duet_test_options']  = [];
		$GLOBALS['duet_test_autoload'] = [];
		$this->database                = new MemoryDatabase();
	}

	/** @param (\Closure(list<int>): list<int>)|null $counted */
	private function budget( int $megabytes = 1, ?\Closure $counted = null ): Budget {
		return new Budget( $this->database->gateway(), static fn(): int => $megabytes, new Log(), $counted );
	}

	public function test_a_sale_goes_only_when_its_order_has_a_note(): void {
		$this->put( 600, "class = 0, event = 'Purchase', object_id = id", 90 * 86400, 'sale' );
		$left = 20;
		$note = function ( array $orders ) use ( &$left ): array {
			[ $now, $left ] = [ $left, max( 0, $left - count( $orders ) ) ];
			return array_slice( $orders, $now );
		};
		self::assertSame( 20, $this->budget( 1, $note )->enforce( $this->database->now ) );
		self::assertSame( [ [ 'sale' => 580 ], 580 ], [ $this->left(), $this->budget()->report()['rows'] ] );
	}

	public function test_orders_that_cannot_be_noted_keep_no_other_sale_from_going(): void {
		$this->put( 600, "class = 0, event = 'Purchase', object_id = 7", 90 * 86400, 'stuck' );
		$this->put( 600, "class = 0, event = 'Purchase', object_id = 8", 80 * 86400, 'sale' );
		$note = static fn( array $orders ): array => array_intersect( $orders, [ 7 ] );
		$this->budget( 1, $note )->enforce( $this->database->now );
		self::assertSame( [ 'stuck' => 600 ], $this->left() );
	}

	/** @param string $columns What differs from a delivered page event of 1,000 bytes, as "column = value, ...". */
	private function put( int $count, string $columns = '', int $age = 0, string $kind = 'event', int $bytes = 1000 ): void {
		$born = $this->database->now - $age;
		$this->database->run( "INSERT INTO wp_duet_outbox ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) WITH RECURSIVE n( i ) AS ( SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count ) SELECT 'P', 'x', '$kind-' || i, 'delivered', 2, 'browser', printf( '%.*c', $bytes, 'x' ), '', 0, 0, $born, 0 FROM n" );
		if ( '' !== $columns ) {
			$this->database->run( "UPDATE wp_duet_outbox SET $columns WHERE event_id LIKE '$kind-%'" );
		}
	}

	/** @return array<string, int> Rows left by kind. */
	private function left(): array {
		$kinds = array_map( static fn( string $id ): string => explode( '-', $id )[0], array_column( $this->database->all( 'event_id' ), 'event_id' ) );
		$count = array_count_values( $kinds );
		unset( $count['~'] );
		ksort( $count );
		return $count;
	}

	public function test_within_the_budget_nothing_goes(): void {
		$this->put( 500 );
		self::assertSame( 0, $this->budget()->enforce( $this->database->now ) );
		self::assertSame( [ 'event' => 500 ], $this->left() );
		self::assertSame( [ 'rows' => 500, 'bytes' => 500 * ( 1000 + Budget::ROW_BYTES ), 'most_rows' => 1000, 'most_bytes' => 1_000_000, 'deleted' => 0, 'deleted_at' => 0 ], $this->budget()->report() );
	}

	public function test_the_oldest_page_events_go_first_and_sales_last(): void {
		$this->put( 100, 'class = 0', 90 * 86400, 'sale' );
		$this->put( 100, 'class = 1', 60 * 86400, 'server' );
		$this->put( 200, '', 3600, 'old' );
		$this->put( 200, '', 60, 'new' );
		$this->budget()->enforce( $this->database->now );
		$left = $this->left();
		self::assertSame( [ 100, 100 ], [ $left['sale'], $left['server'] ] );
		self::assertLessThan( $left['new'], $left['old'] ?? 0 );
		self::assertLessThan( 1_000_000, $this->budget()->report()['bytes'] );
		self::assertSame( $this->database->now, $this->budget()->report()['deleted_at'] );
	}

	public function test_small_rows_count_too(): void {
		$this->put( 1500, bytes: 0 );
		$this->budget()->enforce( $this->database->now );
		self::assertLessThanOrEqual( 1000, array_sum( $this->left() ) );
	}

	public function test_page_events_that_wait_go_and_sales_that_wait_stay(): void {
		$this->put( 600, "state = 'pending'", 60, 'page' );
		$this->put( 600, "state = 'pending', class = 0", 90 * 86400, 'waiting' );
		$this->put( 30, "state = 'sending'", 3600, 'sending' );
		$this->budget()->enforce( $this->database->now );
		self::assertSame( [ 'sending' => 30, 'waiting' => 600 ], $this->left() );
	}

	public function test_a_sale_whose_row_keeps_it_from_being_sent_twice_stays(): void {
		$this->put( 400, 'class = 0', 6 * 86400, 'young' );
		$this->put( 300, 'class = 0', 8 * 86400, 'old' );
		$this->put( 300, "class = 1, source = 'offline'", 28 * 86400, 'file' );
		$this->budget()->enforce( $this->database->now );
		self::assertSame( [ 'file' => 300, 'young' => 400 ], $this->left() );
		self::assertGreaterThan( 1_000_000, $this->budget()->report()['bytes'], 'which Site Health says' );
	}

	public function test_withdrawn_consent_stays_and_pushes_nothing_out(): void {
		$this->put( 1500, "state = 'tombstone', pixel_code = '', event = '-'", 3600, 'gone' );
		$this->put( 400 );
		self::assertSame( 0, $this->budget()->enforce( $this->database->now ) );
		$this->put( 400, '', 0, 'more' );
		$this->database->now += 60;
		$this->budget()->enforce( $this->database->now );
		self::assertSame( 1500, $this->left()['gone'] );
		self::assertLessThan( 800, array_sum( $this->left() ) - 1500 );
	}

	public function test_a_look_reads_the_new_rows_alone_and_once_a_minute(): void {
		$this->put( 100 );
		$this->budget()->enforce( $this->database->now );
		$this->database->queries = [];
		self::assertSame( 0, $this->budget()->enforce( $this->database->now + 30 ) );
		self::assertSame( [], $this->database->queries );
		$this->budget()->enforce( $this->database->now + 60 );
		self::assertCount( 2, $this->database->queries );
		self::assertStringContainsString( 'id > 100', $this->database->queries[1] );
	}

	public function test_what_grew_smaller_is_measured_before_anything_goes(): void {
		$this->put( 500 );
		$this->budget()->enforce( $this->database->now );
		$this->database->run( "UPDATE wp_duet_outbox SET payload = '' WHERE event_id LIKE 'event-%'" );
		$this->put( 200, '', 0, 'more' );
		self::assertSame( 0, $this->budget()->enforce( $this->database->now + 60 ) );
		self::assertSame( [ 'event' => 500, 'more' => 200 ], $this->left() );
	}

	public function test_a_table_made_anew_is_counted_anew(): void {
		$this->put( 400 );
		$this->budget()->enforce( $this->database->now );
		$this->database->run( 'DELETE FROM wp_duet_outbox' );
		$this->database->run( "DELETE FROM sqlite_sequence" );
		$this->put( 20, '', 0, 'new' );
		self::assertSame( 20, $this->budget()->report()['rows'] );
	}

	public function test_one_run_deletes_so_many_and_the_next_one_goes_on(): void {
		$this->put( 60_000, bytes: 0 );
		self::assertSame( 50_000, $this->budget()->enforce( $this->database->now ) );
		$this->budget()->enforce( $this->database->now + 60 );
		self::assertSame( 900, array_sum( $this->left() ) );
	}
}
