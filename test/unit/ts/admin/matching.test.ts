import { describe, expect, it } from 'vitest';
import { identifiers, isSensitive, isTicked, withColumn, withTick } from '../../../../src/admin/settings/matching/identifiers.ts';

describe( 'the table of identifiers', () => {
	it( 'ticks e-mail, phone and customer number for acts, nothing for what is only looked at', () => {
		expect( identifiers.filter( ( name ) => isTicked( {}, 'Purchase', name ) ) ).toEqual( [ 'email', 'phone', 'external_id' ] );
		expect( identifiers.filter( ( name ) => isTicked( {}, 'ViewContent', name ) ) ).toEqual( [] );
		expect( identifiers.filter( isSensitive ) ).toEqual( [ 'first_name', 'last_name', 'zip_code', 'city', 'state', 'country' ] );
	} );

	it( 'stores only what differs from the defaults', () => {
		const off = withTick( {}, 'Purchase', 'email', false );
		expect( off ).toEqual( { Purchase: { email: false } } );
		expect( isTicked( off, 'Purchase', 'email' ) ).toBe( false );
		expect( withTick( off, 'Purchase', 'email', true ) ).toEqual( {} );
		expect( withColumn( off, [ 'Purchase', 'Pageview' ], 'email', true ) ).toEqual( { Pageview: { email: true } } );
	} );
} );
