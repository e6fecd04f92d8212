<?php
declare(strict_types=1);

namespace Duet\Test\Start;

use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Start\OtherPlugin;
use Duet\Start\OtherPlugins;
use Duet\Start\TakeOver;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class TakeOverTest extends TestCase {

	private const CODE  = 'C9OPQFJC77U5NIJ6K7HG';
	private const OTHER = 'AAAAAAAAAAAAAAAAAAAA';
	private const TOKEN = '0123456789abcdef0123456789abcdef01234567';

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [];
	}

	/** @return array<string, array{string, array<string, mixed>, bool}> Active plugin, its options, whether there is a token. */
	public static function plugins(): array {
		return [
			"TikTok's own"  => [ 'tiktok-for-business/tiktok-for-woocommerce.php', [ 'tt4b_pixel_code' => self::CODE, 'tt4b_access_token' => self::TOKEN ], true ],
			'PixelYourSite' => [ 'pixelyoursite/pixelyoursite.php', [ 'pys_tiktok' => [ 'pixel_id' => [ self::CODE ], 'server_access_api_token' => [ self::TOKEN ] ] ], true ],
			'Pixel Manager' => [ 'woocommerce-google-adwords-conversion-tracking-tag/wgact.php', [ 'wgact_plugin_options' => [ 'tiktok' => [ 'pixel_id' => self::CODE, 'eapi' => [ 'token' => self::TOKEN ] ] ] ], true ],
			'CartFlows'     => [ 'cartflows/cartflows.php', [ '_cartflows_tiktok' => [ 'tiktok_pixel_id' => ' ' . self::CODE ] ], false ],
			'FunnelKit'     => [ 'funnel-builder/funnel-builder.php', [ 'bwf_gen_config' => [ 'tiktok_pixel' => self::CODE ] ], false ],
		];
	}

	/** @param array<string, mixed> $options */
	#[DataProvider( 'plugins' )]
	public function test_reads_pixel_code_and_token_and_shows_no_token( string $basename, array $options, bool $has_token ): void {
		$GLOBALS['duet_test_options'] = $options;
		$found                        = OtherPlugins::found( [ 'akismet/akismet.php', $basename, 7 ] );
		self::assertCount( 1, $found );
		$shown = $found[0]->shown();
		self::assertSame( self::CODE, $shown['pixel_code'] );
		self::assertSame( $has_token, $shown['has_token'] );
		self::assertStringNotContainsString( self::TOKEN, (string) json_encode( $shown ) . print_r( $found, true ) );
		self::assertSame( str_starts_with( $basename, 'tiktok-for-business' ), '' === $shown['switch_off'] );
	}

	public function test_of_broken_options_nothing_is_read(): void {
		foreach ( [ [], 'text', [ 'pixel_id' => 'x' ], [ 'pixel_id' => [ [ 'deep' ] ] ], [ 'pixel_id' => [ '<script>' ] ] ] as $option ) {
			$GLOBALS['duet_test_options'] = [ 'pys_tiktok' => $option ];
			self::assertSame( '', OtherPlugins::found( [ 'pixelyoursite/pixelyoursite.php' ] )[0]->pixel_code );
		}
	}

	private static function official(): OtherPlugin {
		$GLOBALS['duet_test_options']['tt4b_pixel_code']   = self::CODE;
		$GLOBALS['duet_test_options']['tt4b_access_token'] = self::TOKEN;
		return OtherPlugins::found( [ 'tiktok-for-business/tiktok-for-woocommerce.php' ] )[0];
	}

	/** @return array{TakeOver, Settings, Tokens} */
	private static function subject(): array {
		$tokens   = new Tokens( [], 'secret' );
		$settings = new Settings( Schema::from_file( dirname( __DIR__, 4 ) . '/src/settings/settings.json' ), $tokens );
		return [ new TakeOver( $settings, $tokens ), $settings, $tokens ];
	}

	public function test_adds_the_pixel_with_its_token_beside_those_that_are_there_and_keeps_the_official_plugin_from_sending(): void {
		[ $take_over, $settings, $tokens ] = self::subject();
		$settings->save( [ 'pixels' => [ [ 'code' => self::OTHER, 'label' => 'Mine', 'test_event_code' => 'TEST1' ] ], 'content_id' => [ 'source' => 'id' ] ] );
		self::assertSame( '', $take_over->from( self::official() ) );
		$pixels = $settings->pixels();
		self::assertSame( [ self::OTHER, self::CODE ], [ $pixels[0]->code, $pixels[1]->code ] );
		self::assertSame( [ 'Mine', 'TEST1' ], [ $pixels[0]->label, $pixels[0]->test_event_code ] );
		self::assertSame( self::TOKEN, $tokens->get( self::CODE ) );
		self::assertTrue( $settings->values()->official_plugin_off );
		self::assertSame( 'official', $settings->values()->content_id->source );
	}

	public function test_twice_is_the_same_as_once(): void {
		[ $take_over, $settings ] = self::subject();
		$take_over->from( self::official() );
		self::assertSame( '', $take_over->from( self::official() ) );
		self::assertCount( 1, $settings->pixels() );
	}

	public function test_without_a_readable_pixel_code_nothing_changes_and_the_merchant_is_told_what_to_do(): void {
		[ $take_over, $settings ] = self::subject();
		$plugin                   = new OtherPlugin( 'x', 'X', '', null, 'There.' );
		self::assertStringContainsString( 'Copy the code from TikTok Events Manager', $take_over->from( $plugin ) );
		self::assertSame( [], $settings->pixels() );
	}
}
