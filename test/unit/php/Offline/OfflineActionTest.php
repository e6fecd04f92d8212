<?php
declare(strict_types=1);

namespace Duet\Test\Offline;

use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Offline\OfflineAction;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Test\TestSink;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/functions.php';


final class OfflineActionTest extends ShopTestCase {

	private const SALE = [ 'value' => 12.5, 'currency' => 'EUR', 'contents' => [ [ 'content_id' => 'MUG', 'price' => 12.5, 'quantity' => 1 ] ] ];

	/** @var list<Event> */
	private array $taken = [];

	protected function setUp(): void {
		parent::setUp();
		$this->taken = [];
		$push        = function ( Event $event ): void {
			$this->taken[] = $event;
		};
		( new OfflineAction( $this->catalogue(), new TestSink( $push ), new IdKey(), new TestClock( self::NOW ), new Log(), $this->guard() ) )->register();
	}

	public function test_the_same_sale_has_the_same_id_and_its_own_time(): void {
		foreach ( [ self::NOW - 86400, (string) ( self::NOW - 86400 ) ] as $time ) {
			do_action( 'duet_offline', 'CompletePayment', self::SALE, [ 'email' => 'ann@example.test', 'nonsense' => [ 1 ] ], [ 'id' => 'T1', 'time' => $time ] );
		}
		do_action( 'duet_offline', 'Lead', [], [ 'phone' => '030 1234567', 'country' => 'DE' ] );
		self::assertSame( [ 'Purchase', 'Purchase', 'Lead' ], array_column( $this->taken, 'name' ) );
		self::assertSame( [ self::NOW - 86400, self::NOW - 86400, self::NOW ], array_column( $this->taken, 'time' ) );
		self::assertSame( $this->taken[0]->id, $this->taken[1]->id );
		self::assertSame( Origin::Offline, $this->taken[0]->origin );
	}

	/** @return iterable<string, array{list<mixed>}> */
	public static function wrong(): iterable {
		$ann = [ 'email' => 'ann@example.test' ];
		yield 'nothing' => [ [] ];
		yield 'no name' => [ [ new \stdClass(), self::SALE, $ann ] ];
		yield 'a name of their own' => [ [ 'ShowroomVisit', [], $ann ] ];
		yield 'no name of TikTok' => [ [ 'ViewCategory', [], $ann ] ];
		yield 'a page view' => [ [ 'Pageview', [], $ann ] ];
		yield 'what ends in 2027' => [ [ 'PlaceAnOrder', self::SALE, $ann ] ];
		yield 'what TikTok has not at all' => [ [ 'Refund', [ 'value' => 5.0, 'currency' => 'EUR' ], $ann ] ];
		yield 'nobody' => [ [ 'Purchase', self::SALE, [] ] ];
		yield 'nobody who can be found' => [ [ 'Purchase', self::SALE, [ 'email' => 'ann', 'phone' => '12' ] ] ];
		yield 'a sale without its currency' => [ [ 'Purchase', [ 'value' => 5 ], $ann ] ];
		yield 'no time' => [ [ 'Purchase', self::SALE, $ann, [ 'time' => 'yesterday' ] ] ];
		yield 'too old' => [ [ 'Purchase', self::SALE, $ann, [ 'time' => self::NOW - 28 * 86400 - 1 ] ] ];
		yield 'in the future' => [ [ 'Purchase', self::SALE, $ann, [ 'time' => self::NOW + 3600 ] ] ];
	}

	/** @param list<mixed> $arguments */
	#[DataProvider( 'wrong' )]
	public function test_what_tiktok_would_not_count_is_not_taken( array $arguments ): void {
		do_action( 'duet_offline', ...$arguments );
		self::assertSame( [], $this->taken );
	}
}
