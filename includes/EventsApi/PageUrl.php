<?php
declare(strict_types=1);

namespace Duet\EventsApi;

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

	/**
	 * Click id and campaign tags are what the address is sent for, as long as they hold no person's address or number
	 * and no name of a secret.
	 */
	private const WANTED = '/\A(ttclid|utm_[a-z_]+)\z/i';

	/** @return string '' when it is no http(s) URL. Fragments are dropped: browsers do not send them either. */
	public static function clean( string $url ): string {
		$parts = wp_parse_url( trim( $url ) );
		$host  = is_array( $parts ) ? $parts['host'] ?? '' : '';
		if (
			! is_array( $parts )
			|| ! in_array( strtolower( $parts['scheme'] ?? '' ), [ 'http', 'https' ], true )
			|| ! self::is_host( $host )
		) {
			return '';
		}
		$base  = strtolower( $parts['scheme'] ) . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$base .= implode( '/', array_map( self::segment( ... ), explode( '/', $parts['path'] ?? '/' ) ) );
		$pairs = array_filter( explode( '&', $parts['query'] ?? '' ), self::may_stay( ... ) );
		$whole = $base . ( [] === $pairs ? '' : '?' . implode( '&', $pairs ) );
		return strlen( $whole ) <= self::MAX_LENGTH ? $whole : substr( $base, 0, self::MAX_LENGTH );
	}

	/**
	 * Whether strict programs take it for a host: a name that ends in letters, or an IP address. A visitor chooses the
	 * referrer, PHP lets nearly everything pass, and TikTok refuses a whole request over one address.
	 */
	private static function is_host( string $host ): bool {
		if ( 1 !== preg_match( self::HOST, $host ) ) {
			$ip = str_starts_with( $host, '[' )
				? filter_var( substr( $host, 1, -1 ), FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 )
				: filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 );
			return false !== $ip;
		}
		return false === stripos( $host, 'xn--' )
			|| ! function_exists( 'idn_to_utf8' )
			|| false !== idn_to_utf8( $host );
	}

	/** What stays with a delivered row. */
	public static function without_query( string $url ): string {
		return explode( '?', $url, 2 )[0];
	}

	/** A segment may have parameters of its own, as ";jsessionid=". */
	private static function segment( string $segment ): string {
		$parts = explode( ';', $segment );
		$first = array_shift( $parts );
		$first = PersonalData::is_in_address( $first )
			|| UrlSecrets::are_in( $first )
			|| UrlSecrets::is_opaque( $first )
			? '-'
			: $first;
		return implode( ';', [ $first, ...array_filter( $parts, self::may_stay( ... ) ) ] );
	}

	private static function may_stay( string $pair ): bool {
		if ( '' === $pair || PersonalData::is_in_address( $pair ) ) {
			return false;
		}
		// Without "=" it is a value without a name, or a name without a value.
		[ $name, $value ] = str_contains( $pair, '=' ) ? explode( '=', $pair, 2 ) : [ $pair, $pair ];
		if ( 1 === preg_match( self::WANTED, urldecode( $name ) ) ) {
			return ! UrlSecrets::are_in( $value );
		}
		return ! UrlSecrets::are_in( "$name=$value" ) && ! UrlSecrets::is_opaque( $value );
	}
}
