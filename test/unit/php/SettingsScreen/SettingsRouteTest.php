<?php
declare(strict_types=1);

namespace Duet\Test\SettingsScreen;

use Duet\Settings\Tokens;
use Duet\SettingsScreen\SettingsRoute;

require_once __DIR__ . '/AdminTestCase.php';

final class SettingsRouteTest extends AdminTestCase {

	private function route( ?Tokens $tokens = null ): SettingsRoute {
		$tokens ??= new Tokens( [], 'secret' );
		return new SettingsRoute( $this->access, $this->settings( $tokens ), $tokens, $this->schema, $this->catalogue, $this->shop );
	}

	/**
	 * @param array<mixed> $body
	 * @return array{int, array<string, mixed>} Status and the answer as its reader gets it.
	 */
	private function put( array $body, ?Tokens $tokens = null ): array {
		$answer = $this->route( $tokens )->write( self::json( (string) json_encode( $body ) ) );
		return [ $answer->status, json_decode( (string) json_encode( $answer->data ), true ) ];
	}

	public function test_a_fresh_site_answers_defaults_as_json_objects(): void {
		$answer = $this->route()->read();
		$json   = (string) json_encode( $answer->data );
		self::assertSame( 200, $answer->status );
		self::assertSame( 'no-store', $answer->headers['Cache-Control'] );
		self::assertStringContainsString( '"events":{}', $json );
		self::assertStringContainsString( '"methods":{}', $json );
		self::assertStringContainsString( '"pixels":[]', $json );
	}

	public function test_the_answer_holds_the_defaults_whatever_is_saved(): void {
		$this->put( [ 'retention_days' => 60 ] );
		$data = json_decode( (string) json_encode( $this->route()->read()->data ), true );
		self::assertSame( 60, $data['settings']['retention_days'] );
		self::assertSame( 30, $data['defaults']['retention_days'] );
	}

	public function test_a_save_for_older_settings_saves_nothing_and_answers_with_the_current_ones(): void {
		$revision = self::revision( $this->route()->read()->data );
		$save     = fn( int $days ): \WP_REST_Response => $this->route()->write( self::json( (string) json_encode( [ 'retention_days' => $days ] ), [ 'revision' => $revision ] ) );
		self::assertSame( 200, $save( 60 )->status );
		$late = $save( 90 );
		self::assertSame( 409, $late->status );
		$data = json_decode( (string) json_encode( $late->data ), true );
		self::assertSame( 60, $data['current']['settings']['retention_days'] );
		self::assertSame( 60, json_decode( (string) json_encode( $this->route()->read()->data ), true )['settings']['retention_days'] );
		$again = $this->route()->write( self::json( '{"retention_days":90}', [ 'revision' => $data['current']['revision'] ] ) );
		self::assertSame( 200, $again->status );
	}

	/** @param array<string, mixed> $data */
	private static function revision( array $data ): string {
		$revision = $data['revision'];
		self::assertIsString( $revision );
		return $revision;
	}

	public function test_saves_a_pixel_and_shows_of_its_token_only_the_tail(): void {
		[ $status, $data ] = $this->put( [ 'pixels' => [ [ 'code' => self::CODE, 'label' => 'Main', 'test_event_code' => '', 'access_token' => ' ' . self::TOKEN . "\n" ] ] ] );
		self::assertSame( 200, $status );
		self::assertSame(
			[ [ 'code' => self::CODE, 'label' => 'Main', 'test_event_code' => '', 'has_token' => true, 'token_source' => 'stored', 'token_tail' => '4567' ] ],
			$data['settings']['pixels']
		);
		self::assertStringNotContainsString( self::TOKEN, (string) json_encode( $data ) );
		self::assertStringNotContainsString( self::TOKEN, serialize( $GLOBALS['duet_test_options'] ) );
		self::assertSame( self::TOKEN, ( new Tokens( [], 'secret' ) )->get( self::CODE ) );
	}

	public function test_absent_keeps_the_token_empty_removes_it_and_a_pixel_takes_its_token_along(): void {
		$tokens = new Tokens( [], 'secret' );
		$tokens->set( self::CODE, self::TOKEN );
		$tokens->set( self::OTHER, self::TOKEN );
		$both = [ [ 'code' => self::OTHER ], [ 'code' => self::CODE ] ];

		$this->put( [ 'pixels' => $both ] );
		self::assertTrue( $tokens->has( self::CODE ) );
		self::assertTrue( $tokens->has( self::OTHER ) );

		$this->put( [ 'pixels' => [ [ 'code' => self::OTHER, 'access_token' => '' ], [ 'code' => self::CODE ] ] ] );
		self::assertTrue( $tokens->has( self::CODE ) );
		self::assertFalse( $tokens->has( self::OTHER ) );

		$this->put( [ 'consent' => [ 'mode' => 'assumed' ] ] );
		self::assertTrue( $tokens->has( self::CODE ) );

		$this->put( [ 'pixels' => [] ] );
		self::assertFalse( $tokens->has( self::CODE ) );
	}

