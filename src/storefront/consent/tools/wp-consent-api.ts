/**
 * The WP Consent API plugin (wp-consent-api.js 1.0.7), which many consent
 * plugins fill. Its `wp_has_consent` says false both for a refusal and before
 * any answer, so the cookie behind it tells the two apart.
 */
import { answer, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

/** What the plugin leaves in the window; the type is set by the consent tool, perhaps late. */
interface ConsentApi {
	readonly wp_has_consent?: ( category: string ) => unknown;
	readonly wp_consent_type?: unknown;
	/** The plugin's own setting. */
	readonly wp_fallback_consent_type?: unknown;
	/** True: a tool has announced that it will set the type. */
	readonly waitfor_consent_hook?: unknown;
	readonly consent_api?: { readonly cookie_prefix?: string };
}

export const wpConsentApi = ( win: ToolWindow ) => (): Answer => {
	const api = win as ConsentApi;
	// This file is there only where the plugin is, so its script is late at worst.
	const { wp_has_consent, waitfor_consent_hook: late = ! wp_has_consent } = api;
	if ( ! wp_has_consent || ! ( api.wp_consent_type ?? ( late ? '' : api.wp_fallback_consent_type ) ) ) {
		// The API alone, with no tool to fill it, answers true to everything: that is no consent.
		return late ? null : undefined;
	}
	if ( wp_has_consent( 'marketing' ) === true ) {
		return true;
	}
	return cookieOf( win, new RegExp( `^${ api.consent_api?.cookie_prefix ?? 'wp_consent' }_marketing$` ) ) === 'deny' ? false : null;
};

const win = window as unknown as ToolWindow;
// The detail of the change is an array object with string keys; reading the state again needs none of it.
answer( win, RANK.wpConsentApi, 'wp_consent_type_defined wp_listen_for_consent_change', wpConsentApi( win ) );
