/** A refusal in a browser must outlive a server that is away. */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { addCookieYes } from './cookieyes.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a no in a browser${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let context: BrowserContext;
	let mug: number;

	const set = ( tool: string ) => site.php( `$all = get_option( 'duet_settings' ); $all['consent']['tool'] = '${ tool }'; update_option( 'duet_settings', $all );` );
	const pay = ( id: number ) => site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
	const settle = ( page: Page ) => page.waitForTimeout( 2000 );
	const decision = ( id: number ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );
	/** An order by bank transfer of a browser with these cookies. */
	async function order( cookies: Record< string, string > ): Promise< { id: number; received: string } > {
		const shopper = new Shopper( site, false );
		Object.entries( cookies ).forEach( ( [ name, value ] ) => shopper.cookies.set( name, value ) );
		const placed = await shopper.classic( mug, 'bacs' );
		expect( await decision( placed.id ) ).toBe( 'granted' );
		return placed;
	}

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'number', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required', tool: 'cookieyes' } }, standIn: tiktok, token: DEMO_TOKEN } );
		addCookieYes( site );
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
		await context?.close();
		context = await browser.newContext();
	} );

	it( 'on the page of an order, while the server is away, is repeated on a later page', async () => {
		await set( 'auto' );
		const { id, received } = await order( { duet_visitor: `${ 'b2'.repeat( 16 ) }.g` } );
		// The buyer opens the mail on a telephone.
		const page = await context.newPage();
		let away = true;
		await page.route( ( url ) => /duet\/v1\/consent|duet_door=consent/.test( url.href ), ( route ) => ( away ? route.fulfill( { status: 503, body: 'maintenance' } ) : route.continue() ) );
		await page.goto( received );
		await settle( page );
		await page.evaluate( 'duet.consent( false )' );
		await settle( page );
		expect( await decision( id ) ).toBe( 'granted' );
		away = false;
		for ( const path of [ '/shop/', '/cart/' ] ) {
			await page.goto( site.url + path );
			await settle( page );
		}
		await pay( id );
		await site.drain();
		expect( { owed: await page.evaluate( "localStorage.getItem( 'duet_refused' )" ), decision: await decision( id ), sent: tiktok.count( 'Purchase' ) } ).toEqual( { owed: null, decision: 'denied', sent: 0 } );
	} );
} );
