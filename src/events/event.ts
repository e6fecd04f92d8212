/**
 * Draft -> frozen event. The catalogue is not imported (it would add bytes to every page): PHP prints the enabled
 * events and checks relayed ones again.
 */
import type { BrowserEventName, Content, EventParams } from './catalogue.ts';
import { isPersonal, type Personal } from './personal.ts';

/** What a parameter may contain: numbers as numbers, IDs as strings. */
export type Value = string | number | boolean | readonly string[] | readonly Content[];
export type Params = Readonly< Record< string, Value | undefined > >;

/** What a trigger passes on to create an event. The name determines the parameters. */
export type EventDraft< N extends BrowserEventName = BrowserEventName > = {
	readonly [ K in N ]: { readonly name: K; readonly params: EventParams< K > };
}[ N ];

/**
 * The same with a name and parameters that have not been checked, and with what else is known of the event. Its time is
 * in Unix seconds.
 */
export type UncheckedEvent = Pick< DuetEvent, 'name' > & Partial< DuetEvent >;

export interface DuetEvent {
	readonly name: string;
	/** The same on every channel: TikTok counts pixel + event + ID once. */
	readonly id: string;
	/** When it happened, in ms since 1970 by the visitor's clock. Only differences between times leave the page. */
	readonly time: number;
	/** The page it happened on. */
	readonly url: string;
	/** Absent if the event has waited since an earlier page. */
	readonly referrer?: string;
	readonly params: Params;
	/**
	 * The server created the event and sends its own copy; an object is the acknowledgement that the server expects.
	 */
	readonly ack?: object | true;
	/** Makes our server accept an ID that the server itself created. */
	readonly proof?: string;
	/** The visitor had refused consent when it happened, so it is for the dataLayer only. */
	readonly refused?: true;
	/** As typed, {email, phone, ...}: only for our own server, and never stored in the browser. */
	readonly person?: object | undefined;
}

const isNumber = ( value: unknown ): boolean => ( value as number ) >= 0 && Number.isFinite( value );

/** Whether a value is allowed for a parameter that is no number. */
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
 * Freezes a draft into an event, or returns the name of the parameter that is wrong. Bad data drops the event whole,
 * because half an event would be counted as a whole one.
 *
 * @param numbers names of the parameters that are numbers
 * @param aliases other names of parameters -> the names that are sent; without them the event is none of TikTok's, and
 *                its parameters keep their names
 * @param page    how to find personal data; without it there is no check
 */
export function freeze(
	draft: DuetEvent,
	numbers: readonly string[],
	aliases?: Readonly< Record< string, string > >,
	page?: Personal | false
): DuetEvent | string {
	const params: Record< string, Value > = {};
	// What TikTok and our relay accept.
	if ( ! /^[a-z\d][\w -]{0,49}$/i.test( draft.name ) ) {
		return 'name';
	}
	for ( const given in draft.params ) {
		const name = aliases?.[ given ] ?? given;
		// A value under the correct name wins.
		const value = draft.params[ name ] ?? draft.params[ given ];
		// An absent fact is left out instead of being sent as an empty value.
		if ( ( value ?? '' ) !== '' ) {
			if ( ! ( numbers.includes( name ) ? isNumber( value ) : fits( name, value ) ) ) {
				return name;
			}
			// Products that the shop signed have the shop's own names.
			if ( page && ! page.only.includes( name ) && ! ( value as readonly Partial< Content >[] )[ 0 ]?.sig && isPersonal( page, `${ name }=${ JSON.stringify( value ) }` ) ) {
				return `${ name }: personal data`;
			}
			// Other tools write IDs as numbers; TikTok and our relay accept text.
			params[ name ] = aliases && typeof value === 'number' && ! numbers.includes( name ) ? `${ value }` : ( value as Value );
		}
	}
	return Object.freeze( { ...draft, params: Object.freeze( params ) } );
}
