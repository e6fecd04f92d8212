<?php
declare(strict_types=1);

namespace Duet\Test\SettingsScreen;

use Duet\SettingsScreen\SettingsFileRoute;
use PHPUnit\Framework\Attributes\DataProvider;

require_once __DIR__ . '/AdminTestCase.php';

final class SettingsFileRouteTest extends AdminTestCase {

	/** @return array{int, array<string, mixed>} */
	private function read( string $text ): array {
		$answer = ( new SettingsFileRoute( $this->access, $this->schema ) )->read( self::json( $text ) );
		return [ $answer->status, json_decode( (string) json_encode( $answer->data ), true ) ];
	}

	public function test_answers_a_file_over_the_defaults_and_saves_nothing(): void {
		$file             = [ 'plugin' => 'duet-for-tiktok', 'settings' => [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => self::CODE, 'added' => 5 ] ] ] ];
		[ $status, $data ] = $this->read( (string) json_encode( $file ) );
		self::assertSame( 200, $status );
		self::assertSame( 'required', $data['settings']['consent']['mode'] );
		self::assertSame( 'paid', $data['settings']['purchase']['moment'] );
		self::assertSame( [ [ 'code' => self::CODE, 'label' => '', 'test_event_code' => '', 'added' => 0 ] ], $data['settings']['pixels'] );
		self::assertSame( [], $data['left_out'] );
		self::assertSame( [], $GLOBALS['duet_test_options'] );
	}

	public function test_names_what_it_cannot_take_and_keeps_the_rest(): void {
		$file = [
			'plugin'   => 'duet-for-tiktok',
			'settings' => [
				'consent'    => [ 'mode' => 'always' ],
				'content_id' => [ 'prefix' => 'shop-' ],
				'rules'      => '<script>',
				'later'      => true,
				'pixels'     => [ [ 'code' => self::CODE, 'access_token' => self::TOKEN ] ],
			],
		];
		[ , $data ] = $this->read( (string) json_encode( $file ) );
		self::assertSame( [ 'consent.mode', 'rules', 'later', 'pixels.0.access_token' ], $data['left_out'] );
		self::assertSame( [ 'unset', 'shop-', [], [] ], [ $data['settings']['consent']['mode'], $data['settings']['content_id']['prefix'], $data['settings']['rules'], $data['settings']['pixels'] ] );
		self::assertStringNotContainsString( self::TOKEN, (string) json_encode( $data ) );
	}

	/** @return iterable<string, array{string}> */
	public static function others(): iterable {
		yield 'nothing' => [ '' ];
		yield 'no JSON' => [ 'PK..' ];
		yield 'another plugin' => [ '{"plugin":"pixel","settings":{}}' ];
		yield 'no settings' => [ '{"plugin":"duet-for-tiktok"}' ];
		yield 'too large' => [ '{"plugin":"duet-for-tiktok","settings":{"x":"' . str_repeat( 'a', 300_000 ) . '"}}' ];
		yield 'too deep' => [ '{"plugin":"duet-for-tiktok","settings":' . str_repeat( '[', 20 ) . str_repeat( ']', 20 ) . '}' ];
	}

	#[DataProvider( 'others' )]
	public function test_refuses_anything_else( string $text ): void {
		[ $status, $data ] = $this->read( $text );
		self::assertSame( 400, $status );
		self::assertStringContainsString( 'not a settings file', $data['message'] );
	}
}
