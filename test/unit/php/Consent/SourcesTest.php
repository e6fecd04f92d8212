<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\Country;
use Duet\Consent\CountryRules;
use Duet\Consent\Sources;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Support\ClientIp;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Visitor\RequestVisitor;

final class SourcesTest extends ShopTestCase {

	protected function tearDown(): void {
		unset( $_SERVER['HTTP_SEC_GPC'], $_SERVER['HTTP_CF_IPCOUNTRY'], $_SERVER['REMOTE_ADDR'] );
	}

	/** @param array<string, mixed> $consent */
	private function site( array $consent, string ...$plugins ): void {
		$this->with_settings( [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ], 'consent' => $consent ] );
		$GLOBALS['duet_test_options']['active_plugins'] = array_map( static fn( string $slug ): string => "$slug/$slug.php", $plugins );
	}

	private function sources( ?string $api = null ): Sources {
		return new Sources( $this->settings(), static fn(): ?string => 'broken' === $api ? throw new \TypeError( 'a consent tool' ) : $api, $this->guard() );
	}

	private function consent( ?string $api = null, bool $abroad = false ): Consent {
		$countries = $this->createStub( CountryRules::class );
		$countries->method( 'requires' )->willReturn( $abroad );
		return ( new RequestVisitor( $this->settings(), new ClientIp(), $this->sources( $api ), new TestClock( self::NOW ), $countries ) )->consent();
	}

	public function test_the_api_comes_before_the_tool_and_the_tool_before_our_cookie(): void {
		$this->site( [ 'mode' => 'required' ], 'complianz-gdpr' );
		$_COOKIE = [ 'cmplz_marketing' => 'deny', 'duet_visitor' => self::HEX . '.g' ];
		self::assertSame( [ 'allow', 'wp_consent_api' ], $this->sources( 'allow' )->signal() );
		self::assertSame( [ 'deny', 'complianz' ], $this->sources()->signal() );
		self::assertSame( [ Decision::Denied, 'complianz' ], [ $this->consent()->decision, $this->consent()->source ] );
		$_COOKIE['cmplz_marketing'] = 'nonsense';
		self::assertSame( [ Decision::Granted, 'cookie' ], [ $this->consent()->decision, $this->consent()->source ], 'what the script heard from the tool' );
		unset( $_COOKIE['duet_visitor'] );
		self::assertSame( [ Decision::Unknown, 'complianz' ], [ $this->consent()->decision, $this->consent()->source ] );
		$this->site( [ 'mode' => 'assumed' ], 'complianz-gdpr' );
		self::assertSame( Decision::Unknown, $this->consent()->decision, 'a tool that waits outranks the setting' );
	}

	public function test_a_default_that_a_tool_wrote_into_the_api_is_no_refusal(): void {
		$unanswered = [ 'cookieyes-consent' => 'consentid:x,consent:,action:,necessary:yes,advertisement:no' ];
		$refused    = [ 'cookieyes-consent' => 'consentid:x,consent:no,action:yes,necessary:yes,advertisement:no' ];
		foreach ( [ 'required', 'assumed' ] as $mode ) {
			$this->site( [ 'mode' => $mode ], 'cookie-law-info' );
			$_COOKIE = $unanswered;
			self::assertSame( Decision::Unknown, $this->consent( 'deny' )->decision );
			$_COOKIE = $refused;
			self::assertSame( Decision::Denied, $this->consent( 'deny' )->decision );
		}
		// This one's cookie cannot show that nobody has answered: the API's word counts.
		$this->site( [ 'mode' => 'required' ], 'axeptio-sdk-integration' );
		$_COOKIE = [];
		self::assertSame( Decision::Denied, $this->consent( 'deny' )->decision );
	}

	public function test_a_tool_that_breaks_allows_nothing_whatever_was_said_before(): void {
		$_COOKIE = [ 'cmplz_marketing' => 'allow', 'duet_visitor' => self::HEX . '.g' ];
		foreach ( [ 'required', 'assumed' ] as $mode ) {
			$this->site( [ 'mode' => $mode ], 'complianz-gdpr' );
			self::assertSame( [ Decision::Unknown, 'wp_consent_api' ], [ $this->consent( 'broken' )->decision, $this->consent( 'broken' )->source ] );
		}
	}

	public function test_a_filter_that_breaks_allows_nothing_and_hides_what_it_may_have_been_about_to_hide(): void {
		$this->site( [ 'mode' => 'assumed' ] );
		$request = new RequestVisitor( $this->settings(), new ClientIp(), $this->sources(), new TestClock( self::NOW ) );
		$_COOKIE = [ 'duet_visitor' => self::HEX . '.g', 'ttclid' => 'E.C.P.click' ];
		self::assertSame( 'E.C.P.click', $request->visitor()->ttclid );
		add_filter( 'duet_visitor', static fn() => throw new \RuntimeException( 'filter' ) );
		self::assertSame( [ '', self::HEX, Decision::Granted ], [ $request->visitor()->ttclid, $request->visitor()->visitor, $request->visitor()->decision() ] );
		add_filter( 'duet_consent', static fn() => throw new \TypeError( 'filter' ) );
		self::assertSame( [ Decision::Unknown, self::HEX ], [ $request->visitor()->decision(), $request->visitor()->visitor ] );
	}

	public function test_the_cookie_of_a_plugin_that_is_gone_says_nothing(): void {
		$this->site( [ 'mode' => 'required' ] );
		$_COOKIE = [ 'cmplz_marketing' => 'allow' ];
		self::assertNull( $this->sources()->signal() );
		$this->site( [ 'mode' => 'required', 'tool' => 'complianz' ] );
		self::assertSame( [ 'allow', 'complianz' ], $this->sources()->signal(), 'the merchant named it' );
	}

	public function test_what_was_assumed_is_no_consent_under_another_setting(): void {
		$_COOKIE = [ 'duet_visitor' => self::HEX . '.a' ];
		$this->site( [ 'mode' => 'assumed' ] );
		self::assertSame( Decision::Granted, $this->consent()->decision );
		self::assertSame( Decision::Unknown, $this->consent( null, true )->decision );
		self::assertSame( 'required', $this->consent( null, true )->mode );
		$this->site( [ 'mode' => 'required' ] );
		self::assertSame( Decision::Unknown, $this->consent()->decision );
	}

	public function test_a_refusal_without_a_number_is_a_refusal_whatever_a_tool_allows(): void {
		foreach ( [ 'd', 'n', self::HEX . '.d', self::HEX . '.n' ] as $_COOKIE['duet_visitor'] ) {
			$this->site( [ 'mode' => 'assumed' ] );
			self::assertSame( Decision::Denied, $this->consent()->decision );
			self::assertSame( Decision::Denied, $this->consent( 'allow' )->decision );
			$this->site( [ 'mode' => 'assumed' ], 'complianz-gdpr' );
			$_COOKIE['cmplz_marketing'] = 'allow';
			self::assertSame( Decision::Denied, $this->consent()->decision );
			unset( $_COOKIE['cmplz_marketing'] );
		}
	}

	public function test_what_nobody_answered_in_the_browser_is_not_assumed_here(): void {
		foreach ( [ 'u', self::HEX . '.u' ] as $_COOKIE['duet_visitor'] ) {
			foreach ( [ 'assumed', 'required' ] as $mode ) {
				$this->site( [ 'mode' => $mode ] );
				self::assertSame( [ 'none', Decision::Unknown, 'cookie' ], [ $this->consent()->signal, $this->consent()->decision, $this->consent()->source ] );
			}
			$this->site( [ 'mode' => 'assumed' ], 'complianz-gdpr' );
			self::assertSame( Decision::Unknown, $this->consent()->decision, 'the answer has expired' );
			$_COOKIE['cmplz_marketing'] = 'allow';
			self::assertSame( [ Decision::Granted, 'complianz' ], [ $this->consent()->decision, $this->consent()->source ], 'the tool itself knows better' );
			unset( $_COOKIE['cmplz_marketing'] );
		}
		foreach ( [ 'uu', 'a', self::HEX . 'u', 'u.u' ] as $_COOKIE['duet_visitor'] ) {
			$this->site( [ 'mode' => 'assumed' ] );
			self::assertSame( Decision::Granted, $this->consent()->decision, 'no cookie of ours' );
		}
	}

	public function test_global_privacy_control(): void {
		$_SERVER['HTTP_SEC_GPC'] = '1';
		$this->site( [ 'mode' => 'assumed' ] );
		self::assertSame( [ Decision::Denied, 'gpc', false ], [ $this->consent( 'allow' )->decision, $this->consent( 'allow' )->source, $this->consent( 'allow' )->limited ] );
		$this->site( [ 'mode' => 'assumed', 'gpc' => 'limit' ] );
		self::assertSame( [ Decision::Granted, true ], [ $this->consent()->decision, $this->consent()->limited ] );
		$kept = Consent::from_array( $this->consent()->to_array() );
		self::assertTrue( $kept->limited, 'the order remembers it' );
		self::assertTrue( $kept->decided( Decision::Granted, 'cookie', 1 )->limited );
		$this->site( [ 'mode' => 'assumed', 'gpc' => 'ignore' ] );
		self::assertSame( [ Decision::Granted, false ], [ $this->consent()->decision, $this->consent()->limited ] );
		$_SERVER['HTTP_SEC_GPC'] = '0';
		$this->site( [ 'mode' => 'assumed', 'limited_data_use' => true ] );
		self::assertTrue( $this->consent()->limited );
	}

	public function test_scripts_and_page(): void {
		$this->site( [ 'mode' => 'unset' ], 'complianz-gdpr' );
		self::assertSame( [ [], null ], [ $this->sources()->scripts(), $this->sources()->page()['consent'] ] );
		$this->site( [ 'mode' => 'required' ], 'complianz-gdpr' );
		self::assertSame( [ 'complianz' ], $this->sources()->scripts() );
		self::assertSame( [ 'consent' => 'required', 'ask' => 1, 'gpc' => 'block' ], $this->sources()->page() );
		$this->site( [ 'mode' => 'assumed', 'countries' => [ 'DE' ], 'gpc' => 'ignore', 'limited_data_use' => true ] );
		self::assertSame( [ 'google', 'country' ], $this->sources()->scripts() );
		self::assertSame( [ 'consent' => 'assumed', 'ask' => 2, 'limited' => true, 'serverCannotReadTool' => true ], $this->sources()->page() );
		$this->site( [ 'mode' => 'assumed', 'tool' => 'google' ] );
		self::assertSame( 'required', $this->sources()->page()['consent'], 'a tool the merchant named has to say yes itself' );
	}

	/** @return iterable<string, array{array<string, string>, string, bool}> */
	public static function countries(): iterable {
		yield 'by the database' => [ [ 'REMOTE_ADDR' => '203.0.113.7' ], 'FR', false ];
		yield 'a country of the list' => [ [ 'REMOTE_ADDR' => '203.0.113.7' ], 'de', true ];
		yield 'unknown' => [ [ 'REMOTE_ADDR' => '203.0.113.7' ], '', true ];
		yield 'a header of nobody we trust' => [ [ 'REMOTE_ADDR' => '203.0.113.7', 'HTTP_CF_IPCOUNTRY' => 'US' ], '', true ];
		yield 'a header of the proxy' => [ [ 'REMOTE_ADDR' => '198.51.100.1', 'HTTP_CF_IPCOUNTRY' => 'us' ], 'DE', false ];
		yield 'Tor through the proxy' => [ [ 'REMOTE_ADDR' => '198.51.100.1', 'HTTP_X_FORWARDED_FOR' => '203.0.113.7', 'HTTP_CF_IPCOUNTRY' => 'T1' ], '', true ];
		yield 'the web server itself' => [ [ 'REMOTE_ADDR' => '203.0.113.7', 'GEOIP_COUNTRY_CODE' => 'US' ], '', false ];
		yield 'nonsense' => [ [ 'REMOTE_ADDR' => 'x', 'HTTP_CF_IPCOUNTRY' => '<b' ], 'US', true ];
	}

	/**
	 * @dataProvider countries
	 * @param array<string, string> $server
	 */
	public function test_country_rules( array $server, string $database, bool $required ): void {
		$this->site( [ 'mode' => 'assumed', 'countries' => [ 'DE', 'AT' ] ] );
		$saved   = $_SERVER;
		$_SERVER = $server + $_SERVER;
		$country = new Country( $this->settings(), ClientIp::trusting( '198.51.100.0/24' ), static fn(): string => $database );
		self::assertSame( $required, $country->requires() );
		$this->site( [ 'mode' => 'assumed' ] );
		self::assertFalse( $country->requires(), 'no rules' );
		$_SERVER = $saved;
	}
}
