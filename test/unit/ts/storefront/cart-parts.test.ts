// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { changes } from '../../../../src/storefront/triggers/cart/diff.ts';
import { factsOf } from '../../../../src/storefront/triggers/cart/facts.ts';
import { propertiesOf } from '../../../../src/events/shapes.ts';
import { item, ONLY } from './shop.ts';

const CART = { items: [], coupons: [], totals: { currency_minor_unit: 2 } };
const many = ( number: number, name: string ) =>
	Array.from( { length: number }, ( _, at ) => ( {
		...item( `SKU-00${ at }`, 12.5 ),
		content_name: `${ name } ${ at }`,
		content_category: 'Kitchen & dining',
		brand: 'Example',
		variant: 'Colour: Red, Size: L',
		group_id: `SKU-${ at }`,
		line: '0123456789abcdef0123456789abcdef',
		quantity: 2,
		sig_core: `core ${ at }`.padEnd( 32, 'c' ),
	} ) );
const bytes = ( value: unknown ) => new TextEncoder().encode( JSON.stringify( value ) ).length;

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

	it( 'rounds once, to the currency, and leaves out unsigned lines', () => {
		const cart = { items: [], coupons: [], totals: { currency_minor_unit: 0 } };
		const line = ( price: number, quantity: number ) => ( { ...item( 'k', price ), line: 'k', quantity } );
		expect( factsOf( [ line( 33.3333, 3 ) ], cart )?.value ).toBe( 100 );
		expect( factsOf( [ line( 0.1, 1 ), line( 0.2, 1 ) ], { ...cart, totals: { currency_minor_unit: 3 } } )?.value ).toBe( 0.3 );
		expect( factsOf( [ { line: 'k', quantity: 1 } ], cart ) ).toBeNull();
	} );

	it( 'describes a cart as its order is described: three names, 100 characters', () => {
		expect( factsOf( many( 60, 'Mug' ), CART )?.description ).toBe( 'Mug 0, Mug 1, Mug 2' );
		const long = factsOf( many( 2, '🍵'.repeat( 120 ) ), CART )?.description;
		expect( long ).toBe( `${ '🍵'.repeat( 99 ) }…` );
		const exact = { ...item( 'k' ), content_name: 'x'.repeat( 100 ), line: 'k', quantity: 1 };
		expect( factsOf( [ exact ], CART )?.description ).toBe( exact.content_name );
	} );

	it( 'keeps a name that looks like a person in its row alone', () => {
		const lines = [ 'Mug ada@example.com', 'Call +49 170 1234567', 'Card' ].map( ( content_name, at ) => ( { ...item( `${ at }` ), content_name, line: `${ at }`, quantity: 1 } ) );
		const facts = factsOf( lines, CART );
		expect( facts?.description ).toBe( 'Card' );
		expect( facts?.contents?.map( ( { content_name } ) => content_name ) ).toEqual( lines.map( ( { content_name } ) => content_name ) );
	} );

	it.each( [ [ 20, 'Mug' ], [ 60, 'Mug with a rather long name, as shops have them' ], [ 60, 'Чашка с довольно длинным названием для двоих' ], [ 100, 'Mug' ] ] )(
		'fits the relay with %d lines (%s)',
		( number, name ) => {
			const facts = factsOf( many( number, name ), CART );
			expect( facts?.contents ).toHaveLength( number );
			expect( facts?.value ).toBe( number * 25 );
			expect( bytes( facts ) ).toBeLessThan( 13_500 );
			// Each row with the signature of what is left of it.
			const whole = number === 20;
			expect( facts?.contents?.[ 1 ] ).toMatchObject( { content_id: 'SKU-001', price: 12.5, quantity: 2, tax: 'incl', sig: whole ? 'a'.repeat( 32 ) : 'core 1'.padEnd( 32, 'c' ) } );
			expect( Object.keys( facts?.contents?.[ 1 ] ?? {} ) ).toHaveLength( whole ? 11 : 6 );
		}
	);

	it( 'sends the value of a cart of very many lines, and no line', () => {
		expect( factsOf( many( 300, 'Mug' ), CART ) ).toEqual( { content_type: 'product', description: 'Mug 0, Mug 1, Mug 2', currency: 'EUR', value: 7500 } );
	} );

	it( 'sends a fraction as one piece at the price of the line, and the calculation to the relay alone', () => {
		const line = { ...item( 'cloth', 19.99 ), line: 'k', quantity: 1.5 };
		const facts = factsOf( [ line, { ...item( 'mug', 7.5 ), line: 'l', quantity: 2 } ], CART );
		expect( facts ).toMatchObject( { value: 44.98, contents: [ { price: 29.985, quantity: 1, sig_price: 19.99, sig_pieces: 1.5 }, { price: 7.5, quantity: 2 } ] } );
		expect( propertiesOf( facts ?? {}, ONLY ).contents ).toEqual( [
			{ content_id: 'cloth', content_name: 'Product cloth', price: 29.985, quantity: 1 },
			{ content_id: 'mug', content_name: 'Product mug', price: 7.5, quantity: 2 },
		] );
		expect( changes( [ { line: 'k', quantity: 1.3 } ], [ { line: 'k', quantity: 3.3 } ] ) ).toEqual( [ { line: 'k', quantity: 2 } ] );
	} );
} );
