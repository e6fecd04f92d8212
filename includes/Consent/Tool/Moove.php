<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie: {"strict": "1", "thirdparty": "1", "advanced": "0"}. TikTok belongs to the third-party cookies. */
final class Moove implements ConsentTool {

	public function slug(): string {
		return 'moove';
	}

	public function name(): string {
		return 'GDPR Cookie Compliance';
	}

	public function plugins(): array {
		return [ 'gdpr-cookie-compliance', 'gdpr-cookie-compliance-pro' ];
	}

	public function hint(): string {
		return __( 'Consent to the category "3rd Party Cookies" counts.', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return ToolCookies::yes_or_no( $cookies->json( '/\Amoove_gdpr_popup\z/' )['thirdparty'] ?? null );
	}
}
