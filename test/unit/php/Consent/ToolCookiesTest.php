<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\ToolCookies;
use Duet\Settings\ConsentTool;
use Duet\Test\ShopTestCase;

final class ToolCookiesTest extends ShopTestCase {

	/** @return iterable<string, array{ConsentTool, array<mixed>, ?string}> */
	public static function cookies(): iterable {
		$cookiebot = static fn( string $marketing ): array => [ 'CookieConsent' => "{stamp:'x==',necessary:true,preferences:false,statistics:false,marketing:$marketing,method:'explicit',ver:1,utc:1700000000000,region:'de'}" ];
		$cookieyes = static fn( string $action, string $advertisement ): array => [ 'cookieyes-consent' => "consentid:abc,consent:yes,action:$action,necessary:yes,functional:no,advertisement:$advertisement" ];
		$iubenda   = static fn( mixed $data ): array => [ '_iub_cs-123456' => addslashes( (string) json_encode( $data ) ) ];
		$borlabs   = static fn( mixed $data ): array => [ 'borlabs-cookie' => addslashes( (string) json_encode( $data ) ) ];

		yield 'Complianz, yes' => [ ConsentTool::Complianz, [ 'cmplz_marketing' => 'allow' ], 'allow' ];
		yield 'Complianz, no' => [ ConsentTool::Complianz, [ 'cmplz_rt_marketing' => 'deny' ], 'deny' ];
		yield 'Complianz, unanswered' => [ ConsentTool::Complianz, [ 'cmplz_statistics' => 'allow' ], null ];
		yield 'Complianz, nonsense' => [ ConsentTool::Complianz, [ 'cmplz_marketing' => 'ALLOW' ], null ];
		yield 'Complianz, an array' => [ ConsentTool::Complianz, [ 'cmplz_marketing' => [ 'allow' ] ], null ];
		yield 'Complianz, twice' => [ ConsentTool::Complianz, [ 'cmplz_marketing' => 'allow', 'cmplz_rt_marketing' => 'deny' ], null ];
		yield 'CookieYes, yes' => [ ConsentTool::CookieYes, $cookieyes( 'yes', 'yes' ), 'allow' ];
		yield 'CookieYes, no' => [ ConsentTool::CookieYes, $cookieyes( 'yes', 'no' ), 'deny' ];
		yield 'CookieYes, unanswered' => [ ConsentTool::CookieYes, $cookieyes( '', 'no' ), null ];
		yield 'CookieYes, opt-out region' => [ ConsentTool::CookieYes, $cookieyes( '', 'yes' ), 'allow' ];
		yield 'CookieYes, both' => [ ConsentTool::CookieYes, [ 'cookieyes-consent' => 'action:yes,advertisement:yes,advertisement:no' ], 'deny' ];
		yield 'CookieYes, a part of a word' => [ ConsentTool::CookieYes, [ 'cookieyes-consent' => 'noadvertisement:yes,action:yes' ], null ];
		yield 'Cookiebot, yes' => [ ConsentTool::Cookiebot, $cookiebot( 'true' ), 'allow' ];
		yield 'Cookiebot, no' => [ ConsentTool::Cookiebot, $cookiebot( 'false' ), 'deny' ];
		yield 'Cookiebot, region without a law' => [ ConsentTool::Cookiebot, [ 'CookieConsent' => '-1' ], 'allow' ];
		yield 'Cookiebot, wrongly typed' => [ ConsentTool::Cookiebot, $cookiebot( "'true'" ), null ];
		yield 'Cookiebot, twice' => [ ConsentTool::Cookiebot, [ 'CookieConsent' => '{marketing:true,marketing:false}' ], null ];
		yield 'Borlabs, yes' => [ ConsentTool::Borlabs, $borlabs( [ 'consents' => [ 'essential' => [ 'borlabs-cookie' ], 'marketing' => [ 'TikTok-Pixel' ] ] ] ), 'allow' ];
		yield 'Borlabs, no' => [ ConsentTool::Borlabs, $borlabs( [ 'consents' => [ 'marketing' => [ 'google-ads' ], 'broken' => 1 ] ] ), 'deny' ];
		yield 'Borlabs, nobody asked' => [ ConsentTool::Borlabs, $borlabs( [ 'version' => 1 ] ), null ];
		yield 'Borlabs, broken' => [ ConsentTool::Borlabs, [ 'borlabs-cookie' => '{"consents":' ], null ];
		yield 'iubenda, yes' => [ ConsentTool::Iubenda, $iubenda( [ 'purposes' => [ '1' => true, '5' => true ] ] ), 'allow' ];
		yield 'iubenda, no' => [ ConsentTool::Iubenda, $iubenda( [ 'purposes' => [ '5' => false ], 'consent' => true ] ), 'deny' ];
		yield 'iubenda without purposes' => [ ConsentTool::Iubenda, $iubenda( [ 'consent' => true ] ), 'allow' ];
		yield 'iubenda, wrongly typed' => [ ConsentTool::Iubenda, $iubenda( [ 'purposes' => [ '5' => 'yes' ] ] ), null ];
		yield 'iubenda, a number' => [ ConsentTool::Iubenda, [ '_iub_cs-1' => '7' ], null ];
		yield 'OneTrust, yes' => [ ConsentTool::OneTrust, [ 'OptanonConsent' => 'isGpcEnabled=0&groups=C0001:1,C0004:1&x=1' ], 'allow' ];
		yield 'OneTrust, no' => [ ConsentTool::OneTrust, [ 'OptanonConsent' => 'groups=1:1,4:0', 'OptanonAlertBoxClosed' => '2026' ], 'deny' ];
		yield 'OneTrust, unanswered' => [ ConsentTool::OneTrust, [ 'OptanonConsent' => 'groups=C0001:1,C0004:0' ], null ];
		yield 'OneTrust, a list of groups' => [ ConsentTool::OneTrust, [ 'OptanonConsent' => 'groups[]=C0004:1' ], null ];
		yield 'CookieScript, yes' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => addslashes( '{"action":"accept","categories":"[\\"targeting\\"]"}' ) ], 'allow' ];
		yield 'CookieScript, a list' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => '{"action":"accept","categories":["targeting"]}' ], 'allow' ];
		yield 'CookieScript, in part' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => '{"action":"accept","categories":["performance"]}' ], 'deny' ];
		yield 'CookieScript, its simple banner' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => '{"action":"accept"}' ], 'allow' ];
		yield 'CookieScript, no' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => '{"action":"reject"}' ], 'deny' ];
		yield 'CookieScript, wrongly typed' => [ ConsentTool::CookieScript, [ 'CookieScriptConsent' => '{"action":"accept","categories":7}' ], null ];
		yield 'Axeptio, yes' => [ ConsentTool::Axeptio, [ 'axeptio_cookies' => '{"$$completed":true,"TikTok_pixel":true}' ], 'allow' ];
		yield 'Axeptio, no' => [ ConsentTool::Axeptio, [ 'axeptio_cookies' => '{"$$completed":true,"tiktok":false,"bing":true}' ], 'deny' ];
		yield 'Axeptio, unanswered' => [ ConsentTool::Axeptio, [ 'axeptio_cookies' => '{"$$completed":false,"tiktok":true}' ], null ];
		yield 'Axeptio without our service' => [ ConsentTool::Axeptio, [ 'axeptio_cookies' => '{"$$completed":true,"bing":true}' ], null ];
		yield 'Axeptio, wrongly typed' => [ ConsentTool::Axeptio, [ 'axeptio_cookies' => '{"$$completed":true,"tiktok":1}' ], null ];
		yield 'TCF is for the script to read' => [ ConsentTool::Tcf, [ 'euconsent-v2' => 'CPXxRfAPXxRfAAfKABENATEIAAIAAAAAAAAAAAAA' ], null ];
		yield 'Usercentrics has no cookie' => [ ConsentTool::Usercentrics, [ 'ucData' => '{"gcm":{"adStorage":"granted"}}' ], null ];
	}

	/**
	 * @dataProvider cookies
	 * @param array<mixed> $cookies
	 */
	public function test_a_tools_word( ConsentTool $tool, array $cookies, ?string $expected ): void {
		self::assertSame( $expected, ( new ToolCookies( $cookies ) )->said( $tool ) );
	}

	public function test_hostile_values_are_no_answer_and_throw_nothing(): void {
		$names = [ 'cmplz_marketing', 'cookieyes-consent', 'CookieConsent', 'borlabs-cookie', '_iub_cs-1', 'OptanonConsent', 'OptanonAlertBoxClosed' ];
		$large = str_repeat( 'advertisement:yes,', 120_000 );
		self::assertGreaterThan( 2_000_000, strlen( $large ) );
		foreach ( [ $large, str_repeat( '[', 5000 ), "\xff\xfe\0", '', 'null', '{}', [ [ 'x' ] ], 7, null, true, '<script>', str_repeat( 'groups[x]', 900 ) ] as $value ) {
			foreach ( ConsentTool::cases() as $tool ) {
				self::assertNull( ( new ToolCookies( array_fill_keys( $names, $value ) + [ 5 => 'x' ] ) )->said( $tool ) );
			}
		}
	}

	public function test_tools_are_found_by_their_plugins(): void {
		self::assertSame( ConsentTool::Cookiebot, ConsentTool::found( [ 'woocommerce/woocommerce.php', 'cookiebot/cookiebot.php' ] ) );
		self::assertNull( ConsentTool::found( [ 'akismet/akismet.php', 7, [], '' ] ) );
		foreach ( ConsentTool::cases() as $tool ) {
			$script = dirname( __DIR__, 4 ) . "/src/storefront/consent/tools/{$tool->value}.ts";
			self::assertFileExists( $script );
			self::assertContains( $tool->value, json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . '/src/settings/settings.json' ), true )['properties']['consent']['properties']['tool']['enum'] );
		}
	}
}
