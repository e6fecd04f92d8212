/**
 * A buyer who had not answered the banner when the order was placed answers yes: on its thank-you page, or on another page of the shop before
 * they look at the thank-you page again. A yes is said once, when it is given; the second one never reaches the order, which is paid days
 * later and counts nowhere.
 */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a yes after the order${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'yes-elsewhere', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [ [ 'control: on the thank-you page', '' ], [ 'on a page of the shop, before the thank-you page is looked at again', '/shop/' ] ] )( 'counts (%s)', async ( _, path ) => {
		const buyer = new Shopper( site, false );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		const context = await browser.newContext();
		await context.addCookies( [ ...buyer.cookies ].map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		const page = await context.newPage();
		await page.goto( path === '' ? received : site.url + path );
		await page.waitForTimeout( 2000 );
		await page.evaluate( 'duet.consent( true )' );
		await page.waitForTimeout( 3000 );
		await page.goto( received );
		await page.waitForTimeout( 3000 );
		await context.close();
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
	} );
} );
