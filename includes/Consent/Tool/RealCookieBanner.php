<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie depends on the site's own list of services, which only its script in the browser can look up. */
final class RealCookieBanner implements ConsentTool {

	public function slug(): string {
		return 'real-cookie-banner';
	}

	public function name(): string {
		return 'Real Cookie Banner';
	}

	public function plugins(): array {
		return [ 'real-cookie-banner', 'real-cookie-banner-pro' ];
	}

	public function hint(): string {
		return __( 'Real Cookie Banner asks per service: add the service "TikTok Pixel", which has the cookie _ttp.', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return null;
	}
}
