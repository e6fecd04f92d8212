<?php
declare(strict_types=1);

namespace Duet\Consent\Tool;

use Duet\Consent\ConsentTool;
use Duet\Consent\ToolCookies;

defined( 'ABSPATH' ) || exit;

/**
 * Asks per service. Its cookie: {"consents": {"marketing": ["service", ...], ...}, ...}; consent to a service with
 * "tiktok" in its ID counts.
 */
final class Borlabs implements ConsentTool {

	public function slug(): string {
		return 'borlabs';
	}

	public function name(): string {
		return 'Borlabs Cookie';
	}

	public function plugins(): array {
		return [ 'borlabs-cookie' ];
	}

	public function hint(): string {
		return __( 'Borlabs Cookie asks per service: add one whose id contains "tiktok" to its marketing group.', 'duet-for-tiktok' );
	}

	public function answer( ToolCookies $cookies ): ?bool {
		$consents = $cookies->json( '/\Aborlabs-cookie\z/' )['consents'] ?? null;
		if ( ! is_array( $consents ) ) {
			return null;
		}
		$groups   = array_values( array_filter( $consents, is_array( ... ) ) );
		$services = array_filter( array_merge( ...array_map( array_values( ... ), $groups ) ), is_string( ... ) );
		$is_ours  = static fn( string $service ): bool => false !== stripos( $service, 'tiktok' );
		return [] !== array_filter( $services, $is_ours );
	}
}
