/** WPConsent: a cookie with true or false per category. In its opt-out mode it says nothing before the visitor does. */
import { cookieOf, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const wpconsent = ( win: ToolWindow ) => (): Answer => {
	const text = cookieOf( win, /^wpconsent_preferences$/ );
	const { marketing } = ( text ? JSON.parse( text ) : {} ) as { readonly marketing?: unknown };
	return parseAnswer( marketing ) ?? null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'wpconsent_consent_saved wpconsent_consent_updated', wpconsent( win ), () => cookieOf( win, /^wpconsent_preferences$/ ) !== '' );
