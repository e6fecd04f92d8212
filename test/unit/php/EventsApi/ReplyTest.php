<?php
declare(strict_types=1);

namespace Duet\Test\EventsApi;

use Duet\EventsApi\Outcome;
use Duet\EventsApi\Reply;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Success is in the body, not in the status; what is no answer of TikTok's never condemns an event. */
final class ReplyTest extends TestCase {

	private const NOW = 1_800_000_000;

	#[DataProvider( 'answers' )]
	public function test_answer( Outcome $expected, int $status, string $body ): void {
		self::assertSame( $expected, Reply::from_response( $status, $body, '', self::NOW )->outcome );
	}

	/** @return iterable<string, array{Outcome, int, string}> */
	public static function answers(): iterable {
		$code = static fn( int $code, string $message = '' ): string => (string) json_encode( [ 'code' => $code, 'message' => $message, 'request_id' => 'R1' ] );
		$html = '<html><body><h1>502 Bad Gateway</h1></body></html>';
		yield 'ok' => [ Outcome::Accepted, 200, $code( 0, 'OK' ) ];
		yield 'partly processed' => [ Outcome::Partial, 200, $code( 20001, 'Partial success' ) ];
		foreach ( [ '{"code":0}', '{"code":0,"message":"OK"}', '{"code":0,"message":"","request_id":"R1"}', '{"code":0,"message":"OK","request_id":1}', '{"code":20001,"request_id":"R1"}' ] as $body ) {
			yield "an acceptance that TikTok did not write: $body" => [ Outcome::Ambiguous, 200, $body ];
		}
		foreach ( [ '{"code":40002}', '{"code":40002,"message":"no"}', '{"code":40002,"message":"","request_id":"R1"}' ] as $body ) {
			yield "a refusal of an event that TikTok did not write: $body" => [ Outcome::Ambiguous, 200, $body ];
		}
		yield 'no permission' => [ Outcome::BadCredentials, 200, $code( 40001 ) ];
		yield 'no such pixel' => [ Outcome::BadCredentials, 200, $code( 40007 ) ];
		yield 'revoked' => [ Outcome::BadCredentials, 200, $code( 40105 ) ];
		yield 'bad parameter' => [ Outcome::BadEvent, 200, $code( 40002, 'Batch.0.properties.value: Not a valid number' ) ];
		yield 'bad pixel, not bad event' => [ Outcome::BadCredentials, 200, $code( 40002, 'event_source_id: Not valid' ) ];
		yield 'bad source, not bad event' => [ Outcome::BadCredentials, 200, $code( 40002, ' event_source: Must be one of: web, app, offline, crm' ) ];
		foreach ( [
			'Batch.0.properties.description: Not a valid value: event_source_id',
			'Batch.0.properties.event_source: Unknown field',
			"Batch.0.page.url: Not a valid URL: https://shop.test/?s=event_source",
			'Not a valid text: event_source',
			'event_source_identifier: Unknown field',
			'"event_source: x" is not a valid currency',
		] as $message ) {
			yield "text of a visitor in the answer: $message" => [ Outcome::BadEvent, 200, $code( 40002, $message ) ];
		}
		yield 'too many' => [ Outcome::Throttled, 200, $code( 40100 ) ];
		yield 'trouble inside' => [ Outcome::Ambiguous, 200, $code( 50000 ) ];
		yield '429 from a proxy' => [ Outcome::Throttled, 429, $html ];
		yield '413 from a proxy' => [ Outcome::TooLarge, 413, $html ];
		yield '401 from a proxy' => [ Outcome::Ambiguous, 401, '' ];
		yield '401 from TikTok' => [ Outcome::BadCredentials, 401, $code( 40105 ) ];
		yield '403 from TikTok' => [ Outcome::BadCredentials, 403, $code( 40001 ) ];
		yield '403 from a firewall' => [ Outcome::Ambiguous, 403, $html ];
		yield '400 from TikTok' => [ Outcome::BadEvent, 400, $code( 40002, 'Batch.0.event: Not valid' ) ];
		yield '400 from a proxy' => [ Outcome::Ambiguous, 400, $html ];
		yield '403 of a gateway with its own code' => [ Outcome::Ambiguous, 403, $code( 403 ) ];
		yield '403 that says OK' => [ Outcome::Ambiguous, 403, $code( 0 ) ];
		yield '413 from TikTok about a parameter' => [ Outcome::BadEvent, 413, $code( 40002, 'Batch.0.event: Not valid' ) ];
		yield '413 with a code of its own' => [ Outcome::TooLarge, 413, $code( 413 ) ];
		yield '400 with a code as text' => [ Outcome::Ambiguous, 400, '{"code":"40002"}' ];
		yield '422 without a code' => [ Outcome::Ambiguous, 422, '{"error":"invalid"}' ];
		yield 'unknown code 40000' => [ Outcome::Ambiguous, 200, $code( 40000 ) ];
		yield 'unknown code 40006' => [ Outcome::Ambiguous, 200, $code( 40006 ) ];
		yield 'unknown code 40300 with 400' => [ Outcome::Ambiguous, 400, $code( 40300 ) ];
		yield 'unknown code 41000' => [ Outcome::Ambiguous, 200, $code( 41000 ) ];
		yield '404' => [ Outcome::Ambiguous, 404, $html ];
		yield '307' => [ Outcome::Ambiguous, 307, '' ];
		yield '502' => [ Outcome::Ambiguous, 502, $html ];
		yield '503 with a code' => [ Outcome::Ambiguous, 503, $code( 0 ) ];
		yield 'captive portal' => [ Outcome::Ambiguous, 200, $html ];
		yield 'empty' => [ Outcome::Ambiguous, 200, '' ];
		yield 'truncated' => [ Outcome::Ambiguous, 200, '{"code":0,"message":"OK","requ' ];
		yield 'code as text' => [ Outcome::Ambiguous, 200, '{"code":"0"}' ];
		yield 'a list' => [ Outcome::Ambiguous, 200, '[0]' ];
		yield 'no status at all' => [ Outcome::Ambiguous, 0, '' ];
	}

