// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADD, adds, BATCH, BUTTON, PLUS, REFRESH, REMOVE, submit, visit } from './cart-acts.ts';
import { FakeStorage, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

describe( 'no addition', () => {
	it( 'fires nothing when validation failed', async () => {
		const shop = new Shop();
		shop.put( 'tee', 1 );
		const session = new FakeStorage();
		const tab = visit( shop, { session } );
		await settle();
		submit( tab );
		const next = visit( shop, { session } );
		await settle();
		expect( adds( tab, next ) ).toEqual( [] );
	} );

	it( 'fires nothing for decreases, and counts the product again when it comes back', async () => {
		const shop = new Shop();
		shop.put( 'tee', 3 );
		const tab = visit( shop );
		await settle();
		tab.click( 'a.remove' );
		shop.put( 'tee', 0 );
		tab.ended( REMOVE );
		await settle();
		expect( adds( tab ) ).toEqual( [] );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'follows a removal in the cart block', async () => {
		const shop = new Shop();
		shop.put( 'tee', 3 );
		const tab = visit( shop );
		await settle();
		tab.click( '.wc-block-cart-item__remove-link' );
		shop.put( 'tee', 0 );
		tab.ended( BATCH );
		await settle();
		tab.click( PLUS );
		shop.put( 'tee', 1 );
		tab.ended( BATCH );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'takes a log-in merge silently', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		const tab = visit( shop, { session } );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle( 10_000 );
		shop.put( 'saved', 4 );
		const merged = visit( shop, { session } );
		await settle();
		merged.click( BUTTON );
		shop.put( 'tee', 2 );
		merged.ended( ADD );
		await settle();
		expect( adds( tab, merged ) ).toEqual( [ [ 'tee', 1 ], [ 'tee', 1 ] ] );
	} );

	it( 'takes a cart silently that was there before us', async () => {
		const shop = new Shop();
		shop.put( 'a', 1 );
		shop.put( 'b', 1 );
		const tab = visit( shop );
		await settle();
		expect( shop.reads ).toBe( 1 );
		visit( shop );
		await settle();
		expect( shop.reads ).toBe( 1 );
		expect( adds( tab ) ).toEqual( [] );
	} );

	it( 'takes an older cart silently although the shopper adds while it is being read', async () => {
		const shop = new Shop();
		shop.delay = 300;
		shop.put( 'a', 1 );
		shop.put( 'b', 1 );
		const tab = visit( shop );
		await settle( 100 );
		tab.click( BUTTON );
		await settle( 500 );
		expect( adds( tab ) ).toEqual( [] );
		shop.put( 'c', 1 );
		tab.ended( ADD );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'c', 1 ] ] );
	} );

	it( 'forgets an expired cart without reading it', async () => {
		const shop = new Shop();
		shop.put( 'tee', 1 );
		visit( shop );
		await settle();
		shop.put( 'tee', 0 );
		const tab = visit( shop );
		await settle();
		expect( shop.reads ).toBe( 1 );
		visit( shop );
		await settle();
		expect( shop.reads ).toBe( 1 );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'reads nothing on pages where nothing happens', async () => {
		const shop = new Shop();
		const tab = visit( shop );
		tab.click( '#elsewhere' );
		tab.ended( REFRESH );
		tab.ended( '/wp-json/wc/store/v1/cart' );
		tab.ended( '/wp-admin/admin-ajax.php', 'xmlhttprequest' );
		await settle();
		expect( shop.reads ).toBe( 0 );
	} );

	it( 'keeps the intent when the cart cannot be read, and asks no more by itself', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.broken = true;
		const tab = visit( shop, { session } );
		await settle();
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle( 20_000 );
		expect( shop.reads ).toBe( 1 );
		shop.broken = false;
		const next = visit( shop, { session } );
		await settle();
		expect( adds( tab, next ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'ignores an intent that is long gone', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		visit( shop, { session } ).click( BUTTON );
		await settle( 600_000 );
		shop.put( 'tee', 1 );
		const tab = visit( shop, { session } );
		await settle();
		expect( adds( tab ) ).toEqual( [] );
	} );
} );
