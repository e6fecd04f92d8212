<?php
declare(strict_types=1);

namespace Duet\Test\EventsApi;

use Duet\Drain\DatabaseClock;
use Duet\EventsApi\Client;
use Duet\EventsApi\Outcome;
use Duet\EventsApi\Pauses;
use Duet\EventsApi\Payload;
use Duet\Settings\Pixel;
use Duet\Settings\Tokens;
use Duet\Test\Outbox\Fixture;
use Duet\Test\Outbox\MemoryDatabase;
use Duet\TestEvent\Probe;
use PHPUnit\Framework\TestCase;

final class ClientTest extends TestCase {

	/** @param array<string, mixed> $response */
	private function client( array $response ): Client {
		return new Client( static fn(): array => $response );
	}

	public function test_headers_come_in_three_forms(): void {
		$body = [ 'response' => [ 'code' => 429 ], 'body' => '' ];
		self::assertSame( 7, $this->client( $body + [ 'headers' => [ 'retry-after' => '7' ] ] )->send( 't', '{}', 1, 0 )->retry_after );
		self::assertSame( 8, $this->client( $body + [ 'headers' => new \ArrayObject( [ 'retry-after' => [ '7', '8' ] ] ) ] )->send( 't', '{}', 1, 0 )->retry_after );
		self::assertSame( 60, $this->client( $body )->send( 't', '{}', 1, 0 )->retry_after );
	}

	public function test_a_broken_http_hook_is_an_unknown_outcome(): void {
		$client = new Client( static fn(): array => throw new \RuntimeException( 'token d0e7' ) );
		$reply  = $client->send( 't', '{}', 1, 0 );
		self::assertSame( [ Outcome::Ambiguous, 'RuntimeException' ], [ $reply->outcome, $reply->message ] );
		self::assertSame( Outcome::Ambiguous, $this->client( [] )->send( 't', '{}', 1, 0 )->outcome );
	}

	public function test_clock_asks_the_database_once_and_goes_on_by_itself(): void {
		$asked  = 0;
		$passed = 100.0;
		$clock  = new DatabaseClock(
			static function () use ( &$asked ): int {
				++$asked;
				return 1_800_000_000;
			},
			static function () use ( &$passed ): float {
				return $passed;
			}
		);
		$clock->start();
		$passed += 2.7;
		self::assertSame( [ 1_800_000_002, 1 ], [ $clock->now(), $asked ] );
		$clock->start();
		self::assertSame( [ 1_800_000_000, 2 ], [ $clock->now(), $asked ] );
	}

	private function probe( TikTok $tiktok, MemoryDatabase $database, Tokens $tokens ): Probe {
		return new Probe( Fixture::catalogue(), new Payload( Fixture::catalogue() ), new Client( $tiktok->post() ), $tokens, new Pauses( $database->gateway() ), DatabaseClock::of_database( $database->gateway() ) );
	}

	public function test_a_test_event_goes_past_the_queue_with_its_code(): void {
		$tiktok   = new TikTok();
		$database = new MemoryDatabase();
		$reply    = $this->probe( $tiktok, $database, new Tokens( [ Fixture::PIXEL => Fixture::TOKEN ], 'secret' ) )->send( new Pixel( Fixture::PIXEL, '', 'TEST12345' ), 'https://shop.example/' );
		self::assertSame( [ Outcome::Accepted, 'OK', 'R1' ], [ $reply->outcome, $reply->message, $reply->request_id ] );
		self::assertSame( 'TEST12345', $tiktok->requests[0]['test_event_code'] );
		self::assertSame( [ 'url' => 'https://shop.example/' ], $tiktok->requests[0]['data'][0]['page'] );
		self::assertSame( [ 'external_id' ], array_keys( $tiktok->requests[0]['data'][0]['user'] ) );
		self::assertSame( [], $database->all() );
		self::assertSame( '0 OK', ( new Pauses( $database->gateway() ) )->last( Fixture::PIXEL )['line'] ?? null );
	}

	public function test_no_real_event_is_sent_for_a_test(): void {
		$this->expectException( \LogicException::class );
		$this->probe( new TikTok(), new MemoryDatabase(), new Tokens( [ Fixture::PIXEL => Fixture::TOKEN ], 'secret' ) )->send( new Pixel( Fixture::PIXEL ), 'https://shop.example/' );
	}
}
