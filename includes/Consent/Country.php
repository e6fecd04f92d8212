<?php
declare(strict_types=1);

namespace Duet\Consent;

use Closure;
use Duet\Settings\Settings;
use Duet\Support\ClientIp;

defined( 'ABSPATH' ) || exit;

/**
 * Where the visitor of this request is, by local data only: what a proxy says that the owner trusts, else WooCommerce's
 * geolocation database. Nobody else is told the address. Unknown counts as a country that wants consent.
 */
final class Country implements CountryRules {

	/** What content networks and web servers call it. */
	private const HEADERS = [ 'HTTP_CF_IPCOUNTRY', 'HTTP_CLOUDFRONT_VIEWER_COUNTRY', 'HTTP_X_COUNTRY_CODE', 'HTTP_X_APPENGINE_COUNTRY' ];

	/** Set by the web server itself, never by a visitor. */
	private const VARIABLES = [ 'GEOIP_COUNTRY_CODE', 'MM_COUNTRY_CODE' ];

	/** Of this request's visitor, once looked up: each event asks for it. */
	private ?string $country = null;

	/** @param Closure(string $ip): string $database An address's country, or '': by_database(), or a test's. */
	public function __construct(
		private readonly Settings $settings,
		private readonly ClientIp $ip,
		private readonly Closure $database,
	) {
	}

	public function requires(): bool {
		$countries = $this->settings->values()->consent->countries;
		if ( [] === $countries ) {
			return false;
		}
		$this->country ??= $this->of( $_SERVER ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared with two letters.
		return '' === $this->country || in_array( $this->country, $countries, true );
	}

	/**
	 * @param array<mixed> $server $_SERVER.
	 * @return string ISO 3166-1 alpha-2, or '' when unknown.
	 */
	public function of( array $server ): string {
		foreach ( [ ...( $this->ip->is_behind_proxy( $server ) ? self::HEADERS : [] ), ...self::VARIABLES ] as $name ) {
			$country = self::code( $server[ $name ] ?? null );
			if ( '' !== $country ) {
				return $country;
			}
		}
		$ip = $this->ip->of( $server );
		return '' === $ip ? '' : self::code( ( $this->database )( $ip ) );
	}

	/** WooCommerce's MaxMind database; its services on the internet stay off. */
	public static function by_database( string $ip ): string {
		$found = class_exists( 'WC_Geolocation' ) ? \WC_Geolocation::geolocate_ip( $ip, false, false ) : [];
		return is_array( $found ) && is_string( $found['country'] ?? null ) ? $found['country'] : '';
	}

	/** XX and T1 (Cloudflare: unknown, Tor) are no countries. */
	private static function code( mixed $value ): string {
		$code = is_string( $value ) && 2 === strlen( $value ) ? strtoupper( $value ) : '';
		return 1 === preg_match( '/\A[A-Z]{2}\z/', $code ) && 'XX' !== $code ? $code : '';
	}
}
