// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADD, adds, BATCH, BUTTON, REFRESH, REMOVE, visit } from './cart-acts.ts';
import { FakeStorage, item, settle, Shop, type Tab } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

/** [id, quantity, value] of each remove_from_cart. */
const removals = ( ...tabs: Tab[] ) =>
	tabs.flatMap( ( tab ) =>
		tab.pushes( 'remove_from_cart' ).map( ( push ) => {
			const { items, value } = push.ecommerce as { items: { item_id: string; quantity: number }[]; value: number };
			return [ items[ 0 ]?.item_id, items[ 0 ]?.quantity, value ];
		} )
	);
/** What TikTok has heard besides page views. */
const told = ( shop: Shop, ...tabs: Tab[] ) =>
	[ ...tabs.flatMap( ( tab ) => tab.tracks().map( ( [ name ] ) => name ) ), ...shop.relayed().map( ( { name } ) => name ) ].filter( ( name ) => name !== 'Pageview' );

describe( 'remove_from_cart', () => {
	it( 'sends what was taken out, as it was in the cart, to the dataLayer alone', async () => {
		const shop = new Shop();
		shop.put( 'tee', 3 );
		shop.put( 'hat', 2 );
		const tab = visit( shop );
		await settle();
		tab.click( 'a.remove' );
		shop.put( 'tee', 0 );
		tab.ended( REMOVE );
		await settle();
		tab.click( '.wc-block-cart-item__remove-link' );
		shop.put( 'hat', 1 );
		tab.ended( BATCH );
		await settle();
		expect( removals( tab ) ).toEqual( [ [ 'tee', 3, 30 ], [ 'hat', 1, 10 ] ] );
		expect( told( shop, tab ) ).toEqual( [] );
	} );

	it( 'comes with the additions of one act', async () => {
		const shop = new Shop();
		shop.put( 'tee', 3 );
		const tab = visit( shop );
		await settle();
		tab.click( BUTTON );
		shop.put( 'tee', 1 );
		shop.put( 'hat', 1 );
		tab.ended( ADD );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'hat', 1 ] ] );
		expect( removals( tab ) ).toEqual( [ [ 'tee', 2, 20 ] ] );
	} );

	it( 'comes on the next page, too, while something is left in the cart', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.put( 'tee', 3 );
		const tab = visit( shop, { session } );
		await settle();
		tab.click( 'a.remove' );
		shop.put( 'tee', 2 );
		const next = visit( shop, { session } );
		await settle();
		expect( removals( next ) ).toEqual( [ [ 'tee', 1, 10 ] ] );
	} );

	it( 'is neither an order, nor an expired cart, nor another tab\'s', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.put( 'tee', 3 );
		const tab = visit( shop, { session } );
		const other = visit( shop );
		await settle();
		// Pressed for nothing, then ordered at once with a wallet.
		tab.click( BUTTON );
		shop.put( 'tee', 0 );
		const received = visit( shop, { session, path: '/checkout/order-received/7/' } );
		other.ended( REFRESH );
		await settle();
		shop.put( 'hat', 1 );
		visit( shop );
		await settle();
		shop.put( 'hat', 0 );
		const late = visit( shop );
		await settle();
		expect( removals( tab, other, received, late ) ).toEqual( [] );
	} );
} );

describe( 'view_cart', () => {
	const cart = ( shop: Shop, more: object = {} ) => shop.visit( { path: '/cart/', page: { page: { cart: true }, ...more } } );

	it( 'is sent where the cart is shown with items', async () => {
		const shop = new Shop();
		shop.put( 'tee', 2 );
		const tab = cart( shop );
		const elsewhere = shop.visit();
		const empty = cart( new Shop() );
		await settle();
		expect( tab.pushes( 'view_cart' ) ).toMatchObject( [ { event_id: expect.any( String ), ecommerce: { value: 20, currency: 'EUR', items: [ { item_id: 'tee', quantity: 2 } ] } } ] );
		expect( [ elsewhere, empty ].flatMap( ( other ) => other.pushes( 'view_cart' ) ) ).toEqual( [] );
		expect( told( shop, tab ) ).toEqual( [] );
	} );

	it( 'costs no request if no channel uses it', async () => {
		const shop = new Shop();
		cart( shop, { events: { Pageview: { pixel: 'Pageview' } }, custom: {} } );
		await settle();
		expect( shop.reads ).toBe( 0 );
	} );
} );

