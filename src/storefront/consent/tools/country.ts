/**
 * Rules per country: our own server knows where the visitor is, and pages are
 * cached, so it is asked once per session. Until it has answered, as for a
 * visitor of a country that wants consent, nothing is allowed; anywhere else
 * the setting holds.
 */
import { readJson } from '../../browser/page-json.ts';
import { answer, COUNTRY, RANK, type Answer, type ToolWindow } from '../ask.ts';

/** @param door the same routes in the front end, for sites that close REST to visitors */
export function country( win: ToolWindow, rest: string, told: () => void, door = '' ): () => Answer {
	let stored: string | null = null;
	try {
		stored = win.sessionStorage.getItem( COUNTRY );
	} catch {}
	const ask = async ( address: string, method: string ): Promise< boolean | undefined > => {
		const reply = await win.fetch( address, { cache: 'no-store', method } );
		const { required } = Object( await reply.json() ) as { required?: unknown };
		return typeof required === 'boolean' ? required : undefined;
	};
	const find = async (): Promise< void > => {
		// An address of the visitor's own: a cache between here and the server may heed nothing else.
		const own = `${ rest }region${ rest.includes( '?' ) ? '&' : '?' }_=${ Math.random() }`;
		const required = ( await ask( own, 'GET' ).catch( () => undefined ) ) ?? ( door ? await ask( `${ door }region`, 'POST' ) : undefined );
		stored = `${ required !== false }`;
		told();
		win.sessionStorage.setItem( COUNTRY, stored );
	};
	if ( stored === null ) {
		// A server that does not answer is asked again on the next page.
		find().catch( () => {} );
	}
	return () => ( stored === 'false' ? undefined : null );
}

const win = window as unknown as ToolWindow;
const page = readJson< { readonly rest?: string; readonly door?: string } >( win.document, 'duet-page' );
if ( page?.rest ) {
	const tell = answer( win, RANK.country, 'load', country( win, page.rest, () => tell(), page.door ) );
}
