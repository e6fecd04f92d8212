// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADD, adds, BATCH, BUTTON, PLUS, REFRESH, submit, visit } from './cart-acts.ts';
import { FakeStorage, item, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

describe( 'a confirmed addition', () => {
	it( 'counts once, with the added quantity and one id for all channels', async () => {
		const shop = new Shop();
		shop.prices.tee = 12.345;
		const tab = visit( shop );
		tab.click( BUTTON );
		shop.put( 'tee', 2 );
		tab.ended( ADD );
		await settle();
		const [ push ] = tab.pushes( 'add_to_cart' );
		expect( adds( tab ) ).toEqual( [ [ 'tee', 2 ] ] );
		expect( push?.ecommerce ).toMatchObject( { value: 24.69, currency: 'EUR' } );
		expect( tab.tracks( 'AddToCart' ) ).toEqual( [
			[
				'AddToCart',
				{
					content_type: 'product',
					contents: [ { content_id: 'tee', content_name: 'Product tee', price: 12.345, quantity: 2 } ],
					description: 'Product tee',
					currency: 'EUR',
					value: 24.69,
				},
				{ event_id: push?.event_id },
			],
		] );
		// The relay gets the facts as they were signed.
		expect( shop.relayed( 'AddToCart' ) ).toMatchObject( [
			{ id: push?.event_id, params: { contents: [ { ...item( 'tee', 12.345 ), quantity: 2 } ] } },
		] );
	} );

	it( 'counts once when all signals come, together or one by one', async () => {
		const shop = new Shop();
		const tab = visit( shop );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		tab.ended( BATCH );
		tab.ended( BATCH );
		await settle();
		expect( shop.reads ).toBe( 1 );
		tab.ended( REFRESH );
		await settle();
		tab.ended( '/cart/', 'xmlhttprequest' );
		tab.ended( BATCH );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it.each( [ 0, 700 ] )( 'counts each of two quick clicks (Store API answers after %d ms)', async ( delay ) => {
		const shop = new Shop();
		shop.delay = delay;
		const tab = visit( shop );
		tab.click( BUTTON );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle( 150 );
		shop.put( 'tee', 2 );
		tab.ended( ADD );
		await settle( 5000 );
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ], [ 'tee', 1 ] ] );
	} );

	it( 'counts one event for each line that grew', async () => {
		const shop = new Shop();
		shop.put( 'old', 3 );
		const tab = visit( shop );
		await settle();
		submit( tab );
		shop.put( 'a', 1 );
		shop.put( 'b', 2 );
		shop.put( 'old', 2 );
		tab.ended( BATCH );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'a', 1 ], [ 'b', 2 ] ] );
	} );

	it( 'counts after a form post or a redirect to the cart, on the next page', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		const tab = visit( shop, { session } );
		await settle();
		submit( tab );
		shop.put( 'tee', 1 );
		const next = visit( shop, { session, path: '/cart/' } );
		await settle();
		const after = visit( shop, { session } );
		await settle();
		expect( adds( next, after ) ).toEqual( [ [ 'tee', 1 ] ] );
		expect( shop.reads ).toBe( 1 );
	} );

	it( 'counts the first post of a double click that ends after the page of the second', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		const tab = visit( shop, { session } );
		await settle();
		submit( tab );
		submit( tab );
		shop.put( 'tee', 1 );
		const second = visit( shop, { session } );
		await settle();
		shop.put( 'tee', 2 );
		const elsewhere = visit( shop, { session } );
		await settle();
		expect( adds( second, elsewhere ) ).toEqual( [ [ 'tee', 1 ], [ 'tee', 1 ] ] );
	} );

	it( 'counts on the next page when this one went before it could read', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		const tab = visit( shop, { session } );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		vi.clearAllTimers();
		const next = visit( shop, { session } );
		await settle();
		expect( adds( tab, next ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'counts an add-to-cart address, even as the first visit of all', async () => {
		const shop = new Shop();
		shop.put( 'tee', 1 );
		const tab = visit( shop, { path: '/?utm_source=x&add-to-cart=1' } );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
		const again = visit( shop, { path: '/?add-to-cart=1' } );
		await settle();
		expect( adds( again ) ).toEqual( [] );
	} );

	it( 'counts every line of a first cart that the address filled', async () => {
		const shop = new Shop();
		shop.put( 'a', 2 );
		shop.put( 'b', 1 );
		const tab = visit( shop, { path: '/?add-to-cart=11,12' } );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'a', 2 ], [ 'b', 1 ] ] );
	} );

	it( 'counts every line of a checkout link before the checkout it leads to', async () => {
		const shop = new Shop();
		shop.put( 'a', 2 );
		shop.put( 'b', 1 );
		const tab = visit( shop, { path: '/checkout/?session=x&duet-add-to-cart=1', page: { page: { checkout: true } } } );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'add_to_cart', 'add_to_cart', 'begin_checkout' ] );
		expect( adds( tab ) ).toEqual( [ [ 'a', 2 ], [ 'b', 1 ] ] );
		const reload = visit( shop, { session: tab.session, path: '/checkout/?session=x&duet-add-to-cart=1', page: { page: { checkout: true } } } );
		await settle();
		expect( reload.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view' ] );
	} );

	it( 'shows the cart after what was added to it', async () => {
		const shop = new Shop();
		shop.put( 'a', 1 );
		const tab = visit( shop, { path: '/cart/?duet-add-to-cart=1', page: { page: { cart: true } } } );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'add_to_cart', 'view_cart' ] );
	} );

	it( 'counts a raised quantity in the classic cart and in the cart block', async () => {
		const shop = new Shop();
		shop.put( 'tee', 1 );
		const tab = visit( shop );
		await settle();
		submit( tab, '.woocommerce-cart-form' );
		shop.put( 'tee', 3 );
		tab.ended( '/cart/', 'xmlhttprequest' );
		await settle();
		tab.click( PLUS );
		shop.put( 'tee', 4 );
		tab.ended( BATCH );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 2 ], [ 'tee', 1 ] ] );
	} );

	it( 'counts what the interactivity store has confirmed, without any click known to us', async () => {
		const shop = new Shop();
		const tab = visit( shop );
		shop.put( 'tee', 1 );
		tab.ended( BATCH );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'counts the links that add again: undo and \"Order again\"', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		for ( const [ at, href ] of [ '/cart/?undo_item=abc', '/?order_again=7' ].entries() ) {
			const tab = shop.visit( { session, html: `<a href="${ href }">x</a>` } );
			await settle( 10_000 );
			tab.click( 'a' );
			shop.put( 'tee', at + 1 );
			const next = shop.visit( { session } );
			await settle( 10_000 );
			expect( adds( next ) ).toEqual( [ [ 'tee', 1 ] ] );
		}
	} );

	it( 'ignores other sites and other kinds of requests', async () => {
		const shop = new Shop();
		const tab = visit( shop );
		await settle();
		shop.put( 'tee', 1 );
		tab.ended( 'https://other.test/?add-to-cart=1' );
		tab.ended( ADD, 'img' );
		await settle();
		expect( shop.reads ).toBe( 0 );
		expect( adds( tab ) ).toEqual( [] );
	} );

	it( 'throws nothing when all storage is refused', async () => {
		const shop = new Shop();
		const tab = visit( shop, {
			before: ( win ) =>
				[ 'localStorage', 'sessionStorage' ].forEach( ( name ) =>
					Object.defineProperty( win, name, {
						get() {
							throw new DOMException( 'denied', 'SecurityError' );
						},
					} )
				),
		} );
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle();
		expect( tab.pushes( 'page_view' ) ).toHaveLength( 1 );
	} );
} );
