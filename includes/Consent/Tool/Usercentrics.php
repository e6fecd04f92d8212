<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Keeps its answer in localStorage, which only the browser can read. */
final class Usercentrics implements ConsentTool {

	public function slug(): string {
		return 'usercentrics';
	}

	public function name(): string {
		return 'Usercentrics';
	}

	public function plugins(): array {
		return [ 'usercentrics', 'usercentrics-consent-management-platform' ];
	}

	public function hint(): string {
		return __( 'Usercentrics asks per service: add the service "TikTok Advertising".', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return null;
	}
}
