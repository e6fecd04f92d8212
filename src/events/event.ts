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
	/** Unknown once the event has waited on an earlier page. */
	readonly referrer?: string;
	readonly params: Params;
	/** Born on the server, which wants to hear this back and sends its copy itself. */
	readonly ack?: object;
}

const isNumber = ( value: unknown ): boolean => ( value as number ) >= 0 && Number.isFinite( value );

/** Whether a value may stand under a parameter's name that is no number's. */
function fits( name: string, value: unknown ): boolean {
	if ( name === 'currency' ) {
		return /^[A-Z]{3}$/.test( `${ value }` );
	}
	if ( Array.isArray( value ) ) {
		return value.every( ( row: Partial< Content > | null ) =>
			name === 'contents' ? row?.content_id : typeof row === 'string'
		);
	}
	// No object, no function, and not NaN.
	return name !== 'contents' && Object( value ) !== value && value === value;
}

/**
 * Freezes a draft into an event, or answers the name of the parameter that is
 * wrong: bad data is dropped whole, for half an event would be counted as a
 * whole one.
 *
 * @param numbers names of the parameters that are numbers
 */
export function freeze( draft: DuetEvent, numbers: readonly string[] ): DuetEvent | string {
	const params: Record< string, Value > = {};
	for ( const name in draft.params ) {
		const value = draft.params[ name ];
		// An absent fact is left out rather than sent as nothing.
		if ( ( value ?? '' ) !== '' ) {
			if ( ! ( numbers.includes( name ) ? isNumber( value ) : fits( name, value ) ) ) {
				return name;
			}
			params[ name ] = value as Value;
		}
	}
	return Object.freeze( { ...draft, params: Object.freeze( params ) } );
}
