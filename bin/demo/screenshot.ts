/**
 * `npm run screenshot`: docs/images/deliveries.png and the images of the plugin directory, from a real order on a real site.
 * Run it after the screen has changed.
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../test/config/chromium.ts';
import { buildIfStale } from '../build/fresh.ts';
import { Shopper } from '../../test/e2e/shop.ts';
import { createSite } from '../site/index.ts';
import { drawImages } from './directory-images.ts';
import { root } from '../site/paths.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn } from '../../test/tiktok/server.ts';

await buildIfStale();
const standIn = await startStandIn();
const settings = { pixels: [ { code: DEMO_PIXEL, label: 'Demo pixel', test_event_code: '' } ], consent: { mode: 'assumed' } };
const site = await createSite( { name: 'screenshot', plugins: [ 'woocommerce', 'duet' ], standIn, settings, token: DEMO_TOKEN } );
const browser = await chromium.launch( launchOptions );
try {
	const visit = await browser.newPage();
	const shopper = new Shopper( visit, site.url, 'block' );
	await shopper.arrive( '/' );
	await shopper.addToCart( 'duet-mug' );
	// The cart is counted before the tab opens the next page.
	await visit.waitForTimeout( 3000 );
	await shopper.fillCheckout();
	await shopper.pay( 'cod' );
	// The browser acknowledges the Purchase it has sent.
	await visit.waitForTimeout( 3000 );
	await site.drain();

	const screen = await ( await browser.newContext( { viewport: { width: 1280, height: 700 } } ) ).newPage();
	await screen.goto( `${ site.url }/wp-login.php` );
	await screen.fill( '#user_login', 'admin' );
	await screen.fill( '#user_pass', 'password' );
	await screen.click( '#wp-submit' );
	await screen.waitForURL( /wp-admin/ );
	await screen.goto( `${ site.url }/wp-admin/admin.php?page=duet-for-tiktok#deliveries` );
	await screen.getByRole( 'cell', { name: /^Purchase/ } ).waitFor();
	await screen.screenshot( { path: join( root, 'docs/images/deliveries.png' ) } );

	// In the order of readme.txt's section "Screenshots".
	const shot = ( number: number ) => screen.screenshot( { path: join( root, `.wordpress-org/screenshot-${ number }.png` ) } );
	const open = async ( hash: string, waitFor: string ): Promise< void > => {
		await screen.goto( `${ site.url }/wp-admin/admin.php?page=duet-for-tiktok#${ hash }` );
		await screen.locator( waitFor ).first().waitFor();
	};
	await screen.setViewportSize( { width: 1280, height: 900 } );
	await open( 'overview', '.duet-plot canvas' );
	await shot( 1 );
	await open( 'start/connect', '.duet-where' );
	await shot( 2 );
	await open( 'settings/purchases', '.duet-section' );
	await shot( 3 );
	await open( 'deliveries?event=Purchase', '.duet-state' );
	await screen.getByRole( 'button', { name: 'Details' } ).first().click();
	await shot( 4 );
	await screen.getByRole( 'row' ).filter( { hasText: 'Purchase' } ).getByRole( 'link' ).first().click();
	await screen.locator( '#duet-order' ).scrollIntoViewIfNeeded();
	await shot( 5 );
	await drawImages( browser );
} finally {
	await browser.close();
	await site.stop();
	await standIn.stop();
}
