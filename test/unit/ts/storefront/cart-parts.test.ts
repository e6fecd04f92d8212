// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { changes } from '../../../../src/storefront/triggers/cart/diff.ts';
import { factsOf } from '../../../../src/storefront/triggers/cart/facts.ts';
import { item } from './shop.ts';

describe( 'the pure parts of the cart diff', () => {
	it( 'finds what grew, what shrank and what is gone', () => {
		const line = ( key: string, quantity: number ) => ( { line: key, quantity } );
		expect( changes( [ line( 'a', 1 ), line( 'b', 5 ), line( 'd', 3 ), line( 'gone', 2 ) ], [ line( 'a', 4 ), line( 'b', 5 ), line( 'c', 1 ), line( 'd', 2 ) ] ) ).toEqual( [
			line( 'a', 3 ),
			line( 'c', 1 ),
			line( 'd', -1 ),
			line( 'gone', -2 ),
		] );
	} );

	it( 'rounds once, to the currency, and knows no unsigned line', () => {
		const cart = { items: [], coupons: [], totals: { currency_minor_unit: 0 } };
		const line = ( price: number, quantity: number ) => ( { ...item( 'k', price ), line: 'k', quantity } );
		expect( factsOf( [ line( 33.3333, 3 ) ], cart )?.value ).toBe( 100 );
		expect( factsOf( [ line( 0.1, 1 ), line( 0.2, 1 ) ], { ...cart, totals: { currency_minor_unit: 3 } } )?.value ).toBe( 0.3 );
		expect( factsOf( [ { line: 'k', quantity: 1 } ], cart ) ).toBeNull();
	} );
} );
