/** CookieYes (cookie-law-info): one function, category "advertisement"; in opt-out regions that is on until refused. */
import { answer, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface Said {
	readonly categories?: { readonly advertisement?: unknown };
	readonly isUserActionCompleted?: unknown;
}

export const cookieyes = ( win: ToolWindow ) => (): Answer => {
	const read = win[ 'getCkyConsent' ];
	const said: Said | undefined = typeof read === 'function' ? read() : undefined;
	if ( said?.categories?.advertisement === true ) {
		return true;
	}
	return said?.categories?.advertisement === false && said.isUserActionCompleted === true ? false : null;
};

const win = window as unknown as ToolWindow;
answer( win, RANK.tool, 'cookieyes_consent_update cookieyes_banner_load', cookieyes( win ) );
