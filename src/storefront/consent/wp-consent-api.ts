/**
 * The WP Consent API plugin in the browser (wp-consent-api.js 1.0.7). Its
 * `wp_has_consent` says false both for a refusal and before any answer, so the
 * cookie behind it tells the two apart.
 */
import { cookie, type Browser } from '../config/browser.ts';
import type { Source } from '../consent.ts';

interface ConsentApi {
	readonly wp_has_consent?: ( category: string ) => unknown;
	/** Set by the consent tool, perhaps late; the fallback is the plugin's own setting. */
	readonly wp_consent_type?: unknown;
	readonly wp_fallback_consent_type?: unknown;
	/** True: a tool has announced that it will set the type. */
	readonly waitfor_consent_hook?: unknown;
	readonly consent_api?: { readonly cookie_prefix: string };
}

export const wpConsentApi =
	( browser: Browser ): Source =>
	() => {
		const api = browser.win as ConsentApi;
		const { wp_has_consent, waitfor_consent_hook: late = ! wp_has_consent && browser.page.tool } = api;
		if ( ! wp_has_consent || ! ( api.wp_consent_type ?? ( late ? '' : api.wp_fallback_consent_type ) ) ) {
			// The API alone, with no tool to fill it, answers true to everything: that is no consent.
			return late ? null : undefined;
		}
		if ( wp_has_consent( 'marketing' ) === true ) {
			return true;
		}
		return cookie( browser, `${ api.consent_api?.cookie_prefix }_marketing` ) === 'deny' ? false : null;
	};
