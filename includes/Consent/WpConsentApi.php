<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/**
 * What the visitor said through the site's consent plugin, by the WP Consent API: about our service, where the API is new
 * enough (1.0.8) and the visitor was asked about it, else about the category "marketing".
 */
final class WpConsentApi {

	/** As we are listed there; src/storefront/consent/tools/wp-consent-api.ts asks for the same. */
	public const SERVICE = 'tiktok-pixel';

	/**
	 * For this request's visitor; meaningless in cron, webhooks and admin requests.
	 *
	 * @return 'allow'|'deny'|'none'|null null when no consent plugin answers; 'none' when the visitor has not.
	 */
	public static function signal(): ?string {
		if ( ! function_exists( 'wp_has_consent' ) || ! function_exists( 'wp_get_consent_type' ) ) {
			return null;
		}
		// Without a type nobody manages consent, and the API would say yes to everything.
		$type = wp_get_consent_type();
		if ( ! is_string( $type ) || '' === $type ) {
			return null;
		}
		if ( function_exists( 'wp_is_service_denied' ) && true === wp_is_service_denied( self::SERVICE ) ) {
			return 'deny';
		}
		// A service nobody was asked about has its category's answer. In an opt-out region the API says yes until the visitor
		// says no; that is the plugin's own judgement of the law.
		$has = function_exists( 'wp_has_service_consent' ) ? wp_has_service_consent( self::SERVICE ) : wp_has_consent( 'marketing' );
		if ( true === $has ) {
			return 'allow';
		}
		// No answer yet is not a refusal. The API has no way to ask which it is, but its cookie shows it.
		$prefix = apply_filters( 'wp_consent_cookie_prefix', 'wp_consent' );
		$cookie = $_COOKIE[ ( is_string( $prefix ) ? $prefix : 'wp_consent' ) . '_marketing' ] ?? null; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
		return 'deny' === $cookie ? 'deny' : 'none';
	}
}
