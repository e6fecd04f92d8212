import { describe, expect, it } from 'vitest';
import { cleanUrl, isPersonal } from '../../../../src/events/personal.ts';
import { pattern } from '../../../../src/events/personal.json';
import vectors from '../../../vectors/personal.json';

const text = ( name: string, value: unknown ) => `${ name }=${ JSON.stringify( value ) }`;
const page = { personal: pattern, only: [] };
const parameters = ( list: readonly ( readonly unknown[] )[] ) => list.map( ( [ name, value ] ) => [ `${ name }`, value ] as const );

describe( 'a parameter', () => {
	it.each( parameters( vectors.personal ) )( '%s: %j is personal', ( name, value ) => {
		expect( isPersonal( page, text( name, value ) ) ).toBe( true );
	} );

	it.each( parameters( vectors.plain ) )( '%s: %j is not', ( name, value ) => {
		expect( isPersonal( page, text( name, value ) ) ).toBe( false );
	} );

	it( 'is not searched where a cached page brings no pattern', () => {
		expect( isPersonal( { only: [] }, text( 'email', 'ada@example.com' ) ) ).toBe( false );
	} );
} );

describe( 'an address', () => {
	it.each( vectors.addresses )( '$url', ( { url, relayed } ) => {
		expect( cleanUrl( page, url ) ).toBe( relayed );
	} );
} );

it( 'hostile text costs no time', () => {
	const start = performance.now();
	for ( const part of [ '[', 'user', 'name_', 'email_', 'a@a.', '+1 2 3 4 ', '%25', 'e_mail[', '1 ', '%5B' ] ) {
		isPersonal( page, text( part.repeat( 2000 ), part.repeat( 2000 ) ) );
	}
	expect( performance.now() - start ).toBeLessThan( 1000 );
} );
