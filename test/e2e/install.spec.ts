/** The package as a merchant meets it: uploaded in Plugins > Add, switched on, set up on the screen, and the first sale. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { root } from '../../bin/site/paths';
import { startStandIn, type StandIn } from '../tiktok/server';
import { PIXEL, Shopper, TOKEN, eventually } from './shop';

const ZIP = join( root, 'dist/duet-for-tiktok.zip' );
const reason = ( await missing( { plugins: [ 'woocommerce' ] } ) ) ?? ( existsSync( ZIP ) ? undefined : 'no package: run npm run package' );

test.describe( 'from the zip to the first sale', () => {
	test.skip( reason !== undefined, reason ?? '' );
	let tiktok: StandIn;
	let site: Site;

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'install', plugins: [ 'woocommerce' ], standIn: tiktok } );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	test( 'upload, activate, pixel, token, consent, one order: TikTok counts one Purchase', async ( { page, browser } ) => {
		await page.goto( `${ site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
		await page.goto( `${ site.url }/wp-admin/plugin-install.php?tab=upload` );
		await page.locator( '#pluginzip' ).setInputFiles( ZIP );
		await page.locator( '#install-plugin-submit' ).click();
		await page.getByRole( 'link', { name: /activate/i } ).click();
		await expect( page.locator( '#message, .notice' ).filter( { hasText: /activated/i } ).first() ).toBeVisible();

		await page.goto( `${ site.url }/wp-admin/admin.php?page=duet-for-tiktok#settings/connection` );
		await page.getByLabel( 'Pixel code' ).fill( PIXEL );
		await page.getByLabel( 'Access token' ).fill( TOKEN );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
		await page.getByRole( 'link', { name: 'Consent and privacy' } ).click();
		await page.getByRole( 'radio', { name: /^Immediately/ } ).check();
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();

		const shopper = new Shopper( await ( await browser.newContext() ).newPage(), site.url, 'block' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		await eventually( () => expect( tiktok.count( 'Purchase' ) ).toBe( 1 ) );
		await site.drain();
		expect( tiktok.conversions().filter( ( { event } ) => event === 'Purchase' ) ).toEqual( [ expect.objectContaining( { value: 12.5, currency: 'EUR', merged: true, differences: [] } ) ] );
		// WordPress itself complains that it cannot ask wordpress.org for updates.
		expect( site.debugLog() ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} );
} );
