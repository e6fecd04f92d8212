/**
 * Rules per country: only our own server can look up where the visitor is, and pages are cached, so the script requests
 * it once per session. Until the server has answered, nothing is allowed, as for a visitor from a country that requires
 * consent. Elsewhere the setting decides.
 */
import { readJson } from '../../browser/page-json.ts';
import { registerSource, COUNTRY, RANK, type Answer, type ToolWindow } from '../ask.ts';

/** @param door the same routes in the front end, for sites that close REST to visitors */
export function country( win: ToolWindow, rest: string, onChange: () => void, door = '' ): () => Answer {
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
		// Each visitor uses another address, because a cache between the browser and the server may ignore everything
		// else.
		const own = `${ rest }region${ rest.includes( '?' ) ? '&' : '?' }_=${ Math.random() }`;
		const required = ( await ask( own, 'GET' ).catch( () => undefined ) ) ?? ( door ? await ask( `${ door }region`, 'POST' ) : undefined );
		stored = `${ required !== false }`;
		onChange();
		win.sessionStorage.setItem( COUNTRY, stored );
	};
	if ( stored === null ) {
		// If the server does not answer, the next page asks again.
		find().catch( () => {} );
	}
	return () => ( stored === 'false' ? undefined : null );
}

const win = window as unknown as ToolWindow;
const page = readJson< { readonly rest?: string; readonly door?: string } >( win.document, 'duet-page' );
if ( page?.rest ) {
	const announceChange = registerSource( win, RANK.country, 'load', country( win, page.rest, () => announceChange(), page.door ) );
}
