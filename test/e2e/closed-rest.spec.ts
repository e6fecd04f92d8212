/**
 * REST closed to visitors: by real plugins, by a snippet, by a server that knows no such address, and by a firewall's page.
 * A whole sale is counted on both channels all the same, and Site Health says what closed it.
 */
import { expect, test, type Browser } from '@playwright/test';
import { missing, type PluginName } from '../../bin/site/index';
import { layerOf, pushed, READY, shopWith, Shopper, type CheckoutKind } from './shop';

interface Case {
	readonly name: string;
	readonly plugin?: Exclude< PluginName, 'duet' | 'woocommerce' >;
	/** PHP that closes REST by the plugin's own setting. Disable JSON API lists the routes it finds when it has no list. */
	readonly setup?: string;
	/** PHP of a must-use plugin. */
	readonly mustUse?: string;
	/** What Site Health names. */
	readonly culprit: string;
	/** The checkout block needs WooCommerce's own REST routes, so it works only where those stay open. */
	readonly checkout: CheckoutKind;
}

const IS_REST = "str_contains( $_SERVER['REQUEST_URI'], '/wp-json/' ) || str_contains( $_SERVER['REQUEST_URI'], 'rest_route=' )";
const ANONYMOUS = "! is_user_logged_in()";

const cases: readonly Case[] = [
	{ name: 'Disable JSON API', plugin: 'disable-json-api', setup: "delete_option( 'disable_rest_api_options' );", culprit: 'disable-json-api', checkout: 'classic' },
	{ name: 'Disable WP REST API', plugin: 'disable-wp-rest-api', culprit: 'disable-wp-rest-api', checkout: 'classic' },
	{
		name: 'All-In-One Security',
		plugin: 'all-in-one-wp-security-and-firewall',
		setup: "$configs = get_option( 'aio_wp_security_configs', array() ); $configs['aiowps_disallow_unauthorized_rest_requests'] = '1'; $configs['aios_whitelisted_rest_routes'] = array(); $configs['aios_roles_disallowed_rest_requests'] = array(); update_option( 'aio_wp_security_configs', $configs );",
		culprit: 'all-in-one-wp-security-and-firewall',
		checkout: 'classic',
	},
	{
		name: 'a snippet that closes our routes and leaves the shop its own',
		mustUse: `add_filter( 'rest_authentication_errors', static fn( $is ) => ${ ANONYMOUS } && ! str_contains( $_SERVER['REQUEST_URI'], 'wc/store' ) ? new WP_Error( 'rest_disabled', 'Not for visitors.', array( 'status' => 401 ) ) : $is );`,
		culprit: 'mu-plugins/shop.php',
		checkout: 'block',
	},
	{
		name: 'a server without the address',
		mustUse: `add_action( 'parse_request', static function () { if ( ( ${ IS_REST } ) && ${ ANONYMOUS } ) { status_header( 404 ); exit; } }, 1 );`,
		culprit: 'status 404',
		checkout: 'classic',
	},
	{
		name: 'the page of a firewall, with status 200',
		mustUse: `add_action( 'parse_request', static function () { if ( ( ${ IS_REST } ) && ${ ANONYMOUS } ) { echo '<!doctype html><title>Checking your browser</title>'; exit; } }, 1 );`,
		culprit: 'status 200',
		checkout: 'classic',
	},
];

/** A page of somebody whom Duet meets for the first time. */
const visitor = async ( browser: Browser ) => ( await browser.newContext() ).newPage();

