<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * Its cookie: "{stamp:'...',necessary:true,...,marketing:false,...}", which is no JSON. "-1" stands for a region whose
 * law asks for no consent.
 */
final class Cookiebot implements ConsentTool {

	public function slug(): string {
		return 'cookiebot';
	}

	public function name(): string {
		return 'Cookiebot';
	}

	public function plugins(): array {
		return [ 'cookiebot' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$text = $cookies->text( '/\ACookieConsent\z/' );
		if ( '-1' === $text ) {
			return true;
		}
		$count = preg_match_all( '/[{,]\s*"?marketing"?\s*:\s*(true|false)\b/', $text, $found );
		return 1 === $count ? 'true' === $found[1][0] : null;
	}
}
