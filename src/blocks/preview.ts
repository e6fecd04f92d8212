/** What an element will send, as text that can be compared with a debugger's. */
import type { Params } from '../events/event.ts';
import type { Channels, EditorFacts } from './facts.ts';
import { find, onlyLayer } from '../events/lookup.ts';
import { propertiesOf, shapeOf } from '../events/shapes.ts';

export interface Preview {
	/** Name and parameters of the dataLayer push; null: off. */
	readonly dataLayer: string | null;
	/** Name and parameters for TikTok; null: neither pixel nor server. */
	readonly tiktok: string | null;
	readonly pixel: boolean;
	readonly eventsApi: boolean;
}

export const channelsOf = ( event: string, { events, own, custom }: EditorFacts ): Channels =>
	events[ find( event ) ?? '' ] ?? own[ event ] ?? { ...custom, ...( custom.dataLayer === undefined ? {} : { dataLayer: event } ), ...( custom.pixel === undefined ? {} : { pixel: event } ) };

const written = ( name: string, params: Readonly< Record< string, unknown > > ): string => {
	const said = Object.entries( params ).filter( ( [ , value ] ) => value !== undefined );
	return said.length === 0 ? name : `${ name } { ${ said.map( ( [ key, value ] ) => `${ key }: ${ JSON.stringify( value ) }` ).join( ', ' ) } }`;
};

export function preview( event: string, params: Params, facts: EditorFacts ): Preview {
	const { dataLayer, pixel, eventsApi } = channelsOf( event, facts );
	const name = pixel ?? find( event ) ?? event;
	const tiktok = facts.pixels > 0 && ( pixel !== undefined || eventsApi === true );
	return {
		dataLayer: dataLayer === undefined ? null : written( dataLayer, shapeOf( params ) ),
		tiktok: tiktok ? written( name, propertiesOf( params, Object.keys( params ).filter( onlyLayer ) ) ) : null,
		pixel: tiktok && pixel !== undefined,
		eventsApi: tiktok && eventsApi === true,
	};
}
