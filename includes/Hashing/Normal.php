<?php
declare(strict_types=1);

namespace Duet\Hashing;

use Normalizer;

defined( 'ABSPATH' ) || exit;

/**
 * The normal form of one identifier before it is hashed or sent, or '' to leave it out. Pure; test/vectors holds the
 * agreed results, which the storefront script reads too. Rules: Events API 2.0, user object. Where TikTok is silent:
 *
 * - external_id keeps its case, as TikTok's own server tag does; ids without capitals avoid the question. "0" is
 *   WordPress's word for a guest, and would make one person of all guests.
 * - Names lose punctuation (the documented wording) and keep accents and inner spaces; without a letter they are none.
 * - A US ZIP+4 becomes its first five digits; other codes lose spaces and dashes.
 * - city keeps accents: dropping letters would make another town of it.
 */
final class Normal {

	private const MAX_LENGTH = 512;

	/** What the browsers inside apps, TikTok's own above all, say of themselves is long. */
	private const MAX_USER_AGENT = 1024;

	private const BLANK = '[\s\p{Cc}\p{Cf}]+';

	/** Not for the internet: loopback, private, link-local, shared (CGNAT), multicast and reserved. Prefix => bits. */
	private const UNROUTABLE = [
		'0.0.0.0'     => 8,
		'10.0.0.0'    => 8,
		'100.64.0.0'  => 10,
		'127.0.0.0'   => 8,
		'169.254.0.0' => 16,
		'172.16.0.0'  => 12,
		'192.168.0.0' => 16,
		'224.0.0.0'   => 3,
		'::'          => 127,
		'fc00::'      => 7,
		'fe80::'      => 10,
		'ff00::'      => 8,
	];

	public static function email( string $value ): string {
		$email = self::lower( $value );
		return strlen( $email ) <= 254
			&& 1 === preg_match(
				'/\A[^\s\p{Cc}\p{Cf}@,;:<>()"\[\]\\\\]+@([^\s\p{Cc}\p{Cf}@.,;:<>()"\[\]\\\\]+\.)+[^\s\p{Cc}\p{Cf}@.,;:<>()"\[\]\\\\]{2,}\z/u',
				$email
			)
			? $email
			: '';
	}

	/** @param string $country ISO 3166-1 alpha-2, for numbers typed without their country. */
	public static function phone( string $value, string $country = '' ): string {
		return Phone::e164( self::text( $value ), $country );
	}

	public static function external_id( string $value ): string {
		$id = self::text( $value );
		return '0' === $id ? '' : $id;
	}

	/** First and last names. Accents that stand alone are apostrophes on many a keyboard. */
	public static function name( string $value ): string {
		$name = trim( (string) preg_replace( [ '/[\p{P}`´]+/u', '/\s+/u' ], [ '', ' ' ], self::lower( $value ) ) );
		return 1 === preg_match( '/\p{L}/u', $name ) ? $name : '';
	}

	public static function zip_code( string $value ): string {
		$zip = self::lower( $value );
		return 1 === preg_match( '/\A(\d{5})[\s\p{Pd}]?\d{4}\z/u', $zip, $five )
			? $five[1]
			: (string) preg_replace( '/[\s\p{Pd}]+/u', '', $zip );
	}

	/** Towns and states: sent as they are, lower-case, without spaces and punctuation. */
	public static function place( string $value ): string {
		return (string) preg_replace( '/[\s\p{P}]+/u', '', self::lower( $value ) );
	}

	/** WooCommerce writes some states as "DE-BY"; TikTok wants the state alone. */
	public static function state( string $value ): string {
		return self::place( (string) preg_replace( '/\A[a-z]{2}-/', '', self::lower( $value ) ) );
	}

	public static function country( string $value ): string {
		$country = self::lower( $value );
		return 1 === preg_match( '/\A[a-z]{2}\z/', $country ) ? $country : '';
	}

