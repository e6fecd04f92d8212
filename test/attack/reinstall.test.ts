/**
 * Deleting the plugin and uploading it again is how many merchants update from a zip file. What Duet stored with orders stays by default; what
 * those orders still need - who said no in the last hour, under which id they have counted - goes.
 */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { HEX, Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `deleted and installed again${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;
	const settings = { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'required' } };

	/** As WordPress does it; then the merchant enters pixel, token and consent as before. */
	const reinstall = async () => {
		await site.php( 'Duet\\Plugin::uninstall();' );
		await site.php( `Duet\\Plugin::activate(); $all = json_decode( '${ JSON.stringify( settings ) }', true ); $all['pixels'][0]['added'] = time(); update_option( 'duet_settings', $all ); ( new Duet\\Settings\\Tokens() )->set( '${ DEMO_PIXEL }', '${ DEMO_TOKEN }' );` );
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'reinstall', ...wants, checkout: 'classic', settings, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [ [ 'control: it stays', false ], [ 'it is deleted', true ] ] )( 'a withdrawal that the server has confirmed holds for the order that is paid later (%s)', async ( _, deleted ) => {
		const buyer = new Shopper( site );
		const { id } = await buyer.classic( mug, 'bacs' );
		await site.drain();
		tiktok.clear();
		// On any page of the shop, in the browser of the order.
		buyer.cookies.set( 'duet_visitor', `${ HEX }.d` );
		expect( await buyer.tell( 'consent', { state: 'denied', at: Date.now() } ) ).toBe( 200 );
		if ( deleted ) {
			await reinstall();
		}
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
		// For the next one.
		buyer.cookies.set( 'duet_visitor', `${ HEX }.g` );
		await buyer.tell( 'consent', { state: 'granted', at: Date.now() + 10_000 } );
	} );

	it.each( [ [ 'control: it stays', false ], [ 'it is deleted', true ] ] )( 'a sale counts once although its buyer looks at the thank-you page again (%s)', async ( _, deleted ) => {
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'cod' );
		const counted = () => tiktok.conversions( 'Purchase' ).filter( ( { event_id } ) => event_id?.startsWith( `P-${ id }-` ) ).length;
		const context = await browser.newContext();
		await context.addCookies( [ ...buyer.cookies ].map( ( [ key, value ] ) => ( { name: key, value, url: site.url } ) ) );
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 3000 );
		await site.drain();
		expect( counted() ).toBe( 1 );
		if ( deleted ) {
			await reinstall();
		}
		await page.reload();
		await page.waitForTimeout( 3000 );
		await context.close();
		await site.drain();
		expect( counted() ).toBe( 1 );
	} );
} );
