/** The merchant's screen: from a fresh install to TikTok's own answer, and who may not get there. */
import { expect, test, type Page } from '@playwright/test';
import { createSite, missing, type Site } from '../../bin/site/index';
import { startStandIn, type StandIn } from '../tiktok/server';
import { accessible, fits, shot, WIDTHS } from './look';
import { logIn } from './pages';

const PIXEL = 'C9OPQFJC77U5NIJ6K7HG';
const TOKEN = '0123456789abcdef0123456789abcdef01234567';
const WRONG_TOKEN = 'ffffffffffffffffffffffffffffffffffffffff';
const SCREEN = '/wp-admin/admin.php?page=duet-for-tiktok#settings/';
const reason = await missing( { plugins: [ 'woocommerce' ] } );

const saved = ( page: Page ) => expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();

const save = async ( page: Page ) => {
	await page.getByRole( 'button', { name: 'Save changes' } ).click();
	await saved( page );
};

test.describe( 'in a shop', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.describe.configure( { mode: 'serial' } );
	let tiktok: StandIn;
	let site: Site;
	const problems: string[] = [];

	test.beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		site = await createSite( { name: 'screen', plugins: [ 'woocommerce', 'duet' ], standIn: tiktok } );
	} );
	test.afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	test.beforeEach( async ( { page } ) => {
		page.on( 'pageerror', ( error ) => problems.push( error.message ) );
		await logIn( page, site.url );
	} );

	test( 'a wrong pixel code is refused beside its field; corrected it is saved, and nothing was sent before consent', async ( { page } ) => {
		await page.goto( `${ site.url }/wp-admin/` );
		await page.locator( '#toplevel_page_woocommerce' ).hover();
		await page.locator( '#toplevel_page_woocommerce' ).getByRole( 'link', { name: 'Duet for TikTok' } ).click();
		await page.getByRole( 'link', { name: 'Settings', exact: true } ).and( page.locator( '.nav-tab' ) ).click();
		await page.getByRole( 'link', { name: 'Consent and privacy' } ).click();
		await expect( page.getByText( 'Nothing is sent to TikTok until you choose' ) ).toBeVisible();
		await page.getByRole( 'link', { name: 'Connection' } ).click();

		const code = page.getByLabel( 'Pixel code' );
		await code.fill( 'wrong' );
		await page.getByLabel( 'Access token' ).fill( 'short' );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( code ).toBeFocused();
		await expect( code ).toHaveAccessibleDescription( /16 to 24 capital letters and digits/ );
		await expect( page.getByLabel( 'Access token' ) ).toHaveAccessibleDescription( /not an access token/ );
		await expect( page.getByText( 'Not saved yet: 2 fields need your attention.' ) ).toBeVisible();

		await code.fill( PIXEL );
		await page.getByLabel( 'Access token' ).fill( WRONG_TOKEN );
		await page.getByLabel( 'Test event code' ).fill( 'TEST12345' );
		await save( page );
		await page.reload();
		await expect( page.getByLabel( 'Pixel code' ) ).toHaveValue( PIXEL );
		expect( tiktok.requests() ).toEqual( [] );
	} );

	test( "a test event shows TikTok's own answer: first of a wrong token, then of the right one", async ( { page } ) => {
		await page.goto( `${ site.url }${ SCREEN }connection` );
		await page.getByRole( 'button', { name: 'Send test event' } ).click();
		const answer = page.locator( '.duet-answer' );
		await expect( answer ).toContainText( 'does not accept the access token' );
		await expect( answer ).toContainText( '40105' );

		await page.getByRole( 'button', { name: 'Replace the access token' } ).click();
		const token = page.getByLabel( 'Access token', { exact: true } );
		await expect( token ).toBeFocused();
		await token.fill( TOKEN );
		await save( page );
		await page.getByRole( 'button', { name: 'Send test event' } ).click();
		await expect( answer ).toContainText( 'TikTok accepted the test event.' );
		expect( tiktok.tested() ).toHaveLength( 1 );
		expect( tiktok.count() ).toBe( 0 );
	} );

	test( 'the token is never given out again', async ( { page } ) => {
		const seen: string[] = [];
		page.on( 'response', async ( response ) => {
			if ( response.url().startsWith( site.url ) && /json|html/.test( response.headers()[ 'content-type' ] ?? '' ) ) {
				seen.push( await response.text().catch( () => '' ) );
			}
		} );
		await page.goto( `${ site.url }${ SCREEN }connection` );
		await expect( page.getByText( 'ends in 4567' ) ).toBeAttached();
		await page.getByRole( 'link', { name: 'Consent and privacy' } ).click();
		await page.getByLabel( /Only after the visitor has agreed/ ).check();
		await save( page );
		expect( seen.join( '\n' ) ).toContain( PIXEL );
		expect( seen.join( '\n' ) ).not.toContain( TOKEN );
		const stored = await site.php( 'global $wpdb; echo wp_json_encode( [ wp_load_alloptions(), $wpdb->get_results( "SELECT * FROM $wpdb->options" ) ] );' );
		expect( stored ).toContain( PIXEL );
		expect( stored ).not.toContain( TOKEN );
		expect( await site.php( 'echo isset( wp_load_alloptions()["duet_tokens"] ) ? "autoloaded" : "apart";' ) ).toBe( 'apart' );
	} );

	test( 'the whole way by keyboard: by the list of pages, and by the search', async ( { page } ) => {
		await page.goto( `${ site.url }${ SCREEN }connection` );
		await page.getByLabel( 'Pixel code' ).focus();
		const reach = async ( selector: string, key = 'Tab' ) => {
			for ( let i = 0; i < 600; i++ ) {
				if ( await page.evaluate( ( wanted ) => document.activeElement?.matches( wanted ) ?? false, selector ) ) {
					return;
				}
				await page.keyboard.press( key );
			}
			throw new Error( `${ key } never reaches ${ selector }` );
		};
		const save_ = async () => {
			await reach( '.duet-bar button' );
			await page.keyboard.press( 'Enter' );
			await saved( page );
		};
		await reach( 'a[href="#settings/consent"]', 'Shift+Tab' );
		await page.keyboard.press( 'Enter' );
		await reach( '#duet-consent-mode-required' );
		await page.keyboard.press( 'ArrowDown' );
		await save_();
		await reach( 'a[href="#settings/events"]', 'Shift+Tab' );
		await page.keyboard.press( 'Enter' );
		await reach( '#duet-events-Search-pixel' );
		await page.keyboard.press( 'Space' );
		await save_();
		await reach( '.duet-settings-pages input[type="search"]', 'Shift+Tab' );
		await page.keyboard.type( 'cash on delivery' );
		await reach( 'a[href="#settings/purchases?field=purchase.methods.cod.moment"]' );
		await page.keyboard.press( 'Enter' );
		await expect( page.locator( '#duet-purchase-methods-cod-moment' ) ).toBeFocused();
		const stored: unknown = JSON.parse( await site.php( 'echo wp_json_encode( get_option( "duet_settings" ) );' ) );
		expect( stored ).toMatchObject( { consent: { mode: 'assumed' }, events: { Search: { pixel: false } } } );
	} );

	test( 'two windows: the later one is told, sees both changes, and saves both', async ( { page, context } ) => {
		const other = await context.newPage();
		await other.goto( `${ site.url }${ SCREEN }purchases` );
		await page.goto( `${ site.url }${ SCREEN }purchases` );
		await other.getByLabel( 'When it is placed' ).check();
		await save( other );
		await page.getByLabel( 'Count free orders too, with the value 0', { exact: true } ).uncheck();
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'alert' ) ).toContainText( 'changed in another window' );
		await expect( page.getByLabel( 'When it is placed' ) ).toBeChecked();
		await expect( page.getByLabel( 'Count free orders too, with the value 0', { exact: true } ) ).not.toBeChecked();
		await save( page );
		const stored: unknown = JSON.parse( await site.php( 'echo wp_json_encode( get_option( "duet_settings" ) );' ) );
		expect( stored ).toMatchObject( { purchase: { moment: 'placed', zero_total: false } } );
		await page.getByRole( 'button', { name: /^Reset to default: When does/ } ).click();
		await save( page );
	} );

	test( 'no page of the settings is wider than the window or breaks a rule of axe, and all have one font', async ( { page } ) => {
		for ( const width of WIDTHS ) {
			await page.setViewportSize( { width, height: 900 } );
			for ( const part of [ 'connection', 'events', 'forms', 'purchases', 'consent', 'matching', 'tag-manager', 'domain', 'advanced' ] ) {
				await page.goto( `${ site.url }${ SCREEN }${ part }` );
				await expect( page.locator( '.duet-section' ).first() ).toBeVisible();
				await shot( page, `settings-${ part }-${ width }` );
				await fits( page, `${ part } at ${ width }` );
				await accessible( page, `${ part } at ${ width }` );
				const fonts = await page.locator( '#duet-admin :is( label, legend, p, th, select, input:not( [type=checkbox], [type=radio] ), button )' )
					.evaluateAll( ( all ) => [ ...new Set( all.filter( ( one ) => one.closest( '.duet-token, code' ) === null ).map( ( one ) => getComputedStyle( one ).fontFamily ) ) ] );
				expect( fonts, `${ part } at ${ width }` ).toHaveLength( 1 );
			}
		}
	} );

	test( 'the preview shows the ids of the own products as they would be', async ( { page } ) => {
		await page.goto( `${ site.url }${ SCREEN }purchases` );
		const preview = page.getByRole( 'table', { name: /Preview/ } );
		const mug = preview.getByRole( 'row', { name: /Mug/ } );
		await expect( mug.locator( 'code' ) ).toHaveText( 'DUET-MUG' );
		await page.getByLabel( 'Prefix' ).fill( 'de_' );
		await page.getByLabel( 'Prefix' ).blur();
		await expect( mug.locator( 'code' ) ).toHaveText( 'de_DUET-MUG' );
	} );

	test( 'no role below shop manager reads or changes anything, and no cookie works without its nonce', async () => {
		const people: Record< string, { cookie: string; nonce: string } > = JSON.parse(
			await site.php( `
				$people = [];
				foreach ( [ 'subscriber', 'customer', 'contributor', 'author', 'editor', 'shop_manager', 'administrator' ] as $role ) {
					$id     = wp_insert_user( [ 'user_login' => "test-$role", 'user_pass' => 'password', 'role' => $role ] );
					$token  = WP_Session_Tokens::get_instance( $id )->create( time() + 3600 );
					$cookie = wp_generate_auth_cookie( $id, time() + 3600, 'logged_in', $token );
					$_COOKIE[ LOGGED_IN_COOKIE ] = $cookie;
					wp_set_current_user( $id );
					$people[ $role ] = [ 'cookie' => LOGGED_IN_COOKIE . '=' . rawurlencode( $cookie ), 'nonce' => wp_create_nonce( 'wp_rest' ) ];
				}
				echo wp_json_encode( $people );` )
		);
		const before = await site.php( 'echo wp_json_encode( get_option( "duet_settings" ) );' );
		const routes = [
			{ method: 'GET', path: 'settings', open: 200 },
			{ method: 'PUT', path: 'settings', open: 200 },
			{ method: 'POST', path: 'test-event', open: 400 },
			{ method: 'GET', path: 'content-ids', open: 200 },
		];
		const ask = async ( { method, path }: { method: string; path: string }, headers: Record< string, string > ) => {
			const body = method === 'GET' ? {} : { body: '{}' };
			const answer = await fetch( `${ site.url }/wp-json/duet/v1/${ path }`, { method, headers: { 'content-type': 'application/json', ...headers }, ...body } );
			return answer.status;
		};
		for ( const route of routes ) {
			expect( await ask( route, {} ), `nobody ${ route.method } ${ route.path }` ).toBe( 401 );
			for ( const [ role, { cookie, nonce } ] of Object.entries( people ) ) {
				const name = `${ role } ${ route.method } ${ route.path }`;
				const may = role === 'shop_manager' || role === 'administrator';
				expect( await ask( route, { cookie } ), `${ name } without nonce` ).toBe( 401 );
				expect( await ask( route, { cookie, 'x-wp-nonce': 'wrong' } ), `${ name } with a wrong nonce` ).toBe( 403 );
				expect( await ask( route, { cookie, 'x-wp-nonce': nonce } ), name ).toBe( may ? route.open : 403 );
			}
		}
		expect( await site.php( 'echo wp_json_encode( get_option( "duet_settings" ) );' ) ).toBe( before );
	} );

	test( 'all of it without an error in the console or the log', () => {
		expect( problems ).toEqual( [] );
		expect( site.debugLog() ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} );
} );

test( 'without WooCommerce the screen stands under Settings and speaks of no shop', async ( { page } ) => {
	const site = await createSite( { name: 'screen-plain', plugins: [ 'duet' ] } );
	try {
		await logIn( page, site.url );
		await page.goto( `${ site.url }/wp-admin/options-general.php?page=duet-for-tiktok#settings` );
		await expect( page.getByRole( 'heading', { name: 'TikTok pixel' } ) ).toBeVisible();
		await page.getByRole( 'link', { name: 'Events', exact: true } ).click();
		await expect( page.getByRole( 'rowheader', { name: /^Lead \(Submit Form\) ./ } ) ).toBeVisible();
		await expect( page.getByText( 'Purchase (Complete Payment)' ) ).toHaveCount( 0 );
		await expect( page.getByRole( 'link', { name: /Purchases/ } ) ).toHaveCount( 0 );
		expect( site.debugLog() ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	} finally {
		await site.stop();
	}
} );
