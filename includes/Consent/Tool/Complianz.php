<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** One cookie per category; its value is "allow" or "deny". */
final class Complianz implements ConsentTool {

	public function slug(): string {
		return 'complianz';
	}

	public function name(): string {
		return 'Complianz';
	}

	public function plugins(): array {
		return [ 'complianz-gdpr', 'complianz-gdpr-premium', 'complianz-gdpr-premium-multisite' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		return match ( $cookies->text( '/\Acmplz_(rt_)?marketing\z/' ) ) {
			'allow' => true,
			'deny'  => false,
			default => null,
		};
	}
}
