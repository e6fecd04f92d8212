<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** Text that came from outside: cookies, headers, request bodies, stored data edited by hand. */
final class Text {

	/** One line of valid UTF-8 without control characters, or '' when it is no text or longer than $limit bytes. */
	public static function line( mixed $value, int $limit ): string {
		if ( ! is_string( $value ) || strlen( $value ) > $limit || 1 !== preg_match( '//u', $value ) ) {
			return '';
		}
		return trim( (string) preg_replace( '/[\x00-\x1F\x7F]+/u', ' ', $value ) );
	}

	/** The value if all of it matches, else ''. */
	public static function matching( mixed $value, string $pattern ): string {
		return is_string( $value ) && 1 === preg_match( $pattern, $value ) ? $value : '';
	}

	/** An absolute http(s) URL of at most 2,048 bytes, or ''. */
	public static function url( mixed $value ): string {
		$url = self::line( $value, 2048 );
		return 1 === preg_match( '~^https?://[^\s<>"]+$~i', $url ) ? $url : '';
	}
}
