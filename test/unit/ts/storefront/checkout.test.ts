// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ADD, adds, BATCH } from './cart-acts.ts';
import { FakeStorage, settle, Shop, type Tab, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

const classic = `<form class="checkout">
	<input type="radio" name="payment_method" value="cod"><input type="radio" name="payment_method" value="bacs" checked>
	<div id="order_review"><button type="submit" id="place_order">Order</button></div></form>`;
const block = `<div class="wp-block-woocommerce-checkout">
	<input type="radio" name="radio-control-wc-payment-method-options" value="cheque" checked>
	<button class="wc-block-components-checkout-place-order-button">Order</button></div>`;
const checkout = ( shop: Shop, html: string, more: Visit = {} ) =>
	shop.visit( { html, path: '/checkout/?x=1', page: { page: { checkout: true }, ...more.page }, ...more } );

const filled = () => {
	const shop = new Shop();
	shop.put( 'tee', 2 );
	shop.put( 'hat', 1 );
	return shop;
};

const press = ( tab: Tab ) => tab.click( '#place_order,.wc-block-components-checkout-place-order-button' );

describe( 'InitiateCheckout', () => {
	it.each( [ [ 'classic', classic ], [ 'block', block ] ] )( 'comes once per cart (%s)', async ( _, html ) => {
		const shop = filled();
		const session = new FakeStorage();
		const tab = checkout( shop, html, { session } );
		await settle();
		const again = checkout( shop, html, { session } );
		await settle();
		expect( tab.pushes( 'begin_checkout' ) ).toMatchObject( [
			{ ecommerce: { value: 30, currency: 'EUR', items: [ { item_id: 'tee', quantity: 2 }, { item_id: 'hat' } ] } },
		] );
		expect( again.pushes( 'begin_checkout' ) ).toHaveLength( 0 );
		shop.put( 'hat', 2 );
		const changed = checkout( shop, html, { session } );
		await settle();
		expect( changed.pushes( 'begin_checkout' ) ).toHaveLength( 1 );
	} );

	it( 'comes again for the same products after the cart was ordered', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.put( 'tee', 1 );
		checkout( shop, classic, { session } );
		await settle();
		shop.put( 'tee', 0 );
		shop.visit( { session } );
		await settle();
		shop.put( 'tee', 1 );
		const tab = checkout( shop, classic, { session } );
		await settle();
		expect( tab.pushes( 'begin_checkout' ) ).toHaveLength( 1 );
	} );

	it( 'does not come without items or elsewhere', async () => {
		const empty = checkout( new Shop(), classic );
		const elsewhere = filled().visit( { html: classic } );
		await settle();
		expect( [ empty, elsewhere ].flatMap( ( tab ) => tab.pushes( 'begin_checkout' ) ) ).toHaveLength( 0 );
	} );
} );

describe( 'AddPaymentInfo', () => {
	it.each( [ [ 'bacs', classic ], [ 'cheque', block ] ] )( 'comes once per cart, with %s', async ( method, html ) => {
		const shop = filled();
		const tab = checkout( shop, html );
		await settle();
		press( tab );
		press( tab );
		tab.doc.querySelector( 'form' )?.dispatchEvent( new tab.win.Event( 'submit', { bubbles: true } ) );
		await settle();
		expect( tab.pushes( 'add_payment_info' ) ).toMatchObject( [ { ecommerce: { payment_type: method, value: 30 } } ] );
		expect( tab.tracks( 'AddPaymentInfo' )[ 0 ]?.[ 1 ] ).not.toHaveProperty( 'payment_type' );
		expect( shop.relayed( 'AddPaymentInfo' ) ).toHaveLength( 1 );
	} );

	it( 'needs a chosen method', async () => {
		const tab = checkout( filled(), classic.replace( 'checked', '' ) );
		await settle();
		press( tab );
		expect( tab.pushes( 'add_payment_info' ) ).toHaveLength( 0 );
	} );

	it( 'comes although an image of the page is called querySelector', async () => {
		const tab = checkout( filled(), classic );
		await settle();
		const button = tab.doc.querySelector< HTMLElement >( '#place_order' );
		Object.defineProperty( tab.doc, 'querySelector', { value: tab.doc.createElement( 'img' ), configurable: true } );
		button?.click();
		expect( tab.pushes( 'add_payment_info' ) ).toHaveLength( 1 );
	} );

	it( 'comes although a gateway stops the click', async () => {
		const tab = checkout( filled(), classic );
		await settle();
		tab.doc.querySelector( '#place_order' )?.addEventListener( 'click', ( event ) => event.stopImmediatePropagation() );
		press( tab );
		expect( tab.pushes( 'add_payment_info' ) ).toHaveLength( 1 );
	} );
} );

