/** Our public routes at both of their doors, REST and the front end: what one refuses the other refuses, too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { Shopper } from '../integration/shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } };
const DOORS = [ '/wp-json/duet/v1/', '/?duet_door=' ] as const;

describe.skipIf( without )( `both doors${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	const here = () => ( { Origin: site.url, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'text/plain' } );
	const event = ( more: object = {} ) => ( { name: 'Lead', id: crypto.randomUUID(), age: 5, params: {}, ...more } );
	const body = ( ...events: object[] ) => JSON.stringify( { url: `${ site.url }/shop/`, events } );
	const rows = async (): Promise<number> => Number( await site.php( "echo $GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE event <> '-'\" );" ) );
	/** A request of somebody who has agreed, unless it says otherwise. */
	const ask = async ( path: string, init: RequestInit, shopper = new Shopper( site ) ) => {
		const answer = await shopper.ask( path, { method: 'POST', ...init } );
		return { status: answer.status, text: await answer.text(), caches: answer.headers.get( 'cache-control' ) };
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'doors', ...wants, settings, standIn: tiktok, token: DEMO_TOKEN } );
	} );
	afterAll( async () => {
		expect( site?.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
		await site?.stop();
		await tiktok?.stop();
	} );

	describe.each( DOORS )( '%s', ( door ) => {
		it( 'takes an event of a page of ours, and no cache may store the answer', async () => {
			const before = await rows();
			expect( await ask( `${ door }events`, { headers: here(), body: body( event() ) } ) ).toEqual( { status: 200, text: '{}', caches: 'no-store' } );
			expect( await rows() ).toBe( before + 1 );
		} );

		it.each( [
			[ 'another site', () => ( { headers: { Origin: 'https://evil.test' } } ), 403 ],
			[ 'another site that looks like ours', () => ( { headers: { Origin: `${ site.url }.evil.test` } } ), 403 ],
			[ 'another site by its browser\'s word', () => ( { headers: { ...here(), 'Sec-Fetch-Site': 'cross-site' } } ), 403 ],
			[ 'the address bar', () => ( { headers: { ...here(), 'Sec-Fetch-Site': 'none' } } ), 403 ],
			[ 'nowhere', () => ( { headers: {} } ), 403 ],
			[ 'us, too large', () => ( { headers: here(), body: ' '.repeat( 16_385 ) } ), 413 ],
			[ 'us, far too large', () => ( { headers: here(), body: body( event() ) + ' '.repeat( 2_000_000 ) } ), 413 ],
			[ 'us, broken', () => ( { headers: here(), body: '{"events":' } ), 400 ],
			[ 'us, empty', () => ( { headers: here(), body: '' } ), 400 ],
			[ 'us, as a form', () => ( { headers: { Origin: site.url }, body: new URLSearchParams( { events: '[]' } ) } ), 400 ],
			[ 'us, as a multipart form', () => ( { headers: { Origin: site.url }, body: Object.assign( new FormData() ) } ), 400 ],
			[ 'us, a sale', () => ( { headers: here(), body: body( event( { name: 'Purchase', params: { value: 1, currency: 'EUR', contents: [] } } ) ) } ), 400 ],
			[ 'us, more than twenty', () => ( { headers: here(), body: body( ...Array.from( { length: 21 }, () => event() ) ) } ), 400 ],
		] as const )( 'refuses a request from %s, and writes nothing', async ( _, init, status ) => {
			const before = await rows();
			expect( await ask( `${ door }events`, { body: body( event() ), ...init() } ) ).toEqual( { status, text: '{}', caches: 'no-store' } );
			expect( await rows() ).toBe( before );
		} );

		it( 'refuses a visitor who has not agreed, a bot, and an order without its key', async () => {
			expect( ( await ask( `${ door }events`, { headers: here(), body: body( event() ) }, new Shopper( site, false ) ) ).status ).toBe( 403 );
			const bot = await fetch( `${ site.url }${ door }events`, { method: 'POST', headers: { ...here(), Cookie: `duet_visitor=${ 'a'.repeat( 32 ) }.g`, 'User-Agent': 'SomeBot/1.0 (+https://bot.test)' }, body: body( event() ) } );
			expect( bot.status ).toBe( 403 );
			expect( ( await ask( `${ door }ack`, { headers: here(), body: JSON.stringify( { order: 1, key: 'wc_order_x', id: 'P-1-000000000000' } ) } ) ).status ).toBe( 403 );
			expect( ( await ask( `${ door }consent`, { headers: here(), body: JSON.stringify( { state: 'granted', order: 1, key: 'wc_order_x' } ) } ) ).status ).toBe( 400 );
			expect( ( await ask( `${ door }consent`, { headers: here(), body: ' '.repeat( 2049 ) } ) ).status ).toBe( 413 );
		} );

		it( 'is one allowance: a flood through this door is a flood at the other', async () => {
			const address = { 'X-Forwarded-For': `203.0.113.${ 10 + DOORS.indexOf( door ) }` };
			const other = DOORS[ 1 - DOORS.indexOf( door ) ];
			const bring = ( to: string ) => ask( `${ to }events`, { headers: { ...here(), ...address }, body: body( ...Array.from( { length: 20 }, () => event() ) ) } );
			for ( let batch = 0; batch < 15; batch++ ) {
				expect( ( await bring( door ) ).status ).toBe( 200 );
			}
			expect( [ ( await bring( door ) ).status, ( await bring( `${ other }` ) ).status ] ).toEqual( [ 429, 429 ] );
			expect( ( await ask( `${ door }events`, { headers: { ...here(), 'X-Forwarded-For': '203.0.113.99' }, body: body( event() ) } ) ).status ).toBe( 200 );
		} );
	} );

	describe( 'the front door', () => {
		const read = ( path: string, shopper: Shopper, init: RequestInit = {} ) => ask( path, { headers: { Origin: site.url }, ...init }, shopper );

		it( 'answers nothing but POST, and no other name', async () => {
			const page = await ( await fetch( `${ site.url }/?duet_door=cart` ) ).text();
			expect( page ).toMatch( /^<!DOCTYPE html>/i );
			expect( ( await ask( '/?duet_door=settings', { headers: here(), body: '{}' } ) ).text ).toMatch( /^<!DOCTYPE html>/i );
			expect( ( await ask( '/?duet_door[]=events', { headers: here(), body: '{}' } ) ).text ).toMatch( /^<!DOCTYPE html>/i );
		} );

		it( 'returns the cart as the Store API does, to its shopper only, and changes nothing in it', async () => {
			const shopper = new Shopper( site );
			await ( await shopper.ask( `/?add-to-cart=${ await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) }&quantity=2` ) ).text();
			await ( await shopper.ask( '/checkout/' ) ).text();
			type Cart = { items: { key: string; quantity: number; extensions: { duet: object } }[]; totals: { currency_minor_unit: number }; coupons: { code: string }[]; shipping_rates: { shipping_rates: { rate_id: string; selected: boolean }[] }[] };
			const rest = ( await ( await shopper.ask( '/wp-json/wc/store/v1/cart' ) ).json() ) as Cart;
			const { text, caches, status } = await read( '/?duet_door=cart&add-to-cart=1&empty-cart=1', shopper );
			const cart = JSON.parse( text ) as Cart;
			expect( [ status, caches ] ).toEqual( [ 200, 'no-store' ] );
			expect( cart.items ).toEqual( rest.items.map( ( { key, quantity, extensions: { duet } } ) => ( { key, quantity, extensions: { duet } } ) ) );
			expect( cart.items[ 0 ] ).toMatchObject( { quantity: 2, extensions: { duet: { content_id: 'DUET-MUG', price: 7.5 } } } );
			expect( [ cart.totals.currency_minor_unit, cart.coupons ] ).toEqual( [ rest.totals.currency_minor_unit, [] ] );
			const chosen = ( { shipping_rates: parcels }: Cart ) => parcels.flatMap( ( parcel ) => parcel.shipping_rates ).filter( ( { selected } ) => selected ).map( ( { rate_id } ) => rate_id );
			expect( chosen( cart ) ).toEqual( chosen( rest ) );
			expect( ( ( await ( await shopper.ask( '/wp-json/wc/store/v1/cart' ) ).json() ) as Cart ).items[ 0 ]?.quantity ).toBe( 2 );
			expect( await read( '/?duet_door=cart', shopper, { headers: { Origin: 'https://evil.test' } } ) ).toMatchObject( { status: 403, text: '{}' } );
			expect( JSON.parse( ( await read( '/?duet_door=cart', new Shopper( site ) ) ).text ) ).toMatchObject( { items: [] } );
		} );

		it( 'returns a product of the shop, and no draft', async () => {
			const [ mug, draft ] = ( await site.php( "$draft = new WC_Product_Simple(); $draft->set_props( [ 'name' => 'Secret', 'regular_price' => '9', 'status' => 'draft' ] ); echo wc_get_product_id_by_sku( 'DUET-MUG' ) . ' ' . $draft->save();" ) ).split( ' ' ).map( Number );
			const facts = async ( id: unknown ) => JSON.parse( ( await read( '/?duet_door=product', new Shopper( site ), { body: JSON.stringify( { id } ) } ) ).text ) as object;
			expect( await facts( mug ) ).toMatchObject( { extensions: { duet: { value: 7.5, contents: [ { content_id: 'DUET-MUG' } ] } } } );
			for ( const id of [ draft, 0, -1, '1', [ mug ], 99_999_999 ] ) {
				expect( await facts( id ), JSON.stringify( id ) ).toEqual( [] );
			}
		} );
	} );
} );
