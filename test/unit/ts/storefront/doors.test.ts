// @vitest-environment jsdom
/** REST closed to visitors by another plugin or a firewall: nothing the browser reports may need it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ORIGIN, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

const CLOSED: readonly [ string, () => Response ][] = [
	[ '401 of a plugin', () => Response.json( { code: 'rest_cannot_access', message: 'no', data: { status: 401 } }, { status: 401 } ) ],
	[ '403 page of a firewall', () => new Response( '<html>Forbidden</html>', { status: 403 } ) ],
	[ '404 of a server', () => new Response( '', { status: 404 } ) ],
	[ 'page with status 200', () => new Response( '<!doctype html><title>Shop</title>' ) ],
];
const REST = '/wp-json/duet/v1/events';
const DOOR = '/?duet_door=events';

describe.each( CLOSED )( 'REST answers with a %s', ( _, closed ) => {
	const open = () => Object.assign( new Shop(), { closed } );

	it( 'and the events arrive by the front door, which the session remembers', async () => {
		const shop = open();
		const { session } = shop.visit();
		await settle();
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ) ).toEqual( [ REST, DOOR ] );
		expect( shop.relayed( 'Pageview' ) ).toHaveLength( 1 );

		shop.visit( { session } );
		await settle();
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ) ).toEqual( [ REST, DOOR, DOOR ] );
		expect( shop.relayed( 'Pageview' ) ).toHaveLength( 2 );
	} );

	it( 'and an addition is still one, for the pixel, the dataLayer and the relay', async () => {
		const shop = open();
		const tab = shop.visit( { html: '<form class="cart"><button type="submit" name="add-to-cart">Add to cart</button></form>' } );
		await settle();
		tab.click( 'button' );
		shop.put( 'mug', 2 );
		tab.ended( '/?wc-ajax=add_to_cart' );
		await settle();
		expect( [ tab.pushes( 'add_to_cart' ), tab.tracks( 'AddToCart' ), shop.relayed( 'AddToCart' ) ].map( ( list ) => list.length ) ).toEqual( [ 1, 1, 1 ] );
		expect( tab.tracks( 'AddToCart' )[ 0 ]?.[ 1 ] ).toMatchObject( { value: 20, contents: [ { content_id: 'mug', quantity: 2 } ] } );
	} );

	it( 'and so are the steps of the checkout', async () => {
		const shop = open();
		shop.put( 'mug', 1 );
		const html = '<input type="radio" name="payment_method" value="cod" checked><button id="place_order">Place order</button>';
		const tab = shop.visit( { html, page: { page: { checkout: true } } } );
		await settle();
		tab.click( '#place_order' );
		await settle();
		expect( [ 'InitiateCheckout', 'AddPaymentInfo' ].map( ( name ) => tab.tracks( name ).length ) ).toEqual( [ 1, 1 ] );
		expect( [ 'InitiateCheckout', 'AddPaymentInfo' ].map( ( name ) => shop.relayed( name ).length ) ).toEqual( [ 1, 1 ] );
	} );

	it( 'and so does an answer about consent and the word that the pixel has an order', async () => {
		const shop = open();
		const { win } = shop.visit( {
			tray: [ { name: 'Purchase', id: 'P-7-000000000000', params: { value: 1, currency: 'EUR' }, ack: { order: 7, key: 'wc_order_k' } } ],
		} );
		( win as unknown as { duet: { consent( yes: boolean ): void } } ).duet.consent( true );
		await settle();
		expect( shop.posted( 'ack' ) ).toEqual( [ { order: 7, key: 'wc_order_k', id: 'P-7-000000000000' } ] );
		expect( shop.posted( 'consent' ) ).toMatchObject( [ { state: 'granted', order: 7 } ] );
		expect( win.sessionStorage.getItem( 'duet_door' ) ).toBe( '1' );
	} );
} );

describe( 'a door that is open', () => {
	it.each( [ 200, 400, 403, 413 ] )( 'is the only one that is tried: our own %i', async ( status ) => {
		const shop = new Shop();
		shop.answers = [ status ];
		const { session } = shop.visit();
		await settle();
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ) ).toEqual( [ REST ] );
		expect( session.getItem( 'duet_door' ) ).toBe( '0' );
	} );

	it( 'unknown when the page is left: both are tried, with the same IDs, and later pages use the one that answered', async () => {
		const answers: ( () => void )[] = [];
		const shop = new Shop();
		const { win, session } = shop.visit( {
			before( page ) {
				const { fetch } = page as unknown as { fetch( url: string, init: object ): Promise< Response > };
				const late = async ( url: string, init: object ) => {
					await new Promise< void >( ( resolve ) => answers.push( resolve ) );
					return fetch( url, init );
				};
				Object.defineProperty( page, 'fetch', { value: ( url: string, init: object ) => ( url.endsWith( 'events' ) ? late( url, init ) : fetch( url, init ) ) } );
			},
		} );
		await settle( 400 );
		expect( answers ).toHaveLength( 1 );
		win.dispatchEvent( new win.Event( 'pagehide' ) );
		win.dispatchEvent( new win.Event( 'visibilitychange' ) );
		expect( answers ).toHaveLength( 2 );
		answers.forEach( ( answer ) => answer() );
		await settle();
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ).sort() ).toEqual( [ DOOR, REST ] );
		const [ first, second ] = shop.relayed();
		expect( first?.id ).toBe( second?.id );
		expect( session.getItem( 'duet_door' ) ).toBe( '0' );

		const next = shop.visit( { session } );
		next.win.dispatchEvent( new next.win.Event( 'pagehide' ) );
		next.win.dispatchEvent( new next.win.Event( 'visibilitychange' ) );
		await settle();
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ).sort() ).toEqual( [ DOOR, REST, REST ] );
	} );

	it( 'unknown when the page is left: both get a yes, with the time at which it was given', async () => {
		const asked: [ string, string ][] = [];
		const { win } = new Shop().visit( {
			before( page ) {
				const { fetch } = page as unknown as { fetch( url: string, init: object ): Promise< Response > };
				// Never answered.
				Object.defineProperty( page, 'fetch', {
					value: ( url: string, init: { body: string } ) => ( url.endsWith( 'consent' ) ? new Promise( () => asked.push( [ url.replace( ORIGIN, '' ), init.body ] ) ) : fetch( url, init ) ),
				} );
			},
			tray: [ { name: 'Purchase', id: 'P-7-000000000000', params: { value: 1, currency: 'EUR' }, ack: { order: 7, key: 'wc_order_k' } } ],
		} );
		const at = Date.now();
		( win as unknown as { duet: { consent( yes: boolean ): void } } ).duet.consent( true );
		await settle( 10 );
		win.dispatchEvent( new win.Event( 'pagehide' ) );
		await settle( 10 );
		const body = JSON.stringify( { state: 'granted', at, order: 7, key: 'wc_order_k', age: 0 } );
		expect( asked ).toEqual( [ [ REST.replace( 'events', 'consent' ), body ], [ DOOR.replace( 'events', 'consent' ), body ] ] );
	} );

	it.each( [ 500, 502, 503 ] )( 'and a server that fails gets no second request: %i', async ( status ) => {
		const shop = Object.assign( new Shop(), { closed: () => new Response( '<html>', { status } ) } );
		shop.visit();
		await settle( 600_000 );
		expect( shop.asked.filter( ( path ) => path.endsWith( 'events' ) ) ).toEqual( [ REST ] );
	} );

	it( 'again after a plugin has opened REST and the front door is shut', async () => {
		const shop = Object.assign( new Shop(), { closed: () => new Response( '', { status: 403 } ) } );
		const { session } = shop.visit();
		await settle();
		expect( session.getItem( 'duet_door' ) ).toBe( '1' );
		Object.assign( shop, { closed: undefined } );
		const request = vi.fn( async () => new Response( '<html>', { status: 403 } ) );
		shop.visit( {
			session,
			before( win ) {
				const { fetch } = win as unknown as { fetch( url: string, init: object ): Promise< Response > };
				Object.defineProperty( win, 'fetch', { value: ( url: string, init: object ) => ( url.startsWith( '/?' ) ? request() : fetch( url, init ) ) } );
			},
		} );
		await settle();
		expect( request ).toHaveBeenCalledTimes( 1 );
		expect( shop.relayed( 'Pageview' ) ).toHaveLength( 2 );
		expect( session.getItem( 'duet_door' ) ).toBe( '0' );
	} );
} );

describe( '429: too many requests', () => {
	const busy = ( ...statuses: number[] ) => Object.assign( new Shop(), { answers: statuses } );
	const ids = ( shop: Shop ) => shop.posted( 'events' ).map( ( { events } ) => ( events as { id: string }[] ).map( ( { id } ) => id ) );

	it( 'the batch goes once more, later, with its ids and its own age', async () => {
		const shop = busy( 429 );
		shop.visit();
		await settle( 5000 );
		expect( ids( shop ) ).toHaveLength( 1 );
		await settle( 30_000 );
		const [ first, second ] = ids( shop );
		expect( second ).toEqual( first );
		const [ before, after ] = shop.relayed( 'Pageview' ) as { age: number }[];
		expect( ( after?.age ?? 0 ) - ( before?.age ?? 0 ) ).toBeGreaterThan( 5000 );
		await settle( 600_000 );
		expect( ids( shop ) ).toHaveLength( 2 );
	} );

	it( 'only once', async () => {
		const shop = busy( 429, 429, 429 );
		shop.visit();
		await settle( 600_000 );
		expect( ids( shop ) ).toHaveLength( 2 );
	} );

	it( 'a page that is left does not take the batch with it', async () => {
		const shop = busy( 429 );
		const { win } = shop.visit();
		await settle();
		win.dispatchEvent( new win.Event( 'pagehide' ) );
		expect( ids( shop ) ).toHaveLength( 2 );
		await settle( 60_000 );
		expect( ids( shop ) ).toHaveLength( 2 );
	} );

	it( 'nothing is repeated for a visitor who has refused meanwhile', async () => {
		const shop = busy( 200, 429 );
		let said = true;
		const { win } = shop.visit( {
			page: { ask: 1 },
			before: ( page ) => Object.assign( page, { duet: { q: [], ask: [ () => said ] } } ),
		} );
		await settle();
		said = false;
		win.dispatchEvent( new win.Event( 'duet_consent' ) );
		await settle( 60_000 );
		expect( ids( shop ) ).toHaveLength( 1 );
	} );
} );
