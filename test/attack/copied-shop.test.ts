/** A staging copy of a shop, which nobody has answered for yet or which was said to be a copy: its browser must stay as silent as its server. */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a copied shop${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'copy', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, standIn: tiktok, token: DEMO_TOKEN } );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );

	it.each( [ [ 'nobody has answered for', '' ], [ 'is said to be a copy', ', "copy" => bin2hex( ( new Duet\\Address\\Home( fn() => get_option( "home" ) ) )->here() )' ] ] )( 'that %s counts no test order', async ( _, said ) => {
		tiktok.clear();
		await site.php( `update_option( 'duet_home', array( "home" => bin2hex( "shop.example" )${ said } ), false );` );
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const tester = new Shopper( site, false );
		const { received } = await tester.classic( mug, 'cod' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ), 'by the server' ).toBe( 0 );
		const context = await browser.newContext();
		await context.addCookies( [ ...tester.cookies ].map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 3000 );
		await context.close();
		expect( tiktok.count( 'Purchase' ), 'by the browser' ).toBe( 0 );
	} );

	it( 'stores the no of a visitor although nobody has answered for it', async () => {
		await site.php( 'update_option( "duet_home", array( "home" => bin2hex( "shop.example" ) ), false );' );
		const context = await browser.newContext();
		const number = 'c'.repeat( 32 );
		await context.addCookies( [ { name: 'duet_visitor', value: `${ number }.g`, url: site.url } ] );
		const page = await context.newPage();
		await page.goto( site.url );
		const answered = page.waitForResponse( ( response ) => response.url().includes( 'duet/v1/consent' ) );
		await page.evaluate( 'duet.consent( false )' );
		expect( ( await answered ).status() ).toBe( 200 );
		await context.close();
		expect( await site.php( `global $wpdb; echo $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}duet_outbox WHERE state = 'tombstone' AND event_id = '${ number }'" );` ) ).toBe( '1' );
		expect( tiktok.events() ).toEqual( [] );
	} );
} );
