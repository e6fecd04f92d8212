<?php
declare(strict_types=1);

namespace Duet\Hashing;

use Duet\Vendor\libphonenumber\NumberParseException;
use Duet\Vendor\libphonenumber\PhoneNumber;
use Duet\Vendor\libphonenumber\PhoneNumberFormat;
use Duet\Vendor\libphonenumber\PhoneNumberUtil;

defined( 'ABSPATH' ) || exit;

/**
 * Telephone numbers as TikTok wants them: E.164, with "+" and country. Rules for trunk zeros, "(0)", "00" and
 * extensions differ per country, so the numbering plans of libphonenumber decide, the library TikTok itself names.
 */
final class Phone {

	/**
	 * '' when the country is neither typed nor known. A number typed with "+" counts as typed even if it is not
	 * assigned: plans change faster than libraries. A national one must at least be possible in its country.
	 *
	 * @param string $country ISO 3166-1 alpha-2 of the address the number belongs to.
	 */
	public static function e164( string $value, string $country ): string {
		$international = str_contains( $value, '+' ) || str_contains( $value, '＋' );
		$country       = strtoupper( $country );
		if ( '' === $value || ( ! $international && '' === $country ) || ! class_exists( PhoneNumberUtil::class ) ) {
			return '';
		}
		$util = PhoneNumberUtil::getInstance();
		try {
			$number = $util->parse( $value, '' === $country ? null : $country );
			$typed  = PhoneNumberUtil::normalizeDigitsOnly( $value );
			$number = $international ? $number : self::with_plus( $util, $typed, $country, $number );
		} catch ( NumberParseException ) {
			return '';
		}
		$e164 = $util->format( $number, PhoneNumberFormat::E164 );
		// E.164: at most 15 digits; below 8 it is an extension or a short code. Digits spelled as letters
		// ("1-800-FLOWERS")
		// and noughts alone, typed to get past a form, are no telephone number.
		return 1 === preg_match( '/\A\+[1-9]\d{7,14}\z/', $e164 )
			&& str_contains( $typed, substr( $e164, -4 ) )
			&& '0' !== (string) $number->getNationalNumber()
			&& ( $international || $util->isPossibleNumber( $number ) ) ? $e164 : '';
	}

	/**
	 * "49 151 23456789" in Germany is a country without its "+", although a town without its 0 would fit the numbering
	 * plan, too: the 0 is never left out where there is one.
	 */
	private static function with_plus( PhoneNumberUtil $util, string $typed, string $country, PhoneNumber $national ): PhoneNumber {
		if (
			(string) $national->getNationalNumber() !== $typed
			|| ! str_starts_with( $typed, (string) $national->getCountryCode() )
			|| null === $util->getNddPrefixForRegion( $country, true )
		) {
			return $national;
		}
		$number = $util->parse( "+$typed" );
		return $util->isValidNumber( $number ) ? $number : $national;
	}
}
