<?php
declare(strict_types=1);

namespace Duet\Start;

use Duet\Settings\Settings;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * Removes the pixel and the server events of TikTok's own plugin while the merchant wants Duet to send them. Nothing is
 * written to that plugin: without Duet, or with the setting off, it sends again. Its catalog sync stays.
 */
final class OfficialPlugin {

	/** All of its hooks for pixel and Events API are static methods of this class; those of the catalog are not. */
	private const PIXEL_CLASS = 'Tt4b_Pixel_Class';

	public function __construct(
		private readonly Settings $settings,
		private readonly Guard $guard,
	) {
	}

	public function register(): void {
		// The other plugin adds its hooks when it is loaded or at plugins_loaded, and the first of them runs at init.
		$this->guard->action( 'init', $this->unhook( ... ), PHP_INT_MIN );
	}

	public function unhook(): void {
		if ( ! $this->settings->values()->official_plugin_off ) {
			return;
		}
		global $wp_filter;
		/** @var array<string, \WP_Hook> $wp_filter */
		foreach ( $wp_filter as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					if ( self::is_pixel( $callback['function'] ) ) {
						remove_filter( $name, $callback['function'], (int) $priority );
					}
				}
			}
		}
	}

	/** @phpstan-assert-if-true callable $callback */
	private static function is_pixel( mixed $callback ): bool {
		$owner = is_string( $callback ) ? strstr( $callback, '::', true ) : ( (array) $callback )[0] ?? null;
		$class = is_object( $owner ) ? $owner::class : ( is_string( $owner ) ? $owner : '' );
		return 0 === strcasecmp( self::PIXEL_CLASS, ltrim( $class, '\\' ) );
	}
}
