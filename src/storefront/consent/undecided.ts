/**
 * Stores u(ndecided) in our cookie if there is a consent tool that the visitor has not answered and the server would
 * otherwise assume consent. Part of each consent tool's file, not of the storefront script.
 */
import { cookie, session, setCookie } from '../browser/browser.ts';
import { readJson, type PageJson } from '../browser/page-json.ts';
import { COUNTRY, VISITOR, type ToolWindow } from './ask.ts';

/** Milliseconds that a consent tool may need to read its own cookie. */
export const SLOW = 5e3;

const MONTHS_13 = 34128e3;
const DAY = 86400;

export function storeUndecided( win: ToolWindow ): void {
	const page = readJson< PageJson >( win.document, 'duet-page' );
	const asked = Object.values( win.duet?.ask ?? [] );
	// As the storefront script reads them: a file that has not run yet may belong to a tool that waits, and the first
	// answer decides.
	if ( ! page?.consent || ( asked.length >= ( page.ask ?? 0 ) && asked.map( ( ask ) => ask() ).find( ( one ) => one !== undefined ) !== null ) ) {
		return;
	}
	const browser = { win: win as unknown as Window & typeof globalThis, page };
	const [ number ] = /^[0-9a-f]{32}(?=\.a$)/.exec( cookie( browser, VISITOR ) ) ?? [];
	if ( number ) {
		setCookie( browser, VISITOR, `${ number }.u`, MONTHS_13 );
	} else if ( ( page.serverCannotReadTool || page.deaf ) && ! cookie( browser, VISITOR ) && ! session( browser, COUNTRY ) ) {
		// Without a number, only a server that would assume consent needs it. If the visitor's country requires
		// consent, the server assumes none.
		setCookie( browser, VISITOR, 'u', DAY );
	}
}
