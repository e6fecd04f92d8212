<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Event\PersonalData;

defined( 'ABSPATH' ) || exit;

/**
 * Recognizes in a part of an address what opens something (tokens, keys, sessions) or identifies a person, also inside
 * another address ("redirect_to=") and in Base64, as log-ins and newsletters write it.
 */
final class UrlSecrets {

	/** Names of parameters. PersonalData lists those that identify a person. */
	private const NAME = '/e-?mail|token|nonce|passw|passphrase|pass[^a-z]?code|pwd|secret|credential|auth|bearer|session|sessid|signature|phone|order'
		. '|magic|verif|activat|invit|reset|recover|subscriber|(?:access|security)[^a-z]?code|key[^a-z]*$|^code$'
		. '|kennwort|contrase|(?<![a-z])(?:pw|pass|mdp|senha|ticket)(?![a-z])'
		. '|(?<![a-z])(?:key|sig|sid|login|hash|hmac|jwt|t?otp|tok|pin|sso|saml[a-z]*|[cx]srf)(?![a-z])/i';

	/**
	 * A subscriber's or contact's number in links of newsletters: Mailchimp, Marketo, HubSpot, Klaviyo, Omnisend and
	 * others.
	 */
	private const CONTACT = '/^(?:mc_eid|mkt_tok|_{0,2}hs(?:enc|mi|fp|sc|tc)|_kx|nb_klid|omnisendcontactid|vero_id|wickedid|oly_(?:anon|enc)_id|sc_uid'
		. '|elq(?:contact|trackid|cntid)?|dm_i|_bta_(?:c|tid)|trk_contact|bsft_(?:u|e)id|__s|vgo_ee)$/i';

	/** A name before its value, in an address or in JSON. */
	private const NAMED = '/(?<![^\s?&;#\/=:,{}"\'])([^\s?&;#\/=:,{}"\']++)(?:=|["\']\s*:)/';

	private const MOST_DECODINGS = 5;

	/**
	 * Whether a name in it says so, or what Base64 or hexadecimal digits hide. What has no name is not judged: see
	 * is_opaque().
	 *
	 * @param string $part A segment of the path, or "name=value" of the query, as it stands in the address.
	 */
	public static function are_in( string $part ): bool {
		$text = self::decoded( $part );
		return str_contains( $text, 'wc_order_' )
			|| self::are_named( $text )
			|| [] !== array_filter(
				self::hidden_in( $text ),
				static fn( string $hidden ): bool => PersonalData::is_in_address( $hidden ) || self::are_named( $hidden ) || is_array( json_decode( $hidden, true ) )
			);
	}

	/** Whether it is long and without a word in it: letters and digits mixed, no separator people would read. */
	public static function is_opaque( string $part ): bool {
		$text  = self::decoded( $part );
		$mixed = 1 === preg_match( '/[A-Za-z0-9_+\/=.]{24,}/', $text, $run )
			&& 1 === preg_match( '/\d/', $run[0] )
			&& 1 === preg_match( '/[A-Za-z]/', $run[0] );
		// With hyphens it may be the name of a page, but that has no capitals.
		return $mixed
			|| ( 1 === preg_match( '/[A-Za-z0-9_-]{24,}/', $text, $run ) && 1 === preg_match( '/(?=.*\d)(?=.*[A-Z])(?=.*[a-z])/', $run[0] ) );
	}

	private static function decoded( string $part ): string {
		for ( $i = 0; $i < self::MOST_DECODINGS; $i++ ) {
			$part = rawurldecode( $part );
		}
		return $part;
	}

	private static function are_named( string $text ): bool {
		preg_match_all( self::NAMED, $text, $found );
		foreach ( $found[1] as $name ) {
			$words = (string) preg_replace( '/[A-Z]+/', '_$0', $name );
			if (
				1 === preg_match( self::NAME, $name )
				|| 1 === preg_match( self::NAME, $words )
				|| 1 === preg_match( self::CONTACT, $name )
			) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @return list<string> Readable texts that are written in it as Base64 (either alphabet, with or without padding)
	 *         or hexadecimal digits.
	 */
	private static function hidden_in( string $text ): array {
		preg_match_all( '/[A-Za-z0-9+\/_ -]{8,}/', $text, $runs );
		$texts = [];
		foreach ( array_unique( array_merge( $runs[0], ...array_map( static fn( string $run ): array => (array) preg_split( '/[^A-Za-z0-9]/', $run ), $runs[0] ) ) ) as $run ) {
			$run     = strtr( (string) $run, '-_ ', '+/+' );
			$texts[] = 1 === preg_match( '/\A(?:[0-9a-f]{2}){6,}\z/i', $run ) ? (string) hex2bin( $run ) : '';
			// Something short may stand before it without a separator.
			foreach ( range( 0, 3 ) as $start ) {
				$letters = substr( $run, $start );
				$texts[] = (string) base64_decode( 1 === strlen( $letters ) % 4 ? substr( $letters, 0, -1 ) : $letters, true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- Others wrote it.
			}
		}
		$is_line = static fn( string $one ): bool => '' !== $one
			&& 1 === preg_match( '/\A[^\x00-\x1F\x7F]+\z/u', $one );
		return array_values( array_filter( $texts, $is_line ) );
	}
}
