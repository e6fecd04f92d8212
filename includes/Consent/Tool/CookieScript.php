<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * Its cookie: {"action": "accept", "categories": "[\"targeting\", ...]"}; the categories are a list or a list written
 * as text. Without them the visitor accepted everything.
 */
final class CookieScript implements ConsentTool {

	public function slug(): string {
		return 'cookie-script';
	}

	public function name(): string {
		return 'CookieScript';
	}

	public function plugins(): array {
		return [ 'cookie-script-com' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$answer   = $cookies->json( '/\ACookieScriptConsent\z/' );
		$accepted = $answer['categories'] ?? [ 'targeting' ];
		$accepted = is_string( $accepted ) ? json_decode( $accepted, true, 2 ) : $accepted;
		return match ( $answer['action'] ?? null ) {
			'accept' => is_array( $accepted ) ? in_array( 'targeting', $accepted, true ) : null,
			'reject' => false,
			default  => null,
		};
	}
}
