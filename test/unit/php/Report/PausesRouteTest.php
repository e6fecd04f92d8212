<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Reply;
use Duet\Report\PausesRoute;
use Duet\Report\PixelHealth;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\Test\SettingsScreen\AdminTestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use WP_REST_Request;

require_once dirname( __DIR__ ) . '/SettingsScreen/AdminTestCase.php';

/** A merchant sees which pixel is paused, why and what to do, and can end the pause. */
final class PausesRouteTest extends AdminTestCase {

	/**
	 * @param array<string, mixed>|null $paused
	 * @param list<string>              $resumed
	 */
	private function route( ?array &$paused, array &$resumed = [] ): PausesRoute {
		$pixels = static function () use ( &$paused ): array {
			return [ [ 'code' => self::CODE, 'label' => 'Shop', 'has_token' => true, 'paused' => $paused ] ];
		};
		$resume = static function ( string $code ) use ( &$paused, &$resumed ): bool {
			$resumed[] = $code;
			$paused    = null;
			return true;
		};
		$health = $this->createStub( PixelHealth::class );
		$health->method( 'pixels' )->willReturnCallback( $pixels );
		$health->method( 'resume' )->willReturnCallback( $resume );
		return new PausesRoute( $this->access, $health );
	}

	/** @return iterable<string, array{string, string, string, string}> */
	public static function reasons(): iterable {
		yield 'refused events' => [ 'bad_event', '40002 Batch.0.properties', 'refused several events', 'correct what it names' ];
		yield 'refused token' => [ 'bad_credentials', '40105 revoked', 'access token', 'save it in the settings' ];
		yield 'a proxy' => [ 'ambiguous', '413 HTTP 413 without an answer from TikTok', 'no usable answer', 'proxy or firewall of your host' ];
		yield 'an unknown code' => [ 'ambiguous', '40999 new', 'cannot interpret', 'update Duet' ];
		yield 'no connection' => [ 'unreachable', 'cURL error 7', 'cannot reach TikTok', 'ask your host' ];
		yield 'throttled' => [ 'throttled', '40100 slow down', 'asked Duet to wait', 'do not need to do anything' ];
	}

	#[DataProvider( 'reasons' )]
	public function test_every_pause_has_a_reason_and_something_to_do( string $reason, string $message, string $summary, string $next ): void {
		$paused = [ 'reason' => $reason, 'message' => $message, 'since' => 5, 'until' => 9 ];
		$row    = $this->route( $paused )->read()->data[0];
		self::assertSame( [ self::CODE, 'Shop', $message, 9 ], [ $row['pixel_code'], $row['label'], $row['answer'], $row['until'] ] );
		self::assertStringContainsString( $summary, $row['summary'] );
		self::assertStringContainsString( $next, $row['next'] );
		self::assertSame( 'throttled' !== $reason, $row['can_resume'] );
	}

	public function test_a_pixel_that_sends_and_a_copied_site_are_not_listed(): void {
		foreach ( [ null, [ 'reason' => 'copy', 'message' => 'x', 'since' => 0, 'until' => null ] ] as $paused ) {
			self::assertSame( [], $this->route( $paused )->read()->data );
		}
	}

	public function test_resumes_a_pixel_of_this_site_and_no_other(): void {
		$paused  = [ 'reason' => 'bad_event', 'message' => 'x', 'since' => 5, 'until' => 9 ];
		$resumed = [];
		self::assertCount( 1, $this->route( $paused, $resumed )->resume( new WP_REST_Request( 'POST', '', [ 'pixel_code' => self::OTHER ] ) )->data );
		self::assertSame( [], $this->route( $paused, $resumed )->resume( new WP_REST_Request( 'POST', '', [ 'pixel_code' => self::CODE ] ) )->data );
		self::assertSame( [ self::CODE ], $resumed );
	}

	public function test_ends_every_pause_but_the_one_tiktok_asked_for(): void {
		$pauses = new Pauses( ( new MemoryDatabase() )->gateway() );
		$stop   = static fn( Outcome $reason ) => $pauses->end_turn( 'A', '', new Pause( $reason, until: 90, refused: 5 ), new Reply( $reason, 0, 'x' ), 50 );
		self::assertFalse( $pauses->resume( 'A' ), 'nothing to end' );
		foreach ( [ Outcome::BadEvent, Outcome::BadCredentials, Outcome::Ambiguous, Outcome::Unreachable ] as $reason ) {
			$stop( $reason );
			self::assertTrue( $pauses->resume( 'A' ) );
			self::assertEquals( new Pause(), $pauses->of( 'A' ) );
		}
		$stop( Outcome::Throttled );
		self::assertFalse( $pauses->resume( 'A' ) );
		$stop( Outcome::Unreachable );
		self::assertFalse( $pauses->resume( 'A', Outcome::BadEvent ), 'sending one event again says nothing about an outage' );
	}
}
