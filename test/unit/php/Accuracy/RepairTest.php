<?php
declare(strict_types=1);

namespace Duet\Test\Accuracy;

use Duet\Accuracy\Repair;
use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Drain\Upkeep;
use Duet\Event\Event;
use Duet\EventsApi\Payload;
use Duet\Outbox\Outbox;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use Duet\Sweep\Nets;
use Duet\Sweep\StoredOrders;
use Duet\Sweep\Swept;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\TestClock;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/Outbox/MemoryDatabase.php';

/** "Repair" says what it did, and announces nothing that will not be sent. */
final class RepairTest extends TestCase {

	private MemoryDatabase $database;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [ Settings::OPTION => [ 'pixels' => [ [ 'code' => Fixture::PIXEL ] ] ] ];
		$this->database               = new MemoryDatabase();
	}

	private function repair( Swept $swept ): Repair {
		$gateway  = $this->database->gateway();
		$settings = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$ledger   = new Ledger( $gateway, new Upkeep( $gateway ) );
		// Order 2 is stopped by code, order 3 was cancelled.
		$rebuild = fn( int $order ): ?Event => in_array( $order, [ 2, 3 ], true ) ? null : Fixture::purchase( $order, $this->database->now );
		$orders  = $this->createStub( StoredOrders::class );
		$orders->method( 'event' )->willReturnCallback( $rebuild );
		$orders->method( 'is_vetoed' )->willReturnCallback( static fn( int $order ): bool => 2 === $order );
		$resend  = new Resend( $settings, $ledger, new Outbox( $gateway, new Log() ), new Payload( Fixture::catalogue() ), $orders, new TestClock( fn(): int => $this->database->now ) );
		$nets    = $this->createStub( Nets::class );
		$nets->method( 'all' )->willReturn( $swept );
		return new Repair( $nets, $ledger, $resend );
	}

	public function test_counts_each_sale_by_what_became_of_it(): void {
		Fixture::fill( $this->database, 4 );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'dead'" );
		$this->database->run( "UPDATE wp_duet_outbox SET event_time = event_time - 200000, created_at = created_at - 200000 WHERE object_id = 4" );
		$swept           = new Swept();
		$swept->withheld = 3;
		$swept->too_old  = 1;
		self::assertSame( [ 'found' => 0, 'again' => 1, 'withheld' => 4, 'too_old' => 2, 'failed' => 0, 'left' => 1 ], $this->repair( $swept )->run() );
		self::assertSame( [ 'dead' => 3, 'pending' => 1 ], $this->database->states() );
	}

	public function test_what_the_database_refused_is_not_on_its_way(): void {
		Fixture::fill( $this->database, 2 );
		$swept          = new Swept();
		$swept->brought = [ 1, 2, 90, 91 ];
		self::assertSame( [ 2, 2 ], array_values( array_intersect_key( $this->repair( $swept )->run(), [ 'found' => 0, 'failed' => 0 ] ) ) );
	}
}
