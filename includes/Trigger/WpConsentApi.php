<?php
declare(strict_types=1);

namespace Duet\Trigger;

defined( 'ABSPATH' ) || exit;

/** What the visitor said through the site's consent plugin, by the WP Consent API, category "marketing". */
final class WpConsentApi {

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
		// In an opt-out region the API says yes until the visitor says no; that is the plugin's own judgement of the law.
		if ( true === wp_has_consent( 'marketing' ) ) {
			return 'allow';
		}
		// No answer yet is not a refusal. The API has no way to ask which it is, but its cookie shows it.
		$prefix = apply_filters( 'wp_consent_cookie_prefix', 'wp_consent' );
		$cookie = $_COOKIE[ ( is_string( $prefix ) ? $prefix : 'wp_consent' ) . '_marketing' ] ?? null; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Only compared.
		return 'deny' === $cookie ? 'deny' : 'none';
	}
}
