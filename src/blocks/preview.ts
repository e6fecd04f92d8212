/** What an element will send, as text a person can hold against what a debugger shows. */
import type { Params } from '../events/event.ts';
import type { Channels, EditorFacts } from './facts.ts';
import { find, onlyLayer } from '../events/lookup.ts';
import { propertiesOf, shapeOf } from '../events/shapes.ts';

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

const written = ( name: string, params: Readonly< Record< string, unknown > > ): string => {
	const said = Object.entries( params ).filter( ( [ , value ] ) => value !== undefined );
	return said.length === 0 ? name : `${ name } { ${ said.map( ( [ key, value ] ) => `${ key }: ${ JSON.stringify( value ) }` ).join( ', ' ) } }`;
};

export function preview( event: string, params: Params, facts: EditorFacts ): Preview {
	const { layer, pixel, server } = channelsOf( event, facts );
	const name = pixel ?? find( event ) ?? event;
	const tiktok = facts.pixels > 0 && ( pixel !== undefined || server === true );
	return {
		layer: layer === undefined ? null : written( layer, shapeOf( params ) ),
		tiktok: tiktok ? written( name, propertiesOf( params, Object.keys( params ).filter( onlyLayer ) ) ) : null,
		pixel: tiktok && pixel !== undefined,
		server: tiktok && server === true,
	};
}
