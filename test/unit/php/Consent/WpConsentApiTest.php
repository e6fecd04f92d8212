<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\CookieInfo;
use Duet\Consent\WpConsentApi;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\PreserveGlobalState;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/** Other tests' sites have no such plugin, and a function cannot be taken back. */
#[RunTestsInSeparateProcesses]
#[PreserveGlobalState( false )]
final class WpConsentApiTest extends ShopTestCase {

	/** @return iterable<string, array{bool, string, string, string}> Whether the API knows services, the category's answer, the services', ours */
	public static function answers(): iterable {
		$yes = '{"tiktok-pixel":true}';
		$no  = '{"tiktok-pixel":false}';
		yield 'the service is refused, its category granted' => [ true, 'allow', $no, 'deny' ];
		yield 'the service is granted, its category refused' => [ true, 'deny', $yes, 'allow' ];
		yield 'the service is granted, nothing else said' => [ true, '', $yes, 'allow' ];
		yield 'another service is refused' => [ true, 'allow', '{"youtube":false}', 'allow' ];
		yield 'another service is granted' => [ true, 'deny', '{"youtube":true}', 'deny' ];
		yield 'the category alone' => [ true, 'allow', '', 'allow' ];
		yield 'nobody answered' => [ true, '', '', 'none' ];
		yield 'an API without services' => [ false, 'allow', $no, 'allow' ];
		yield 'an API without services, refused' => [ false, 'deny', $yes, 'deny' ];
	}

	#[DataProvider( 'answers' )]
	public function test_the_service_comes_before_its_category( bool $knows, string $category, string $services, string $signal ): void {
		require __DIR__ . '/wp-consent-api.php';
		duet_consent_api( $knows );
		$_COOKIE = [ 'wp_consent_marketing' => $category, 'wp_consent_consented_services' => addslashes( $services ) ];
		self::assertSame( $signal, WpConsentApi::signal() );
	}

	public function test_without_the_plugin_nobody_is_asked(): void {
		self::assertNull( WpConsentApi::signal() );
	}

	public function test_every_cookie_is_declared_under_the_service_that_is_asked_about(): void {
		require __DIR__ . '/wp-consent-api.php';
		duet_consent_api( false );
		( new CookieInfo( 'duet/plugin.php', WpConsentApi::SERVICE, $this->guard() ) )->register();
		do_action( 'init' );
		self::assertSame( [ 'tiktok-pixel marketing' ], array_values( array_unique( $GLOBALS['duet_shop']['cookie_info'] ) ) );
		self::assertTrue( apply_filters( 'wp_consent_api_registered_duet/plugin.php', false ) );
	}
}
