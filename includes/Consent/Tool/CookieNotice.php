<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie: "true" or "false". */
final class CookieNotice implements ConsentTool {

	public function slug(): string {
		return 'cookie-notice';
	}

	public function name(): string {
		return 'Cookie Notice';
	}

	public function plugins(): array {
		return [ 'cookie-notice' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return ToolCookies::yes_or_no( $cookies->text( '/\Acookie_notice_accepted\z/' ) );
	}
}
