/**
 * The WP Consent API plugin in the browser (wp-consent-api.js 1.0.7). Its
 * `wp_has_consent` says false both for a refusal and before any answer, so the
 * cookie behind it tells the two apart.
 */
import type { Source } from '../consent.ts';

interface ConsentApi {
	readonly wp_has_consent?: ( category: string ) => unknown;
	/** Set by the consent tool, perhaps late; the fallback is the plugin's own setting. */
	readonly wp_consent_type?: unknown;
	readonly wp_fallback_consent_type?: unknown;
	/** True: a tool has announced that it will set the type. */
	readonly waitfor_consent_hook?: unknown;
	readonly consent_api?: { readonly cookie_prefix?: string };
}

export const wpConsentApi: Source = ( { win, doc, cookie, on }, changed ) => {
	const api = win as ConsentApi;
	// The detail of the latter is an array object with string keys; reading the state again needs none of it.
	on( doc, 'wp_consent_type_defined wp_listen_for_consent_change', changed );

	return () => {
		if ( ! api.wp_has_consent ) {
			return undefined;
		}
		const late = api.waitfor_consent_hook;
		if ( ! ( api.wp_consent_type ?? ( late ? '' : api.wp_fallback_consent_type ) ) ) {
			// The API alone, with no tool to fill it, answers true to everything: that is no consent.
			return late ? 'waiting' : undefined;
		}
		if ( api.wp_has_consent( 'marketing' ) === true ) {
			return 'granted';
		}
		const prefix = api.consent_api?.cookie_prefix ?? 'wp_consent';
		return cookie( `${ prefix }_marketing` ) === 'deny' ? 'denied' : 'waiting';
	};
};