for ( const { name, plugin, setup, mustUse, culprit, checkout } of cases ) {
	const plugins: PluginName[] = [ 'woocommerce', 'duet', ...( plugin ? [ plugin ] : [] ) ];
	const without = await missing( { plugins } );

	test.describe( `REST closed by ${ name }${ without === undefined ? '' : ` (${ without })` }`, () => {
		test.skip( without !== undefined, without );
		if ( without !== undefined ) {
			return;
		}
		const shop = shopWith( {
			name: 'closed-rest',
			checkout,
			plugins: plugin ? [ plugin ] : [],
			...( mustUse === undefined ? {} : { mustUse } ),
		} );

		test( `a sale in the ${ checkout } checkout is whole on the pixel, the dataLayer and the server`, async ( { browser } ) => {
			await shop.set( READY, setup ?? '' );
			const page = await visitor( browser );
			const posts: string[] = [];
			page.on( 'request', ( request ) => {
				const address = request.url().replace( shop.site.url, '' );
				if ( request.method() === 'POST' && /duet/.test( address ) ) {
					posts.push( address );
				}
			} );
			const shopper = new Shopper( page, shop.site.url, checkout );
			await shopper.arrive( '/product/duet-mug/?ttclid=E.C.P.click' );
			const rest = await fetch( `${ shop.site.url }/wp-json/duet/v1/consent`, { method: 'POST', headers: { Origin: shop.site.url }, body: '{}' } );
			expect( await rest.text(), 'REST is closed' ).not.toBe( '{}' );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			// All-In-One Security looks up names of hosts and may answer after seconds.
			await pushed( page, 'begin_checkout' );
			await shopper.pay( 'cod' );
			for ( const event of [ 'AddToCart', 'InitiateCheckout', 'AddPaymentInfo', 'Purchase' ] ) {
				await expect.poll( () => shop.copies( event, 'pixel' ).length, `${ event } of the pixel` ).toBe( 1 );
				expect( await shop.paired( event ), event ).toHaveLength( 1 );
			}
			expect( ( await layerOf( page ) ).map( ( { event } ) => event ) ).toContain( 'purchase' );

			// Requests that were under way together may each find the door closed; once that is known, none tries it.
			expect( posts.filter( ( path ) => path.endsWith( 'ack' ) ) ).toEqual( [ '/?duet_door=ack' ] );
			await expect.poll( () => shop.ask( "array_filter( (array) wc_get_orders( array( 'limit' => 1 ) )[0]->get_meta( '_duet_browser' ) )" ) ).toHaveLength( 1 );
			await page.context().close();
		} );

		test( 'a withdrawal is stored', async ( { browser } ) => {
			await shop.set( { ...READY, consent: { mode: 'required' } }, setup ?? '' );
			const page = await visitor( browser );
			await page.context().addCookies( [ { name: 'duet_visitor', value: `${ 'b'.repeat( 32 ) }.g`, url: shop.site.url } ] );
			await page.goto( `${ shop.site.url }/shop/` );
			const status = await page.evaluate( async () => {
				const { door } = JSON.parse( document.getElementById( 'duet-page' )?.textContent ?? '{}' ) as { door: string };
				return ( await fetch( `${ door }consent`, { method: 'POST', body: '{"state":"denied"}' } ) ).status;
			} );
			expect( status ).toBe( 200 );
			expect( await shop.ask( "$GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND event_id LIKE 'bbbb%'\" )" ) ).toBe( '1' );
			await page.context().close();
		} );

		test( 'Site Health names it', async () => {
			const result = await shop.ask< { status: string; label: string; description: string } >( `( function () {
				require_once ABSPATH . 'wp-admin/includes/admin.php';
				wp_set_current_user( 1 );
				return rest_do_request( new WP_REST_Request( 'GET', '/duet/v1/site-health/duet_doors' ) )->get_data();
			} )()` );
			expect( result ).toMatchObject( { status: 'recommended', label: 'The REST API is closed to visitors' } );
			expect( result.description ).toContain( culprit );
			expect( result.description ).toContain( 'no event is lost' );
		} );
	} );
}

test.describe( 'REST open', () => {
	const shop = shopWith( { name: 'open-rest', mustUse: "if ( get_option( 'test_closed' ) ) { add_action( 'wp_loaded', static function () { if ( isset( $_GET['duet_door'] ) || str_contains( $_SERVER['REQUEST_URI'], 'wp-json' ) ) { status_header( 403 ); exit; } }, 1 ); }" } );
	const doors = () => shop.ask< { status: string; description: string } >( "( function () { wp_set_current_user( 1 ); return rest_do_request( new WP_REST_Request( 'GET', '/duet/v1/site-health/duet_doors' ) )->get_data(); } )()" );

	test( 'the script never knocks at the other door, and Site Health is content', async ( { page } ) => {
		await shop.set();
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( '/' );
		await Promise.all( [ page.waitForResponse( /duet\/v1\/events/ ), shopper.addToCart( 'duet-mug' ) ] );
		await shop.later( page );
		expect( asked.filter( ( url ) => url.includes( 'duet_door' ) ) ).toEqual( [] );
		expect( await doors() ).toMatchObject( { status: 'good' } );
	} );

	test( 'both closed is urgent', async () => {
		await shop.site.php( "update_option( 'test_closed', 1 );" );
		expect( await doors() ).toMatchObject( { status: 'critical' } );
		await shop.site.php( "delete_option( 'test_closed' );" );
	} );
} );
