/**
 * A page that was made before the visitor said no, and comes to life, or is used, after it. A consent tool that keeps its state in the page
 * (Google Consent Mode, Cookiebot, CookieYes, Usercentrics, TCF, Termly) still says yes there. It is the yes from before the no.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** A banner that speaks Google's language, as a tag manager brings it: denied by default, the stored answer as an update. */
const BANNER = `<?php
add_action( 'wp_head', static function () { ?>
<script>
window.dataLayer = window.dataLayer || [];
function gtag() { dataLayer.push( arguments ); }
function said( state ) { gtag( 'consent', 'update', { ad_storage: state, ad_user_data: state } ); }
gtag( 'consent', 'default', { ad_storage: 'denied', ad_user_data: 'denied' } );
if ( localStorage.banner ) { said( localStorage.banner ); }
window.answer = function ( yes ) { localStorage.banner = yes ? 'granted' : 'denied'; said( localStorage.banner ); };
</script><?php }, 0 );
`;

describe.skipIf( without )( `a page from before the no${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let context: BrowserContext;
	const settle = ( page: Page ) => page.waitForTimeout( 2500 );
	const cookie = async () => ( await context.cookies() ).find( ( { name } ) => name === 'duet_visitor' )?.value ?? '';
	const seen = () => tiktok.events().map( ( { channel, event } ) => `${ channel } ${ event }` );

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'stale-yes', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'banner.php' ), BANNER );
		browser = await chromium.launch( { ...launchOptions, ignoreDefaultArgs: [ '--disable-back-forward-cache' ] } );
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

	const agree = async ( page: Page, path: string ) => {
		await page.goto( site.url + path );
		await page.evaluate( 'answer( true )' );
		await settle( page );
		expect( await cookie() ).toMatch( /^[0-9a-f]{32}\.g$/ );
	};
	const refuse = async ( page: Page ) => {
		await page.evaluate( 'answer( false )' );
		await settle( page );
		expect( await cookie() ).not.toMatch( /g$/ );
		await site.drain();
		tiktok.clear();
	};

	it( 'control: a page loaded after the no sends nothing', async () => {
		const page = await context.newPage();
		await agree( page, '/shop/' );
		await refuse( page );
		await page.goto( `${ site.url }/product/duet-mug/` );
		await page.evaluate( "duet.track( 'Contact' )" );
		await settle( page );
		await site.drain();
		expect( seen() ).toEqual( [] );
	} );

	it( 'another tab sends nothing more', async () => {
		const first = await context.newPage();
		await agree( first, '/shop/' );
		const second = await context.newPage();
		await second.goto( `${ site.url }/product/duet-mug/` );
		await settle( second );
		await first.bringToFront();
		await refuse( first );
		await second.bringToFront();
		await second.evaluate( "duet.track( 'Contact' )" );
		await settle( second );
		await site.drain();
		expect( { seen: seen(), cookie: ( await cookie() ).slice( -1 ) } ).toEqual( { seen: [], cookie: '' } );
	} );

	it( 'a page that comes back from the browser\'s memory sends nothing more', async () => {
		const page = await context.newPage();
		await agree( page, '/product/duet-mug/' );
		await page.evaluate( 'window.same = true' );
		await page.goto( `${ site.url }/shop/` );
		await settle( page );
		await refuse( page );
		// Playwright waits for a load that a page from the browser's memory does not have.
		await page.evaluate( 'setTimeout( () => history.back(), 50 )' );
		await page.waitForTimeout( 3000 );
		expect( await page.evaluate( 'window.same' ) ).toBe( true );
		await page.evaluate( "duet.track( 'Contact' )" );
		await settle( page );
		await site.drain();
		expect( { seen: seen(), cookie: ( await cookie() ).slice( -1 ) } ).toEqual( { seen: [], cookie: '' } );
	} );
} );
