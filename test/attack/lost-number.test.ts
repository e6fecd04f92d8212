/**
 * A "no" from a browser that has lost its number. Consent tools delete the cookies of a category before they say that it was refused;
 * Safari forgets what a script wrote after seven days. The visitor is told that the answer holds; what waits under the number, and what is paid later, must not go.
 */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { addCookieYes } from './cookieyes.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a no without a number${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let context: BrowserContext;
	let mug: number;

	const set = ( tool: string ) => site.php( `$all = get_option( 'duet_settings' ); $all['consent']['tool'] = '${ tool }'; update_option( 'duet_settings', $all );` );
	const cookies = async () => Object.fromEntries( ( await context.cookies() ).map( ( { name, value } ) => [ name, value ] ) );
	const pay = ( id: number ) => site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
	const settle = ( page: Page ) => page.waitForTimeout( 2000 );
	/** Orders by bank transfer with the browser's own cookies. */
	async function order(): Promise< number > {
		const shopper = new Shopper( site, false );
		Object.entries( await cookies() ).forEach( ( [ name, value ] ) => shopper.cookies.set( name, value ) );
		const { id } = await shopper.classic( mug, 'bacs' );
		await context.addCookies( [ ...shopper.cookies ].filter( ( [ name ] ) => name !== 'duet_visitor' ).map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( 'granted' );
		return id;
	}

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'lost-number', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required', tool: 'cookieyes' } }, standIn: tiktok, token: DEMO_TOKEN } );
		addCookieYes( site );
		await site.php( "wp_insert_user( array( 'user_login' => 'ann', 'user_pass' => 'password', 'role' => 'customer', 'user_email' => 'ann@example.test' ) );" );
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

	it( 'reaches the server with the number that the tool has just deleted', async () => {
		await set( 'cookieyes' );
		const page = await context.newPage();
		await page.goto( `${ site.url }/shop/` );
		await page.evaluate( 'answer( true )' );
		await settle( page );
		expect( ( await cookies() ).duet_visitor ).toMatch( /^[0-9a-f]{32}\.g$/ );
		const id = await order();
		await page.goto( `${ site.url }/shop/` );
		await settle( page );
		await page.evaluate( 'answer( false )' );
		await settle( page );
		await page.goto( `${ site.url }/cart/` );
		await settle( page );
		await pay( id );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );

	it.each( [ [ 'a guest whose session the shop still knows', false ], [ 'a customer who is logged in', true ] ] )( 'holds for the orders of %s', async ( _, logged_in ) => {
		await set( 'auto' );
		const page = await context.newPage();
		if ( logged_in ) {
			await page.goto( `${ site.url }/wp-login.php` );
			await page.fill( '#user_login', 'ann' );
			await page.fill( '#user_pass', 'password' );
			await Promise.all( [ page.waitForURL( /my-account|wp-admin/ ), page.click( '#wp-submit' ) ] );
		}
		await page.goto( `${ site.url }/shop/` );
		await page.evaluate( 'duet.consent( true )' );
		await settle( page );
		const id = await order();
		// Safari, after a week.
		await context.clearCookies( { name: 'duet_visitor' } );
		await page.goto( `${ site.url }/shop/` );
		await settle( page );
		await page.evaluate( 'duet.consent( false )' );
		await settle( page );
		expect( ( await cookies() ).duet_visitor ).toBe( 'd' );
		await pay( id );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
