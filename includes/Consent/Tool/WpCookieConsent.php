<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** One cookie says whether the visitor has answered, another {"marketing": "yes"}, which a banner without categories does not set. */
final class WpCookieConsent implements ConsentTool {

	public function slug(): string {
		return 'wp-cookie-consent';
	}

	public function name(): string {
		return 'WP Cookie Consent';
	}

	public function plugins(): array {
		return [ 'gdpr-cookie-consent', 'wpl-cookie-consent' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$answer = ToolCookies::yes_or_no( $cookies->text( '/\Awpl_viewed_cookie\z/' ) );
		if ( true !== $answer || '' === $cookies->text( '/\Awpl_user_preference\z/' ) ) {
			return $answer;
		}
		return ToolCookies::yes_or_no( $cookies->json( '/\Awpl_user_preference\z/' )['marketing'] ?? null );
	}
}
