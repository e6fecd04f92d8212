<?php
/** The WP Consent API as its version 2.0.1 answers, with an opt-in tool behind it; and as 1.0.7 does, which knows no services. */

declare(strict_types=1);

// phpcs:disable

function duet_consent_api( bool $services ): void {
	function wp_get_consent_type(): string {
		return 'optin';
	}
	function wp_has_consent( string $category ): bool {
		return 'allow' === ( $_COOKIE[ "wp_consent_$category" ] ?? '' );
	}
	function wp_add_cookie_info( string $name, string $service, string $category ): void {
		$GLOBALS['duet_shop']['cookie_info'][ $name ] = "$service $category";
	}
	if ( $services ) {
		function duet_services(): array {
			return json_decode( wp_unslash( $_COOKIE['wp_consent_consented_services'] ?? '' ), true ) ?? [];
		}
		function wp_has_service_consent( string $service ): bool {
			return duet_services()[ $service ] ?? wp_has_consent( 'marketing' );
		}
		function wp_is_service_denied( string $service ): bool {
			return false === ( duet_services()[ $service ] ?? null );
		}
	}
}
