<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie: {"essential": true, "marketing": false}. */
final class WPConsent implements ConsentTool {

	public function slug(): string {
		return 'wpconsent';
	}

	public function name(): string {
		return 'WPConsent';
	}

	public function plugins(): array {
		return [ 'wpconsent-cookies-banner-privacy-suite', 'wpconsent-premium' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return ToolCookies::yes_or_no( $cookies->json( '/\Awpconsent_preferences\z/' )['marketing'] ?? null );
	}
}
