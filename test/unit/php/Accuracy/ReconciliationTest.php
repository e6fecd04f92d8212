<?php
declare(strict_types=1);

namespace Duet\Test\Accuracy;

use Duet\Accuracy\Reconciliation;
use Duet\Policy\Policy;
use Duet\Sweep\ChangedOrders;
use Duet\Sweep\ShopOrders;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Test\TestFilter;
use Duet\Test\TestRows;
use PHPUnit\Framework\Attributes\DataProvider;

final class ReconciliationTest extends ShopTestCase {

	private const PIXEL = 'C9OPQFJC77U5NIJ6K7HG';

	protected function setUp(): void {
		parent::setUp();
		$this->merchant();
		$GLOBALS['duet_shop']['get_orders'] = static fn( array $args ): array => array_values( array_intersect_key( $GLOBALS['duet_shop']['orders'], array_flip( $args['post__in'] ) ) );
	}

	/** @param array<string, mixed> $settings */
	private function merchant( array $settings = [] ): void {
		$this->with_settings( $settings + [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => self::PIXEL ] ] ] );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>, ?string, list<string>}> Order, settings, row, reasons. */
	public static function cases(): iterable {
		$with = static fn( string $decision ): array => [ 'meta' => [ '_duet_visitor' => self::snapshot( $decision ) ] ];
		yield 'delivered' => [ [], [], 'delivered', [] ];
		foreach ( [ 'pending', 'sending', 'dead', 'expired', 'withheld' ] as $state ) {
			yield $state => [ [], [], $state, [ $state ] ];
		}
		yield 'missing' => [ [], [], null, [ 'missing' ] ];
		yield 'too late' => [ [ 'paid' => self::NOW - 47 * 3600 - 1, 'created' => self::NOW - 50 * 3600 ], [], null, [ 'too_late' ] ];
		yield 'refused' => [ $with( 'denied' ), [], null, [ 'consent_denied' ] ];
		yield 'undecided' => [ $with( 'unknown' ), [], null, [ 'consent_unknown' ] ];
		yield 'no visitor' => [ [ 'meta' => [] ], [], null, [ 'no_visitor' ] ];
		yield 'broken' => [ [ 'currency' => 'euro' ], [], null, [ 'broken' ] ];
		yield 'before the pixel' => [ [], [ 'pixels' => [ [ 'code' => self::PIXEL, 'added' => self::NOW ] ] ], null, [] ];
		yield 'no pixel at all' => [ [], [ 'pixels' => [] ], null, [ 'no_pixel' ] ];
		yield 'switched off' => [ [], [ 'events' => [ 'Purchase' => [ 'eventsApi' => false ] ] ], null, [ 'channel_off' ] ];
		yield 'no sale yet' => [ [ 'status' => 'on-hold', 'paid' => null ], [], null, [] ];
		yield 'an older sale' => [ [ 'paid' => self::NOW - 8 * 86400, 'created' => self::NOW - 8 * 86400 ], [], null, [] ];
	}

	/**
	 * @param array<string, mixed> $props
	 * @param array<string, mixed> $settings
	 * @param list<string>         $expected
	 */
	#[DataProvider( 'cases' )]
	public function test_every_sale_has_its_reason( array $props, array $settings, ?string $row, array $expected ): void {
		$this->merchant( $settings );
		self::assertSame( $expected, array_column( $this->differences( $props, null === $row ? [] : [ 15 => [ self::PIXEL . ' Purchase' => $row ] ] ), 'reason' ) );
	}

	public function test_a_sale_from_before_the_pixel_is_not_counted_as_delivered(): void {
		$numbers = function ( int $added, array $rows = [] ): array {
			$this->merchant( [ 'pixels' => [ [ 'code' => self::PIXEL, 'added' => $added ] ] ] );
			$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( [] ) ];
			return array_column( iterator_to_array( $this->reconciliation( $rows )->sales( self::NOW - 7 * 86400, self::NOW ), false ), 'order' );
		};
		self::assertSame( [ 15 ], $numbers( self::NOW - 3600 ) );
		self::assertSame( [], $numbers( self::NOW ) );
		self::assertSame( [ 15 ], $numbers( self::NOW, [ 15 => [ self::PIXEL . ' Purchase' => 'delivered' ] ] ), 'brought in all the same' );
	}

	public function test_an_excluded_role_is_named(): void {
		$this->merchant( [ 'exclusions' => [ 'roles' => [ 'shop_manager' ] ] ] );
		$GLOBALS['duet_shop']['users'] = [ 4 => new \WP_User( 4, 'a@example.test', [ 'shop_manager' ] ) ];
		self::assertSame( [ [ 'order' => 15, 'number' => 'A-15', 'time' => self::NOW - 60, 'pixel_code' => self::PIXEL, 'reason' => 'excluded' ] ], $this->differences( [ 'customer_id' => 4, 'number' => 'A-15' ], [] ) );
	}

	public function test_a_stored_order_gives_the_event_it_would_be_today(): void {
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( [ 'meta' => [ '_duet_visitor' => self::snapshot(), '_duet_browser' => [ 'P-15-abc' ] ] ] ), 16 => self::order( [ 'id' => 16, 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] ) ];

		$stored = new ShopOrders( $this->order_events(), new Policy( $this->settings() ), new TestFilter(), new TestClock( self::NOW ) );
		self::assertSame( [ 'Purchase', self::NOW - 60 ], [ $stored->event( 15 )?->name, $stored->event( 15 )?->time ] );
		self::assertNull( $stored->event( 16 ), 'refused' );
		self::assertNull( $stored->event( 17 ), 'deleted' );
		self::assertSame( [ [ 'P-15-abc' ], [] ], [ $stored->acknowledged( 15 ), $stored->acknowledged( 17 ) ] );
		$vetoed = new ShopOrders( $this->order_events(), new Policy( $this->settings() ), new TestFilter( static fn( $event ) => null ), new TestClock( self::NOW ) );
		self::assertNull( $vetoed->event( 15 ) );
		self::assertSame( [ true, false, false ], array_map( $vetoed->is_vetoed( ... ), [ 15, 16, 17 ] ), 'a refusal is the shopper\'s' );
		self::assertFalse( $stored->is_vetoed( 15 ) );
	}

	/** The recipe of docs/api.md: a sale that other code stops is neither missing nor lost, however old it is. */
	public function test_a_sale_stopped_by_code_is_named_and_a_refusal_before_it(): void {
		$reason = fn( array $props ): array => array_column( $this->differences( $props, [], static fn(): ?\Duet\Event\Event => null ), 'reason' );
		self::assertSame( [ 'withheld_by_code' ], $reason( [] ) );
		self::assertSame( [ 'withheld_by_code' ], $reason( [ 'paid' => self::NOW - 47 * 3600 - 1 ] ) );
		self::assertSame( [ 'consent_denied' ], $reason( [ 'meta' => [ '_duet_visitor' => self::snapshot( 'denied' ) ] ] ) );
	}

	/**
	 * @param array<string, mixed>              $props
	 * @param array<int, array<string, string>> $rows
	 * @return list<array<string, mixed>>
	 */
	private function differences( array $props, array $rows, ?\Closure $filter = null ): array {
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( $props ) ];
		return iterator_to_array( $this->reconciliation( $rows, $filter )->differences( self::NOW - 7 * 86400, self::NOW ), false );
	}

	/** @param array<int, array<string, string>> $rows */
	private function reconciliation( array $rows, ?\Closure $filter = null ): Reconciliation {
		$changed = $this->createStub( ChangedOrders::class );
		$changed->method( 'changed' )->willReturn( [ 15, 99 ] );
		return new Reconciliation( $this->order_events(), $this->settings(), new Policy( $this->settings() ), $changed, new TestRows( static fn(): array => $rows ), new TestFilter( $filter ) );
	}
}
