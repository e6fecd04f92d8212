<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Only its script in the browser can read its answer. */
final class Termly implements ConsentTool {

	public function slug(): string {
		return 'termly';
	}

	public function name(): string {
		return 'Termly';
	}

	public function plugins(): array {
		return [ 'uk-cookie-consent' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return null;
	}
}
