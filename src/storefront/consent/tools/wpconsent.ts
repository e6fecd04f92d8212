/** WPConsent: a cookie with true or false per category. In its opt-out mode it says nothing before the visitor does. */
import { cookieOf, jsonCookie, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const wpconsent = ( win: ToolWindow ) => (): Answer => {
	const { marketing } = jsonCookie< { readonly marketing?: unknown } >( win, /^wpconsent_preferences$/ );
	return parseAnswer( marketing ) ?? null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'wpconsent_consent_saved wpconsent_consent_updated', wpconsent( win ), () => cookieOf( win, /^wpconsent_preferences$/ ) !== '' );
