/**
 * Draft -> frozen event. The catalogue itself is not here (it would cost bytes
 * on every page): PHP prints the enabled events and checks relayed ones again.
 */
import type { BrowserEventName, Content, EventParams } from './catalogue.ts';
import { isPersonal, type Personal } from './personal.ts';

/** What a parameter may hold: numbers as numbers, ids as strings. */
export type Value = string | number | boolean | readonly string[] | readonly Content[];
export type Params = Readonly< Record< string, Value | undefined > >;

/** A wish to make an event; a known name fixes the parameters it takes. */
export type Draft< N extends BrowserEventName = BrowserEventName > = {
	readonly [ K in N ]: { readonly name: K; readonly params: EventParams< K > };
}[ N ];

/** A wish whose name and parameters nobody has checked, with what else is known of the event; its time is in Unix seconds. */
export type Wish = Pick< DuetEvent, 'name' > & Partial< DuetEvent >;

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
	/** Born on the server, which sends its copy itself; an object is what it wants to hear back. */
	readonly ack?: object | true;
	/** Makes our server take back an id that it made itself. */
	readonly proof?: string;
	/** The visitor had refused when it happened: for the dataLayer alone. */
	readonly refused?: true;
	/** As typed, {email, phone, ...}: for our own server alone, and never stored here. */
	readonly person?: object | undefined;
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
 * @param aliases other names of parameters -> the names sent; without them the event is nobody's of TikTok, and its parameters are what they are
 * @param page    how to find personal data; without it nothing is looked for
 */
export function freeze(
	draft: DuetEvent,
	numbers: readonly string[],
	aliases?: Readonly< Record< string, string > >,
	page?: Personal | false
): DuetEvent | string {
	const params: Record< string, Value > = {};
	// What TikTok and our relay take.
	if ( ! /^[a-z\d][\w -]{0,49}$/i.test( draft.name ) ) {
		return 'name';
	}
	for ( const given in draft.params ) {
		const name = aliases?.[ given ] ?? given;
		// What stands there under its right name wins.
		const value = draft.params[ name ] ?? draft.params[ given ];
		// An absent fact is left out rather than sent as nothing.
		if ( ( value ?? '' ) !== '' ) {
			if ( ! ( numbers.includes( name ) ? isNumber( value ) : fits( name, value ) ) ) {
				return name;
			}
			// Products that the shop signed bear its own names.
			if ( page && ! page.only.includes( name ) && ! ( value as readonly Partial< Content >[] )[ 0 ]?.sig && isPersonal( page, `${ name }=${ JSON.stringify( value ) }` ) ) {
				return `${ name }: personal data`;
			}
			// Other tools write ids as numbers; TikTok and our relay take text.
			params[ name ] = aliases && typeof value === 'number' && ! numbers.includes( name ) ? `${ value }` : ( value as Value );
		}
	}
	return Object.freeze( { ...draft, params: Object.freeze( params ) } );
}