describe( 'add_shipping_info', () => {
	const classic = `<form class="checkout">
		<input type="radio" name="shipping_method[0]" value="flat_rate:1" checked><input type="radio" name="shipping_method[0]" value="pickup:2">
		<input type="radio" name="payment_method" value="cod" checked><button type="button" id="place_order">Order</button></form>`;
	const checkout = ( shop: Shop, html: string, session = new FakeStorage() ) => shop.visit( { html, session, path: '/checkout/', page: { page: { checkout: true } } } );
	const tiers = ( tab: Tab ) => tab.pushes( 'add_shipping_info' ).map( ( push ) => ( push.ecommerce as { shipping_tier: string } ).shipping_tier );
	const filled = () => {
		const shop = new Shop();
		shop.put( 'tee', 2 );
		return shop;
	};

	it( 'comes once per cart, when a rate is chosen or taken as it is', async () => {
		const shop = filled();
		const tab = checkout( shop, classic );
		await settle();
		expect( tiers( tab ) ).toEqual( [] );
		tab.click( '#place_order' );
		tab.click( '[value="pickup:2"]' );
		tab.click( '#place_order' );
		expect( tiers( tab ) ).toEqual( [ 'flat_rate:1' ] );
		const other = checkout( filled(), classic );
		await settle();
		other.click( '[value="pickup:2"]' );
		other.click( '#place_order' );
		expect( tiers( other ) ).toEqual( [ 'pickup:2' ] );
		expect( other.pushes().map( ( { event } ) => event ).slice( -2 ) ).toEqual( [ 'add_shipping_info', 'add_payment_info' ] );
		expect( told( shop, tab ) ).not.toContain( 'add_shipping_info' );
	} );

	it( 'takes the cart\'s word where a single rate has no button', async () => {
		const shop = filled();
		shop.rates = [ { rate_id: 'free:1', selected: false }, { rate_id: 'flat_rate:3', selected: true } ];
		const tab = checkout( shop, '<button class="wc-block-components-checkout-place-order-button">x</button>' );
		await settle();
		tab.click( 'button' );
		expect( tiers( tab ) ).toEqual( [ 'flat_rate:3' ] );
	} );

	it( 'does not come for what needs no shipping', async () => {
		const tab = checkout( filled(), '<input type="radio" name="payment_method" value="cod" checked><button type="button" id="place_order">Order</button>' );
		await settle();
		tab.click( '#place_order' );
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'begin_checkout', 'add_payment_info' ] );
	} );
} );

describe( 'select_item', () => {
	const list = { id: 'kitchen', name: 'Kitchen', items: { '/product/mug/': item( 'mug', 7.5 ), '/product/%C3%BC/': item( 'ü' ) } };
	const html = `<ul class="products"><li><a class="name" href="/product/mug/?utm=1"><img></a><a class="add" href="?add-to-cart=1">Add</a></li>
		<li><a class="encoded" href="/product/%C3%BC/">x</a><a class="other" href="/product/else/">x</a></li></ul>`;

	it( 'is sent for a link to a product of the list, to the dataLayer alone', async () => {
		const shop = new Shop();
		const tab = shop.visit( { html, path: '/shop/', page: { page: { list } } } );
		tab.click( 'img' );
		await settle();
		tab.click( '.add' );
		tab.click( '.other' );
		tab.doc.querySelector( '.name' )?.dispatchEvent( new tab.win.MouseEvent( 'auxclick', { bubbles: true, button: 1 } ) );
		tab.click( '.encoded' );
		await settle();
		const pushes = tab.pushes( 'select_item' );
		expect( pushes ).toHaveLength( 2 );
		expect( pushes[ 0 ]?.ecommerce ).toEqual( {
			currency: 'EUR',
			item_list_id: 'kitchen',
			item_list_name: 'Kitchen',
			items: [ { item_id: 'mug', item_name: 'Product mug', price: 7.5, quantity: 1 } ],
		} );
		expect( told( shop, tab ) ).toEqual( [] );
	} );

	it( 'is not sent where no list is', async () => {
		const tab = new Shop().visit( { html } );
		tab.click( 'img' );
		await settle();
		expect( tab.pushes( 'select_item' ) ).toEqual( [] );
	} );
} );
