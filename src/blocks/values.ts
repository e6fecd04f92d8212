/**
 * Parameters as authors type them, converted to the types of the catalogue. An error stays in its field and is shown
 * there. Duet\Elements\Values does the same in PHP; both read test/vectors/elements.json.
 */
import type { Params, Value } from '../events/event.ts';
import { pattern } from '../events/personal.json';
import { isPersonal } from '../events/personal.ts';
import { find, isOwn, kindOf, onlyLayer, paramName, required, typedParams, type Kind } from '../events/lookup.ts';

/** What is wrong with a field: the type it should have, or another problem. */
export type Problem = Kind | 'own' | 'unknown' | 'person' | 'missing';

export interface Read {
	readonly params: Params;
	/** By the name that was typed. */
	readonly problems: Readonly< Record< string, Problem > >;
}

/** Words that the dataLayer push and the relay use themselves. */
const TAKEN = [ 'event', 'event_id', 'ecommerce', 'sig', 'user_data', 'tiktok' ];

/**
 * TikTok's terms: identifiers are sent by advanced matching, hashed, and never as a parameter. Under a name that no
 * identifier has, the value is checked.
 */
const isAboutPerson = ( name: string, value: Value = '' ): boolean =>
	! onlyLayer( name ) && isPersonal( { personal: pattern, only: [] }, `${ name }=${ JSON.stringify( value ) }` );

/** What is wrong with the name of an author's own parameter. */
export const nameProblem = ( name: string ): Problem | undefined =>
	isAboutPerson( name ) ? 'person' : TAKEN.includes( name ) || ! /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test( name ) ? 'own' : undefined;

/** Stored attributes may contain anything; "\0" is text that fits no type. */
function textOf( value: unknown ): string {
	if ( Array.isArray( value ) && value.every( ( one ) => typeof one === 'string' ) ) {
		return value.join( ',' );
	}
	return typeof value === 'string' ? value.trim() : value === null || value === undefined ? '' : typeof value === 'object' ? '\0' : String( value );
}

const line = ( text: string ): string | undefined => {
	// Exactly these characters would break a line or end a string.
	const plain = [ ...text ].map( ( one ) => ( one < ' ' || one === '\x7F' ? ' ' : one ) ).join( '' ).trim();
	return new TextEncoder().encode( text ).length > 1024 || plain === '' ? undefined : plain;
};

const yesNo: Readonly< Record< string, boolean > > = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

function valueOf( kind: Problem, text: string ): Value | undefined {
	switch ( kind ) {
		case 'number':
			return /^\d{1,12}(\.\d{1,6})?$/.test( text ) ? Number( text ) : undefined;
		case 'integer':
			return /^\d{1,9}$/.test( text ) ? Number( text ) : undefined;
		case 'boolean':
			return yesNo[ text.toLowerCase() ];
		case 'currency':
			return /^[A-Za-z]{3}$/.test( text ) ? text.toUpperCase() : undefined;
		case 'strings': {
			const list = ( line( text ) ?? '' ).split( ',' ).map( ( one ) => one.trim() ).filter( ( one ) => one !== '' );
			return list.length > 0 ? list : undefined;
		}
		case 'string':
		case 'own':
			return line( text );
		default:
			return undefined;
	}
}

function kindFor( event: string, name: string ): Problem {
	const known = find( event );
	if ( isOwn( event ) ) {
		return kindOf( name ) ?? nameProblem( name ) ?? 'own';
	}
	const fits = known !== undefined && typedParams( known ).some( ( one ) => one === name );
	return ( fits ? kindOf( name ) : undefined ) ?? ( isAboutPerson( name ) ? 'person' : 'unknown' );
}

/** Reads all fields of an event; empty ones count as absent. */
export function read( event: string, given: Readonly< Record< string, unknown > > ): Read {
	const params: Record< string, Value > = {};
	const problems: Record< string, Problem > = {};
	for ( const [ typed, raw ] of Object.entries( given ) ) {
		const text = textOf( raw );
		if ( text === '' ) {
			continue;
		}
		const name = paramName( event, typed );
		const kind = kindFor( event, name );
		const value = nameProblem( name ) !== undefined && kindOf( name ) === undefined ? undefined : valueOf( kind, text );
		if ( value === undefined || isAboutPerson( name, value ) ) {
			problems[ typed ] = value === undefined ? kind : 'person';
		} else {
			params[ name ] = value;
		}
	}
	const known = find( event );
	for ( const name of known === undefined ? [] : required( known ) ) {
		if ( params[ name ] === undefined ) {
			problems[ name ] ??= 'missing';
		}
	}
	return { params, problems };
}
