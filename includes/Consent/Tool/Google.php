<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Any consent tool that reports to Google Consent Mode, which exists in the browser only. */
final class Google implements ConsentTool {

	public function slug(): string {
		return 'google';
	}

	public function name(): string {
		return 'Google Consent Mode';
	}

	public function plugins(): array {
		return [];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return null;
	}
}
