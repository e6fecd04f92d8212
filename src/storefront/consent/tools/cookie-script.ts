/**
 * CookieScript: a cookie with the accepted categories, of which "targeting" counts. Its simple banner asks for all
 * categories at once.
 */
import { jsonCookie, registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Said {
	readonly action?: unknown;
	/** A list, or a list written as text. */
	readonly categories?: unknown;
}

export const cookieScript = ( win: ToolWindow ) => (): Answer => {
	const { action, categories = [ 'targeting' ] } = jsonCookie< Said >( win, /^CookieScriptConsent$/ );
	if ( action !== 'accept' ) {
		return action === 'reject' ? false : null;
	}
	const accepted: unknown = typeof categories === 'string' ? JSON.parse( categories ) : categories;
	return Array.isArray( accepted ) ? accepted.includes( 'targeting' ) : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'load CookieScriptLoaded CookieScriptAccept CookieScriptAcceptAll CookieScriptReject CookieScriptClose CookieScriptCategory-targeting', cookieScript( win ) );
