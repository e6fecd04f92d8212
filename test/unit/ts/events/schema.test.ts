import { describe, expect, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import schema from '../../../../src/events/catalogue.schema.json';

type Rule = {
	$ref?: string;
	type?: string;
	pattern?: string;
	required?: string[];
	properties?: Record< string, Rule >;
	additionalProperties?: Rule | false;
	propertyNames?: Rule;
	minProperties?: number;
	maxProperties?: number;
	oneOf?: Rule[];
};

const rules = schema as unknown as Rule & { definitions: Record< string, Rule > };

/** Problems of a value, under the keywords that this schema uses. */
function problems( value: unknown, rule: Rule, at = '' ): string[] {
	const { $ref, type, pattern, required = [], properties = {}, additionalProperties, propertyNames, oneOf } = rule;
	if ( $ref ) {
		return problems( value, rules.definitions[ $ref.replace( '#/definitions/', '' ) ] ?? {}, at );
	}
	if ( type && typeof value !== type ) {
		return [ `${ at } is no ${ type }` ];
	}
	if ( typeof value === 'string' ) {
		return pattern && ! new RegExp( pattern ).test( value ) ? [ `${ at } does not match ${ pattern }` ] : [];
	}
	if ( typeof value !== 'object' || value === null ) {
		return [];
	}
	const keys = Object.keys( value );
	const found = required.filter( ( key ) => ! keys.includes( key ) ).map( ( key ) => `${ at } lacks ${ key }` );
	if ( keys.length < ( rule.minProperties ?? 0 ) || keys.length > ( rule.maxProperties ?? Infinity ) ) {
		found.push( `${ at } has ${ keys.length } keys` );
	}
	if ( oneOf && oneOf.filter( ( one ) => problems( value, one, at ).length === 0 ).length !== 1 ) {
		found.push( `${ at } is not exactly one thing` );
	}
	for ( const [ key, inner ] of Object.entries( value ) ) {
		const next = properties[ key ] ?? additionalProperties;
		found.push( ...( propertyNames ? problems( key, propertyNames, `${ at }.${ key }` ) : [] ) );
		found.push( ...( next === false ? [ `${ at } has an unknown ${ key }` ] : problems( inner, next ?? {}, `${ at }.${ key }` ) ) );
	}
	return found;
}

const changed = ( change: ( copy: typeof catalogue & { events: Record< string, object > } ) => void ) => {
	const copy = structuredClone( catalogue ) as Parameters< typeof change >[ 0 ];
	change( copy );
	return problems( copy, rules );
};

describe( 'catalogue.schema.json', () => {
	it( 'fits the catalogue', () => {
		expect( problems( catalogue, rules ) ).toEqual( [] );
	} );

	it( 'notices a wrong key, type, name or channel', () => {
		expect( changed( ( copy ) => Object.assign( copy.params, { colour: { colour: {} } } ) ) ).not.toEqual( [] );
		expect( changed( ( copy ) => Object.assign( copy.params.value, { string: {} } ) ) ).not.toEqual( [] );
		expect( changed( ( copy ) => Object.assign( copy.events, { 'page view': copy.events.Pageview } ) ) ).not.toEqual( [] );
		expect( changed( ( copy ) => Object.assign( copy.events.Lead.channels, { mail: {} } ) ) ).not.toEqual( [] );
		expect( changed( ( copy ) => Object.assign( copy.events.Lead, { born: {} } ) ) ).not.toEqual( [] );
	} );

	it( 'is followed where a schema cannot see: events name parameters that exist, once', () => {
		const known = Object.keys( catalogue.params );
		for ( const [ name, event ] of Object.entries( catalogue.events ) ) {
			const { requires, accepts } = event;
			const recommends = 'recommends' in event ? event.recommends : {};
			const taken = [ ...Object.keys( requires ), ...Object.keys( accepts ) ];
			expect( taken.filter( ( param ) => ! known.includes( param ) ), name ).toEqual( [] );
			expect( new Set( taken ).size, name ).toBe( taken.length );
			expect( Object.keys( recommends ).filter( ( param ) => ! taken.includes( param ) ), name ).toEqual( [] );
		}
	} );

	it( 'is followed: no two events share a name under which one can be found', () => {
		// An alias may spell its own event's name with spaces; two events may not meet.
		const owners = new Map< string, Set< string > >();
		Object.entries( catalogue.events ).forEach( ( [ owner, event ] ) =>
			[ owner, ...Object.keys( event.aliases ), ...( 'older' in event ? Object.keys( event.older ?? {} ) : [] ) ].forEach( ( name ) => {
				const key = name.toLowerCase().replace( /[^a-z]/g, '' );
				owners.set( key, ( owners.get( key ) ?? new Set() ).add( owner ) );
			} )
		);
		expect( owners.size ).toBeGreaterThan( 20 );
		expect( [ ...owners ].filter( ( [ , who ] ) => who.size > 1 ) ).toEqual( [] );
	} );
} );
