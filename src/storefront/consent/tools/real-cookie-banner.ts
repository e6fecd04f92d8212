/** Real Cookie Banner asks per service: the one for which the merchant has declared TikTok's cookie. */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

interface State {
	/** The service; null if the merchant has declared none. */
	readonly cookie?: unknown;
	readonly consentGiven?: unknown;
	readonly cookieOptIn?: unknown;
}

interface Api {
	readonly consentSync?: ( type: string, cookie: string, host: string ) => State;
}

export const realCookieBanner = ( win: ToolWindow ) => (): Answer => {
	const state = globalOf< Api >( win, 'consentApi' )?.consentSync?.( 'http', '_ttp', '*' );
	if ( ! state?.cookie || state.consentGiven !== true ) {
		return null;
	}
	return typeof state.cookieOptIn === 'boolean' ? state.cookieOptIn : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'RCB/OptIn/All RCB/OptOut/All RCB/Initialized', realCookieBanner( win ) );
