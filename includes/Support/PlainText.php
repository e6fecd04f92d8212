<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/** Names and descriptions as WordPress stores them -> one line of valid UTF-8. */
final class PlainText {

	/**
	 * Entities are decoded ("Salt &amp; Pepper"); markup stays as text, for nothing made here is ever printed as HTML.
	 *
	 * @param int $limit In characters; a longer text ends in an ellipsis.
	 */
	public static function line( string $text, int $limit = 150 ): string {
		// htmlspecialchars is PHP's own replacement for broken UTF-8; the entities it adds are decoded with the rest.
		$text = html_entity_decode( htmlspecialchars( $text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8', false ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		$text = trim( (string) preg_replace( '/[\s\x00-\x1F\x7F]+/u', ' ', $text ) );
		return mb_strlen( $text ) > $limit ? mb_substr( $text, 0, $limit - 1 ) . '…' : $text;
	}
}
