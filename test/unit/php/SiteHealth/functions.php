<?php
/** WordPress's functions of paths and answers, as far as the room of reports calls them. */

declare(strict_types=1);

namespace {
	define( 'WP_PLUGIN_DIR', sys_get_temp_dir() . '/duet-plugins' );
	define( 'WPMU_PLUGIN_DIR', sys_get_temp_dir() . '/duet-mu-plugins' );
}

namespace Duet\SiteHealth {

	/** @param array<mixed> $answer */
	function wp_remote_retrieve_response_code( array $answer ): int {
		return $answer['response']['code'];
	}

	/** @param array<mixed> $answer */
	function wp_remote_retrieve_body( array $answer ): string {
		return $answer['body'];
	}

	function wp_normalize_path( string $path ): string {
		return str_replace( '\\', '/', $path );
	}

	function trailingslashit( string $path ): string {
		return rtrim( $path, '/' ) . '/';
	}

	function get_theme_root(): string {
		return sys_get_temp_dir() . '/duet-themes';
	}
}
