<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** Text from outside: cookies, headers, request bodies, names and descriptions as they are stored. */
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

	/**
	 * A name or description as WordPress stores it, as one line of valid UTF-8. Entities are decoded ("Salt &amp;
	 * Pepper"); markup stays as text, because nothing that is made here is printed as HTML.
	 *
	 * @param int $limit In characters; a longer text ends in an ellipsis.
	 */
	public static function plain( string $text, int $limit = 150 ): string {
		// htmlspecialchars is PHP's own replacement for broken UTF-8; the entities it adds are decoded with the rest.
		$valid = htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8', false );
		$text  = html_entity_decode( $valid, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		$text  = trim( (string) preg_replace( '/[\s\x00-\x1F\x7F]+/u', ' ', $text ) );
		return mb_strlen( $text ) > $limit ? mb_substr( $text, 0, $limit - 1 ) . '…' : $text;
	}
}
