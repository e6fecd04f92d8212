<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * Asks per service. Its cookie: {"$$completed": true, "tiktok": false, ...}; a service with "tiktok" in its name
 * counts. Without one, no visitor was asked about TikTok.
 */
final class Axeptio implements ConsentTool {

	public function slug(): string {
		return 'axeptio';
	}

	public function name(): string {
		return 'Axeptio';
	}

	public function plugins(): array {
		return [ 'axeptio-sdk-integration' ];
	}

	public function hint(): string {
		return __( 'Axeptio asks per service: add one with "tiktok" in its name.', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$services = $cookies->json( '/\Aaxeptio_cookies\z/' );
		$is_ours  = static fn( int|string $name ): bool => false !== stripos( (string) $name, 'tiktok' );
		$answers  = array_filter( $services, $is_ours, ARRAY_FILTER_USE_KEY );
		$unclear  = array_filter( $answers, static fn( mixed $answer ): bool => ! is_bool( $answer ) );
		if ( true !== ( $services['$$completed'] ?? null ) || [] === $answers || [] !== $unclear ) {
			return null;
		}
		return ! in_array( false, $answers, true );
	}
}
