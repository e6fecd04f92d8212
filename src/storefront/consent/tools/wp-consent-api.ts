/**
 * The WP Consent API plugin (wp-consent-api.js 1.0.7 to 2.0.1), which many consent plugins fill. Its `wp_has_consent`
 * returns false both for a refusal and before any answer, so its cookie decides between the two. Since 1.0.8 a visitor
 * may be asked about a single service; otherwise its category counts.
 */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, cookieOf, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

/** The name under which CookieInfo.php lists us. */
const SERVICE = 'tiktok-pixel';

/** What the plugin leaves in the window. The consent tool sets the type, perhaps late. */
interface ConsentApi {
	readonly wp_has_consent: ( ( category: string ) => unknown ) | undefined;
	readonly wp_has_service_consent: ( ( service: string ) => unknown ) | undefined;
	readonly wp_is_service_denied: ( ( service: string ) => unknown ) | undefined;
	readonly wp_consent_type?: unknown;
	/** The plugin's own setting. */
	readonly wp_fallback_consent_type?: unknown;
	/** True: a tool has announced that it will set the type. */
	readonly waitfor_consent_hook?: unknown;
	readonly consent_api: { readonly cookie_prefix?: string } | undefined;
}

const cookiesOf = ( win: ToolWindow ) => ( name: string ): string =>
	cookieOf( win, new RegExp( `^${ globalOf< { readonly cookie_prefix?: string } >( win, 'consent_api' )?.cookie_prefix ?? 'wp_consent' }_${ name }$` ) );

/** An author's element called `wp_consent_type` would look like a type. */
const apiOf = ( win: ToolWindow ): ConsentApi => ( {
	wp_has_consent: globalOf( win, 'wp_has_consent' ),
	wp_has_service_consent: globalOf( win, 'wp_has_service_consent' ),
	wp_is_service_denied: globalOf( win, 'wp_is_service_denied' ),
	wp_consent_type: globalOf( win, 'wp_consent_type' ),
	wp_fallback_consent_type: globalOf( win, 'wp_fallback_consent_type' ),
	waitfor_consent_hook: globalOf( win, 'waitfor_consent_hook' ),
	consent_api: globalOf( win, 'consent_api' ),
} );

/** Whether the visitor has consented. In an opt-out region the plugin says yes before any answer. */
export const hasAnswered = ( win: ToolWindow ) => (): boolean =>
	cookiesOf( win )( 'marketing' ) === 'allow' || ownAnswer( cookiesOf( win )( 'consented_services' ) ) === true;

export const wpConsentApi = ( win: ToolWindow ) => (): Answer => {
	const api = apiOf( win );
	// This file is on the page only if the plugin is active, so at worst its script is late.
	const { wp_has_consent, waitfor_consent_hook: late = ! wp_has_consent } = api;
	if ( ! wp_has_consent || ! ( api.wp_consent_type ?? ( late ? '' : api.wp_fallback_consent_type ) ) ) {
		// The API without a tool that fills it returns true for everything, which is no consent.
		return late ? null : undefined;
	}
	const cookie = cookiesOf( win );
	const own = api.wp_has_service_consent && ownAnswer( cookie( 'consented_services' ) );
	if ( own === false || api.wp_is_service_denied?.( SERVICE ) === true ) {
		return false;
	}
	if ( ( own ?? api.wp_has_service_consent?.( SERVICE ) ?? wp_has_consent( 'marketing' ) ) === true ) {
		return true;
	}
	return cookie( 'marketing' ) === 'deny' && isRefusal( win ) ? false : null;
};

/** Whether a "deny" is the visitor's: not while the site's own tool has no answer yet, or says yes already. */
function isRefusal( win: ToolWindow ): boolean {
	try {
		return win.duet?.denies?.() !== false;
	} catch {
		return true;
	}
}

/**
 * The visitor's answer about our service. PHP encodes the cookie when it writes it, and the API's own script cannot
 * read it then.
 */
function ownAnswer( services: string ): boolean | undefined {
	try {
		return parseAnswer( ( JSON.parse( services ) as { readonly [ service: string ]: unknown } )[ SERVICE ] );
	} catch {
		return undefined;
	}
}

/** Their details differ, but the state is read again in any case. */
export const CHANGES = 'wp_consent_type_defined wp_listen_for_consent_change wp_consent_api_status_change_service';

const win = window as unknown as ToolWindow;
registerSource( win, RANK.wpConsentApi, CHANGES, wpConsentApi( win ), hasAnswered( win ) );
