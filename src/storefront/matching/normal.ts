/**
 * The normalized form of an identifier, and its SHA-256. PHP's Normal and Hash do the same; both are tested with
 * test/vectors. '' means that the identifier is left out. A phone number without "+" needs the numbering plans that
 * only the server has.
 */
import { sha256 } from 'js-sha256';

export const IDENTIFIERS = [ 'email', 'phone', 'external_id', 'first_name', 'last_name', 'zip_code', 'city', 'state', 'country' ] as const;
export type Identifier = ( typeof IDENTIFIERS )[ number ];
export type Person = { readonly [ I in Identifier ]?: string };

/** As in PHP: bytes of UTF-8. */
const MOST_BYTES = 512;

const HASHED = /^[0-9a-f]{64}$/;
const EMAIL = /^[^\s\p{Cc}\p{Cf}@,;:<>()"[\]\\]+@([^\s\p{Cc}\p{Cf}@.,;:<>()"[\]\\]+\.)+[^\s\p{Cc}\p{Cf}@.,;:<>()"[\]\\]{2,}$/u;
/** Copied text may contain invisible characters. */
const BLANK = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu;

const bytes = ( value: string ): number => new TextEncoder().encode( value ).length;
const text = ( value: string ): string => ( bytes( value ) > MOST_BYTES ? '' : value.normalize( 'NFC' ).replace( BLANK, '' ) );
const lower = ( value: string ): string => text( value ).toLowerCase();
const place = ( value: string ): string => lower( value ).replace( /[\s\p{P}]+/gu, '' );
const name = ( value: string ): string => {
	const known = lower( value )
		.replace( /[\p{P}`´]+/gu, '' )
		.replace( /\s+/g, ' ' )
		.trim();
	return /\p{L}/u.test( known ) ? known : '';
};

/**
 * A "0" after the country code is dropped in some countries and dialled in others. Without brackets around it, only the
 * server can decide.
 */
function phone( value: string ): string {
	const typed = text( value ).replace( /\s*(?:ext\.?|x|#)\s*\d+$/i, '' );
	const digits = typed.replace( /\(0\)/, '' ).replace( /[\s().\-/\u00a0\u2010-\u2015]+/g, '' );
	return /^\+[1-9]\d{7,14}$/.test( digits ) && ! /^\(?\+\d{1,3}\)?[\s.\-/]+0/.test( typed ) && ! /^\+\d{1,3}0+$/.test( digits ) ? digits : '';
}

function zip( value: string ): string {
	const code = lower( value );
	return /^(\d{5})[\s\p{Pd}]?\d{4}$/u.exec( code )?.[ 1 ] ?? code.replace( /[\s\p{Pd}]+/gu, '' );
}

const NORMAL: { readonly [ I in Identifier ]: ( value: string ) => string } = {
	email: ( value ) => ( bytes( lower( value ) ) <= 254 && EMAIL.test( lower( value ) ) ? lower( value ) : '' ),
	phone,
	// WordPress uses "0" for a visitor who is not logged in.
	external_id: ( value ) => ( text( value ) === '0' ? '' : text( value ) ),
	first_name: name,
	last_name: name,
	zip_code: zip,
	city: place,
	// WooCommerce writes some states as "DE-BY"; TikTok expects the state alone.
	state: ( value ) => place( lower( value ).replace( /^[a-z]{2}-/, '' ) ),
	country: ( value ) => ( /^[a-z]{2}$/.test( lower( value ) ) ? lower( value ) : '' ),
};

/** TikTok expects these unhashed. */
const READABLE: readonly Identifier[] = [ 'city', 'state', 'country' ];

export const normal = ( identifier: Identifier, value: string ): string => NORMAL[ identifier ]( value );

/**
 * What is sent to TikTok: the hash of a value that has a normalized form. A value that is already a hash stays as it
 * is.
 */
export function hashed( person: Readonly< Record< string, unknown > > ): Person {
	const found = IDENTIFIERS.map( ( identifier ) => {
		const raw = person[ identifier ];
		const value = typeof raw === 'string' ? raw.trim() : '';
		if ( READABLE.includes( identifier ) ) {
			return [ identifier, normal( identifier, value ) ];
		}
		const known = value.toLowerCase();
		const form = HASHED.test( known ) ? '' : normal( identifier, value );
		return [ identifier, HASHED.test( known ) ? known : form && sha256( form ) ];
	} );
	return Object.fromEntries( found.filter( ( [ , value ] ) => value !== '' ) );
}
