/**
 * Draft -> frozen event. The catalogue itself is not here (it would cost bytes
 * on every page): PHP prints the enabled events and checks relayed ones again.
 */
import type { BrowserEventName, Content, EventParams } from './catalogue.ts';

/** What a parameter may hold: numbers as numbers, ids as strings. */
export type Value = string | number | boolean | readonly string[] | readonly Content[];
export type Params = Readonly< Record< string, Value | undefined > >;

/** A wish to make an event; a known name fixes the parameters it takes. */
export type Draft< N extends BrowserEventName = BrowserEventName > = {
	readonly [ K in N ]: { readonly name: K; readonly params: EventParams< K > };
}[ N ];

export interface DuetEvent {
	readonly name: string;
	/** Equal on every channel: TikTok counts pixel + event + id once. */
	readonly id: string;
	/** When it happened, ms since 1970 by the visitor's clock; only differences of it leave the page. */
	readonly time: number;
	/** The page it happened on. */
	readonly url: string;
	readonly params: Params;
	/** Born on the server, so the server copy is the server's own business. */
	readonly tray?: true;
}

// A test holds both patterns against the catalogue.
const NUMBERS = /^(value|price|quantity|num_items|predicted_ltv|tax|shipping)$/;

const isNumber = ( value: unknown ): boolean => ( value as number ) >= 0 && Number.isFinite( value );

/** Whether a value may stand under a parameter's name. */
function fits( name: string, value: unknown ): boolean {
	if ( NUMBERS.test( name ) ) {
		return isNumber( value );
	}
	if ( name === 'currency' ) {
		return /^[A-Z]{3}$/.test( `${ value }` );
	}
	if ( Array.isArray( value ) ) {
		return value.every( ( row: Partial< Content > | null ) =>
			name === 'contents'
				? row?.content_id && isNumber( row.price ) && isNumber( row.quantity )
				: typeof row === 'string'
		);
	}
	// Strings, numbers and booleans, all but NaN.
	return name !== 'contents' && /^[snb]/.test( typeof value ) && value === value;
}

/**
 * Freezes a draft into an event, or answers the name of the parameter that is
 * wrong: bad data is dropped whole, for half an event would be counted as a
 * whole one.
 */
export function freeze( draft: DuetEvent ): DuetEvent | string {
	const params: Record< string, Value > = {};
	for ( const name in draft.params ) {
		const value = draft.params[ name ];
		// An absent fact is left out rather than sent as nothing.
		if ( ( value ?? '' ) !== '' ) {
			if ( ! fits( name, value ) ) {
				return name;
			}
			params[ name ] = value as Value;
		}
	}
	return Object.freeze( { ...draft, params: Object.freeze( params ) } );
}