	public function test_too_large_is_an_outage_for_a_single_event(): void {
		$reply = Reply::from_response( 413, '<html>', '7', self::NOW );
		self::assertSame( [ Outcome::Ambiguous, 413, 7 ], [ $reply->for_one_event()->outcome, $reply->for_one_event()->code, $reply->for_one_event()->retry_after ] );
		$accepted = Reply::from_response( 200, '{"code":0,"message":"OK","request_id":"R1"}', '', self::NOW );
		self::assertSame( $accepted, $accepted->for_one_event() );
	}

	/** A timeout or a 5xx says nothing about events, and halving them would only cost requests. */
	public function test_only_a_refusal_may_concern_events(): void {
		$may = static fn( int $status, string $body = '' ): bool => Reply::from_response( $status, $body, '', self::NOW )->may_concern_events();
		self::assertSame( [ true, true, true ], [ $may( 403 ), $may( 400, '<html>' ), $may( 200, '{"code":40999}' ) ] );
		self::assertSame( [ false, false, false, false, false ], [ $may( 502 ), $may( 200 ), $may( 200, '{"code":50000}' ), $may( 429 ), $may( 200, '{"code":40002,"message":"no","request_id":"R1"}' ) ] );
		self::assertFalse( Reply::from_error( 'cURL error 28: Operation timed out' )->may_concern_events() );
	}

	#[DataProvider( 'patience' )]
	public function test_retry_after( int $expected, string $header, int $status = 429 ): void {
		self::assertSame( $expected, Reply::from_response( $status, '', $header, self::NOW )->retry_after );
	}

	/** @return iterable<string, array{0: int, 1: string, 2?: int}> */
	public static function patience(): iterable {
		yield 'seconds' => [ 120, '120' ];
		yield 'absent' => [ 60, '' ];
		yield 'date' => [ 90, gmdate( 'D, d M Y H:i:s', self::NOW + 90 ) . ' GMT' ];
		yield 'date in the past' => [ 1, gmdate( 'D, d M Y H:i:s', self::NOW - 90 ) . ' GMT' ];
		yield 'absurd' => [ 86400, '1000000000' ];
		yield 'more absurd' => [ 86400, '1e300' ];
		yield 'negative' => [ 1, '-5' ];
		yield 'zero' => [ 1, '0' ];
		yield 'rubbish' => [ 60, 'soon' ];
		yield '503 says how long' => [ 300, '300', 503 ];
		yield '503 says nothing' => [ 0, '', 503 ];
	}

	public function test_words_carry_no_person_and_no_secret(): void {
		$body  = (string) json_encode( [ 'code' => 40002, 'message' => 'data.0.user.email: jane@example.com ' . str_repeat( 'a1', 20 ) . ' 203.0.113.9 ünï', 'request_id' => '2026<script>' ] );
		$reply = Reply::from_response( 200, $body, '', self::NOW );
		self::assertSame( '40002 data.0.user.email: [email] [secret] [ip] n', $reply->line() );
		self::assertSame( '2026script', $reply->request_id );
		self::assertSame( 'HTTP 502 without an answer from TikTok', Reply::from_response( 502, '<html>', '', self::NOW )->message );
	}

	#[DataProvider( 'errors' )]
	public function test_error( Outcome $expected, string $error ): void {
		self::assertSame( $expected, Reply::from_error( $error )->outcome );
	}

	/** @return iterable<array{Outcome, string}> */
	public static function errors(): iterable {
		yield [ Outcome::Unreachable, 'cURL error 35: OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to business-api.tiktok.com:443' ];
		yield [ Outcome::Unreachable, 'cURL error 55: Send failure: Socket not connected' ];
		yield [ Outcome::Unreachable, 'cURL error 28: Resolving timed out after 10000 milliseconds' ];
		yield [ Outcome::Unreachable, 'User has blocked requests through HTTP.' ];
		yield [ Outcome::Unreachable, 'stream_socket_client(): Unable to connect' ];
		yield [ Outcome::Ambiguous, 'cURL error 52: Empty reply from server' ];
		yield [ Outcome::Ambiguous, 'cURL error 28: Operation timed out after 15000 milliseconds with 12 out of 90 bytes received' ];
		yield [ Outcome::Ambiguous, 'something else' ];
	}
}
