<?php
declare(strict_types=1);

namespace Duet\Test\Drain;

use Duet\Drain\Claims;
use Duet\Drain\DatabaseClock;
use Duet\Drain\DrainReport;
use Duet\Drain\Sender;
use Duet\Drain\Upkeep;
use Duet\EventsApi\Client;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pauses;
use Duet\Outbox\Outbox;
use Duet\Outbox\OutboxTable;
use Duet\Settings\Tokens;
use Duet\Support\Log;
use Duet\Test\EventsApi\TikTok;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The fault matrix in memory: whatever fails, nothing is lost, nothing is counted twice, and nobody hammers TikTok. */
final class SenderTest extends TestCase {

	private MemoryDatabase $database;
	private TikTok $tiktok;

	/** @var array<string, string> */
	private array $tokens = [ Fixture::PIXEL => Fixture::TOKEN ];

	private float $passed = 0.0;

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];
		$this->database               = new MemoryDatabase();
		$this->tiktok                 = new TikTok();
	}

	/** Every drain is a process of its own: nothing but the database is remembered. */
	private function drain( int $seconds = 20, int $batches = PHP_INT_MAX, int $rows = 100 ): DrainReport {
		$database = $this->database->gateway();
		$sender   = new Sender(
			new OutboxTable( $database ),
			new Upkeep( $database ),
			new Claims( $database, $rows ),
			new Pauses( $database ),
			new Client( $this->tiktok->post() ),
			new DatabaseClock( fn(): int => $this->database->now, fn(): float => $this->passed ),
			new Tokens( $this->tokens, 'secret' ),
			static fn( int $most ): int => $most
		);
		return $sender->drain( $seconds, $batches );
	}

	/** The ledger equation and TikTok's count. */
	private function assert_all_delivered_once( int $count ): void {
		self::assertSame( [ 'delivered' => $count ], $this->database->states() );
		self::assertCount( $count, $this->tiktok->taken );
	}

	public function test_delivers_in_batches(): void {
		Fixture::fill( $this->database, 250 );
		$report = $this->drain();
		self::assertSame( [ 100, 100, 50 ], $this->tiktok->sizes() );
		self::assertSame( [ 3, 250 ], [ $report->requests, $report->delivered ] );
		$this->assert_all_delivered_once( 250 );
	}

	public function test_envelope_and_request(): void {
		Fixture::fill( $this->database, 1 );
		$this->drain();
		$envelope = $this->tiktok->requests[0];
		self::assertSame( [ 'event_source', 'event_source_id', 'data' ], array_keys( $envelope ) );
		self::assertSame( Fixture::PIXEL, $envelope['event_source_id'] );
		self::assertSame( 'https://shop.example/checkout/?utm_source=tiktok', $envelope['data'][0]['page']['url'] );
		$arguments = $this->tiktok->arguments[0];
		self::assertSame( Client::ENDPOINT, $arguments['url'] );
		self::assertSame( [ 15, 0 ], [ $arguments['timeout'], $arguments['redirection'] ] );
		self::assertSame( Fixture::TOKEN, $arguments['headers']['Access-Token'] );
		self::assertArrayNotHasKey( 'sslverify', $arguments );
		self::assertArrayNotHasKey( 'blocking', $arguments );
	}

	public function test_delivered_rows_keep_numbers_and_names_but_no_person(): void {
		Fixture::fill( $this->database, 1 );
		$this->drain();
		$row = $this->database->all()[0];
		self::assertSame( '', $row['matching'] );
		self::assertSame( 'email,ttclid,ip,user_agent,locale', $row['identifiers'] );
		self::assertStringContainsString( '"value":29.9', $row['payload'] );
		self::assertSame( [ '0 OK', 'R1', 1 ], [ $row['reply'], $row['request_id'], (int) $row['attempts'] ] );
		foreach ( [ '203.0.113.9', 'E.C.P.abc', 'utm_source', 'Mozilla' ] as $trace ) {
			self::assertStringNotContainsString( $trace, (string) json_encode( $row, JSON_UNESCAPED_SLASHES ) );
		}
	}

	public function test_order_events_go_before_page_events(): void {
		$outbox = new Outbox( $this->database->gateway(), new Log() );
		$event  = Fixture::page_event( 1, $this->database->now - 5000 );
		$outbox->insert( Fixture::PIXEL, 'AddToCart', $event, Fixture::item( $event ) );
		Fixture::fill( $this->database, 1 );
		$this->drain( 20, 1, 1 );
		self::assertSame( 'Purchase', $this->tiktok->requests[0]['data'][0]['event'] );
	}

	public function test_a_test_code_never_touches_a_real_event(): void {
		Fixture::fill( $this->database, 3 );
		$outbox = new Outbox( $this->database->gateway(), new Log() );
		$event  = Fixture::purchase( 99, $this->database->now - 998 );
		$outbox->insert( Fixture::PIXEL, 'Purchase', $event, Fixture::item( $event ), 'TEST12345' );
		$this->drain();
		self::assertSame( [ 3, 1 ], $this->tiktok->sizes() );
		self::assertSame( [ null, 'TEST12345' ], array_map( static fn( array $envelope ): ?string => $envelope['test_event_code'] ?? null, $this->tiktok->requests ) );
	}

	/** Accepted and then silence is the case deduplication by id exists for. */
	#[DataProvider( 'outages' )]
	public function test_outage_pauses_the_pixel_and_loses_nothing( string $error, Outcome $outcome, bool $takes ): void {
		Fixture::fill( $this->database, 150 );
		$this->tiktok->fails( $error, $takes );
		$report = $this->drain();
		self::assertCount( 1, $this->tiktok->requests, 'one request finds out for all rows' );
		self::assertSame( $outcome, $report->paused[ Fixture::PIXEL ]->reason );
		self::assertSame( 100, $report->released );
		$this->drain();
		self::assertCount( 1, $this->tiktok->requests, 'paused' );
		$this->database->now += 31;
		$this->drain();
		$this->assert_all_delivered_once( 150 );
		self::assertSame( 2, (int) $this->database->all( 'attempts' )[0]['attempts'] );
	}

	/** @return iterable<string, array{string, Outcome, bool}> */
	public static function outages(): iterable {
		yield 'refused' => [ 'cURL error 7: Failed to connect to business-api.tiktok.com port 443', Outcome::Unreachable, false ];
		yield 'no name' => [ 'cURL error 6: Could not resolve host: business-api.tiktok.com', Outcome::Unreachable, false ];
		yield 'bad certificate' => [ 'cURL error 60: SSL certificate problem: certificate has expired', Outcome::Unreachable, false ];
		yield 'connect timeout' => [ 'cURL error 28: Connection timed out after 10001 milliseconds', Outcome::Unreachable, false ];
		yield 'hang' => [ 'cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received', Outcome::Ambiguous, false ];
		yield 'accepted, then timeout' => [ 'cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received', Outcome::Ambiguous, true ];
		yield 'accepted, then reset' => [ 'cURL error 56: Recv failure: Connection reset by peer', Outcome::Ambiguous, true ];
	}

	public function test_six_hours_away_cost_few_requests(): void {
		Fixture::fill( $this->database, 1000 );
		$this->tiktok->fails( 'cURL error 7: Failed to connect', false, 1000 );
		for ( $minute = 0; $minute < 360; $minute++ ) {
			$this->drain();
			$this->database->now += 60;
		}
		self::assertLessThanOrEqual( 20, count( $this->tiktok->requests ) );
		$this->tiktok->script = [];
		$this->database->now += 28800;
		$this->drain();
		$this->assert_all_delivered_once( 1000 );
	}

	public function test_throttle_waits_as_told_and_costs_no_attempt(): void {
		Fixture::fill( $this->database, 2 );
		$this->tiktok->says( 0, '', 1, 429, [ 'retry-after' => '120' ] );
		$this->drain();
		$this->database->now += 119;
		$this->drain();
		self::assertCount( 1, $this->tiktok->requests );
		$this->database->now += 2;
		$this->tiktok->says( 40100, 'Too many requests. Please retry in some time.' );
		$this->drain();
		$this->database->now += 61;
		$this->drain();
		$this->assert_all_delivered_once( 2 );
		self::assertSame( 1, (int) $this->database->all( 'attempts' )[0]['attempts'] );
	}

	public function test_a_pause_and_the_wait_behind_others_leave_time_for_another_attempt(): void {
		Fixture::fill( $this->database, 1 );
		$this->database->run( 'UPDATE wp_duet_outbox SET attempts = 8' );
		$this->database->now = (int) $this->database->all( 'deadline' )[0]['deadline'] - 4 * 3600;
		$this->tiktok->says( 49999, 'words', 2, 403, [ 'retry-after' => '86400' ] );
		for ( $i = 0; $i < 24; $i++ ) {
			$this->drain();
			$this->database->now += 600;
		}
		$this->assert_all_delivered_once( 1 );
	}

	public function test_bad_token_keeps_every_row_until_the_token_changes(): void {
		Fixture::fill( $this->database, 3 );
		$this->tiktok->says( 40105, 'Access token is incorrect or has been revoked.' );
		$this->drain();
		$this->database->now += 40 * 3600;
		$report = $this->drain();
		self::assertCount( 1, $this->tiktok->requests );
		self::assertSame( Outcome::BadCredentials, $report->paused[ Fixture::PIXEL ]->reason );
		self::assertSame( 0, (int) $this->database->all( 'attempts' )[0]['attempts'] );
		$this->tokens = [ Fixture::PIXEL => str_repeat( 'b', 40 ) ];
		$this->drain();
		$this->assert_all_delivered_once( 3 );
	}

	public function test_without_a_token_rows_wait(): void {
		Fixture::fill( $this->database, 3 );
		$this->tokens = [];
		self::assertSame( 0, $this->drain()->requests );
		$this->tokens = [ Fixture::PIXEL => Fixture::TOKEN ];
		$this->drain();
		$this->assert_all_delivered_once( 3 );
	}

	#[DataProvider( 'poisons' )]
	public function test_one_bad_event_of_100_costs_15_requests( int $which ): void {
		Fixture::fill( $this->database, 100 );
		$this->tiktok->poison = [ "P-$which-aaaaaaaaaaaa" ];
		$report               = $this->drain();
		self::assertSame( [ 'dead' => 1, 'delivered' => 99 ], $this->database->states() );
		self::assertLessThanOrEqual( 15, $report->requests );
		self::assertSame( array_fill( 0, 99, 1 ), array_values( $this->tiktok->taken ) );
		$dead = $this->database->all( '*', "state = 'dead'" )[0];
		self::assertSame( "P-$which-aaaaaaaaaaaa", $dead['event_id'] );
		self::assertStringContainsString( 'content_id: Not a valid string', $dead['reply'] );
		self::assertSame( '', $dead['matching'] );
	}

	/** @return iterable<array{int}> */
	public static function poisons(): iterable {
		foreach ( [ 1, 2, 37, 50, 51, 99, 100 ] as $which ) {
			yield "number $which" => [ $which ];
		}
	}

	public function test_named_offender_costs_less(): void {
		Fixture::fill( $this->database, 100 );
		$this->tiktok->poison             = [ 'P-37-aaaaaaaaaaaa' ];
		$this->tiktok->names_the_offender = true;
		self::assertLessThanOrEqual( 5, $this->drain()->requests );
		self::assertSame( [ 'dead' => 1, 'delivered' => 99 ], $this->database->states() );
	}

	public function test_two_bad_events(): void {
		Fixture::fill( $this->database, 20 );
		$this->tiktok->poison = [ 'P-3-aaaaaaaaaaaa', 'P-17-aaaaaaaaaaaa' ];
		$this->drain();
		self::assertSame( [ 'dead' => 2, 'delivered' => 18 ], $this->database->states() );
	}

	/** What all events share is no single event's fault: a setting, another plugin, a change at TikTok. */
	public function test_five_refusals_in_a_row_pause_the_pixel_and_no_more_events_are_given_up(): void {
		$this->refuse_all( 250 );
		$report = $this->drain();
		self::assertSame( [ 'dead' => 5, 'pending' => 245 ], $this->database->states() );
		self::assertLessThanOrEqual( 20, $report->requests );
		self::assertSame( Outcome::BadEvent, $report->paused[ Fixture::PIXEL ]->reason );
		self::assertStringContainsString( '40002', $report->paused[ Fixture::PIXEL ]->message );
		// Every minute for 20 hours: nothing more dies, and TikTok is left alone.
		for ( $minute = 0; $minute < 1200; $minute++ ) {
			$this->database->now += 60;
			$this->drain();
		}
		self::assertSame( [ 'dead' => 5, 'pending' => 245 ], $this->database->states() );
		self::assertLessThanOrEqual( 32, count( $this->tiktok->requests ) );
		$this->tiktok->poison = [];
		$this->database->now += 86400;
		$this->drain();
		$this->drain();
		self::assertSame( [ 'dead' => 5, 'delivered' => 245 ], $this->database->states() );
	}

	public function test_an_accepted_event_starts_the_row_of_refusals_anew(): void {
		Fixture::fill( $this->database, 40 );
		// Every fifth: 8 refusals, never 5 without a success between.
		$this->tiktok->poison = array_map( static fn( int $order ): string => 'P-' . 5 * $order . '-aaaaaaaaaaaa', range( 1, 8 ) );
		for ( $i = 0; $i < 4; $i++ ) {
			$this->drain();
			$this->database->now += 60;
		}
		self::assertSame( [ 'dead' => 8, 'delivered' => 32 ], $this->database->states() );
	}

	public function test_the_row_of_refusals_outlives_the_drain_and_an_outage(): void {
		$this->refuse_all( 12 );
		for ( $i = 0; $i < 40; $i++ ) {
			$this->drain( 20, 1 );
		}
		self::assertSame( [ 'dead' => 5, 'pending' => 7 ], $this->database->states() );
		$pause = ( new Pauses( $this->database->gateway() ) )->of( Fixture::PIXEL );
		self::assertTrue( $pause->spares_events() );
		$this->database->now = $pause->until;
		$this->tiktok->fails( 'cURL error 7: Failed to connect' );
		$this->drain();
		$this->database->now += 86400;
		$this->drain();
		self::assertSame( 5, $this->database->states()['dead'] );
	}

	public function test_many_bad_events_among_good_ones_cost_few_requests_at_a_time(): void {
		Fixture::fill( $this->database, 250 );
		$this->tiktok->poison = array_map( static fn( int $order ): string => 'P-' . 2 * $order . '-aaaaaaaaaaaa', range( 1, 125 ) );
		self::assertLessThanOrEqual( 90, $this->drain()->requests );
		for ( $i = 0; $i < 60; $i++ ) {
			$this->database->now += 60;
			$this->drain();
		}
		self::assertSame( [ 'dead' => 125, 'delivered' => 125 ], $this->database->states() );
	}

	/** A proxy, a firewall or a code nobody documented: no event dies, few requests are made, all is delivered afterwards. */
	#[DataProvider( 'pages' )]
	public function test_an_answer_that_is_not_tiktoks_condemns_nothing( int $status, string $body ): void {
		Fixture::fill( $this->database, 250 );
		$this->tiktok->between = static fn(): array => TikTok::page( $status, $body );
		$report                = $this->drain();
		self::assertLessThanOrEqual( 8, $report->requests );
		self::assertSame( [ 'pending' => 250 ], $this->database->states() );
		self::assertSame( Outcome::Ambiguous, $report->paused[ Fixture::PIXEL ]->reason );
		self::assertNotSame( '', $report->paused[ Fixture::PIXEL ]->message );
		for ( $minute = 0; $minute < 360; $minute++ ) {
			$this->database->now += 60;
			$this->drain();
		}
		self::assertSame( [ 'pending' => 250 ], $this->database->states() );
		self::assertLessThanOrEqual( 30, count( $this->tiktok->requests ) );
		$this->tiktok->between = null;
		$this->database->now  += 28800;
		$this->drain();
		$this->assert_all_delivered_once( 250 );
	}

	/** @return iterable<string, array{int, string}> */
	public static function pages(): iterable {
		yield '413, HTML' => [ 413, '<html><h1>413 Request Entity Too Large</h1></html>' ];
		yield '413, empty' => [ 413, '' ];
		yield '413, JSON without a code' => [ 413, '{"error":"too large"}' ];
		yield '400, HTML' => [ 400, '<html>' ];
		yield '400, a code as text' => [ 400, '{"code":"40002","message":"x"}' ];
		yield '401, HTML' => [ 401, '<html>' ];
		yield '403, HTML' => [ 403, '<html>' ];
		yield '403, a code of its own' => [ 403, '{"code":403,"message":"Forbidden"}' ];
		yield '404, empty' => [ 404, '' ];
		yield '422, JSON without a code' => [ 422, '{"errors":[]}' ];
		yield 'an unknown code' => [ 200, '{"code":40999,"message":"new","request_id":"R","data":{}}' ];
		yield 'an unknown code with 400' => [ 400, '{"code":41000,"message":"new","request_id":"R","data":{}}' ];
	}

	/** A firewall may dislike what one event says; the shop's other sales must not wait for that. */
	#[DataProvider( 'dislikes' )]
	public function test_one_event_that_never_passes_holds_up_no_other( int $status, string $body, int $which ): void {
		Fixture::fill( $this->database, 100 );
		$this->tiktok->between = static fn( array $envelope ): ?array => in_array( "P-$which-aaaaaaaaaaaa", array_column( $envelope['data'], 'event_id' ), true ) ? TikTok::page( $status, $body ) : null;
		for ( $minute = 0; $minute < 12 * 60; $minute++ ) {
			$this->drain();
			$this->database->now += 60;
		}
		self::assertSame( [ 'delivered' => 99, 'pending' => 1 ], $this->database->states() );
		self::assertLessThanOrEqual( 50, count( $this->tiktok->requests ) );
		$this->database->now += 40 * 3600;
		$this->drain();
		self::assertSame( [ 'delivered' => 99, 'expired' => 1 ], $this->database->states() );
		self::assertNotSame( 'too late to send', $this->database->all( 'reply', "state = 'expired'" )[0]['reply'], 'the reason stays' );
	}

	/** @return iterable<string, array{int, string, int}> */
	public static function dislikes(): iterable {
		foreach ( [ 1, 60, 100 ] as $which ) {
			yield "a firewall, number $which" => [ 403, '<html>blocked</html>', $which ];
			yield "an unknown code, number $which" => [ 200, '{"code":40999,"message":"new"}', $which ];
			yield "too large for a proxy, number $which" => [ 413, '<html>', $which ];
		}
	}

	private function refuse_all( int $count ): void {
		Fixture::fill( $this->database, $count );
		$this->tiktok->poison = array_map( static fn( int $order ): string => "P-$order-aaaaaaaaaaaa", range( 1, $count ) );
	}

	public function test_bisecting_survives_the_end_of_the_drain(): void {
		Fixture::fill( $this->database, 100 );
		$this->tiktok->poison = [ 'P-64-aaaaaaaaaaaa' ];
		for ( $i = 0; $i < 15; $i++ ) {
			$this->drain( 5, 1 );
		}
		self::assertSame( [ 'dead' => 1, 'delivered' => 99 ], $this->database->states() );
		self::assertSame( 5, $this->tiktok->arguments[0]['timeout'], 'a short drain gives TikTok little time' );
	}

	public function test_too_large_is_halved_until_it_fits(): void {
		Fixture::fill( $this->database, 100 );
		$this->tiktok->says( 0, '', 2, 413 );
		$this->drain();
		self::assertSame( [ 100, 50, 25 ], array_slice( $this->tiktok->sizes(), 0, 3 ) );
		$this->assert_all_delivered_once( 100 );
	}

	public function test_a_refused_pixel_buries_no_event(): void {
		Fixture::fill( $this->database, 5 );
		$this->tiktok->says( 40002, 'event_source_id: Not a valid pixel code' );
		$report = $this->drain();
		self::assertSame( Outcome::BadCredentials, $report->paused[ Fixture::PIXEL ]->reason );
		self::assertSame( [ 'pending' => 5 ], $this->database->states() );
	}

	public function test_what_is_too_late_expires_and_is_never_sent(): void {
		Fixture::fill( $this->database, 2 );
		$this->database->now += Outbox::HORIZON + 1000;
		$report = $this->drain();
		self::assertSame( [ 0, 2 ], [ $report->requests, $report->expired ] );
		self::assertSame( [ 'expired' => 2 ], $this->database->states() );
		self::assertSame( [ '', 'too late to send' ], [ $this->database->all()[0]['matching'], $this->database->all()[0]['reply'] ] );
	}

	public function test_a_resent_row_has_its_time_again(): void {
		Fixture::fill( $this->database, 1 );
		$this->database->now += 60 * 3600;
		$this->drain();
		$event = Fixture::purchase( 1, $this->database->now - 60 * 3600 );
		self::assertTrue( ( new Outbox( $this->database->gateway(), new Log() ) )->requeue( 1, Fixture::item( $event ), '', $this->database->now + 3600 ) );
		$this->drain();
		$this->assert_all_delivered_once( 1 );
	}

	public function test_a_dead_sender_loses_its_rows_and_they_go_in_halves(): void {
		Fixture::fill( $this->database, 100 );
		$claims = new Claims( $this->database->gateway() );
		$batch  = $claims->claim( Fixture::PIXEL, $this->database->now, 60 );
		self::assertNotNull( $batch );
		self::assertSame( 0, $this->drain()->requests, 'nobody takes claimed rows' );
		$this->database->now += 61;
		self::assertSame( 100, $this->drain()->lapsed );
		$this->database->now += 31;
		$this->drain();
		self::assertSame( [ 50, 50 ], $this->tiktok->sizes() );
		$this->assert_all_delivered_once( 100 );
		// The first process was only slow, and comes back.
		self::assertSame( 0, $claims->release( $batch, new \Duet\EventsApi\Reply( Outcome::Ambiguous, 0, 'late' ), true ) );
		$this->assert_all_delivered_once( 100 );
	}

	public function test_what_kills_the_sender_is_given_up_alone(): void {
		Fixture::fill( $this->database, 100 );
		$claims = new Claims( $this->database->gateway() );
		$upkeep = new Upkeep( $this->database->gateway() );
		for ( $hour = 0; $hour < 60 && [] !== $this->database->all( 'id', "state = 'pending'" ); $hour++ ) {
			while ( null !== ( $batch = $claims->claim( Fixture::PIXEL, $this->database->now, 60 ) ) ) {
				if ( in_array( 42, $batch->ids(), true ) ) {
					continue; // Killed here.
				}
				$claims->delivered( $batch, new \Duet\EventsApi\Reply( Outcome::Accepted, 0, 'OK' ), $this->database->now );
			}
			$this->database->now += 4000;
			$upkeep->release_lapsed( $this->database->now );
		}
		self::assertSame( [ 'dead' => 1, 'delivered' => 99 ], $this->database->states() );
		self::assertStringContainsString( 'gave up', $this->database->all( 'reply', 'id = 42' )[0]['reply'] );
	}

	public function test_a_batch_partly_processed_goes_again_in_halves(): void {
		Fixture::fill( $this->database, 4 );
		$this->tiktok->says( 20001, 'Partial success.' );
		$this->drain();
		self::assertSame( [ 4, 2, 2 ], $this->tiktok->sizes() );
		$this->assert_all_delivered_once( 4 );
	}

	public function test_an_event_that_is_always_partly_processed_is_delivered_in_the_end(): void {
		Fixture::fill( $this->database, 1 );
		$this->tiktok->says( 20001, 'Partial success.', 9 );
		$this->drain();
		self::assertSame( [ 1, 1, 1 ], $this->tiktok->sizes() );
		self::assertSame( '20001 Partial success.', $this->database->all( 'reply' )[0]['reply'] );
	}

	public function test_a_site_that_may_not_send_keeps_its_rows_and_lets_them_expire(): void {
		Fixture::fill( $this->database, 2 );
		$database = $this->database->gateway();
		$sender   = new Sender( new OutboxTable( $database ), new Upkeep( $database ), new Claims( $database ), new Pauses( $database ), new Client( $this->tiktok->post() ), new DatabaseClock( fn(): int => $this->database->now, fn(): float => 0.0 ), new Tokens( $this->tokens, 'secret' ), held: static fn(): string => 'a copy' );
		self::assertSame( 'a copy', $sender->drain()->paused[ Fixture::PIXEL ]->message );
		self::assertSame( [ 'pending' => 2 ], $this->database->states() );
		$this->database->now += Outbox::HORIZON;
		$sender->drain();
		self::assertSame( [ 'expired' => 2 ], $this->database->states() );
		self::assertSame( [], $this->tiktok->requests );
	}

	public function test_rows_that_cannot_be_read_do_not_stop_the_others(): void {
		Fixture::fill( $this->database, 3 );
		$this->database->run( "UPDATE wp_duet_outbox SET payload = 'broken' WHERE id = 2" );
		$this->drain();
		self::assertSame( [ 'dead' => 1, 'delivered' => 2 ], $this->database->states() );
	}

	public function test_no_event_comes_from_the_future(): void {
		$event = Fixture::purchase( 1, $this->database->now + 600 );
		( new Outbox( $this->database->gateway(), new Log() ) )->insert( Fixture::PIXEL, 'Purchase', $event, Fixture::item( $event ) );
		$this->drain();
		self::assertSame( $this->database->now, $this->tiktok->requests[0]['data'][0]['event_time'] );
	}

	public function test_time_budget_ends_a_drain(): void {
		Fixture::fill( $this->database, 300 );
		$slow = function ( array $envelope ): array {
			$this->passed += 8.0;
			return $this->tiktok->judge( $envelope );
		};
		$this->tiktok->script = array_fill( 0, 3, $slow );
		self::assertSame( 2, $this->drain( 10 )->requests );
		self::assertSame( [ 'delivered' => 200, 'pending' => 100 ], $this->database->states() );
		$this->drain();
		$this->assert_all_delivered_once( 300 );
	}

	public function test_one_pixel_in_trouble_does_not_hold_up_another(): void {
		$this->tokens['OTHERPIXEL0000000001'] = str_repeat( 'c', 40 );
		Fixture::fill( $this->database, 3 );
		Fixture::fill( $this->database, 3, 'OTHERPIXEL0000000001' );
		$this->tiktok->says( 40001, 'No permission to operate pixel code' );
		$this->drain();
		self::assertSame( [ 'delivered' => 3, 'pending' => 3 ], $this->database->states() );
	}

	public function test_only_one_process_has_a_pixels_turn(): void {
		Fixture::fill( $this->database, 3 );
		$pauses = new Pauses( $this->database->gateway() );
		self::assertTrue( $pauses->take_turn( Fixture::PIXEL, 'another process', $this->database->now, 60 ) );
		self::assertSame( 0, $this->drain()->requests );
		$this->database->now += 60;
		$this->drain();
		$this->assert_all_delivered_once( 3 );
	}

	public function test_withdrawn_consent_is_found_by_the_claim(): void {
		$visitor = str_repeat( 'a', 32 );
		$outbox  = new Outbox( $this->database->gateway(), new Log() );
		$outbox->withdraw( $visitor );
		// As if the insert had looked just before the tombstone was there.
		$event = Fixture::purchase( 7, $this->database->now, $visitor );
		$outbox->insert( Fixture::PIXEL, 'Purchase', Fixture::purchase( 7, $this->database->now ), Fixture::item( $event ) );
		$this->database->run( "UPDATE wp_duet_outbox SET visitor = '$visitor' WHERE event = 'Purchase'" );
		Fixture::fill( $this->database, 1 );
		$this->drain();
		self::assertSame( [ 'delivered' => 1, 'tombstone' => 1, 'withheld' => 1 ], $this->database->states() );
	}

	public function test_a_whole_batch_of_withdrawn_events_keeps_the_next_ones_from_nothing(): void {
		$visitor = str_repeat( 'a', 32 );
		Fixture::fill( $this->database, 7 );
		( new Outbox( $this->database->gateway(), new Log() ) )->withdraw( $visitor );
		// Two visitors' worth of batches, so that one look more is not enough.
		$this->database->run( "UPDATE wp_duet_outbox SET visitor = '$visitor' WHERE object_id IN ( 1, 2, 3 )" );
		$other = str_repeat( 'b', 32 );
		( new Outbox( $this->database->gateway(), new Log() ) )->withdraw( $other );
		$this->database->run( "UPDATE wp_duet_outbox SET visitor = '$other' WHERE object_id IN ( 4, 5, 6 )" );
		$this->drain( rows: 3 );
		self::assertSame( [ 'delivered' => 1, 'tombstone' => 2, 'withheld' => 6 ], $this->database->states() );
	}

	public function test_nothing_waiting_costs_four_queries_and_no_request(): void {
		$this->database->queries = [];
		$this->drain();
		self::assertLessThanOrEqual( 4, count( $this->database->queries ) );
		self::assertSame( [], $this->tiktok->requests );
	}
}
