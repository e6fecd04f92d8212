/** Pressidium Cookie Consent: a cookie with the list of accepted categories; "targeting" is advertising. */
import { cookieOf, jsonCookie, registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

export const pressidium = ( win: ToolWindow ) => (): Answer => {
	const { categories } = jsonCookie< { readonly categories?: unknown } >( win, /^pressidium_cookie_consent$/ );
	return Array.isArray( categories ) ? categories.includes( 'targeting' ) : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'pressidium-cookie-consent-accepted pressidium-cookie-consent-changed', pressidium( win ), () => cookieOf( win, /^pressidium_cookie_consent$/ ) !== '' );
