/**
 * A yes by mistake and the no right after it. The script sends the second answer when the first one has been answered ("two answers in a hurry
 * reach the server in their order"), although each carries its time, by which the server orders them. On a busy server the visitor has left
 * before that, and the server has heard the yes alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** A server under load: a yes takes six seconds. */
const BUSY = `<?php
if ( file_exists( __DIR__ . '/busy' ) && false !== strpos( $_SERVER['REQUEST_URI'] ?? '', 'consent' ) && false !== strpos( (string) file_get_contents( 'php://input' ), 'granted' ) ) {
	sleep( 6 );
}
`;

describe.skipIf( without )( `a no right after a yes${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;
	let folder = '';

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'no-behind-yes', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'busy.php' ), BUSY );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [ [ 'control: a quick server', false ], [ 'a busy server', true ] ] )( 'is obeyed although the visitor leaves soon after it (%s)', async ( _, busy ) => {
		const buyer = new Shopper( site, false );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		const context = await browser.newContext();
		await context.addCookies( [ ...buyer.cookies ].map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		// The browser stays open: requests that outlive their page go on.
		const other = await context.newPage();
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 3000 );
		if ( busy ) {
			writeFileSync( join( folder, 'busy' ), '' );
		}
		await page.evaluate( 'duet.consent( true )' );
		await page.waitForTimeout( 1000 );
		await page.evaluate( 'duet.consent( false )' );
		await page.waitForTimeout( 2500 );
		await page.close( { runBeforeUnload: true } );
		await other.waitForTimeout( 9000 );
		await context.close();
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.events().filter( ( { channel, event } ) => channel === 'server' && event === 'Purchase' ).length ).toBe( 0 );
	} );
} );
