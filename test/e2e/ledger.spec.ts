/** What the merchant sees of his sales afterwards: deliveries, the order's own panel, accuracy, offline sales, what is wrong. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type StandIn } from '../tiktok/server';
import { look, shot } from './look';
import { PIXEL, READY, TOKEN } from './shop';

const SET = '7123456789012345678';
const HEX = '0123456789abcdef0123456789abcdef';
const SCREEN = '/wp-admin/admin.php?page=duet-for-tiktok';
const reason = await missing( { plugins: [ 'woocommerce' ] } );

/** Paid orders as a checkout left them: $sale( who decided what, [value] ) -> id. */
const SALE = `
	$sale = static function ( string $decision, string $email = 'ann@example.test' ): int {
		$order = wc_create_order( array( 'created_via' => 'none' === $decision ? 'admin' : 'checkout' ) );
		$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
		$order->set_billing_email( $email );
		if ( 'none' !== $decision ) {
			$order->update_meta_data( '_duet_visitor', array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => $decision, 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
		}
		$order->calculate_totals();
		$order->save();
		$order->payment_complete();
		return $order->get_id();
	};`;

test.describe( 'the ledger', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.describe.configure( { mode: 'serial' } );
	let tiktok: StandIn;
	let site: Site;
	const problems: string[] = [];

	const open = async ( page: Page, hash: string ) => {
		await page.goto( `${ site.url }${ SCREEN }#${ hash }` );
		// Another hash alone loads nothing anew.
		await page.reload();
	};
	const sale = ( decision: string ) => site.php( `${ SALE } echo $sale( '${ decision }' );` );

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN }, offlineSets: { [ SET ]: TOKEN } } );
		site = await createSite( { name: 'ledger', plugins: [ 'woocommerce', 'duet' ], standIn: tiktok, settings: { ...READY, offline: { event_set_id: SET } } } );
		await site.php( `
			$tokens = new Duet\\Settings\\Tokens();
			$tokens->set( '${ PIXEL }', '${ TOKEN }' );
			$tokens->set( '${ SET }', '${ TOKEN }' );` );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
		expect( site?.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
		expect( problems ).toEqual( [] );
	} );
	test.beforeEach( async ( { page } ) => {
		page.on( 'pageerror', ( error ) => problems.push( error.message ) );
		await page.goto( `${ site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
	} );

	test( 'a refused sale shows TikTok\'s own words and is sent again once mended', async ( { page } ) => {
		tiktok.fault( [ { kind: 'code', code: 40002 } ] );
		const id = await sale( 'granted' );
		await site.drain();
		await open( page, `deliveries?order=${ id }` );
		const row = page.getByRole( 'row' ).filter( { hasText: 'Purchase' } );
		await expect( row ).toContainText( 'Refused by TikTok' );
		await row.getByRole( 'button', { name: 'Details' } ).click();
		await expect( page.getByText( 'Identifiers of the buyer, by name' ) ).toBeVisible();
		await expect( page.locator( '.duet-details' ).first() ).toContainText( '"value": 15' );
		await look( page, 'deliveries' );
		await page.getByRole( 'button', { name: 'Send again' } ).click();
		await expect( page.getByText( 'The event waits to be sent again.' ) ).toBeVisible();
		await site.drain();
		await page.getByRole( 'button', { name: 'Refresh' } ).click();
		await expect( row ).toContainText( 'Only the server copy arrived (counted once)' );
		expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
		expect( await page.locator( '#duet-admin' ).textContent() ).not.toContain( 'ann@example.test' );
	} );

	test( 'the spreadsheet holds the list, and the order says what TikTok has of it', async ( { page } ) => {
		await open( page, 'deliveries' );
		const [ file ] = await Promise.all( [ page.waitForEvent( 'download' ), page.getByRole( 'button', { name: 'Export CSV' } ).click() ] );
		const text = ( await ( await file.createReadStream() ).toArray() ).join( '' );
		expect( text ).toContain( '"Purchase"' );
		expect( text ).not.toContain( 'ann@' );
		await page.getByRole( 'row' ).filter( { hasText: 'Purchase' } ).getByRole( 'link' ).first().click();
		const panel = page.locator( '#duet-order' );
		await expect( panel ).toContainText( 'TikTok has it.' );
		await expect( panel.getByRole( 'link', { name: 'All deliveries of this order' } ) ).toBeVisible();
		await shot( page, 'order' );
	} );

	test( 'accuracy counts every sale, names every difference, and one press sends what can be sent', async ( { page } ) => {
		const refused = await sale( 'denied' );
		const admins = await sale( 'none' );
		// A sale no hook brought in.
		const missed = await site.php( `${ SALE } remove_all_actions( 'woocommerce_order_status_changed' ); remove_all_actions( 'woocommerce_payment_complete' ); remove_all_actions( 'woocommerce_new_order' ); $id = $sale( 'granted' ); $GLOBALS['wpdb']->delete( $GLOBALS['wpdb']->prefix . 'duet_outbox', array( 'object_id' => $id ) ); $order = wc_get_order( $id ); $order->set_date_modified( time() - 400 ); $order->save(); echo $id;` );
		// Orders saved in this test are younger than the sweep looks at.
		await site.php( `$GLOBALS['wpdb']->query( "UPDATE {$GLOBALS['wpdb']->prefix}wc_orders SET date_updated_gmt = DATE_SUB( date_updated_gmt, INTERVAL 10 MINUTE )" ); $GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE object_id = ${ missed }" ); wp_cache_flush();` );
		await open( page, 'accuracy' );
		await expect( page.getByText( '1 of 2 sales that may be sent are at TikTok.' ) ).toBeVisible();
		await expect( page.locator( '.duet-number' ) ).toContainText( '50 %' );
		const difference = ( id: string ) => page.getByRole( 'row' ).filter( { hasText: `#${ id }` } );
		await expect( difference( refused ) ).toContainText( 'The shopper refused.' );
		await expect( difference( admins ) ).toContainText( 'No visitor known' );
		await expect( difference( missed ) ).toContainText( 'Not queued yet' );
		await look( page, 'accuracy' );
		await page.getByRole( 'button', { name: 'Send what can still be sent' } ).click();
		await expect( page.getByText( '1 sale is on its way to TikTok.' ) ).toBeVisible();
		await site.drain();
		await page.reload();
		await expect( page.locator( '.duet-number' ) ).toContainText( '100 %' );
		expect( tiktok.count( 'Purchase' ) ).toBe( 2 );
	} );

	test( 'a file of offline sales: judged row by row, imported whole or not at all, once', async ( { page } ) => {
		await open( page, 'offline' );
		const choose = ( name: string, text: string ) => page.setInputFiles( '.is-offline input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from( text ) } );
		const today = new Date().toISOString().slice( 0, 10 );
		await choose( 'bad.csv', `Receipt;E-Mail;Datum;Betrag\n1;till@example.test;${ today };"12,50"\n2;=HYPERLINK("http://x");${ today };5\n` );
		await expect( page.getByText( 'Nothing can be imported until these are corrected.' ) ).toBeVisible();
		await look( page, 'offline-errors' );
		await page.getByLabel( 'Amounts look like' ).selectOption( ',' );
		await expect( page.locator( '.duet-row-errors tbody tr' ) ).toHaveCount( 1 );
		await expect( page.locator( '.duet-row-errors' ) ).toContainText( 'TikTok needs one of them.' );

		await choose( 'good.csv', `Receipt,Email,Date,Total\n1,Till@Example.test,${ today },12.50\n2,fair@example.test,${ today },7\n` );
		await expect( page.getByText( '2 sales, 19.5 EUR. No mistakes.' ) ).toBeVisible();
		await page.getByLabel( /These people agreed/ ).check();
		await look( page, 'offline' );
		await page.getByRole( 'button', { name: 'Import these sales' } ).click();
		await expect( page.getByText( '2 sales wait to be delivered; 0 were there already.' ) ).toBeVisible();
		await site.drain();
		const copies = tiktok.events().filter( ( { source } ) => source === 'offline' );
		expect( copies.map( ( { event, pixel_code } ) => [ event, pixel_code ] ) ).toEqual( [ [ 'Purchase', SET ], [ 'Purchase', SET ] ] );
		// Nothing of the file stays but names of identifiers.
		expect( await site.php( `echo wp_json_encode( $GLOBALS['wpdb']->get_results( "SELECT * FROM {$GLOBALS['wpdb']->prefix}duet_outbox" ) );` ) ).not.toMatch( /till@|fair@/i );
	} );

	test( 'an order from elsewhere goes to the offline set alone, where the merchant says so', async () => {
		await site.php( `update_option( 'duet_settings', array( 'purchase' => array( 'without_snapshot' => 'offline' ) ) + get_option( 'duet_settings' ) );` );
		const before = tiktok.events().length;
		await sale( 'none' );
		await site.drain();
		expect( tiktok.events().slice( before ).map( ( { event, pixel_code } ) => [ event, pixel_code ] ) ).toEqual( [ [ 'Purchase', SET ] ] );
	} );

	test( 'only a refused token leads to a notice, and Site Health reports it, too', async ( { page } ) => {
		await page.goto( `${ site.url }/wp-admin/` );
		await expect( page.locator( '.notice', { hasText: 'Duet' } ) ).toHaveCount( 0 );
		await site.php( `( new Duet\\Settings\\Tokens() )->set( '${ PIXEL }', 'ffffffffffffffffffffffffffffffffffffffff' );` );
		await sale( 'granted' );
		await site.drain();
		await page.reload();
		await expect( page.locator( '.notice', { hasText: 'Duet' } ) ).toContainText( `TikTok refuses the access token of pixel ${ PIXEL }` );
		const health = JSON.parse( await site.php( `require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php'; require_once ABSPATH . 'wp-admin/includes/admin.php'; $all = array(); foreach ( WP_Site_Health::get_tests()['direct'] as $name => $test ) { if ( str_starts_with( $name, 'duet_' ) ) { $all[ $name ] = $test['test']()['status']; } } echo wp_json_encode( $all );` ) ) as Record< string, string >;
		expect( health ).toMatchObject( { duet_token: 'critical', duet_table: 'good', duet_clock: 'good', duet_consent: 'good' } );
		await shot( page, 'notice' );
	} );

	test( 'Site Health finds a pixel that is written into the theme, and no other', async ( { page } ) => {
		const result = async () => {
			await page.goto( `${ site.url }/wp-admin/site-health.php` );
			const answer = await page.waitForResponse( ( response ) => response.url().includes( 'duet_pixels' ) );
			return ( await answer.json() ) as { status: string; label: string };
		};
		expect( ( await result() ).status ).toBe( 'good' );
		const snippet = join( site.root, 'wp-content/mu-plugins/theme-snippet.php' );
		writeFileSync( snippet, `<?php add_action( 'wp_head', static function () { echo "<script>window.ttq && ttq.load( 'C0TYPEDBYHAND0000001' );</script>"; } );` );
		expect( await result() ).toMatchObject( { status: 'recommended', label: 'Your home page carries a TikTok pixel that is not Duet\'s: C0TYPEDBYHAND0000001' } );
		await expect( page.getByText( 'C0TYPEDBYHAND0000001' ) ).toBeVisible();
		await shot( page, 'site-health' );
		rmSync( snippet );
	} );

	test( 'settings travel to another shop in a file, unsaved until they are looked through', async ( { page } ) => {
		await open( page, 'settings/advanced' );
		const [ file ] = await Promise.all( [ page.waitForEvent( 'download' ), page.getByRole( 'button', { name: 'Download settings' } ).click() ] );
		const text = ( await ( await file.createReadStream() ).toArray() ).join( '' );
		expect( text ).not.toContain( TOKEN );
		const settings = JSON.parse( text ) as { settings: { content_id: { prefix: string } } };
		settings.settings.content_id.prefix = 'shop-';
		await page.locator( 'input[type=file][accept*=json]' ).setInputFiles( { name: 'duet.json', mimeType: 'application/json', buffer: Buffer.from( JSON.stringify( settings ) ) } );
		await expect( page.getByText( 'The file was read. Look through the settings, then save all changes.' ) ).toBeVisible();
		await page.getByRole( 'link', { name: 'Purchases and products (unsaved changes)' } ).click();
		await expect( page.locator( '[data-path="content_id.prefix"]' ) ).toHaveValue( 'shop-' );
		expect( await site.php( "echo wp_json_encode( get_option( 'duet_settings' ) );" ) ).not.toContain( 'shop-' );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
		expect( await site.php( "echo wp_json_encode( get_option( 'duet_settings' ) );" ) ).toContain( 'shop-' );
		await shot( page, 'settings' );
	} );
} );
