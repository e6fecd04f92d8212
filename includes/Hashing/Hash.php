<?php
declare(strict_types=1);

namespace Duet\Hashing;

use Duet\Event\Visitor;

defined( 'ABSPATH' ) || exit;

/**
 * Turns what is known of a person into the `user` object of an event: SHA-256 in lower-case hex where TikTok wants it
 * hashed, plain where it wants it plain (Events API 2.0, user object). Raw values do not leave this class.
 */
final class Hash {

	/** TikTok takes 64 hex characters for a hash already made, so they are passed on. */
	private const HASHED = '/\A[0-9a-f]{64}\z/';

	private const OFFLINE = [ 'email', 'phone', 'external_id' ];

	/**
	 * @param array<string, string> $person Raw identifiers, see Duet\Event\Facts.
	 * @param string                $source 'web' or 'offline'; offline events are matched by three identifiers only.
	 * @return array<string, string> Only what is known, never an empty value or the hash of one.
	 */
	public static function user( #[\SensitiveParameter] array $person, Visitor $visitor, string $source ): array {
		$text    = static fn( string $key ): string => trim( $person[ $key ] ?? '' );
		$country = $text( 'country' );
		$user    = [
			'email'       => self::of( $text( 'email' ), Normal::email( ... ) ),
			'phone'       => self::of(
				$text( 'phone' ),
				static fn( string $phone ): string => Normal::phone( $phone, $country )
			),
			'external_id' => self::of( $text( 'external_id' ), Normal::external_id( ... ) ),
			'first_name'  => self::of( $text( 'first_name' ), Normal::name( ... ) ),
			'last_name'   => self::of( $text( 'last_name' ), Normal::name( ... ) ),
			'zip_code'    => self::of( $text( 'zip_code' ), Normal::zip_code( ... ) ),
			'city'        => Normal::place( $text( 'city' ) ),
			'state'       => Normal::state( $text( 'state' ) ),
			'country'     => Normal::country( $country ),
			'ttclid'      => Normal::ttclid( $visitor->ttclid ),
			'ttp'         => Normal::ttp( $visitor->ttp ),
			'ip'          => Normal::ip( $visitor->ip ),
			'user_agent'  => Normal::user_agent( $visitor->user_agent ),
			'locale'      => Normal::locale( $visitor->locale ),
		];
		$user    = array_filter( $user, static fn( string $value ): bool => '' !== $value );
		return 'offline' === $source ? array_intersect_key( $user, array_flip( self::OFFLINE ) ) : $user;
	}

	/**
	 * By which privacy requests find what is stored of an e-mail address after its hash has gone: keyed, so that only
	 * this site can find out whose it is, and TikTok cannot match it.
	 *
	 * @param string $key The site's own secret.
	 * @return string 64 hex characters, or '' for no e-mail address.
	 */
	public static function mark( #[\SensitiveParameter] string $email, #[\SensitiveParameter] string $key ): string {
		$hash = self::of( $email, Normal::email( ... ) );
		return '' === $hash ? '' : hash_hmac( 'sha256', $hash, $key );
	}

	/**
	 * @param \Closure(string): string $normal
	 * @return string 64 hex characters, or '' when nothing is left to hash.
	 */
	public static function of( #[\SensitiveParameter] string $value, \Closure $normal ): string {
		$value = trim( $value );
		if ( 1 === preg_match( self::HASHED, strtolower( $value ) ) ) {
			return strtolower( $value );
		}
		$normalised = $normal( $value );
		return '' === $normalised ? '' : hash( 'sha256', $normalised );
	}
}
