// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { increases } from '../../../../src/storefront/triggers/cart/diff.ts';
import { factsOf } from '../../../../src/storefront/triggers/cart/facts.ts';
import { item } from './shop.ts';

describe( 'the pure parts of the cart diff', () => {
	it( 'finds what grew', () => {
		const line = ( key: string, quantity: number ) => ( { key, quantity } );
		expect( increases( { a: 1, b: 5, gone: 2 }, [ line( 'a', 4 ), line( 'b', 5 ), line( 'c', 1 ) ] ) ).toEqual( [
			line( 'a', 3 ),
			line( 'c', 1 ),
		] );
	} );

	it( 'rounds once, to the currency, and knows no unsigned line', () => {
		const cart = { items: [], coupons: [], totals: { currency_minor_unit: 0 } };
		const line = ( price: number, quantity: number ) => ( { key: 'k', quantity, extensions: { duet: item( 'k', price ) } } );
		expect( factsOf( [ line( 33.3333, 3 ) ], cart )?.value ).toBe( 100 );
		expect( factsOf( [ line( 0.1, 1 ), line( 0.2, 1 ) ], { ...cart, totals: { currency_minor_unit: 3 } } )?.value ).toBe( 0.3 );
		expect( factsOf( [ { key: 'k', quantity: 1 }, { key: 'l', quantity: 1, extensions: { duet: {} } } ], cart ) ).toBeNull();
	} );
} );
