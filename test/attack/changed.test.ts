/** One sale, one conversion - also across what changes under a sale that is made: the merchant's choice of a name, the clock of the web server. */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a sale and what changes under it${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;
	const set = ( value: object ) => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( value ) }', true ) );` );
	const base = { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '', added: 0 } ], consent: { mode: 'required' } };

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'changed', ...wants, checkout: 'classic', settings: base, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		await set( base );
	} );

	it.each( [
		[ 'control: nothing changes', undefined ],
		[ 'the merchant goes over to the older name between the two copies', 'CompletePayment' ],
	] )( 'counts once: %s', async ( _, name ) => {
		const buyer = new Shopper( site );
		const { received } = await buyer.classic( mug, 'cod' );
		await site.drain();
		expect( tiktok.conversions( 'Purchase' ) ).toHaveLength( 1 );
		if ( name ) {
			await set( { ...base, events: { Purchase: { name } } } );
		}
		// The page that the buyer had closed too early, an hour later.
		const context = await browser.newContext();
		await context.addCookies( [ ...buyer.cookies ].map( ( [ key, value ] ) => ( { name: key, value, url: site.url } ) ) );
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 3500 );
		await context.close();
		expect( tiktok.conversions( 'Purchase' ).map( ( { sent_as, event_id } ) => `${ sent_as } ${ event_id?.split( '-' )[ 0 ] }` ) ).toEqual( [ 'Purchase P' ] );
	} );

	it.each( [ [ 'control: in time', -60 ], [ 'the clock was a month ahead when the merchant added the pixel', 30 * 86400 ] ] )( 'counts although %s', async ( _, ahead ) => {
		// As the settings screen writes it down: time() of then. The clock goes right again since.
		await site.php( `$all = json_decode( '${ JSON.stringify( base ) }', true ); $all['pixels'][0]['added'] = time() + ${ ahead }; update_option( 'duet_settings', $all );` );
		await new Shopper( site ).classic( mug, 'cod' );
		await site.drain();
		expect( tiktok.conversions( 'Purchase' ) ).toHaveLength( 1 );
	} );
} );
