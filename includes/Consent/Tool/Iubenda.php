<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie: {"purposes": {"5": true, ...}} or {"consent": true}. Purpose 5 is targeting and advertising. */
final class Iubenda implements ConsentTool {

	public function slug(): string {
		return 'iubenda';
	}

	public function name(): string {
		return 'iubenda';
	}

	public function plugins(): array {
		return [ 'iubenda-cookie-law-solution' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$preference = $cookies->json( '/\A_iub_cs-s?\d+\z/' );
		$purposes   = $preference['purposes'] ?? null;
		$purpose    = is_array( $purposes ) ? ( $purposes['5'] ?? null ) : null;
		$answer     = $purpose ?? $preference['consent'] ?? null;
		return is_bool( $answer ) ? $answer : null;
	}
}
