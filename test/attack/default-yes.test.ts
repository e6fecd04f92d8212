/**
 * Google Consent Mode in an opt-out region: granted by default, and the consent tool, which loads late and asks for no `wait_for_update`, says
 * "denied" for a visitor who has refused. Our cookie would remember the refusal until then (consent/ask.ts, newly()), but in mode "required"
 * it is deleted as soon as the server has confirmed the withdrawal.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

const BANNER = `<?php
add_action( 'wp_head', static function () { ?>
<script>
window.dataLayer = window.dataLayer || [];
function gtag() { dataLayer.push( arguments ); }
function said( state ) { gtag( 'consent', 'update', { ad_storage: state, ad_user_data: state } ); }
gtag( 'consent', 'default', { ad_storage: 'granted', ad_user_data: 'granted' } );
setTimeout( function () { if ( localStorage.banner ) { said( localStorage.banner ); } }, 2500 );
window.answer = function ( yes ) { localStorage.banner = yes ? 'granted' : 'denied'; said( localStorage.banner ); };
</script><?php }, 0 );
`;

describe.skipIf( without )( `granted by default${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let context: BrowserContext;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'default-yes', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/banner.php' ), BANNER );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		context = await browser.newContext();
	} );
	afterEach( () => context?.close() );

	it.each( [ 'assumed', 'required' ] )( 'a visitor who has refused sends nothing on the next page (mode %s)', async ( mode ) => {
		await site.php( `$all = get_option( 'duet_settings' ); $all['consent']['mode'] = '${ mode }'; update_option( 'duet_settings', $all );` );
		const page = await context.newPage();
		await page.goto( `${ site.url }/shop/` );
		await page.waitForTimeout( 3500 );
		await page.evaluate( 'answer( false )' );
		await page.waitForTimeout( 3000 );
		await site.drain();
		tiktok.clear();
		await page.goto( `${ site.url }/product/duet-mug/` );
		await page.waitForFunction( "window.duet && window.duet.track" );
		await page.evaluate( "duet.track( 'Contact' )" );
		// The minute's drain comes at any time.
		await page.waitForTimeout( 1200 );
		await site.drain();
		await page.waitForTimeout( 4000 );
		expect( tiktok.events().map( ( { channel, event } ) => `${ channel } ${ event }` ) ).toEqual( [] );
	} );

	it( 'nor once the merchant has taken the banner away and assumes consent', async () => {
		await site.php( "$all = get_option( 'duet_settings' ); $all['consent']['mode'] = 'required'; update_option( 'duet_settings', $all );" );
		const page = await context.newPage();
		await page.goto( `${ site.url }/shop/` );
		await page.waitForTimeout( 3500 );
		await page.evaluate( 'answer( false )' );
		await page.waitForTimeout( 3000 );
		await site.php( "$all = get_option( 'duet_settings' ); $all['consent']['mode'] = 'assumed'; update_option( 'duet_settings', $all );" );
		rmSync( join( site.root, 'wp-content/mu-plugins/banner.php' ) );
		await site.drain();
		tiktok.clear();
		await page.goto( `${ site.url }/product/duet-mug/` );
		await page.waitForTimeout( 3500 );
		await site.drain();
		expect( tiktok.events().map( ( { channel, event } ) => `${ channel } ${ event }` ) ).toEqual( [] );
	} );
} );
