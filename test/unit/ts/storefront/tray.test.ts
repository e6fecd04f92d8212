// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { item, ORIGIN, pageJson, settle, Shop } from './shop.ts';

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
	it( 'that waited for consent goes to the relay under its own id, with the proof that the server made it', async () => {
		const shop = new Shop();
		shop.visit( { tray: [ { name: 'CompleteRegistration', id: 'C-5-1a2b3c4d5e6f', proof: '5161abc', params: {} } ] } );
		await settle();
		expect( shop.relayed( 'CompleteRegistration' ) ).toMatchObject( [ { id: 'C-5-1a2b3c4d5e6f', proof: '5161abc' } ] );
	} );

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
				tiktok: { content_type: 'product', order_id: '15' },
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
			before: ( win ) => Object.assign( win, { duet: { ask: [ () => true ] } } ),
		} );
		await settle();
		expect( again.pushes( 'purchase' ) ).toHaveLength( 0 );
		expect( again.tracks( 'Purchase' ) ).toHaveLength( 1 );
		expect( shop.posted( 'ack' ) ).toEqual( [ ack ] );
	} );

	it.each( [
		[ 'no pixel is set up', { pixels: [] } ],
		[ 'the pixel is off for it', { events: { Purchase: { dataLayer: 'purchase' } } } ],
	] )( 'is acknowledged once pushed when %s', async ( _, changes ) => {
		const shop = new Shop();
		shop.visit( { tray, page: changes } );
		await settle();
		expect( shop.posted( 'ack' ) ).toEqual( [ ack ] );
	} );

	it( 'that happened under a refusal is for the dataLayer alone, whatever the visitor says later', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { consent: 'required' }, tray: [ { name: 'CompleteRegistration', id: 'C-5-1a2b3c4d5e6f', refused: true, params: {} } ] } );
		( tab.win as unknown as { duet: { consent( yes: boolean ): void } } ).duet.consent( true );
		await settle();
		expect( [ tab.pushes( 'sign_up' ).length, tab.tracks( 'CompleteRegistration' ), shop.relayed( 'CompleteRegistration' ) ] ).toEqual( [ 1, [], [] ] );
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

describe( 'the tray cookie', () => {
	const put = ( shop: Shop, rows: unknown ) =>
		shop.jar.setCookieSync( `duet_tray=${ Buffer.from( typeof rows === 'string' ? rows : JSON.stringify( rows ) ).toString( 'base64url' ) }; path=/`, ORIGIN );
	const row = [ 'CompleteRegistration', 'R-7-1a2b3c4d5e6f', 1_800_000_000, { method: 'form>?~' } ];

	it( 'is read once: dataLayer and pixel get its ID, the relay nothing, and nothing is acknowledged', async () => {
		const shop = new Shop();
		put( shop, [ row, [ 'Lead', 'L-1-1a2b3c4d5e6f', 1_800_000_000 ] ] );
		const tab = shop.visit();
		await settle();
		expect( tab.pushes( 'sign_up' ) ).toEqual( [ { event: 'sign_up', event_id: row[ 1 ], method: 'form>?~' } ] );
		expect( tab.tracks( 'CompleteRegistration' ) ).toEqual( [ [ 'CompleteRegistration', {}, { event_id: row[ 1 ] } ] ] );
		expect( tab.pushes( 'generate_lead' ) ).toHaveLength( 1 );
		expect( tab.doc.cookie ).not.toContain( 'duet_tray' );
		expect( shop.relayed().map( ( { name } ) => name ) ).toEqual( [ 'Pageview' ] );
		expect( shop.posted( 'ack' ) ).toEqual( [] );
		put( shop, [ row ] );
		const again = shop.visit();
		await settle();
		expect( again.pushes( 'sign_up' ) ).toHaveLength( 0 );
	} );

	it( 'waits for a page of the site: the log-in page and embedded posts, shown apart from it, leave it there', async () => {
		const shop = new Shop();
		put( shop, [ row ] );
		const apart = shop.visit( { withoutShop: true, page: { apart: true, consent: null } } );
		await settle();
		expect( apart.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view' ] );
		const tab = shop.visit();
		await settle();
		expect( [ tab.pushes( 'sign_up' ).length, tab.tracks( 'CompleteRegistration' ).length ] ).toEqual( [ 1, 1 ] );
	} );

	it( 'is looked for after every answer of the own site', async () => {
		const shop = new Shop();
		const tab = shop.visit( { withoutShop: true } );
		put( shop, [ row ] );
		tab.ended( 'https://other.test/x' );
		tab.ended( '/pixel.gif', 'img' );
		expect( tab.pushes( 'sign_up' ) ).toHaveLength( 0 );
		tab.ended( '/wp-admin/admin-ajax.php', 'xmlhttprequest' );
		tab.ended( '/wp-admin/admin-ajax.php', 'xmlhttprequest' );
		await settle();
		expect( tab.pushes( 'sign_up' ) ).toHaveLength( 1 );
	} );

	it.each( [ 'nonsense', '{"a":1}', '[1,null,["Lead"]]' ] )( 'survives %s, and drops it', async ( text ) => {
		const shop = new Shop();
		put( shop, text );
		const tab = shop.visit( { html: '<a data-duet-event="Contact">x</a>' } );
		tab.click( 'a' );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'contact' ] );
		expect( tab.doc.cookie ).not.toContain( 'duet_tray' );
	} );
} );

describe( 'a server-born event without an order, printed into the page', () => {
	it( 'is for the relay, too, with the time it happened at', async () => {
		const shop = new Shop();
		const time = Math.floor( Date.now() / 1000 ) - 60;
		const tab = shop.visit( { tray: [ { name: 'CompleteRegistration', id: 'R-7-1a2b3c4d5e6f', time, params: {} } ] } );
		await settle();
		expect( tab.pushes( 'sign_up' ) ).toHaveLength( 1 );
		const [ sent ] = shop.relayed( 'CompleteRegistration' );
		expect( sent?.id ).toBe( 'R-7-1a2b3c4d5e6f' );
		expect( Number( sent?.age ) ).toBeGreaterThanOrEqual( 60_000 );
		expect( Number( sent?.age ) ).toBeLessThan( 62_000 );
		expect( shop.posted( 'ack' ) ).toEqual( [] );
	} );
} );
