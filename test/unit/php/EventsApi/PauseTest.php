<?php
declare(strict_types=1);

namespace Duet\Test\EventsApi;

use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pause;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Reply;
use Duet\Test\Outbox\MemoryDatabase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PauseTest extends TestCase {

	private const NOW = 1_800_000_000;

	private function after( Pause $pause, Outcome $outcome, int $retry_after = 0, ?\Closure $random = null ): Pause {
		return $pause->after( new Reply( $outcome, 0, 'words', '', $retry_after ), self::NOW, 'f', $random ?? static fn( int $most ): int => $most );
	}

	public function test_waits_grow_to_eight_hours(): void {
		$waits = [];
		$pause = new Pause();
		for ( $i = 0; $i < 10; $i++ ) {
			$pause   = $this->after( $pause, Outcome::Unreachable );
			$waits[] = $pause->until - self::NOW;
		}
		self::assertSame( [ 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800, 28800 ], $waits );
	}

	public function test_full_jitter_and_the_servers_own_word(): void {
		self::assertSame( self::NOW + 1, $this->after( new Pause(), Outcome::Ambiguous, 0, static fn(): int => 1 )->until );
		self::assertSame( self::NOW + 300, $this->after( new Pause(), Outcome::Ambiguous, 300 )->until );
	}

	public function test_never_waits_longer_than_half_the_time_the_events_have_left(): void {
		$pause = new Pause( Outcome::Unreachable, self::NOW, 7 );
		$wait  = static fn( int $left ): int => $pause->after( new Reply( Outcome::Unreachable, 0, 'words' ), self::NOW, 'f', static fn( int $most ): int => $most, self::NOW + $left )->until - self::NOW;
		self::assertSame( [ 28800, 1800, 60, 60 ], array_map( $wait, [ 47 * 3600, 3600, 100, -500 ] ) );
	}

	#[DataProvider( 'answers_with_retry_after' )]
	public function test_retry_after_is_held_to_half_of_the_remaining_time( Outcome $outcome ): void {
		$wait = static fn( int $left, int $retry_after ): int => ( new Pause() )->after( new Reply( $outcome, 0, 'words', '', $retry_after ), self::NOW, 'f', static fn(): int => 1, self::NOW + $left )->until - self::NOW;
		self::assertSame( [ 86400, 41400, 1800, 60, 60 ], array_map( static fn( int $left ): int => $wait( $left, 86400 ), [ 28 * 86400, 23 * 3600, 3600, 100, -500 ] ) );
		self::assertSame( 300, $wait( 3600, 300 ), 'a wait that fits is kept' );
	}

	/** @return iterable<array{Outcome}> */
	public static function answers_with_retry_after(): iterable {
		yield 'a page of a proxy or firewall' => [ Outcome::Ambiguous ];
	}

	public function test_an_answer_ends_the_row_of_failures(): void {
		$pause = $this->after( $this->after( new Pause(), Outcome::Unreachable ), Outcome::Accepted );
		self::assertSame( 0, $pause->failures );
		self::assertFalse( $pause->holds( self::NOW, 'f' ) );
		self::assertFalse( $this->after( $pause, Outcome::BadEvent )->holds( self::NOW, 'f' ) );
	}

	public function test_five_single_refusals_in_a_row_pause_until_one_event_is_accepted(): void {
		$refuse = static fn( Pause $pause, bool $alone ): Pause => $pause->after( new Reply( Outcome::BadEvent, 40002, 'words' ), self::NOW, 'f', static fn( int $most ): int => $most, self::NOW + 100000, $alone );
		$pause  = new Pause();
		for ( $i = 0; $i < 20; $i++ ) {
			$pause = $refuse( $pause, false );
		}
		self::assertSame( 0, $pause->refused, 'a batch is no event' );
		for ( $i = 1; $i <= 4; $i++ ) {
			$pause = Pause::from_array( $refuse( $pause, true )->to_array() );
			self::assertSame( [ $i, false, false ], [ $pause->refused, $pause->holds( self::NOW, 'f' ), $pause->spares_events() ] );
		}
		$pause = $refuse( $pause, true );
		self::assertSame( [ Outcome::BadEvent, true, true, self::NOW + 600, self::NOW ], [ $pause->reason, $pause->holds( self::NOW, 'f' ), $pause->spares_events(), $pause->until, $pause->since ] );
		self::assertEquals( $pause, Pause::from_array( $pause->to_array() ) );
		self::assertSame( self::NOW + 1800, $refuse( $pause, true )->until );
		self::assertTrue( $this->after( $pause, Outcome::Unreachable )->spares_events(), 'an outage accepts nothing' );
		self::assertFalse( $this->after( $pause, Outcome::Partial )->spares_events() );
	}

	public function test_throttling_is_no_failure(): void {
		$pause = $this->after( $this->after( new Pause(), Outcome::Unreachable ), Outcome::Throttled, 60 );
		self::assertSame( [ 1, self::NOW + 60 ], [ $pause->failures, $pause->until ] );
	}

	public function test_bad_credentials_hold_until_the_token_changes(): void {
		$pause = $this->after( new Pause(), Outcome::BadCredentials );
		self::assertTrue( $pause->holds( self::NOW + 10 * 365 * 86400, 'f' ) );
		self::assertFalse( $pause->holds( self::NOW, 'another' ) );
	}

	public function test_a_clock_that_jumped_back_parks_nothing_for_good(): void {
		$pause = $this->after( new Pause(), Outcome::Unreachable );
		self::assertTrue( $pause->holds( self::NOW - 3600, 'f' ) );
		self::assertFalse( $pause->holds( self::NOW - 100000, 'f' ) );
	}

	public function test_round_trip_and_rubbish(): void {
		$pause = $this->after( new Pause(), Outcome::BadCredentials );
		self::assertEquals( $pause, Pause::from_array( $pause->to_array() ) );
		self::assertEquals( new Pause(), Pause::from_array( [ 'reason' => 'x', 'until' => 'y', 'failures' => -1 ] ) );
		self::assertSame( [], ( new Pause() )->to_array() );
	}

	public function test_turns_and_answers_are_kept_per_pixel(): void {
		$pauses = new Pauses( ( new MemoryDatabase() )->gateway() );
		self::assertTrue( $pauses->take_turn( 'A', 'me', self::NOW, 60 ) );
		self::assertFalse( $pauses->take_turn( 'A', 'you', self::NOW + 59, 60 ) );
		self::assertTrue( $pauses->take_turn( 'A', 'me', self::NOW + 59, 60 ), 'prolonged' );
		self::assertTrue( $pauses->take_turn( 'B', 'you', self::NOW, 60 ) );
		$pauses->end_turn( 'A', 'me', $this->after( new Pause(), Outcome::Unreachable ), new Reply( Outcome::Unreachable, 0, 'no way' ), self::NOW );
		self::assertSame( Outcome::Unreachable, $pauses->of( 'A' )->reason );
		self::assertSame( 'no way', $pauses->last( 'A' )['line'] ?? null );
		self::assertNull( $pauses->of( 'B' )->reason );
		self::assertTrue( $pauses->take_turn( 'A', 'you', self::NOW, 60 ) );
		self::assertFalse( $pauses->take_turn( 'A', 'me', self::NOW, 60 ), 'whoever comes back late finds it taken' );
	}

	public function test_an_accepted_test_event_ends_a_pause(): void {
		$pauses = new Pauses( ( new MemoryDatabase() )->gateway() );
		$pauses->end_turn( 'A', 'me', $this->after( new Pause(), Outcome::BadCredentials ), new Reply( Outcome::BadCredentials, 40001, 'no' ), self::NOW );
		$pauses->learn( 'A', new Reply( Outcome::BadCredentials, 40001, 'still no' ), self::NOW );
		self::assertSame( Outcome::BadCredentials, $pauses->of( 'A' )->reason );
		$pauses->learn( 'A', new Reply( Outcome::Accepted, 0, 'OK' ), self::NOW );
		self::assertNull( $pauses->of( 'A' )->reason );
	}

	public function test_a_broken_option_is_no_pause(): void {
		$database = new MemoryDatabase();
		$database->run( "INSERT INTO wp_options VALUES ( 'duet_pauses', '{broken', 'off' )" );
		$pauses = new Pauses( $database->gateway() );
		self::assertSame( [], $pauses->all() );
		self::assertTrue( $pauses->take_turn( 'A', 'me', self::NOW, 60 ) );
	}

	public function test_the_option_is_not_autoloaded(): void {
		$database = new MemoryDatabase();
		( new Pauses( $database->gateway() ) )->take_turn( 'A', 'me', self::NOW, 60 );
		self::assertStringContainsString( "'off'", implode( "\n", $database->queries ) );
	}
}
