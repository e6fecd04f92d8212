/** The guided start, as new users take it: with a pixel and a token, with TikTok's own plugin, and without WooCommerce. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type StandIn } from '../tiktok/server';
import { look } from './look';
import { logIn } from './pages';
import { PIXEL, TOKEN } from './shop';

const WRONG = 'ffffffffffffffffffffffffffffffffffffffff';

test.describe( 'the guided start without WooCommerce', () => {
	test.describe.configure( { mode: 'serial' } );
	let tiktok: StandIn;
	let site: Site;
	const problems: string[] = [];
	const to = ( step: string ) => `${ site.url }/wp-admin/options-general.php?page=duet-for-tiktok#start/${ step }`;

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'start', plugins: [ 'duet' ], standIn: tiktok } );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
		expect( site?.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
		expect( problems ).toEqual( [] );
	} );
	test.beforeEach( async ( { page } ) => {
		page.on( 'pageerror', ( error ) => problems.push( error.message ) );
		await logIn( page, site.url );
	} );

	test( 'begins on the list of plugins, and ends with a set-up site', async ( { page } ) => {
		await page.goto( `${ site.url }/wp-admin/plugins.php` );
		await page.getByRole( 'link', { name: 'Set up Duet' } ).click();
		await expect( page.getByRole( 'heading', { name: 'Connect to TikTok' } ) ).toBeVisible();
		await look( page, 'start-connect' );

		await page.getByLabel( 'Pixel code' ).fill( 'wrong' );
		await page.getByRole( 'button', { name: 'Save and continue' } ).click();
		await expect( page.getByRole( 'alert' ) ).toContainText( 'Nothing was saved yet' );
		await expect( page.getByLabel( 'Pixel code' ) ).toBeFocused();
		await page.getByLabel( 'Pixel code' ).fill( PIXEL );
		await page.getByLabel( 'Access token' ).fill( WRONG );
		await page.getByRole( 'button', { name: 'Save and continue' } ).click();

		await expect( page.getByRole( 'heading', { name: 'Check this site' } ) ).toBeFocused();
		await expect( page.getByText( 'Browsers of visitors can reach Duet' ) ).toBeVisible();
		await expect( page.getByText( 'No page cache plugin found' ) ).toBeVisible();
		await look( page, 'start-checks' );
		await page.getByRole( 'button', { name: 'Continue' } ).click();

		await expect( page.getByRole( 'heading', { name: 'Choose how consent works' } ) ).toBeFocused();
		await look( page, 'start-consent' );
		await page.getByLabel( /^Immediately/ ).check();
		await page.getByRole( 'button', { name: 'Save and continue' } ).click();

		await page.getByLabel( 'Test event code' ).fill( 'TEST12345' );
		await page.getByRole( 'button', { name: 'Send test event' } ).click();
		const journey = page.locator( '.duet-journey' );
		await expect( journey ).toContainText( 'does not accept the access token' );
		await look( page, 'start-test-refused' );
	} );

	test( 'is resumed where it was left: a right token, and TikTok accepts', async ( { page } ) => {
		await page.goto( to( 'connect' ) );
		await page.getByRole( 'button', { name: 'Replace the access token' } ).click();
		await page.getByLabel( 'Access token', { exact: true } ).fill( TOKEN );
		await page.getByRole( 'button', { name: 'Save and continue' } ).click();
		await expect( page.getByRole( 'heading', { name: 'Check this site' } ) ).toBeFocused();
		await page.getByRole( 'link', { name: 'Send a test event' } ).click();
		await page.getByRole( 'button', { name: 'Send test event' } ).click();
		await expect( page.locator( '.duet-journey' ) ).toContainText( 'TikTok accepted the test event.' );
		expect( tiktok.tested() ).toHaveLength( 1 );
		await look( page, 'start-test' );
		await page.getByRole( 'link', { name: 'Skip this step' } ).click();
		await expect( page.getByText( 'Duet is ready.' ) ).toBeVisible();
		await look( page, 'start-expect' );
		await page.getByRole( 'button', { name: 'Open the overview' } ).click();
		await expect( page.getByText( 'waits for the first event' ) ).toBeVisible();
		await page.goto( `${ site.url }/wp-admin/plugins.php` );
		await expect( page.getByRole( 'link', { name: 'Set up Duet' } ) ).toHaveCount( 0 );
	} );

	test( 'the same by keyboard and from right to left', async ( { page } ) => {
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'rtl.php' ), "<?php add_action( 'init', static function () { $GLOBALS['wp_locale']->text_direction = 'rtl'; } );" );
		await page.goto( to( 'connect' ) );
		await expect( page.locator( 'html' ) ).toHaveAttribute( 'dir', 'rtl' );
		await expect( page.getByRole( 'heading', { name: 'Connect to TikTok' } ) ).toBeVisible();
		await look( page, 'start-rtl' );
		for ( const rest of [ 'overview', 'settings/events', 'settings/consent', 'deliveries' ] ) {
			await page.goto( `${ site.url }/wp-admin/options-general.php?page=duet-for-tiktok#${ rest }` );
			await expect( page.locator( '.duet-page :is( .duet-section, .duet-sentence, .wp-list-table )' ).first() ).toBeVisible();
			await look( page, `rtl-${ rest.replace( '/', '-' ) }` );
		}
		await page.goto( to( 'connect' ) );
		await page.locator( 'a[href="#start/consent"]' ).focus();
		await page.keyboard.press( 'Enter' );
		await expect( page.locator( '.duet-start h2' ) ).toBeFocused();
	} );
} );

const others = await missing( { plugins: [ 'woocommerce', 'tiktok-for-business' ] } );

test.describe( "taking over from TikTok's own plugin", () => {
	test.skip( others !== undefined, others ?? '' );
	test.describe.configure( { mode: 'serial' } );
	let tiktok: StandIn;
	let site: Site;

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'takeover', plugins: [ 'woocommerce', 'tiktok-for-business', 'duet' ], standIn: tiktok } );
		await site.php( `update_option( 'tt4b_pixel_code', '${ PIXEL }' ); update_option( 'tt4b_access_token', '${ TOKEN }' );` );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	const product = async () => ( await fetch( `${ site.url }/product/duet-mug/` ) ).text();

	test( 'pixel and token are taken over, its pixel and server events stop, and its catalog sync stays', async ( { page } ) => {
		expect( await product() ).toContain( `ttq.load('${ PIXEL }'` );
		await logIn( page, site.url );
		await page.goto( `${ site.url }/wp-admin/admin.php?page=duet-for-tiktok#start/connect` );
		await expect( page.getByRole( 'button', { name: `Take over pixel ${ PIXEL } and its access token` } ) ).toBeVisible();
		await look( page, 'start-official' );
		await page.getByRole( 'button', { name: `Take over pixel ${ PIXEL } and its access token` } ).click();
		await expect( page.getByText( 'Pixel code and settings were taken over.' ) ).toBeVisible();
		await expect( page.getByLabel( 'Pixel code' ) ).toHaveValue( PIXEL );
		await expect( page.getByText( 'ends in 4567' ) ).toBeAttached();
		await expect( page.getByLabel( 'Let Duet send the events instead of the TikTok plugin' ) ).toBeChecked();
		expect( await page.content() ).not.toContain( TOKEN );

		expect( await product() ).not.toContain( 'ttq.load' );
		const hooks = await site.php( `
			do_action( 'wp_loaded' );
			echo wp_json_encode( array(
				'pixel'    => has_action( 'woocommerce_payment_complete', array( 'Tt4b_Pixel_Class', 'inject_purchase_event' ) ),
				'click'    => has_action( 'init', array( 'Tt4b_Pixel_Class', 'set_ttclid' ) ),
				'products' => has_action( 'wp_trash_post', 'tt4b_product_trashed' ),
				'sync'     => has_action( 'tt4b_catalog_sync' ),
			) );` );
		expect( JSON.parse( hooks ) ).toMatchObject( { pixel: false, click: false, products: 10 } );
	} );

	test( 'one click gives the events back to it', async ( { page } ) => {
		await logIn( page, site.url );
		await page.goto( `${ site.url }/wp-admin/admin.php?page=duet-for-tiktok#settings/connection` );
		await page.getByLabel( 'Let Duet send the events instead of the TikTok plugin', { exact: true } ).uncheck();
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
		expect( await product() ).toContain( `ttq.load('${ PIXEL }'` );
	} );
} );
