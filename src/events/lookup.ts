/**
 * The only reader of catalogue.json, for the screens and the editor. The storefront script must not import it, because
 * every visitor would download the whole catalogue.
 */
import catalogue from './catalogue.json';
import type { ChannelName, EventName, ParamName } from './catalogue.ts';
import { fold } from './names.ts';
import type { TypedParam } from './param-labels.ts';

export type Kind = 'number' | 'integer' | 'string' | 'strings' | 'currency' | 'boolean' | 'contents';

/** An event as the catalogue has it. */
export interface Entry {
	readonly channels: { readonly [ C in ChannelName ]?: { readonly off?: object; readonly name?: string } };
	readonly born: object;
	readonly requires: object;
	readonly accepts: object;
	readonly aliases: object;
	readonly older?: object;
	readonly custom?: object;
	readonly ends?: object;
}

/** The first key is its type. */
type Param = { readonly [ K in Kind ]?: object } & { readonly only?: object; readonly aliases?: object };

const events: Readonly< Record< EventName, Entry > > = catalogue.events;
const params: Readonly< Record< ParamName, Param > > = catalogue.params;

/** Every channel, in the catalogue's order. */
export const channels = [ ...new Set( Object.values( catalogue.events ).flatMap( ( event ) => Object.keys( event.channels ) ) ) ] as readonly ChannelName[];

/** The merchant's own events go to every channel, under their own names. */
const own: Entry = { channels: Object.fromEntries( channels.map( ( channel ) => [ channel, {} ] ) ), born: {}, requires: {}, accepts: {}, aliases: {}, custom: {} };

/** Every event, in the catalogue's order. */
export const allNames = Object.keys( events ) as EventName[];

export const isKnown = ( name: string ): name is EventName => Object.hasOwn( events, name );

/** Any name that is not in the catalogue is an event of the merchant's own. */
export const entryOf = ( name: string ): Entry => ( isKnown( name ) ? events[ name ] : own );

const keys = new Map< string, EventName >();
for ( const name of allNames ) {
	const { older, aliases } = events[ name ];
	for ( const known of [ name, ...Object.keys( older ?? {} ), ...Object.keys( aliases ) ] ) {
		keys.set( fold( known ), name );
	}
}

/** The event of a name: current, older, with spaces or in other case. */
export const find = ( name: string ): EventName | undefined => keys.get( fold( name ) );

/** 1 to 50 letters, digits, spaces, "_" or "-": the names that TikTok accepts. */
export const isName = ( name: string ): boolean => /^[A-Za-z0-9][A-Za-z0-9 _-]{0,49}$/.test( name );

/** Whether an event has no fixed parameters. */
export const isOwn = ( name: string ): boolean => {
	const known = find( name );
	return known === undefined || events[ known ].custom !== undefined;
};

/** Whether a shop's orders create it, never a browser. */
export const isOrders = ( name: EventName ): boolean => 'order' in events[ name ].born;

/** The year in which TikTok drops the name. */
export const ends = ( name: string ): string | undefined => {
	const known = find( name );
	return known === undefined ? undefined : Object.keys( events[ known ].ends ?? {} )[ 0 ];
};

const isParam = ( name: string ): name is ParamName => Object.hasOwn( params, name );

export const kindOf = ( name: string ): Kind | undefined =>
	isParam( name ) ? ( Object.keys( params[ name ] )[ 0 ] as Kind ) : undefined;

export const onlyLayer = ( name: string ): boolean => isParam( name ) && params[ name ].only !== undefined;

export const required = ( name: EventName ): readonly string[] =>
	Object.keys( events[ name ].requires ).filter( ( param ) => param !== 'contents' );

/** Parameters that may be typed for it, required ones first. */
export const typedParams = ( name: EventName ): readonly TypedParam[] =>
	[ ...Object.keys( events[ name ].requires ), ...Object.keys( events[ name ].accepts ) ].filter(
		( param ): param is TypedParam => isParam( param ) && param !== 'contents'
	);

const others = new Map( Object.entries( params ).flatMap( ( [ name, { aliases } ] ) => Object.keys( aliases ?? {} ).map( ( alias ) => [ alias, name ] as const ) ) );

/** The name under which a parameter is sent: item_id is content_id. */
export const sentAs = ( param: string ): string => others.get( param ) ?? param;

/** The same within an event: an event of the merchant's own keeps the names of its parameters. */
export const paramName = ( event: string, name: string ): string => ( isOwn( event ) ? name : sentAs( name ) );

/** Whether TikTok lists the currency. Other currencies are sent as well. */
export const listsCurrency = ( code: string ): boolean => Object.hasOwn( catalogue.currencies, code );
