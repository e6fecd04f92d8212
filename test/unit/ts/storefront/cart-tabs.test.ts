// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADD, adds, BUTTON, REFRESH, visit } from './cart-acts.ts';
import { settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

describe.each( [ true, false ] )( 'two tabs (locks: %s)', ( locks ) => {
	const open = async () => {
		const shop = new Shop();
		shop.locks = locks;
		const [ a, b ] = [ visit( shop ), visit( shop ) ];
		await settle();
		return { shop, a, b };
	};

	it( 'counts in the tab that added, whichever tab reads first', async () => {
		const { shop, a, b } = await open();
		a.click( BUTTON );
		shop.put( 'tee', 1 );
		// Cart fragments refresh the other tab through localStorage.
		b.ended( REFRESH );
		await settle();
		a.ended( ADD );
		await settle();
		b.ended( '/cart/', 'xmlhttprequest' );
		await settle();
		expect( adds( a ) ).toEqual( [ [ 'tee', 1 ] ] );
		expect( adds( b ) ).toEqual( [] );
	} );

	it( 'counts everything once when both add at the same time', async () => {
		const { shop, a, b } = await open();
		a.click( BUTTON );
		b.click( BUTTON );
		shop.put( 'tee', 1 );
		a.ended( ADD );
		await settle( 50 );
		shop.put( 'tee', 2 );
		b.ended( ADD );
		await settle();
		expect( adds( a, b ).reduce( ( sum, [ , quantity ] ) => sum + Number( quantity ), 0 ) ).toBe( 2 );
	} );

	it( 'does not count the other tab again later', async () => {
		const { shop, a, b } = await open();
		a.click( BUTTON );
		shop.put( 'tee', 1 );
		a.ended( ADD );
		await settle();
		b.click( BUTTON );
		shop.put( 'hat', 1 );
		b.ended( ADD );
		await settle();
		expect( [ adds( a ), adds( b ) ] ).toEqual( [ [ [ 'tee', 1 ] ], [ [ 'hat', 1 ] ] ] );
	} );
} );
