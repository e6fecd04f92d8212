/**
 * A refusal "stored with an order yields only to an explicit yes in the browser that placed the order" (docs/privacy.md). The script
 * says the yes of last week again on every load of the order's page: whoever refuses on the telephone and then comes back to the open
 * tab of the computer has said nothing there, and is sent.
 */
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a yes from before the no${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let computer: BrowserContext;
	let mug: number;
	const decision = ( id: number ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'old-yes', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
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
		await computer?.close();
		computer = await browser.newContext();
	} );

	it( 'does not end it when the thank-you page is merely loaded once more', async () => {
		const shopper = new Shopper( site );
		shopper.cookies.set( 'duet_visitor', `${ 'e5'.repeat( 16 ) }.g` );
		const { id, received } = await shopper.classic( mug, 'bacs' );
		await computer.addCookies( [ ...shopper.cookies ].map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		const page = await computer.newPage();
		await page.goto( received );
		await page.waitForTimeout( 2000 );
		expect( await decision( id ) ).toBe( 'granted' );

		// The mail on the telephone, and "reject all" there.
		const telephone = await browser.newContext();
		const mail = await telephone.newPage();
		await mail.goto( received );
		await mail.waitForTimeout( 1500 );
		await mail.evaluate( 'duet.consent( false )' );
		await mail.waitForTimeout( 2000 );
		await telephone.close();
		expect( await decision( id ) ).toBe( 'denied' );

		// The computer's tab comes back after a night.
		await page.reload();
		await page.waitForTimeout( 2000 );
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( { decision: await decision( id ), sent: tiktok.count( 'Purchase' ) } ).toEqual( { decision: 'denied', sent: 0 } );
	} );
} );
