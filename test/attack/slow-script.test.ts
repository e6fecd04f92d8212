/**
 * The visitor takes the yes back while TikTok's script is still on its way: a slow network, a press on the wrong button. What waits in the
 * page for that script is an event of a person who refused.
 */
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a no before TikTok's script has come${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let context: BrowserContext;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'slow-script', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
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

	it.each( [
		[ 'control: the yes stays', '/my-account/', false ],
		[ 'the yes is taken back on a page of the shop', '/shop/', true ],
		// Where matching.js tells the pixel who this is, all calls stand in one queue, in their order.
		[ 'the yes is taken back on the account page', '/my-account/', true ],
	] )( '%s', async ( _, path, taken ) => {
		tiktok.fault( { pixel: { delay: 6000 } } );
		const page = await context.newPage();
		await page.goto( site.url + path );
		const asked = page.waitForRequest( /events\.js/ );
		await page.evaluate( 'duet.consent( true )' );
		await asked;
		await page.waitForTimeout( 1500 );
		// What the server had got so far is the past.
		await site.drain();
		if ( taken ) {
			await page.evaluate( 'duet.consent( false )' );
		}
		await page.waitForTimeout( 1500 );
		const before = tiktok.events().filter( ( { channel } ) => channel === 'pixel' ).length;
		expect( before ).toBe( 0 );
		await page.waitForTimeout( 7000 );
		expect( tiktok.events().filter( ( { channel } ) => channel === 'pixel' ).map( ( { event } ) => event ) ).toEqual( taken ? [] : [ 'Pageview' ] );
	} );
} );
