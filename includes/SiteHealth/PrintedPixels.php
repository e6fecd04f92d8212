<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

defined( 'ABSPATH' ) || exit;

/**
 * TikTok pixels that stand in the home page itself: typed into the theme, a snippet or a page builder, or printed by
 * another plugin. Duet's own begins in its script and is never printed, so each that is found is another's. One that a
 * tag manager loads is not to be seen from here.
 */
final class PrintedPixels {

	/**
	 * The call at the end of TikTok's base code, also as text within JSON or an attribute; or its library's address.
	 */
	private const PIXEL = '~(?:\bttq\s*\.\s*load\s*\(\s*(?:\\\\?["\']|&quot;|&\#0?39;)|/i18n/pixel/events\.js\?sdkid=)([A-Z0-9]{8,64})~i';

	/**
	 * @param string $html Of the home page; empty where it could not be fetched.
	 * @return list<string> Pixel codes, each once.
	 */
	public static function in( string $html ): array {
		return false === preg_match_all( self::PIXEL, $html, $found ) ? [] : array_values( array_unique( $found[1] ) );
	}
}
