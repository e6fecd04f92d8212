/** Cookiebot: an object with the state, also whether the visitor has answered. */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Cookiebot {
	readonly consent?: { readonly marketing?: unknown };
	readonly hasResponse?: unknown;
}

export const cookiebot = ( win: ToolWindow ) => (): Answer => {
	const tool = globalOf< Cookiebot >( win, 'Cookiebot' );
	// Where the law requires no consent, Cookiebot itself returns true.
	if ( tool?.consent?.marketing === true ) {
		return true;
	}
	return tool?.consent?.marketing === false && tool.hasResponse === true ? false : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'CookiebotOnConsentReady CookiebotOnAccept CookiebotOnDecline', cookiebot( win ), () => globalOf< Cookiebot >( win, 'Cookiebot' )?.hasResponse === true );
