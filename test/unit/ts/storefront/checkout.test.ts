// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
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

	it( 'comes although a gateway stops the click', async () => {
		const tab = checkout( filled(), classic );
		await settle();
		tab.doc.querySelector( '#place_order' )?.addEventListener( 'click', ( event ) => event.stopImmediatePropagation() );
		press( tab );
		expect( tab.pushes( 'add_payment_info' ) ).toHaveLength( 1 );
	} );
} );