	public function test_assumed_beside_a_banner_that_is_not_read_is_saved_only_when_confirmed(): void {
		$GLOBALS['duet_test_options']['active_plugins'] = [ 'eu-cookie-law/eu-cookie-law.php' ];
		[ $status, $data ]                              = $this->put( [ 'consent' => [ 'mode' => 'assumed' ] ] );
		self::assertSame( [ 400, [ 'consent.banner_confirmed' ] ], [ $status, array_keys( $data['errors'] ) ] );
		[ $status, $data ] = $this->put( [ 'consent' => [ 'mode' => 'assumed', 'banner_confirmed' => true ] ] );
		self::assertSame( [ 200, 'assumed', [ 'EU Cookie Law' ] ], [ $status, $data['settings']['consent']['mode'], $data['site']['unreadable_banners'] ] );
	}

	public function test_every_error_at_once_and_nothing_saved(): void {
		[ $status, $data ] = $this->put(
			[
				'pixels'  => [ [ 'code' => 'short', 'access_token' => 'tiny' ], [ 'code' => self::CODE ], [ 'code' => self::CODE ] ],
				'events'  => [ 'Complete Payment' => [ 'pixel' => true ] ],
				'consent' => [ 'mode' => 'assumed' ],
			]
		);
		self::assertSame( 400, $status );
		self::assertSame( [ 'pixels.0.code', 'pixels.2.code', 'events.Complete Payment', 'pixels.0.access_token' ], array_keys( $data['errors'] ) );
		self::assertSame( [], $GLOBALS['duet_test_options'] );
	}

	public function test_a_refused_token_is_not_repeated(): void {
		$secret            = 'not a token but secret';
		[ $status, $data ] = $this->put( [ 'pixels' => [ [ 'code' => self::CODE, 'access_token' => $secret ] ] ] );
		self::assertSame( 400, $status );
		self::assertStringNotContainsString( $secret, (string) json_encode( $data ) );
	}

	public function test_without_keys_the_token_is_refused_and_the_way_out_told(): void {
		[ $status, $data ] = $this->put( [ 'pixels' => [ [ 'code' => self::CODE, 'access_token' => self::TOKEN ] ] ], new Tokens( [], '' ) );
		self::assertSame( 400, $status );
		self::assertStringContainsString( 'LOGGED_IN_KEY', $data['errors']['pixels.0.access_token'] );
	}

	public function test_a_token_in_wp_config_cannot_be_replaced_here(): void {
		[ $status, $data ] = $this->put( [ 'pixels' => [ [ 'code' => self::CODE, 'access_token' => self::TOKEN ] ] ], new Tokens( [ self::CODE => 'constant' ], 'secret' ) );
		self::assertSame( 400, $status );
		self::assertStringContainsString( 'wp-config.php', $data['errors']['pixels.0.access_token'] );
	}

	public function test_rubbish_is_no_fatal_error(): void {
		foreach ( [ 'null', '"text"', '7', '' ] as $body ) {
			self::assertSame( 400, $this->route()->write( self::json( $body ) )->status, $body );
		}
		foreach ( [ [ 'pixels' => 'x' ], [ 'pixels' => [ 'y' ] ], [ 'pixels' => [ [ 'access_token' => [] ] ] ], [ 'events' => [ 'Purchase' => 'no' ] ], [ 'a' ] ] as $body ) {
			self::assertSame( 400, $this->put( $body )[0], (string) json_encode( $body ) );
		}
	}

	public function test_hostile_values_are_refused(): void {
		$script = '</script><script>alert(1)</script>';
		foreach ( [ [ 'pixels' => [ [ 'code' => $script ] ] ], [ 'data_layer' => [ 'name' => $script ] ], [ 'content_id' => [ 'prefix' => $script ] ], [ 'purchase' => [ 'methods' => [ $script => [ 'moment' => 'paid' ] ] ] ], [ 'events' => [ $script => [] ] ] ] as $body ) {
			self::assertSame( 400, $this->put( $body )[0], (string) json_encode( $body ) );
		}
		self::assertSame( [], $GLOBALS['duet_test_options'] );
	}

	public function test_both_methods_ask_for_the_capability(): void {
		$this->route()->register();
		do_action( 'rest_api_init' );
		$endpoints = $GLOBALS['duet_shop']['routes']['duet/v1/settings'];
		self::assertSame( [ 'GET', 'PUT' ], array_column( $endpoints, 'methods' ) );
		foreach ( [ [], [ 'edit_posts' ], [ 'manage_options' ] ] as $can ) {
			$GLOBALS['duet_shop']['can'] = $can;
			foreach ( $endpoints as $endpoint ) {
				self::assertSame( in_array( $this->access->capability(), $can, true ), ( $endpoint['permission_callback'] )() );
			}
		}
	}
}
