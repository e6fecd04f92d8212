<?php
declare(strict_types=1);

namespace Duet\Test\Deliveries;

use Duet\Deliveries\Ledger;
use Duet\Deliveries\Resend;
use Duet\Deliveries\Resent;
use Duet\Drain\Upkeep;
use Duet\Event\Event;
use Duet\Event\InvalidEvent;
use Duet\EventsApi\Payload;
use Duet\Hashing\Hash;
use Duet\Outbox\Outbox;
use Duet\Privacy\Person;
use Duet\Privacy\Rows;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use Duet\Sweep\StoredOrders;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\TestClock;
use PHPUnit\Framework\TestCase;

final class ResendTest extends TestCase {

	private MemoryDatabase $database;

	/** What the order means today. */
	private ?Event $event;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [ Settings::OPTION => [ 'pixels' => [ [ 'code' => Fixture::PIXEL ] ], 'events' => [ 'Purchase' => [ 'name' => 'CompletePayment' ] ] ] ];
		$this->database               = new MemoryDatabase();
		Fixture::fill( $this->database, 1 );
		$this->event = Fixture::purchase( 1, $this->database->now );
	}

	/** @param \Closure(int): ?Event|null $rebuild */
	private function resend( int $id = 1, bool $confirmed = false, ?\Closure $rebuild = null ): Resent {
		$gateway  = $this->database->gateway();
		$settings = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$orders   = $this->createStub( StoredOrders::class );
		$orders->method( 'event' )->willReturnCallback( $rebuild ?? fn(): ?Event => $this->event );
		return ( new Resend( $settings, new Ledger( $gateway, new Upkeep( $gateway ) ), new Outbox( $gateway, new Log() ), new Payload( Fixture::catalogue() ), $orders, new TestClock( fn(): int => $this->database->now ) ) )->resend( $id, $confirmed );
	}

	private function becomes( string $state ): void {
		$this->database->run( "UPDATE wp_duet_outbox SET state = '$state', matching = '', payload = '{}'" );
	}

	public function test_a_done_delivery_goes_out_again_as_the_order_is_today(): void {
		foreach ( [ 'delivered', 'dead', 'expired' ] as $state ) {
			$this->becomes( $state );
			self::assertSame( Resent::Queued, $this->resend(), $state );
			$row = $this->database->all()[0];
			self::assertSame( [ 'pending', 'P-1-aaaaaaaaaaaa', 'Purchase' ], [ $row['state'], $row['event_id'], $row['event'] ] );
			self::assertStringContainsString( hash( 'sha256', 'buyer1@example.com' ), $row['matching'] );
			self::assertStringContainsString( '"event":"CompletePayment"', $row['payload'], 'the row has forgotten its name, so under the merchant\'s' );
		}
	}

	public function test_it_keeps_the_name_it_was_sent_under(): void {
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'delivered', matching = ''" );
		self::assertStringContainsString( '"event":"Purchase"', $this->database->all()[0]['payload'] );
		self::assertSame( Resent::Queued, $this->resend() );
		self::assertStringContainsString( '"event":"Purchase"', $this->database->all()[0]['payload'], 'the merchant has chosen CompletePayment since: TikTok would count another event' );
	}

	/** The order's visitor may be another one by now, and only the visitor of the row is withheld when they take their consent back. */
	public function test_it_belongs_to_the_visitor_whose_data_it_holds(): void {
		[ $first, $second ] = [ str_repeat( 'ab', 16 ), str_repeat( 'cd', 16 ) ];
		$outbox             = new Outbox( $this->database->gateway(), new Log() );
		$this->database->run( "UPDATE wp_duet_outbox SET state = 'dead', matching = '', visitor = '$first'" );
		$this->event = Fixture::purchase( 1, $this->database->now, $second );
		self::assertSame( Resent::Queued, $this->resend() );
		self::assertSame( $second, $this->database->all()[0]['visitor'] );
		self::assertSame( [ 0, 1 ], [ $outbox->withdraw( $first ), $outbox->withdraw( $second ) ] );
	}

	public function test_what_is_on_its_way_is_left_alone(): void {
		foreach ( [ 'pending', 'sending' ] as $state ) {
			$this->becomes( $state );
			self::assertSame( Resent::Waiting, $this->resend( 1, true ), $state );
		}
		self::assertSame( Resent::Unknown, $this->resend( 99 ) );
	}

	public function test_an_offline_sale_has_28_days_unless_tiktok_has_it(): void {
		$this->becomes( 'dead' );
		$row = $this->database->all()[0];
		$end = (int) $row['event_time'] + 28 * 86400;
		$this->database->run( "UPDATE wp_duet_outbox SET source = 'offline'" );
		$this->database->now += 20 * 86400;
		self::assertSame( Resent::Queued, $this->resend() );
		self::assertSame( $end, (int) $this->database->all()[0]['deadline'] );
		$this->becomes( 'delivered' );
		self::assertSame( Resent::Late, $this->resend() );
		self::assertSame( Resent::Queued, $this->resend( 1, true ) );
		self::assertSame( $end, (int) $this->database->all()[0]['deadline'], 'later TikTok does not count it at all' );
	}

	public function test_past_48_hours_it_needs_the_merchants_word(): void {
		$this->becomes( 'delivered' );
		// The event happened 999 seconds before it was written down, and the browser may have sent it then.
		$this->database->now += 48 * 3600 - 999;
		self::assertSame( Resent::Queued, $this->resend() );
		self::assertSame( $this->database->now, (int) $this->database->all()[0]['deadline'], 'and is not sent past them either' );
		$this->becomes( 'delivered' );
		++$this->database->now;
		self::assertSame( Resent::Late, $this->resend() );
		self::assertSame( [ 'delivered' => 1 ], $this->database->states() );
		self::assertSame( Resent::Queued, $this->resend( 1, true ) );
		self::assertSame( $this->database->now + 47 * 3600, (int) $this->database->all()[0]['deadline'] );
	}

	public function test_who_withdrew_or_was_forgotten_stays_so(): void {
		$this->becomes( 'withheld' );
		self::assertSame( Resent::Withheld, $this->resend( 1, true ) );
		$this->becomes( 'delivered' );
		( new Rows( $this->database->gateway() ) )->forget( new Person( Hash::mark( 'buyer1@example.com', Fixture::KEY ), [] ) );
		self::assertSame( Resent::Withheld, $this->resend( 1, true ) );
	}

	public function test_an_order_that_means_something_else_now_is_not_sent(): void {
		$this->becomes( 'delivered' );
		$this->event = null;
		self::assertSame( Resent::Changed, $this->resend( 1, true ) );
		$this->event = Fixture::purchase( 2, $this->database->now );
		self::assertSame( Resent::Changed, $this->resend( 1, true ), 'another id would be another conversion' );
		self::assertSame( Resent::Changed, $this->resend( 1, true, static fn(): Event => throw InvalidEvent::because( 'currency', 'broken' ) ) );
	}

	public function test_page_events_and_lost_pixels_have_words_of_their_own(): void {
		$this->becomes( 'delivered' );
		$this->database->run( 'UPDATE wp_duet_outbox SET object_id = 0' );
		self::assertSame( Resent::Page, $this->resend( 1, true ) );
		$this->database->run( "UPDATE wp_duet_outbox SET object_id = 1, pixel_code = 'AAAAAAAAAAAAAAAAAAAA'" );
		self::assertSame( Resent::NoPixel, $this->resend( 1, true ) );
		foreach ( Resent::cases() as $resent ) {
			self::assertNotSame( '', $resent->words() );
		}
	}
}