describe( 'what comes into the cart in the checkout', () => {
	const bump = `<label><input type="checkbox" id="bump" data-product_id="9">Add a card</label>`;
	const REVIEW = '/?wc-ajax=update_order_review';
	const paid = ( tab: Tab ) => tab.pushes( 'add_payment_info' ).map( ( push ) => ( push.ecommerce as { value: number } ).value );

	it.each< [ string, ( tab: Tab, put: () => void ) => void ] >( [
		[ 'by a request that adds', ( tab, put ) => [ put(), tab.ended( ADD ) ] ],
		[ 'by the Store API', ( tab, put ) => [ put(), tab.ended( '/wp-json/wc/store/v1/cart/add-item' ) ] ],
		[ 'by a batch of a block', ( tab, put ) => [ put(), tab.ended( BATCH ), tab.doc.body.dispatchEvent( new tab.win.CustomEvent( 'wc-blocks_added_to_cart' ) ) ] ],
		[ 'by an order bump', ( tab, put ) => [ tab.click( '#bump' ), put(), tab.ended( REVIEW, 'xmlhttprequest' ) ] ],
	] )( 'is an addition, and in what is paid (%s)', async ( _, accept ) => {
		const shop = filled();
		const tab = checkout( shop, bump + classic );
		await settle();
		accept( tab, () => shop.put( 'card', 1 ) );
		await settle();
		press( tab );
		expect( adds( tab ) ).toEqual( [ [ 'card', 1 ] ] );
		expect( paid( tab ) ).toEqual( [ 40 ] );
		expect( tab.pushes( 'begin_checkout' ) ).toHaveLength( 1 );
	} );

	it( 'costs no reading while an address is typed', async () => {
		const shop = filled();
		const tab = checkout( shop, block );
		await settle();
		const { reads } = shop;
		for ( const path of [ BATCH, '/wp-json/wc/store/v1/cart/update-customer', '/wp-json/wc/store/v1/cart/select-shipping-rate', '/wp-json/wc/store/v1/checkout?__experimental_calc_totals=true', REVIEW ] ) {
			tab.ended( path );
			await settle();
		}
		expect( shop.reads ).toBe( reads );
	} );

	it( 'is not what an order takes out of the cart', async () => {
		const shop = filled();
		const session = new FakeStorage();
		const tab = checkout( shop, bump + classic, { session } );
		await settle();
		tab.click( '#bump' );
		press( tab );
		shop.put( 'tee', 0 );
		shop.put( 'hat', 0 );
		tab.ended( '/?wc-ajax=checkout', 'xmlhttprequest' );
		tab.ended( '/?wc-ajax=get_refreshed_fragments', 'xmlhttprequest' );
		await settle();
		const next = shop.visit( { session } );
		await settle();
		expect( [ tab, next ].flatMap( ( { pushes } ) => pushes( 'remove_from_cart' ) ) ).toEqual( [] );
		expect( paid( tab ) ).toEqual( [ 30 ] );
	} );
} );

describe( 'a page that is several', () => {
	const more = { page: { page: { cart: true, checkout: true } } } as const;

	it( 'shows the cart and begins the checkout', async () => {
		const shop = filled();
		const tab = checkout( shop, classic, more );
		await settle();
		press( tab );
		expect( [ 'view_cart', 'begin_checkout', 'add_payment_info' ].map( ( name ) => tab.pushes( name ).length ) ).toEqual( [ 1, 1, 1 ] );
		tab.ended( BATCH );
		shop.put( 'tee', 3 );
		await settle();
		expect( adds( tab ) ).toEqual( [ [ 'tee', 1 ] ] );
	} );

	it( 'begins the checkout beside a product when there is something to pay', async () => {
		const shop = new Shop();
		const tab = checkout( shop, classic );
		await settle();
		expect( tab.pushes( 'begin_checkout' ) ).toEqual( [] );
		shop.put( 'tee', 1 );
		tab.ended( ADD );
		await settle();
		shop.put( 'tee', 2 );
		tab.ended( ADD );
		await settle();
		expect( tab.pushes( 'begin_checkout' ) ).toMatchObject( [ { ecommerce: { value: 10 } } ] );
	} );
} );
