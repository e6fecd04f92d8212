/** What the catalogue says about events and parameters, for a person who picks one. */
import catalogue from '../events/catalogue.json';
import type { EventName, ParamName } from '../events/catalogue.ts';
import type { TypedParam } from '../events/param-labels.ts';

export type Kind = 'number' | 'integer' | 'string' | 'strings' | 'currency' | 'boolean' | 'contents';

interface Entry {
	readonly custom?: object;
	readonly ends?: object;
	readonly older?: object;
	readonly aliases: object;
	readonly requires: object;
	readonly accepts: object;
}

/** Its first key is its kind. */
type Param = { readonly [ K in Kind ]?: object } & { readonly only?: object; readonly aliases?: object };

const events: Readonly< Record< EventName, Entry > > = catalogue.events;
const params: Readonly< Record< ParamName, Param > > = catalogue.params;

const fold = ( name: string ): string => name.replace( /[^A-Za-z0-9]+/g, '' ).toLowerCase();

const keys = new Map< string, EventName >();
for ( const name of Object.keys( events ) as EventName[] ) {
	const { older, aliases } = events[ name ];
	for ( const known of [ name, ...Object.keys( older ?? {} ), ...Object.keys( aliases ) ] ) {
		keys.set( fold( known ), name );
	}
}

/** The event behind a name: current, older, spaced or in other case. */
export const find = ( name: string ): EventName | undefined => keys.get( fold( name ) );

/** 1 to 50 letters, digits, spaces, "_" or "-": what TikTok takes as a name. */
export const isName = ( name: string ): boolean => /^[A-Za-z0-9][A-Za-z0-9 _-]{0,49}$/.test( name );

/** An event without fixed parameters. */
export const isOwn = ( name: string ): boolean => {
	const known = find( name );
	return known === undefined || events[ known ].custom !== undefined;
};

const isParam = ( name: string ): name is ParamName => Object.hasOwn( params, name );

export const kindOf = ( name: string ): Kind | undefined =>
	isParam( name ) ? ( Object.keys( params[ name ] )[ 0 ] as Kind ) : undefined;

export const onlyLayer = ( name: string ): boolean => isParam( name ) && params[ name ].only !== undefined;

export const required = ( name: EventName ): readonly string[] =>
	Object.keys( events[ name ].requires ).filter( ( param ) => param !== 'contents' );

/** Parameters a person may type for it, required ones first. */
export const typedParams = ( name: EventName ): readonly TypedParam[] =>
	[ ...Object.keys( events[ name ].requires ), ...Object.keys( events[ name ].accepts ) ].filter(
		( param ): param is TypedParam => isParam( param ) && param !== 'contents'
	);

/** The year in which TikTok drops the name. */
export const ends = ( name: string ): string | undefined => {
	const known = find( name );
	return known === undefined ? undefined : Object.keys( events[ known ].ends ?? {} )[ 0 ];
};

const others = new Map( Object.entries( params ).flatMap( ( [ name, { aliases } ] ) => Object.keys( aliases ?? {} ).map( ( alias ) => [ alias, name ] as const ) ) );

/** A standard event's parameter under the name TikTok knows: item_id is content_id. */
export const paramName = ( event: string, name: string ): string => ( isOwn( event ) ? name : others.get( name ) ?? name );

/** Whether TikTok lists it; another one is sent all the same. */
export const listsCurrency = ( code: string ): boolean => Object.hasOwn( catalogue.currencies, code );
