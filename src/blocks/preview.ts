/** What an element will send, as text a person can hold against what a debugger shows. */
import type { Params } from '../events/event.ts';
import type { Channels, EditorFacts } from './facts.ts';
import { find, onlyLayer } from './offer.ts';

export interface Preview {
	/** Name and parameters of the dataLayer push; null: off. */
	readonly layer: string | null;
	/** Name and parameters for TikTok; null: neither pixel nor server. */
	readonly tiktok: string | null;
	readonly pixel: boolean;
	readonly server: boolean;
}

export const channelsOf = ( event: string, { events, own, custom }: EditorFacts ): Channels =>
	events[ find( event ) ?? '' ] ?? own[ event ] ?? { ...custom, ...( custom.layer === undefined ? {} : { layer: event } ), ...( custom.pixel === undefined ? {} : { pixel: event } ) };

const written = ( name: string, params: readonly ( readonly [ string, unknown ] )[] ): string =>
	params.length === 0 ? name : `${ name } { ${ params.map( ( [ key, value ] ) => `${ key }: ${ JSON.stringify( value ) }` ).join( ', ' ) } }`;

/** GA4's words in the dataLayer; TikTok gets its own, and nothing that is for the dataLayer alone. */
const layerNames: Readonly< Record< string, string | null > > = { search_string: 'search_term', order_id: null, num_items: null };

export function preview( event: string, params: Params, facts: EditorFacts ): Preview {
	const { layer, pixel, server } = channelsOf( event, facts );
	const all = Object.entries( params );
	const forLayer = all.flatMap( ( [ name, value ] ) => {
		const word = name in layerNames ? layerNames[ name ] : name;
		return typeof word === 'string' ? [ [ word, value ] as const ] : [];
	} );
	const known = find( event );
	const name = pixel ?? known ?? event;
	const tiktok = facts.pixels > 0 && ( pixel !== undefined || server === true );
	return {
		layer: layer === undefined ? null : written( layer, forLayer ),
		tiktok: tiktok ? written( name, all.filter( ( [ param ] ) => ! onlyLayer( param ) ) ) : null,
		pixel: tiktok && pixel !== undefined,
		server: tiktok && server === true,
	};
}
