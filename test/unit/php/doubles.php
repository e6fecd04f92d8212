<?php
/**
 * Doubles of the few WordPress functions that dirty edges call, so they run in plain unit tests.
 * Options live in $GLOBALS['duet_test_options'], their autoload flag in $GLOBALS['duet_test_autoload'];
 * a test empties both in setUp(). Every double is guarded: whoever needs another one adds it here.
 */

declare(strict_types=1);

$GLOBALS['duet_test_options']  = [];
$GLOBALS['duet_test_autoload'] = [];

if ( ! function_exists( 'get_option' ) ) {
	function get_option( string $name, mixed $fallback = false ): mixed {
		return $GLOBALS['duet_test_options'][ $name ] ?? $fallback;
	}
}

if ( ! function_exists( 'is_multisite' ) ) {
	function is_multisite(): bool {
		return isset( $GLOBALS['duet_test_options']['site:active_sitewide_plugins'] );
	}
}

if ( ! function_exists( 'get_site_option' ) ) {
	function get_site_option( string $name, mixed $fallback = false ): mixed {
		return $GLOBALS['duet_test_options'][ 'site:' . $name ] ?? $fallback;
	}
}

if ( ! function_exists( 'update_option' ) ) {
	/** Like WordPress: false when nothing changed. */
	function update_option( string $name, mixed $value, bool|string|null $autoload = null ): bool {
		if ( array_key_exists( $name, $GLOBALS['duet_test_options'] ) && $GLOBALS['duet_test_options'][ $name ] === $value ) {
			return false;
		}
		$GLOBALS['duet_test_options'][ $name ]  = $value;
		$GLOBALS['duet_test_autoload'][ $name ] = $autoload;
		return true;
	}
}

if ( ! function_exists( 'add_option' ) ) {
	function add_option( string $name, mixed $value = '', string $deprecated = '', bool|string|null $autoload = null ): bool {
		return array_key_exists( $name, $GLOBALS['duet_test_options'] ) ? false : update_option( $name, $value, $autoload );
	}
}

if ( ! function_exists( 'delete_option' ) ) {
	function delete_option( string $name ): bool {
		$known = array_key_exists( $name, $GLOBALS['duet_test_options'] );
		unset( $GLOBALS['duet_test_options'][ $name ] );
		return $known;
	}
}

if ( ! function_exists( '__' ) ) {
	function __( string $text, string $domain = 'default' ): string {
		return $text;
	}
}

if ( ! function_exists( '_n' ) ) {
	function _n( string $single, string $plural, int $number, string $domain = 'default' ): string {
		return 1 === $number ? $single : $plural;
	}
}

if ( ! function_exists( 'esc_html' ) ) {
	function esc_html( string $text ): string {
		return htmlspecialchars( $text, ENT_QUOTES );
	}
}

if ( ! function_exists( 'wp_json_encode' ) ) {
	function wp_json_encode( mixed $value, int $options = 0, int $depth = 512 ): string|false {
		return json_encode( $value, $options, max( 1, $depth ) );
	}
}

if ( ! function_exists( 'number_format_i18n' ) ) {
	function number_format_i18n( float $number, int $places = 0 ): string {
		return number_format( $number, $places );
	}

	function human_time_diff( int $from, int $to = 0 ): string {
		return ( $to - $from ) . ' seconds';
	}
}
