<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Duet\Event\PersonalData;

defined( 'ABSPATH' ) || exit;

/**
 * A page address fit for TikTok: complete, for it matches better that way, but without keys, secrets and people.
 * TikTok flags order keys and e-mail addresses in URLs as prohibited data, and refuses URLs without scheme and host.
 */
final class PageUrl {

	private const MAX_LENGTH = 2000;

	/** Labels of letters, digits, "_" and "-", the last of which begins with a letter. */
	private const HOST = '/\A(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}_])?\.)*\p{L}(?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.?\z/u';

	/** Names of parameters that open something, wherever the word stands in the name. What names a person, PersonalData knows. */
	private const TELLING = '/e-?mail|token|nonce|passw|pwd|secret|auth|session|sessid|signature|phone|order|(^|[_-])key$|^(key|sig|sid|code|login|hash|pay_for_order)$/i';

	/** Click id and campaign tags are what the address is sent for, as long as there is nobody's address or number in them. */
	private const WANTED = '/\A(ttclid|utm_[a-z_]+)\z/i';

	/** @return string '' when it is no http(s) URL. Fragments are dropped: browsers do not send them either. */
	public static function clean( string $url ): string {
		$parts = wp_parse_url( trim( $url ) );
		$host  = is_array( $parts ) ? $parts['host'] ?? '' : '';
		if ( ! is_array( $parts ) || ! in_array( strtolower( $parts['scheme'] ?? '' ), [ 'http', 'https' ], true ) || ! self::is_host( $host ) ) {
			return '';
		}
		$base  = strtolower( $parts['scheme'] ) . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$base .= implode( '/', array_map( self::segment( ... ), explode( '/', $parts['path'] ?? '/' ) ) );
		$pairs = array_filter( explode( '&', $parts['query'] ?? '' ), self::may_stay( ... ) );
		$whole = $base . ( [] === $pairs ? '' : '?' . implode( '&', $pairs ) );
		return strlen( $whole ) <= self::MAX_LENGTH ? $whole : substr( $base, 0, self::MAX_LENGTH );
	}

	/**
	 * Whether strict programs take it for a host: a name that ends in letters, or an IP address. A visitor chooses the referrer,
	 * PHP lets nearly everything pass, and TikTok refuses a whole request over one address.
	 */
	private static function is_host( string $host ): bool {
		if ( 1 !== preg_match( self::HOST, $host ) ) {
			$ip = str_starts_with( $host, '[' ) ? filter_var( substr( $host, 1, -1 ), FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) : filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 );
			return false !== $ip;
		}
		return false === stripos( $host, 'xn--' ) || ! function_exists( 'idn_to_utf8' ) || false !== idn_to_utf8( $host );
	}

	/** What stays with a delivered row. */
	public static function without_query( string $url ): string {
		return explode( '?', $url, 2 )[0];
	}

	private static function segment( string $segment ): string {
		$text = rawurldecode( $segment );
		return PersonalData::is_in_address( $segment ) || str_contains( $text, 'wc_order_' ) || self::is_secret( $text ) ? '-' : $segment;
	}

	private static function may_stay( string $pair ): bool {
		if ( '' === $pair || PersonalData::is_in_address( $pair ) ) {
			return false;
		}
		[ $name, $value ] = array_map( urldecode( ... ), explode( '=', $pair, 2 ) + [ 1 => '' ] );
		if ( 1 === preg_match( self::WANTED, $name ) ) {
			return true;
		}
		return 1 !== preg_match( self::TELLING, $name ) && ! str_contains( $value, 'wc_order_' ) && ! self::is_secret( $value );
	}

	/** Long and without a word in it: letters and digits mixed, no separator people would read. */
	private static function is_secret( string $text ): bool {
		return 1 === preg_match( '/[A-Za-z0-9_+\/=.]{24,}/', $text, $run ) && 1 === preg_match( '/\d/', $run[0] ) && 1 === preg_match( '/[A-Za-z]/', $run[0] );
	}
}
