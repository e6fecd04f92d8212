/**
 * CookieYes (cookie-law-info): one function, category "advertisement". In opt-out regions it is on until the visitor
 * refuses.
 */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Said {
	readonly categories?: { readonly advertisement?: unknown };
	readonly isUserActionCompleted?: unknown;
}

function read( win: ToolWindow ): Said | undefined {
	const consent = globalOf< unknown >( win, 'getCkyConsent' );
	return typeof consent === 'function' ? consent() : undefined;
}

export const cookieyes = ( win: ToolWindow ) => (): Answer => {
	const said = read( win );
	if ( said?.categories?.advertisement === true ) {
		return true;
	}
	return said?.categories?.advertisement === false && said.isUserActionCompleted === true ? false : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'cookieyes_consent_update cookieyes_banner_load', cookieyes( win ), () => read( win )?.isUserActionCompleted === true );
