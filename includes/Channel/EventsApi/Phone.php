<?php
declare(strict_types=1);

namespace Duet\Channel\EventsApi;

use Duet\Vendor\libphonenumber\NumberParseException;
use Duet\Vendor\libphonenumber\PhoneNumberFormat;
use Duet\Vendor\libphonenumber\PhoneNumberUtil;

defined( 'ABSPATH' ) || exit;

/**
 * Telephone numbers as TikTok wants them: E.164, with "+" and country. Rules for trunk zeros, "(0)", "00" and
 * extensions differ per country, so the numbering plans of libphonenumber decide, the library TikTok itself names.
 */
final class Phone {

	/**
	 * '' when the country is neither typed nor known. A number typed with "+" counts as typed even if it is not assigned:
	 * plans change faster than libraries. A national one must at least be possible in its country.
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
			$e164   = $util->format( $number, PhoneNumberFormat::E164 );
		} catch ( NumberParseException ) {
			return '';
		}
		// E.164: at most 15 digits; below 8 it is an extension or a short code.
		return 1 === preg_match( '/\A\+[1-9]\d{7,14}\z/', $e164 ) && ( $international || $util->isPossibleNumber( $number ) ) ? $e164 : '';
	}
}
