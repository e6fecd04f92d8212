/** Pressidium Cookie Consent: a cookie with the list of accepted categories; "targeting" is advertising. */
import { cookieOf, registerSource, RANK, type Answer, type ToolWindow } from '../ask.ts';

export const pressidium = ( win: ToolWindow ) => (): Answer => {
	const text = cookieOf( win, /^pressidium_cookie_consent$/ );
	const { categories } = ( text ? JSON.parse( text ) : {} ) as { readonly categories?: unknown };
	return Array.isArray( categories ) ? categories.includes( 'targeting' ) : null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'pressidium-cookie-consent-accepted pressidium-cookie-consent-changed', pressidium( win ), () => cookieOf( win, /^pressidium_cookie_consent$/ ) !== '' );
