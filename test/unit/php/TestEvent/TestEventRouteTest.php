<?php
declare(strict_types=1);

namespace Duet\Test\TestEvent;

use Duet\Consent\ConsentAdvice;
use Duet\EventsApi\Reply;
use Duet\Settings\Pixel;
use Duet\Settings\Tokens;
use Duet\Test\SettingsScreen\AdminTestCase;
use Duet\TestEvent\TestAnswer;
use Duet\TestEvent\TestEventRoute;
use PHPUnit\Framework\Attributes\DataProvider;
use WP_REST_Request;

require_once dirname( __DIR__ ) . '/SettingsScreen/AdminTestCase.php';

final class TestEventRouteTest extends AdminTestCase {

	/** @return array{int, array<string, mixed>} */
	private function post( mixed $code, Tokens $tokens ): array {
		$probe  = static fn( Pixel $pixel ): Reply => Reply::from_response( 200, '{"code":0,"message":"OK","request_id":"R' . $pixel->test_event_code . '"}', '', 0 );
		$route  = new TestEventRoute( $this->access, $this->settings( $tokens ), $tokens, $probe );
		$answer = $route->send( new WP_REST_Request( 'POST', '', [ 'pixel_code' => $code ] ) );
		return [ $answer->status, (array) $answer->data ];
	}

	public function test_says_what_is_missing_before_anything_is_sent(): void {
		$tokens = new Tokens( [], 'secret' );
		foreach ( [ null, '', [ 'x' ], self::CODE ] as $code ) {
			[ $status, $data ] = $this->post( $code, $tokens );
			self::assertSame( 400, $status );
			self::assertStringContainsString( 'Save this pixel', $data['message'] );
		}
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => self::CODE ] ] ];
		self::assertStringContainsString( 'access token', $this->post( self::CODE, $tokens )[1]['message'] );

		$tokens->set( self::CODE, self::TOKEN );
		self::assertStringContainsString( 'Test events', $this->post( self::CODE, $tokens )[1]['message'] );
		self::assertStringContainsString( 'token again', $this->post( self::CODE, new Tokens( [], 'rotated' ) )[1]['message'] );
	}

	public function test_returns_what_tiktok_said(): void {
		$tokens = new Tokens( [], 'secret' );
		$tokens->set( self::CODE, self::TOKEN );
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => self::OTHER ], [ 'code' => self::CODE, 'test_event_code' => 'TEST1' ] ] ];
		[ $status, $data ] = $this->post( self::CODE, $tokens );
		self::assertSame( 200, $status );
		self::assertTrue( $data['ok'] );
		self::assertSame( [ 0, 'OK', 'RTEST1' ], [ $data['code'], $data['message'], $data['request_id'] ] );
	}

	/** @return iterable<string, array{Reply, bool, string}> */
	public static function answers(): iterable {
		$said = static fn( int $status, int $code ): Reply => Reply::from_response( $status, '{"code":' . $code . ',"message":"words","request_id":"R1"}', '', 0 );
		yield 'accepted' => [ Reply::from_response( 200, '{"code":0,"message":"OK","request_id":"R1"}', '', 0 ), true, 'accepted' ];
		yield 'wrong token' => [ $said( 200, 40105 ), false, 'does not accept the access token' ];
		yield 'wrong pixel' => [ $said( 200, 40001 ), false, 'may not send events to this pixel' ];
		yield 'bad content' => [ $said( 200, 40002 ), false, 'refused the content' ];
		yield 'too often' => [ $said( 200, 40100 ), false, 'asks to wait' ];
		yield 'unreachable' => [ Reply::from_error( 'cURL error 7: Failed to connect' ), false, 'could not be reached' ];
		yield 'a captive portal' => [ Reply::from_response( 200, '<html>', '', 0 ), false, 'No usable answer' ];
	}

	#[DataProvider( 'answers' )]
	public function test_every_answer_has_plain_words_and_a_next_step( Reply $reply, bool $ok, string $words ): void {
		$answer = TestAnswer::of( $reply );
		self::assertSame( $ok, $answer['ok'] );
		self::assertStringContainsString( $words, $answer['summary'] );
		self::assertNotSame( '', $answer['next'] );
		self::assertSame( $reply->message, $answer['message'] );
	}

	public function test_consent_advice_follows_banner_and_country(): void {
		$none = [ 'recommends' => null, 'because' => null, 'tool' => null, 'api' => false ];
		self::assertSame( $none, ConsentAdvice::for( [ 'woocommerce/woocommerce.php', 5 ], 'US' ) );
		self::assertSame( [ 'recommends' => 'required', 'because' => 'country' ] + $none, ConsentAdvice::for( [], 'DE' ) );
		self::assertSame(
			[ 'recommends' => 'required', 'because' => 'tool', 'tool' => 'Complianz', 'api' => true ],
			ConsentAdvice::for( [ 'wp-consent-api/wp-consent-api.php', 'complianz-gdpr/complianz-gpdr.php' ], 'US' )
		);
	}
}
