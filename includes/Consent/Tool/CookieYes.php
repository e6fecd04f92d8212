<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;
use Duet\Consent\WritesDefault;

defined( 'ABSPATH' ) || exit;

/** Its cookie: "consentid:...,consent:yes,action:yes,necessary:yes,...,advertisement:no". */
final class CookieYes implements ConsentTool, WritesDefault {

	public function slug(): string {
		return 'cookieyes';
	}

	public function name(): string {
		return 'CookieYes';
	}

	public function plugins(): array {
		return [ 'cookie-law-info', 'webtoffee-gdpr-cookie-consent' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$text = $cookies->text( '/\Acookieyes-consent\z/' );
		$has  = static fn( string $pair ): bool => 1 === preg_match( "/(?:\\A|,)\\s*$pair\\s*(?:,|\\z)/", $text );
		// In opt-out regions advertisement is on before the visitor answers. If it is off before that, nobody has
		// refused.
		return match ( true ) {
			$has( 'advertisement:yes' ) && ! $has( 'advertisement:no' ) => true,
			$has( 'advertisement:no' ) && $has( 'action:yes' )          => false,
			default                                                     => null,
		};
	}
}
