<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * Any consent tool that supports the Transparency and Consent Framework of IAB Europe. Its script in the browser knows
 * whether the framework applies to the visitor; the cookie alone does not say that.
 */
final class Tcf implements ConsentTool {

	public function slug(): string {
		return 'tcf';
	}

	public function name(): string {
		return 'IAB TCF';
	}

	public function plugins(): array {
		return [];
	}

	public function hint(): string {
		return __( 'For tools that speak the IAB\'s framework: consent to its purposes 1, 3, 4 and 7 counts.', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return null;
	}
}
