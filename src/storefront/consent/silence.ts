/**
 * Tells the server that a consent tool is here and the visitor has not
 * answered it, where the server would assume consent otherwise: u(ndecided) in
 * our cookie. Beside the main script, in the file of each consent tool.
 */
import { cookie, session, setCookie } from '../browser/browser.ts';
import { readJson, type PageJson } from '../browser/page-json.ts';
import { COUNTRY, VISITOR, type ToolWindow } from './ask.ts';

/** Milliseconds a consent tool may need to read its own cookie. */
export const SLOW = 5e3;

const MONTHS_13 = 34128e3;
const DAY = 86400;

export function noteSilence( win: ToolWindow ): void {
	const page = readJson< PageJson >( win.document, 'duet-page' );
	const asked = Object.values( win.duet?.ask ?? [] );
	// As the main script reads them: a file that has not run yet may be of a tool that waits, and the first that knows decides.
	if ( ! page?.consent || ( asked.length >= ( page.ask ?? 0 ) && asked.map( ( ask ) => ask() ).find( ( one ) => one !== undefined ) !== null ) ) {
		return;
	}
	const browser = { win: win as unknown as Window & typeof globalThis, page };
	const [ number ] = /^[0-9a-f]{32}(?=\.a$)/.exec( cookie( browser, VISITOR ) ) ?? [];
	if ( number ) {
		setCookie( browser, VISITOR, `${ number }.u`, MONTHS_13 );
	} else if ( page.deaf && ! cookie( browser, VISITOR ) && ! session( browser, COUNTRY ) ) {
		// Without a number only the server that would assume consent has to know, and it assumes none where the country asks first.
		setCookie( browser, VISITOR, 'u', DAY );
	}
}
