/** The first page: the state in one sentence with one next action, from an empty site to counted sales. */
import { expect, test } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type StandIn } from '../tiktok/server';
import { accessible, look, shot } from './look';
import { logIn } from './pages';
import { PIXEL, READY, TOKEN } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const SCREEN = '/wp-admin/admin.php?page=duet-for-tiktok';

const SALE = `
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_billing_email( 'ann@example.test' );
	$order->update_meta_data( '_duet_visitor', array( 'visitor' => '0123456789abcdef0123456789abcdef', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
	$order->calculate_totals();
	$order->save();
	$order->payment_complete();`;

test.describe( 'the overview', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.describe.configure( { mode: 'serial' } );
	let tiktok: StandIn;
	let site: Site;
	const problems: string[] = [];

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'overview', plugins: [ 'woocommerce', 'duet' ], standIn: tiktok } );
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

	test( 'of a fresh site says what is missing, and where to begin', async ( { page } ) => {
		await page.goto( site.url + SCREEN );
		await expect( page.getByText( 'Duet is not connected to TikTok yet.' ) ).toBeVisible();
		await expect( page.getByText( '0 of 5 steps done' ) ).toBeVisible();
		await expect( page.getByText( 'There was no sale in these days.' ) ).toBeVisible();
		await expect( page.getByText( 'No event yet.' ) ).toBeVisible();
		await look( page, 'overview-fresh' );
		await page.getByRole( 'link', { name: 'Set up Duet' } ).click();
		await expect( page.getByRole( 'heading', { name: 'Connect to TikTok' } ) ).toBeVisible();
	} );

	test( "stands among WooCommerce's things to do next", async ( { page } ) => {
		const tasks = await page.evaluate( async () => {
			const { wpApiSettings } = window as unknown as { wpApiSettings?: { nonce: string } };
			const nonce = wpApiSettings?.nonce ?? ( await ( await fetch( '/wp-admin/admin-ajax.php?action=rest-nonce' ) ).text() );
			return ( await fetch( '/wp-json/wc-admin/onboarding/tasks?ids=extended', { headers: { 'x-wp-nonce': nonce } } ) ).text();
		} );
		const task = ( JSON.parse( tasks ) as ReadonlyArray< { tasks: ReadonlyArray< Record< string, unknown > > } > ).flatMap( ( list ) => list.tasks ).find( ( { id } ) => id === 'duet-for-tiktok' );
		expect( task ).toMatchObject( { title: 'Connect TikTok with Duet', additionalInfo: 'The pixel code is missing.', isComplete: false, actionUrl: expect.stringMatching( /#start$/ ) } );
	} );

	test( 'after a sale shows it beside what TikTok has, as a chart and as a table', async ( { page } ) => {
		await site.php( `
			( new Duet\\Settings\\Tokens() )->set( '${ PIXEL }', '${ TOKEN }' );
			update_option( 'duet_settings', json_decode( '${ JSON.stringify( READY ) }', true ) );` );
		await site.php( SALE );
		await site.drain();
		await page.goto( site.url + SCREEN );
		await expect( page.getByText( 'Duet is sending your events to TikTok.' ) ).toBeVisible();
		await expect( page.getByRole( 'region', { name: 'Set up Duet' } ) ).toHaveCount( 0 );
		const sales = page.getByRole( 'region', { name: 'Sales and conversions' } );
		await expect( sales.locator( 'dd' ).first() ).toContainText( '1' );
		await expect( sales.locator( 'canvas' ) ).toBeVisible();
		await sales.getByText( 'Show as a table' ).click();
		await expect( sales.getByRole( 'row' ) ).toHaveCount( 8 );
		await expect( page.getByRole( 'region', { name: 'Last events from your server' } ) ).toContainText( 'Purchase' );
		await look( page, 'overview' );
		await sales.getByRole( 'button', { name: '30 days' } ).click();
		await expect( sales.getByRole( 'row' ) ).toHaveCount( 31 );
		await expect( sales ).toContainText( 'not kept long enough to compare' );
	} );

	test( 'leads to the events that it counts', async ( { page } ) => {
		await page.goto( site.url + SCREEN );
		await page.getByRole( 'region', { name: 'Deliveries' } ).getByRole( 'link' ).nth( 2 ).click();
		await expect( page.getByLabel( 'State' ) ).toHaveValue( 'delivered' );
		await expect( page.getByRole( 'row' ).filter( { hasText: 'Purchase' } ) ).toBeVisible();
	} );

	test( 'says when TikTok refuses the token, and what to do', async ( { page } ) => {
		tiktok.fault( [ { kind: 'code', code: 40105 } ] );
		await site.php( SALE );
		await site.drain();
		await page.goto( site.url + SCREEN );
		await expect( page.getByText( 'TikTok does not accept the access token of this pixel.' ) ).toBeVisible();
		await page.getByRole( 'link', { name: 'See what to do' } ).click();
		await expect( page.getByRole( 'button', { name: 'Try again now' } ) ).toBeVisible();
		await accessible( page, 'a paused pixel' );
	} );

	test( 'and the admin bar of the site says whether this visit is counted, and why not', async ( { page } ) => {
		await page.goto( site.url );
		const bar = page.locator( '#wp-admin-bar-duet' );
		await expect( bar ).toContainText( 'Duet: not counted' );
		await bar.hover();
		await shot( page, 'admin-bar' );
		await bar.getByRole( 'menuitem', { name: /Your settings leave out your role/ } ).click();
		await expect( page.getByLabel( 'Shop staff, and users who act as another user' ) ).toBeFocused();
		await site.php( "$all = get_option( 'duet_settings' ); $all['exclusions'] = array( 'staff' => false ); update_option( 'duet_settings', $all );" );
		await page.goto( site.url );
		await expect( bar ).toContainText( 'Duet: counted' );
	} );

	test( "has the same figures on WordPress's dashboard", async ( { page } ) => {
		await page.goto( `${ site.url }/wp-admin/` );
		const widget = page.locator( '#duet_overview' );
		await expect( widget ).toContainText( 'Sales in the last 7 days: 2' );
		await expect( widget ).toContainText( 'Of these, TikTok has: 1' );
		await shot( page, 'dashboard' );
		await widget.getByRole( 'link', { name: 'Open the overview' } ).click();
		await expect( page.getByRole( 'region', { name: 'Deliveries' } ) ).toBeVisible();
	} );
} );
