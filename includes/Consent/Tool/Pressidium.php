<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/** Its cookie: {"categories": ["necessary", "targeting"]}, the list of what was accepted. */
final class Pressidium implements ConsentTool {

	public function slug(): string {
		return 'pressidium';
	}

	public function name(): string {
		return 'Pressidium Cookie Consent';
	}

	public function plugins(): array {
		return [ 'pressidium-cookie-consent' ];
	}

	public function hint(): string {
		return '';
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$categories = $cookies->json( '/\Apressidium_cookie_consent\z/' )['categories'] ?? null;
		return is_array( $categories ) ? in_array( 'targeting', $categories, true ) : null;
	}
}
