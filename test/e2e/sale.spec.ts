/** The sale path: one order, two channels, counted once, on every kind of shop WooCommerce makes. */
import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type EventCopy, type StandIn } from '../tiktok/server';
import { ADDRESS, BUYER, CLICK, ORDER, PIXEL, READY, Shopper, TOKEN, complaints, eventually, type CheckoutKind } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const sha256 = ( text: string ) => createHash( 'sha256' ).update( text ).digest( 'hex' );

const shops: { hpos: boolean; checkout: CheckoutKind; theme: 'block' | 'classic' }[] = [
	{ hpos: true, checkout: 'block', theme: 'block' },
	{ hpos: false, checkout: 'classic', theme: 'classic' },
	{ hpos: true, checkout: 'classic', theme: 'block' },
	{ hpos: false, checkout: 'block', theme: 'classic' },
];

for ( const shop of shops ) {
	test.describe( `${ shop.theme } theme, ${ shop.checkout } checkout, HPOS ${ shop.hpos ? 'on' : 'off' }`, () => {
		test.skip( reason !== undefined, reason ?? '' );
		test.describe.configure( { mode: 'serial' } );
		let tiktok: StandIn;
		let site: Site;

		test.beforeAll( async () => {
			tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
			site = await createSite( { name: 'sale', plugins: [ 'woocommerce', 'duet' ], ...shop, standIn: tiktok, settings: READY, token: TOKEN } );
		} );
		test.afterAll( async () => {
			await site?.stop();
			await tiktok?.stop();
		} );
		test.beforeEach( () => tiktok.clear() );

		const copies = ( event: string, channel: EventCopy[ 'channel' ] ) => tiktok.events().filter( ( copy ) => copy.event === event && copy.channel === channel );

		test( 'cash on delivery: one Purchase of 12.50, however often the thank-you page is reloaded', async ( { page } ) => {
			const shopper = new Shopper( page, site.url, shop.checkout );
			await shopper.arrive( `/?ttclid=${ CLICK }` );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.pay( 'cod' );
			await eventually( () => expect( copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			for ( const reload of [ 1, 2 ] ) {
				const before = copies( 'Pageview', 'pixel' ).length;
				await page.reload();
				await eventually( () => expect( copies( 'Pageview', 'pixel' ), `reload ${ reload }` ).toHaveLength( before + 1 ) );
			}
			await site.drain();

			expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
			const [ pixel, ...again ] = copies( 'Purchase', 'pixel' );
			const [ server, ...more ] = copies( 'Purchase', 'server' );
			expect( again ).toEqual( [] );
			expect( more ).toEqual( [] );
			expect( server?.accepted ).toBe( true );
			expect( pixel?.event_id ).toBe( server?.event_id );
			for ( const copy of [ pixel, server ] ) {
				expect( copy?.properties ).toMatchObject( { value: 12.5, currency: 'EUR', content_type: 'product' } );
				expect( copy?.properties.contents ).toEqual( [ expect.objectContaining( { content_id: 'DUET-MUG', price: 7.5, quantity: 1 } ) ] );
			}
			expect( server?.user ).toMatchObject( {
				email: sha256( BUYER.email.toLowerCase() ),
				phone: sha256( '+49301234567' ),
				ttclid: CLICK,
				ip: ADDRESS,
			} );
			expect( server?.user.ttp ).toMatch( /^[A-Za-z0-9._-]{10,80}$/ );
			expect( server?.user.user_agent ).toContain( 'Chrome' );
			expect( server?.page.url ).toBe( `${ site.url }/checkout/` );
			expect( tiktok.count( 'PlaceAnOrder' ) ).toBe( 0 );
		} );

		test( 'every event of the walk has one name, one id and equal amounts on both channels', async ( { page } ) => {
			const shopper = new Shopper( page, site.url, shop.checkout );
			await shopper.arrive( '/' );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.pay( 'cod' );
			await eventually( () => expect( copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			await site.drain();

			for ( const event of [ 'AddToCart', 'InitiateCheckout', 'AddPaymentInfo', 'Purchase' ] ) {
				const pixel = copies( event, 'pixel' );
				const server = copies( event, 'server' );
				expect( pixel, `${ event } by the pixel` ).toHaveLength( 1 );
				expect( server, `${ event } by the server` ).toHaveLength( 1 );
				expect( server[ 0 ]?.event_id, event ).toBe( pixel[ 0 ]?.event_id );
				for ( const key of [ 'value', 'currency', 'contents' ] ) {
					expect( server[ 0 ]?.properties[ key ], `${ event } ${ key }` ).toEqual( pixel[ 0 ]?.properties[ key ] );
				}
				expect( tiktok.count( event ), `${ event } counted` ).toBe( 1 );
			}
			expect( copies( 'ViewContent', 'pixel' ).at( 0 )?.properties ).toMatchObject( { value: 7.5, currency: 'EUR' } );
			expect( copies( 'Pageview', 'pixel' ).length ).toBeGreaterThan( 2 );
			expect( copies( 'Pageview', 'server' ) ).toEqual( [] );
			expect( complaints( tiktok ) ).toEqual( [] );
		} );

		// The way of the money does not depend on the theme: what follows has both checkouts and both storages in the first two shops.
		if ( shops.indexOf( shop ) > 1 ) {
			return;
		}

		test( 'bank transfer: PlaceAnOrder now, Purchase when the admin marks it paid, described by the shopper', async ( { page } ) => {
			const shopper = new Shopper( page, site.url, shop.checkout );
			await shopper.arrive( `/?ttclid=${ CLICK }` );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.pay( 'bacs' );
			await eventually( () => expect( copies( 'PlaceAnOrder', 'pixel' ) ).toHaveLength( 1 ) );
			await site.drain();
			expect( tiktok.count( 'PlaceAnOrder' ) ).toBe( 1 );
			expect( tiktok.count( 'Purchase' ) ).toBe( 0 );

			await site.php( "wp_set_current_user( 1 ); $_SERVER['REMOTE_ADDR'] = '198.51.100.9'; wc_get_orders( [ 'limit' => 1 ] )[0]->update_status( 'processing' );" );
			await site.drain();
			expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
			expect( tiktok.count( 'PlaceAnOrder' ) ).toBe( 1 );
			const [ purchase ] = copies( 'Purchase', 'server' );
			expect( purchase?.user ).toMatchObject( { ip: ADDRESS, ttclid: CLICK } );
			expect( purchase?.user.user_agent ).toContain( 'Chrome' );
			expect( purchase?.page.url ).toBe( `${ site.url }/checkout/` );
		} );

		test( 'the tab is closed before the thank-you page: still one Purchase, from the server', async ( { page } ) => {
			const shopper = new Shopper( page, site.url, shop.checkout );
			await shopper.arrive( '/' );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.choose( 'cod' );
			const placed = page.waitForResponse( ( response ) => response.request().method() === 'POST' && ORDER.test( response.url() ) );
			await page.route( /order-received/, ( route ) => route.abort() );
			await shopper.placeOrder();
			await placed;
			await page.close();
			await site.drain();

			expect( copies( 'Purchase', 'pixel' ) ).toEqual( [] );
			expect( copies( 'Purchase', 'server' ) ).toHaveLength( 1 );
			expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
		} );
	} );
}