	/** Verbatim: case matters and length is TikTok's business. A landing URL gives the one it carries. */
	public static function ttclid( string $value ): string {
		if ( str_contains( $value, '://' ) ) {
			parse_str( (string) wp_parse_url( $value, PHP_URL_QUERY ), $query );
			$value = is_string( $query['ttclid'] ?? null ) ? $query['ttclid'] : '';
		}
		return 1 === preg_match( '/\A[A-Za-z0-9._~-]{1,512}\z/', $value ) ? $value : '';
	}

	/** The cookie `_ttp`, verbatim; its form changed several times. */
	public static function ttp( string $value ): string {
		return 1 === preg_match( '/\A[A-Za-z0-9._-]{10,512}\z/', $value ) ? $value : '';
	}

	/** A public address, verbatim. Documentation ranges pass: they are public in form and belong to no visitor. */
	public static function ip( string $value ): string {
		$value = trim( $value );
		$bytes = false === filter_var( $value, FILTER_VALIDATE_IP ) ? false : inet_pton( $value );
		if ( false === $bytes ) {
			return '';
		}
		// ::ffff:10.0.0.1 is 10.0.0.1 in other clothes.
		$bytes = str_starts_with( $bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff" ) && 16 === strlen( $bytes )
			? substr( $bytes, 12 )
			: $bytes;
		foreach ( self::UNROUTABLE as $net => $bits ) {
			if ( self::is_in( $bytes, (string) inet_pton( $net ), $bits ) ) {
				return '';
			}
		}
		return $value;
	}

	/** BCP 47 from WordPress' form: de_DE_formal becomes de-DE. */
	public static function locale( string $value ): string {
		return 1 === preg_match( '/\A([a-z]{2,3})(?:[_-]([a-z]{4}))?(?:[_-]([a-z]{2}|\d{3}))?(?:[_@.-].*)?\z/i', trim( $value ), $parts, PREG_UNMATCHED_AS_NULL )
			? strtolower( $parts[1] ) . ( isset( $parts[2] ) ? '-' . ucfirst( strtolower( $parts[2] ) ) : '' ) . ( isset( $parts[3] ) ? '-' . strtoupper( $parts[3] ) : '' )
			: '';
	}

	public static function user_agent( string $value ): string {
		return self::text( $value, self::MAX_USER_AGENT );
	}

	/**
	 * Composed (NFC) UTF-8 without blanks and invisible characters around it, which copying brings along; '' for
	 * anything else or longer.
	 */
	private static function text( string $value, int $most = self::MAX_LENGTH ): string {
		if ( strlen( $value ) > $most || 1 !== preg_match( '//u', $value ) ) {
			return '';
		}
		$composed = class_exists( Normalizer::class ) ? Normalizer::normalize( $value, Normalizer::FORM_C ) : $value;
		return (string) preg_replace(
			'/\A' . self::BLANK . '|' . self::BLANK . '\z/u',
			'',
			is_string( $composed ) ? $composed : $value
		);
	}

	private static function lower( string $value ): string {
		// As browsers do and PHP only from 8.3 on: the last sigma of a Greek word has a form of its own.
		$text = (string) preg_replace( '/(?<=\p{L})Σ(?!\p{L})/u', 'ς', self::text( $value ) );
		// strtolower() would leave Ü as it is and so make another person of Jürgen.
		return function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
	}

	private static function is_in( string $address, string $net, int $bits ): bool {
		if ( strlen( $address ) !== strlen( $net ) ) {
			return false;
		}
		$whole = intdiv( $bits, 8 );
		$mask  = 0xFF << ( 8 - $bits % 8 ) & 0xFF;
		return substr( $address, 0, $whole ) === substr( $net, 0, $whole )
			&& ( 0 === $bits % 8 || ( ord( $address[ $whole ] ) & $mask ) === ( ord( $net[ $whole ] ) & $mask ) );
	}
}
