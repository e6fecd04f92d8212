/** Cases 21 and 44 of the fault matrix: TikTok's script never comes, and a thank-you page that is seen again and again. */
import { expect, test, type Page } from '@playwright/test';
import config from '../config/playwright';
import { missing } from '../../bin/site/index';
import { Shopper, complaints, eventually, pushed, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );

// Playwright takes the back/forward cache away, which every shopper's browser has.
test.use( { launchOptions: { ...config.use?.launchOptions, ignoreDefaultArgs: [ '--disable-back-forward-cache' ] } } );

/** What a page throws, and what our own files say to its console. */
function troubles( page: Page ): string[] {
	const heard: string[] = [];
	page.on( 'pageerror', ( error ) => heard.push( String( error ) ) );
	page.on( 'console', ( message ) => {
		if ( [ 'error', 'warning' ].includes( message.type() ) && message.location().url.includes( '/duet-for-tiktok/' ) ) {
			heard.push( message.text() );
		}
	} );
	return heard;
}

/** Order events the browser has told the shop of. */
function acksOf( page: Page ): string[] {
	const ids: string[] = [];
	page.on( 'request', ( request ) => {
		if ( request.url().includes( 'duet/v1/ack' ) ) {
			ids.push( ( JSON.parse( request.postData() ?? '{}' ) as { id: string } ).id );
		}
	} );
	return ids;
}

test.describe( 'one sale', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'offline-pixel', theme: 'classic', checkout: 'classic' } );
	test.beforeEach( () => shop.set() );

	/** Buys a mug and is on the thank-you page. */
	const buy = async ( page: Page ): Promise< void > => {
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await pushed( page, 'add_to_cart' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		await pushed( page, 'purchase' );
	};

	test( '44: events.js is not found on any page: the server sends everything to TikTok, and no page breaks', async ( { page } ) => {
		shop.tiktok.fault( { pixel: { status: 404 } } );
		const heard = troubles( page );
		const answers: number[] = [];
		page.on( 'response', ( response ) => {
			if ( response.url().includes( 'events.js' ) ) {
				answers.push( response.status() );
			}
		} );
		await buy( page );
		await expect.poll( async () => ( await shop.rows() ).map( ( { event } ) => event ).sort() ).toEqual( [ 'AddPaymentInfo', 'AddToCart', 'InitiateCheckout', 'Purchase' ] );
		await page.reload();
		await pushed( page, 'page_view' );
		await expect.poll( () => answers.length, 'asked for on every page' ).toBeGreaterThan( 3 );
		await shop.site.drain();

		expect( new Set( answers ) ).toEqual( new Set( [ 404 ] ) );
		expect( shop.tiktok.events().map( ( { channel, event } ) => `${ channel } ${ event }` ).sort() ).toEqual( [ 'server AddPaymentInfo', 'server AddToCart', 'server InitiateCheckout', 'server Purchase' ] );
		expect( shop.copies( 'Purchase', 'server' )[ 0 ]?.properties ).toMatchObject( { value: 12.5, currency: 'EUR' } );
		expect( [ shop.tiktok.count( 'Purchase' ), complaints( shop.tiktok ), heard ] ).toEqual( [ 1, [], [] ] );
	} );

	test( '21, 44: the thank-you page left and come back to, and reloaded ten times: each event once, one word to the shop', async ( { page } ) => {
		const heard = troubles( page );
		const acks = acksOf( page );
		await buy( page );
		const address = page.url();
		await eventually( () => expect( [ shop.copies( 'Purchase', 'pixel' ).length, acks.length ] ).toEqual( [ 1, 1 ] ) );

		for ( const path of [ '/shop/', '/sample-page/' ] ) {
			await page.goto( shop.site.url + path );
			await pushed( page, 'page_view' );
			await page.goBack( { waitUntil: 'commit' } );
			expect( page.url() ).toBe( address );
			await pushed( page, 'page_view' );
		}
		for ( let reload = 1; reload <= 10; reload++ ) {
			await page.reload();
			await pushed( page, 'page_view' );
		}
		await shop.later( page );
		await shop.site.drain();

		for ( const event of [ 'AddToCart', 'InitiateCheckout', 'AddPaymentInfo', 'Purchase' ] ) {
			expect( [ shop.copies( event, 'pixel' ).length, shop.copies( event, 'server' ).length, shop.tiktok.count( event ) ], event ).toEqual( [ 1, 1, 1 ] );
		}
		expect( acks ).toEqual( [ shop.copies( 'Purchase', 'pixel' )[ 0 ]?.event_id ] );
		expect( [ shop.tiktok.count( 'PlaceAnOrder' ), heard ] ).toEqual( [ 0, [] ] );
	} );

	test( '44: a page from the back/forward cache sends nothing again', async ( { page } ) => {
		const heard = troubles( page );
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/product/duet-mug/' );
		await page.evaluate( () => addEventListener( 'pageshow', ( { persisted } ) => ( document.body.dataset.persisted = String( persisted ) ) ) );
		await eventually( () => expect( shop.copies( 'ViewContent', 'pixel' ) ).toHaveLength( 1 ) );
		for ( const round of [ 1, 2 ] ) {
			await shop.later( page );
			await page.goBack( { waitUntil: 'commit' } );
			await expect.poll( () => page.evaluate( () => document.body.dataset.persisted ), `round ${ round }` ).toBe( 'true' );
		}
		// Alive, and counts what happens now.
		await page.locator( 'form.cart button[type="submit"]' ).first().click();
		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG' ] );
		expect( heard ).toEqual( [] );
	} );

	for ( const seen of [ true, false ] ) {
		test( `21: the thank-you page on another device, ${ seen ? 'after' : 'without' } the first one's: one Purchase`, async ( { page, browser } ) => {
			let address = '';
			const kept = /order-received/;
			if ( ! seen ) {
				await page.route( kept, ( route ) => {
					address = route.request().url();
					return route.abort();
				} );
			}
			if ( seen ) {
				await buy( page );
				address = page.url();
				await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			} else {
				const shopper = new Shopper( page, shop.site.url, 'classic' );
				await shopper.arrive( '/' );
				await shopper.addToCart( 'duet-mug' );
				await shopper.fillCheckout();
				await shopper.choose( 'cod' );
				await shopper.placeOrder();
				await expect.poll( () => address ).toMatch( kept );
			}
			await page.close();
			await shop.site.drain();

			const other = await browser.newContext( { extraHTTPHeaders: { 'x-forwarded-for': '198.51.100.20' }, userAgent: 'Mozilla/5.0 (iPhone) Chrome/140' } );
			const device = await other.newPage();
			const heard = troubles( device );
			for ( let visit = 1; visit <= 2; visit++ ) {
				await device.goto( address );
				await pushed( device, 'page_view' );
			}
			await shop.later( device );
			await other.close();
			await shop.site.drain();

			const ids = shop.tiktok.events().filter( ( { event } ) => event === 'Purchase' ).map( ( { event_id } ) => event_id );
			expect( new Set( ids ).size ).toBe( 1 );
			expect( [ shop.copies( 'Purchase', 'pixel' ).length, shop.copies( 'Purchase', 'server' ).length ] ).toEqual( [ 1, 1 ] );
			expect( [ shop.tiktok.count( 'Purchase' ), heard ] ).toEqual( [ 1, [] ] );
		} );
	}
} );
