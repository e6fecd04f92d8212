<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** The one way data gets into script context. Everything printed for the storefront script goes through here. */
final class Json {

	/**
	 * "<" and "&" become \u003C and \u0026, so no value can close the element or open a comment inside it; U+2028 and
	 * U+2029 are escaped because JSON_UNESCAPED_UNICODE is absent; broken UTF-8 is replaced, not fatal.
	 */
	private const FLAGS = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;

	/** JSON that is safe inside a script element, or '' when the data cannot be encoded (INF, too deep). */
	public static function for_script( mixed $data ): string {
		$json = wp_json_encode( $data, self::FLAGS, 16 );
		return is_string( $json ) ? $json : '';
	}

	/** Prints an inert data block; nothing at all rather than a broken one. */
	public static function print_block( string $id, mixed $data ): void {
		$json = self::for_script( $data );
		if ( '' !== $json ) {
			wp_print_inline_script_tag(
				$json,
				[
					'type' => 'application/json',
					'id'   => $id,
				]
			);
		}
	}
}
