<?php
declare(strict_types=1);

namespace Duet\Test\Settings;

use Duet\Settings\Tokens;
use Duet\Settings\TokenSource;
use PHPUnit\Framework\TestCase;

final class TokensTest extends TestCase {

	private const CODE  = 'C9OPQFJC77U5NIJ6K7HG';
	private const OTHER = 'AAAAAAAAAAAAAAAAAAAA';
	private const TOKEN = '0123456789abcdef0123456789abcdef01234567';

	protected function setUp(): void {
		$GLOBALS['duet_test_options']  = [];
		$GLOBALS['duet_test_autoload'] = [];
	}

	public function test_keeps_a_token_encrypted_and_out_of_autoload(): void {
		$tokens = new Tokens( [], 'secret' );
		self::assertSame( TokenSource::None, $tokens->source( self::CODE ) );
		self::assertTrue( $tokens->set( self::CODE, self::TOKEN ) );
		self::assertSame( self::TOKEN, $tokens->get( self::CODE ) );
		self::assertSame( TokenSource::Stored, $tokens->source( self::CODE ) );
		self::assertSame( '4567', $tokens->tail( self::CODE ) );
		self::assertFalse( $GLOBALS['duet_test_autoload']['duet_tokens'] );
		self::assertStringNotContainsString( self::TOKEN, serialize( $GLOBALS['duet_test_options'] ) );
		self::assertStringNotContainsString( base64_encode( self::TOKEN ), serialize( $GLOBALS['duet_test_options'] ) );
	}

	public function test_remove_and_keep_leave_the_others(): void {
		$tokens = new Tokens( [], 'secret' );
		$tokens->set( self::CODE, self::TOKEN );
		$tokens->set( self::OTHER, self::TOKEN . 'x' );
		$tokens->remove( self::CODE );
		self::assertFalse( $tokens->has( self::CODE ) );
		self::assertTrue( $tokens->has( self::OTHER ) );
		$tokens->keep( [ self::CODE ] );
		self::assertSame( [], $GLOBALS['duet_test_options']['duet_tokens'] );
	}

	public function test_rotated_salts_ask_for_the_token_again(): void {
		( new Tokens( [], 'secret' ) )->set( self::CODE, self::TOKEN );
		$tokens = new Tokens( [], 'rotated' );
		self::assertNull( $tokens->get( self::CODE ) );
		self::assertSame( TokenSource::Unreadable, $tokens->source( self::CODE ) );
		self::assertSame( '', $tokens->tail( self::CODE ) );
		self::assertNull( $tokens->fingerprint( self::CODE ) );
	}

	public function test_without_keys_nothing_is_stored(): void {
		$tokens = new Tokens( [], '' );
		self::assertFalse( $tokens->can_store() );
		self::assertFalse( $tokens->set( self::CODE, self::TOKEN ) );
		self::assertSame( [], $GLOBALS['duet_test_options'] );
	}

	public function test_a_constant_beats_the_stored_token(): void {
		( new Tokens( [], 'secret' ) )->set( self::CODE, self::TOKEN );
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => self::CODE ], [ 'code' => self::OTHER ] ] ];

		$for_the_first = new Tokens( ' from-wp-config ', 'secret' );
		self::assertSame( 'from-wp-config', $for_the_first->get( self::CODE ) );
		self::assertSame( TokenSource::Constant, $for_the_first->source( self::CODE ) );
		self::assertNull( $for_the_first->get( self::OTHER ) );

		$by_code = new Tokens( [ self::OTHER => 'other-token' ], 'secret' );
		self::assertSame( self::TOKEN, $by_code->get( self::CODE ) );
		self::assertSame( 'other-token', $by_code->get( self::OTHER ) );
	}

	public function test_an_empty_or_senseless_constant_is_no_token(): void {
		$GLOBALS['duet_test_options']['duet_settings'] = [ 'pixels' => [ [ 'code' => self::CODE ] ] ];
		foreach ( [ '', '  ', 7, false, [ self::CODE => '' ], [ self::CODE => [] ] ] as $constant ) {
			self::assertSame( TokenSource::None, ( new Tokens( $constant, 'secret' ) )->source( self::CODE ) );
		}
	}

	public function test_the_fingerprint_follows_the_token_and_hides_it(): void {
		$tokens = new Tokens( [], 'secret' );
		$tokens->set( self::CODE, self::TOKEN );
		$first = $tokens->fingerprint( self::CODE );
		$tokens->set( self::CODE, self::TOKEN );
		self::assertSame( $first, $tokens->fingerprint( self::CODE ) );
		$tokens->set( self::CODE, strrev( self::TOKEN ) );
		self::assertNotSame( $first, $tokens->fingerprint( self::CODE ) );
	}

	public function test_a_hand_edited_option_is_no_token(): void {
		foreach ( [ 'rubbish', [ self::CODE => 'not base64!' ], [ self::CODE => base64_encode( 'short' ) ], [ self::CODE => [ 1 ] ] ] as $option ) {
			$GLOBALS['duet_test_options']['duet_tokens'] = $option;
			self::assertNull( ( new Tokens( [], 'secret' ) )->get( self::CODE ) );
		}
	}
}
