<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Privacy\Lifetime;
use PHPUnit\Framework\Attributes\DataProvider;

final class LifetimeTest extends PrivacyTestCase {

	private const HOUR = 3600;
	private const DAY  = 86400;

	private function run_at( int $now ): void {
		$note = function ( array $orders ): void {
			$this->counted = [ ...$this->counted, ...$orders ];
		};
		( new Lifetime( $this->tables(), $this->rows(), $this->snapshots(), $this->guard(), $note ) )->run( $now );
	}

	/** @var list<int> Orders that are said to have counted. */
	private array $counted = [];

	private function has_address( int $id ): bool {
		$stored = $this->stored()[ $id ];
		return isset( $stored['ip'] ) || isset( $stored['user_agent'] );
	}

	/** @return array<string, array{list<array<string, string|int>>, int}> Rows, and the hours after the order when the address goes. */
	public static function ends(): array {
		$delivered = static fn( int $hours ): array => [ 'state' => 'delivered', 'delivered_at' => self::NOW + $hours * self::HOUR ];
		return [
			'delivered'               => [ [ $delivered( 1 ) ], 49 ],
			'two pixels, the later'   => [ [ $delivered( 1 ), $delivered( 5 ) ], 53 ],
			'died'                    => [ [ [ 'state' => 'dead', 'deadline' => self::NOW + 47 * self::HOUR ] ], 95 ],
			'expired'                 => [ [ [ 'state' => 'expired', 'deadline' => self::NOW + 47 * self::HOUR ] ], 95 ],
			'no event at all'         => [ [], 28 * 24 ],
			'only PlaceAnOrder'       => [ [ [ 'event' => 'PlaceAnOrder' ] + $delivered( 1 ) ], 28 * 24 ],
			'a test event is nothing' => [ [ [ 'test' => 'TEST1' ] + $delivered( 1 ) ], 28 * 24 ],
		];
	}

	/** @param list<array<string, string|int>> $rows */
	#[DataProvider( 'ends' )]
	public function test_goes_at_its_hour_and_not_before( array $rows, int $hours ): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit( self::HEX, self::NOW ) );
		$this->copy_to_posts( 15, self::META, self::visit() );
		foreach ( $rows as $row ) {
			$this->row( [ 'object_id' => 15 ] + $row );
		}
		$this->run_at( self::NOW + $hours * self::HOUR - 1 );
		self::assertTrue( $this->has_address( 15 ) );
		self::assertSame( 0, $order->saved() );
		$this->run_at( self::NOW + $hours * self::HOUR );
		self::assertFalse( $this->has_address( 15 ) );
		$kept = array_diff_key( self::visit( self::HEX, self::NOW ), [ 'ip' => 1, 'user_agent' => 1 ] );
		$sold = [] !== array_filter( $rows, static fn( array $row ): bool => 'delivered' === $row['state'] && ! isset( $row['event'] ) && ! isset( $row['test'] ) );
		self::assertSame( [ $kept, $sold ? [ 15 ] : [] ], [ $order->get_meta( self::META ), $this->counted ] );
		self::assertArrayNotHasKey( 'ip', $this->stored( 'postmeta' )[15] );
		self::assertSame( 'kept', $order->get_meta( '_other' ) );
		self::assertTrue( $order->quiet, 'no "order updated" hook' );
		$this->run_at( self::NOW + $hours * self::HOUR + 1 );
		self::assertSame( 1, $order->saved() );
	}

	public function test_waits_while_a_pixel_is_still_pending_however_long(): void {
		$this->placed( 15, 'ann@example.test', self::visit( self::HEX, self::NOW ) );
		$this->row( [ 'object_id' => 15, 'state' => 'delivered', 'delivered_at' => self::NOW ] );
		$this->row( [ 'object_id' => 15, 'state' => 'pending' ] );
		$this->run_at( self::NOW + 40 * self::DAY );
		self::assertTrue( $this->has_address( 15 ) );
	}

	public function test_a_subscriptions_first_order_keeps_it_and_a_broken_order_stops_nobody(): void {
		$GLOBALS['duet_shop']['subscriptions'] = [ 15 ];
		$this->placed( 15, 'ann@example.test', self::visit() );
		$this->placed( 16, 'ann@example.test', self::visit() );
		$this->placed( 17, 'ann@example.test', self::visit() );
		$GLOBALS['duet_shop']['orders'][16] = new class() extends \WC_Order {
			public function get_meta( $key = '', $single = true, $context = 'view' ) {
				throw new \TypeError( 'broken' );
			}
		};
		$this->run_at( self::NOW + 29 * self::DAY );
		self::assertSame( [ true, true, false ], array_map( $this->has_address( ... ), [ 15, 16, 17 ] ) );
		$this->row( [ 'object_id' => 15, 'state' => 'delivered', 'delivered_at' => self::NOW ] );
		$this->run_at( self::NOW + 40 * self::DAY );
		self::assertSame( [ 15 ], $this->counted, 'it counted, whatever is kept of its visit' );
	}

	public function test_walks_from_the_oldest_that_waits_and_weekly_from_the_start(): void {
		for ( $id = 1; $id <= 120; $id++ ) {
			$this->placed( $id, 'ann@example.test', self::visit( self::HEX, self::NOW ) );
			// The third is unpaid; it must hold nobody up and be found again.
			if ( 3 !== $id ) {
				$this->row( [ 'object_id' => $id, 'state' => 'delivered', 'delivered_at' => self::NOW ] );
			}
		}
		$this->run_at( self::NOW + 2 * self::DAY );
		self::assertSame( [ 3 ], array_values( array_filter( range( 1, 120 ), $this->has_address( ... ) ) ) );
		self::assertSame( [ 2, 2, self::NOW + 2 * self::DAY ], get_option( Lifetime::OPTION ) );
		self::assertFalse( $GLOBALS['duet_test_autoload'][ Lifetime::OPTION ] );

		// An old order is paid again: its snapshot is new, its place in the table is not.
		$this->orders[1]->update_meta_data( self::META, self::visit( self::HEX, self::NOW ) );
		$this->orders[1]->write();
		$this->run_at( self::NOW + 8 * self::DAY );
		self::assertTrue( $this->has_address( 1 ) );
		$this->run_at( self::NOW + 9 * self::DAY );
		self::assertFalse( $this->has_address( 1 ) );
	}

	public function test_a_broken_cursor_or_clock_starts_over(): void {
		$this->placed( 15, 'ann@example.test', [ 'ip' => '203.0.113.9' ] );
		foreach ( [ 'junk', [ 'x' ], [ 99, 99, self::NOW + self::DAY ] ] as $junk ) {
			update_option( Lifetime::OPTION, $junk );
			$this->orders[15]->update_meta_data( self::META, [ 'ip' => '203.0.113.9' ] );
			$this->orders[15]->write();
			$this->run_at( self::NOW );
			self::assertFalse( $this->has_address( 15 ) );
		}
	}

	public function test_a_run_does_so_much_and_the_next_goes_on(): void {
		for ( $id = 1; $id <= 2001; $id++ ) {
			$this->placed( $id, 'ann@example.test', self::visit( self::HEX, self::NOW - 30 * self::DAY ) );
		}
		$this->run_at( self::NOW );
		self::assertTrue( $this->has_address( 2001 ) );
		self::assertFalse( $this->has_address( 2000 ) );
		$this->run_at( self::NOW + self::HOUR );
		self::assertFalse( $this->has_address( 2001 ) );
	}
}
