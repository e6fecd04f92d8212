/**
 * Types computed from catalogue.json, the only place that names events and parameters. Only types are imported, so the
 * catalogue adds no bytes to a page, and any difference between it and the code is a compile error.
 */
import type catalogue from './catalogue.json';

type Json = typeof catalogue;

export type EventName = keyof Json[ 'events' ];
export type ParamName = keyof Json[ 'params' ];

/** The ways out of Duet, as events of the catalogue name them. */
export type ChannelName = { [ N in EventName ]: keyof Json[ 'events' ][ N ][ 'channels' ] }[ EventName ];

/**
 * One row of `contents`. `variant` and `group_id` are for the dataLayer only; `item_currency`, `tax` and `sig` (signed
 * facts) are sent only to the relay.
 */
export interface Content {
	readonly content_id: string;
	readonly content_name?: string;
	readonly content_category?: string;
	readonly brand?: string;
	readonly variant?: string;
	readonly group_id?: string;
	/** Price of one unit, in the currency's main unit. */
	readonly price: number;
	readonly quantity: number;
	readonly item_currency?: string;
	readonly tax?: 'incl' | 'excl';
	readonly sig?: string;
	readonly sig_price?: number;
	readonly sig_pieces?: number;
}

/** What each type key of catalogue.json means in TypeScript. */
interface TypeOf {
	number: number;
	integer: number;
	string: string;
	strings: readonly string[];
	currency: string;
	boolean: boolean;
	contents: readonly Content[];
}

/**
 * The value a parameter takes. A type key that is not in TypeOf makes the parameter `never`, so using it does not
 * compile.
 */
export type ParamValue< P extends ParamName > = TypeOf[ Extract<
	keyof Json[ 'params' ][ P ],
	keyof TypeOf
> ];

type Names< N extends EventName, List extends 'requires' | 'accepts' > = Extract<
	keyof Json[ 'events' ][ N ][ List ],
	ParamName
>;

/** Parameters of one event: those of `requires` must be present, those of `accepts` may be. */
export type EventParams< N extends EventName > = [
	Names< N, 'requires' > | Names< N, 'accepts' >,
] extends [ never ]
	? Readonly< Record< string, never > >
	: { readonly [ P in Names< N, 'requires' > ]: ParamValue< P > } & {
			readonly [ P in Names< N, 'accepts' > ]?: ParamValue< P >;
	  };

/** Every parameter whose value is a number. */
export type NumericParam = {
	[ P in ParamName ]: ParamValue< P > extends number ? P : never;
}[ ParamName ];

/** Every parameter that is never sent to TikTok. */
export type LayerOnlyParam = {
	[ P in ParamName ]: Json[ 'params' ][ P ] extends { only: unknown } ? P : never;
}[ ParamName ];

/** Events that the browser may create. */
export type BrowserEventName = {
	[ N in EventName ]: Json[ 'events' ][ N ][ 'born' ] extends { browser: unknown } ? N : never;
}[ EventName ];
