// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { item, pageJson, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

const tray = [
	{
		name: 'Purchase',
		id: 'P-15-1a2b3c4d5e6f',
		params: {
			content_type: 'product',
			contents: [ item( 'tee' ) ],
			value: 17.5,
			currency: 'EUR',
			order_id: '15',
			transaction_id: '15',
			tax: 2.5,
			shipping: 5,
			coupon: 'summer',
			payment_type: 'cod',
		},
		ack: { order: 15, key: 'wc_order_x' },
	},
];
const ack = { order: 15, key: 'wc_order_x', id: 'P-15-1a2b3c4d5e6f' };

describe( 'a server-born event', () => {
	it( 'goes to dataLayer and pixel with its own id, never to the relay, and is acknowledged', async () => {
		const shop = new Shop();
		const tab = shop.visit( { tray } );
		await settle();
		expect( tab.pushes( 'purchase' ) ).toEqual( [
			{
				event: 'purchase',
				event_id: ack.id,
				ecommerce: {
					value: 17.5,
					currency: 'EUR',
					transaction_id: '15',
					tax: 2.5,
					shipping: 5,
					coupon: 'summer',
					payment_type: 'cod',
					items: [ { item_id: 'tee', item_name: 'Product tee', price: 10, quantity: 1 } ],
				},
				},
		] );
		expect( tab.tracks( 'Purchase' ) ).toEqual( [
			[
				'Purchase',
				{
					content_type: 'product',
					contents: [ { content_id: 'tee', content_name: 'Product tee', price: 10, quantity: 1 } ],
					value: 17.5,
					currency: 'EUR',
					order_id: '15',
				},
				{ event_id: ack.id },
			],
		] );
		expect( shop.relayed( 'Purchase' ) ).toHaveLength( 0 );
		expect( shop.posted( 'ack' ) ).toEqual( [ ack ] );
	} );

	it( 'is not pushed again on a reload, only acknowledged again', async () => {
		const shop = new Shop();
		shop.visit( { tray } );
		const tab = shop.visit( { tray } );
		await settle();
		expect( tab.pushes( 'purchase' ) ).toHaveLength( 0 );
		expect( tab.tracks( 'Purchase' ) ).toHaveLength( 0 );
		expect( shop.posted( 'ack' ) ).toEqual( [ ack, ack ] );
	} );

	it( 'waits for consent on the pixel, and only there', async () => {
		const shop = new Shop();
		const waiting = { tray, page: { consent: 'required' } } as const;
		const tab = shop.visit( waiting );
		await settle();
		expect( tab.pushes( 'purchase' ) ).toHaveLength( 1 );
		expect( shop.posts ).toHaveLength( 0 );
		const again = shop.visit( {
			...waiting,
			before: ( win ) => Object.assign( win, { wp_consent_type: 'optin', wp_has_consent: () => true } ),
		} );
		await settle();
		expect( again.pushes( 'purchase' ) ).toHaveLength( 0 );
		expect( again.tracks( 'Purchase' ) ).toHaveLength( 1 );
		expect( shop.posted( 'ack' ) ).toEqual( [ ack ] );
	} );

	it.each( [
		[ 'no pixel is set up', { pixels: [] } ],
		[ 'the pixel is off for it', { events: { Purchase: { layer: 'purchase' } } } ],
	] )( 'is acknowledged once pushed when %s', async ( _, changes ) => {
		const shop = new Shop();
		shop.visit( { tray, page: changes } );
		await settle();
		expect( shop.posted( 'ack' ) ).toEqual( [ ack ] );
	} );

	it( 'is neither remembered nor acknowledged when the pixel refuses it', async () => {
		const shop = new Shop();
		shop.visit( {
			tray,
			before( win ) {
				win.ttq = {
					_i: { C1: {} },
					instance() {
						throw new Error( 'broken' );
					},
				};
			},
		} );
		await settle();
		expect( shop.posted( 'ack' ) ).toHaveLength( 0 );
		const tab = shop.visit( { tray } );
		expect( tab.tracks( 'Purchase' ) ).toHaveLength( 1 );
	} );

	it( 'with broken facts is dropped whole', async () => {
		const shop = new Shop();
		const tab = shop.visit( { tray: tray.map( ( one ) => ( { ...one, params: { ...one.params, value: NaN } } ) ) } );
		const broken = shop.visit( { before: ( win ) => win.document.body.insertAdjacentHTML( 'beforeend', '<i id="duet-tray">{</i>' ) } );
		await settle();
		// JSON has no NaN: it arrives as null, and an absent value is not an event's loss.
		expect( tab.pushes( 'purchase' )[ 0 ]?.ecommerce ).not.toHaveProperty( 'value' );
		expect( broken.pushes() ).toHaveLength( 1 );
		expect( pageJson().events.Purchase ).toBeDefined();
	} );
} );
