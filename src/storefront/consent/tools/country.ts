/**
 * Rules per country: our own server knows where the visitor is, and pages are
 * cached, so it is asked once per session. Until it has answered, as for a
 * visitor of a country that wants consent, nothing is allowed; anywhere else
 * the setting holds.
 */
import { answer, COUNTRY, RANK, type Answer, type ToolWindow } from '../ask.ts';

export function country( win: ToolWindow, rest: string, told: () => void ): () => Answer {
	let stored: string | null = null;
	try {
		stored = win.sessionStorage.getItem( COUNTRY );
	} catch {}
	if ( stored === null ) {
		void win
			// An address of his own: a cache between here and the server may heed nothing else.
			.fetch( `${ rest }region${ rest.includes( '?' ) ? '&' : '?' }_=${ Math.random() }`, { cache: 'no-store' } )
			.then( ( reply ) => reply.json() as Promise< { required?: unknown } | null > )
			.then( ( reply ) => {
				stored = `${ reply?.required !== false }`;
				told();
				win.sessionStorage.setItem( COUNTRY, stored );
			} )
			// A server that does not answer is asked again on the next page.
			.catch( () => {} );
	}
	return () => ( stored === 'false' ? undefined : null );
}

const win = window as unknown as ToolWindow;
const page = JSON.parse( win.document.getElementById( 'duet-page' )?.textContent ?? '{}' ) as { rest?: string };
if ( page.rest ) {
	const tell = answer( win, RANK.country, 'load', country( win, page.rest, () => tell() ) );
}
