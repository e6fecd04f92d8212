/**
 * WP Cookie Consent by WPLP: one cookie says whether the visitor has answered, another what about each category. A banner
 * without categories has the first alone.
 */
import { afterClick, cookieOf, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

const CHANGES = 'GdprCookieConsentOnAccept GdprCookieConsentOnAcceptAll GdprCookieConsentOnReject GdprCookieConsentOnCancelOptout';

export const wpCookieConsent = ( win: ToolWindow ) => (): Answer => {
	const said = parseAnswer( cookieOf( win, /^wpl_viewed_cookie$/ ) );
	const text = cookieOf( win, /^wpl_user_preference$/ );
	if ( said !== true || text === '' ) {
		return said ?? null;
	}
	return parseAnswer( ( JSON.parse( text ) as { readonly marketing?: unknown } ).marketing ) ?? null;
};

const win = window as unknown as ToolWindow;
// Some of its events come before the cookies.
afterClick( win, registerSource( win, RANK.tool, CHANGES, wpCookieConsent( win ), () => cookieOf( win, /^wpl_viewed_cookie$/ ) !== '' ) );
