/** Who is the visitor of an order that code made: express buttons, one-click forms, webhooks, staff, programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

/**
 * As the plugins do it: PayPal's express order creator in a wc-ajax request, a one-click button on a page, a form for cash on
 * delivery by admin-ajax and by admin-post, an express route of its own in REST, and a payment provider's notification.
 */
const PLUGINS = `<?php
function test_order( $status = '' ) {
	$order = wc_create_order();
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_payment_method( 'ppcp-gateway' );
	$order->set_billing_email( 'ann@example.test' );
	$order->calculate_totals();
	$order->save();
	'' === $status ? $order->payment_complete( 'tx' ) : $order->update_status( $status );
	return $order->get_id();
}
function test_pay() { return isset( $_GET['pay'] ) ? wc_get_order( (int) $_GET['pay'] )->payment_complete( 'tx' ) && (int) $_GET['pay'] : test_order(); }
function test_answer() { wp_send_json( isset( $_GET['pay'] ) ? test_pay() && (int) $_GET['pay'] : test_order( $_GET['status'] ?? '' ) ); }
add_action( 'wc_ajax_ppc-approve-order', 'test_answer' );
add_action( 'woocommerce_api_notify', 'test_answer' );
add_action( 'wp_ajax_nopriv_cod_form', 'test_answer' );
add_action( 'wp_ajax_cod_form', 'test_answer' );
add_action( 'admin_post_nopriv_cod_form', 'test_answer' );
add_action( 'template_redirect', static function () { isset( $_GET['one_click'] ) && test_answer(); } );
add_action( 'rest_api_init', static function () { register_rest_route( 'express/v1', '/order', array( 'methods' => 'POST', 'permission_callback' => '__return_true', 'callback' => 'test_answer' ) ); } );
add_action( 'test_cron', static fn() => update_option( 'test_cron_order', test_order() ) );
// Application passwords and API keys want HTTPS.
if ( isset( $_SERVER['HTTP_X_TEST_HTTPS'] ) ) { $_SERVER['HTTPS'] = 'on'; }
`;

describe.skipIf( without ).each( [ true, false ] )( `orders that code makes, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	const rows = async ( id: number ): Promise<{ event: string; visitor: string }[]> =>
		JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_results( "SELECT event, visitor FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id } ORDER BY id" ) );` ) ) as [];
	const snapshot = async ( id: number ): Promise<{ url?: string; consent?: { decision: string } } | ''> => JSON.parse( await site.php( `echo wp_json_encode( wc_get_order( ${ id } )->get_meta( '_duet_visitor' ) );` ) ) as '';
	const reason = async ( id: number ): Promise<string> => {
		const admin = await loggedIn( 'admin' );
		const nonce = await ( await admin.ask( '/wp-admin/admin-ajax.php?action=rest-nonce' ) ).text();
		const report = ( await ( await admin.ask( '/wp-json/duet/v1/accuracy', { headers: { 'X-WP-Nonce': nonce } } ) ).json() ) as { differences: { order: number; reason: string }[] };
		return report.differences.find( ( { order } ) => order === id )?.reason ?? 'none';
	};
	const loggedIn = async ( user: string ): Promise<Shopper> => {
		const shopper = new Shopper( site, false );
		await shopper.ask( '/wp-login.php' );
		await shopper.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: user, pwd: 'password', testcookie: '1' } ) } );
		return shopper;
	};
	const made = async ( who: Shopper, path: string, init: RequestInit = { method: 'POST' } ): Promise<number> => {
		const answer = await who.ask( path, init );
		expect( answer.status, path ).toBe( 200 );
		return Number( await answer.json() );
	};
	const asOfNobody = ( path: string ): Promise<Response> => fetch( site.url + path, { method: 'POST', headers: { 'User-Agent': 'PayPal/AUHD-214.0' }, body: '{}' } );

	beforeAll( async () => {
		site = await createSite( { name: `made-${ hpos ? 'tables' : 'posts' }`, ...wants, hpos, checkout: 'classic', settings, token: 'secret' } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'makers.php' ), PLUGINS );
		await site.php( "wp_insert_user( array( 'user_login' => 'cleo', 'user_pass' => 'password', 'user_email' => 'cleo@example.test', 'role' => 'customer' ) );" );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	const DOORS = [
		[ 'wc-ajax, as PayPal\'s express button', '/?wc-ajax=ppc-approve-order' ],
		[ 'a page of the shop, as one-click buttons', '/?one_click=1' ],
		[ 'admin-ajax, as forms for cash on delivery', '/wp-admin/admin-ajax.php?action=cod_form' ],
		[ 'admin-post, as forms without scripts', '/wp-admin/admin-post.php?action=cod_form' ],
		[ 'a REST route of a plugin', '/wp-json/express/v1/order' ],
		[ 'the return page of a gateway, with the shopper\'s cookies', '/?wc-api=notify' ],
	] as const;

	it.each( DOORS )( '%s: one Purchase of the shopper', async ( _name, path ) => {
		const id = await made( new Shopper( site ), path );
		expect( await rows( id ) ).toEqual( [ { event: 'Purchase', visitor: HEX } ] );
	} );

	it.each( DOORS )( '%s: the order of a shopper who refused is withheld', async ( _name, path ) => {
		const shopper = new Shopper( site, false );
		shopper.cookies.set( 'duet_visitor', `${ HEX }.d` );
		const id = await made( shopper, path );
		expect( await rows( id ) ).toEqual( [] );
		expect( await snapshot( id ) ).toMatchObject( { consent: { decision: 'denied' } } );
	} );

	it( 'a customer by admin-ajax is a shopper, and the page is the one the form stood on', async () => {
		const cleo = await loggedIn( 'cleo' );
		cleo.cookies.set( 'duet_visitor', `${ HEX }.g` );
		const id = await made( cleo, '/wp-admin/admin-ajax.php?action=cod_form', { method: 'POST', headers: { Referer: `${ site.url }/product/duet-mug/` } } );
		expect( await rows( id ) ).toEqual( [ { event: 'Purchase', visitor: HEX } ] );
		expect( await snapshot( id ) ).toMatchObject( { url: `${ site.url }/product/duet-mug/` } );
	} );

	it( 'an order that no shopper placed, paid by a shopper: the payer is its visitor', async () => {
		const id = Number( await site.php( "echo test_order( 'pending' );" ) );
		expect( await made( new Shopper( site ), `/?wc-ajax=ppc-approve-order&pay=${ id }` ) ).toBe( 1 );
		expect( await rows( id ) ).toEqual( [ { event: 'Purchase', visitor: HEX } ] );
	} );

	it( 'the shopper of the order stays its visitor when another person pays', async () => {
		const id = await made( new Shopper( site ), '/?wc-ajax=ppc-approve-order&status=pending' );
		const payer = new Shopper( site, false );
		payer.cookies.set( 'duet_visitor', `${ 'f'.repeat( 32 ) }.g` );
		await made( payer, `/?wc-ajax=ppc-approve-order&pay=${ id }` );
		expect( await rows( id ) ).toEqual( [ { event: 'Purchase', visitor: HEX } ] );
	} );

	it( 'a payment provider\'s notification, cron, the command line and REST clients are no shoppers', async () => {
		const pending = Number( await site.php( "echo test_order( 'pending' );" ) );
		const ids = [ pending ];
		await asOfNobody( `/?wc-api=notify&pay=${ pending }` );
		for ( const path of [ '/?wc-api=notify', '/wp-json/express/v1/order', '/?wc-ajax=ppc-approve-order', '/wp-admin/admin-ajax.php?action=cod_form' ] ) {
			ids.push( Number( await ( await asOfNobody( path ) ).json() ) );
		}
		await site.php( "wp_schedule_single_event( time() - 10, 'test_cron' );" );
		await site.wpCron();
		ids.push( Number( await site.php( "echo get_option( 'test_cron_order' );" ) ), Number( await site.php( 'echo test_order();' ) ) );
		const password = await site.php( "echo WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'till' ) )[0];" );
		const client = await fetch( `${ site.url }/wp-json/wc/v3/orders`, {
			method: 'POST',
			headers: { Authorization: `Basic ${ Buffer.from( `admin:${ password }` ).toString( 'base64' ) }`, 'Content-Type': 'application/json', 'X-Test-Https': '1' },
			body: JSON.stringify( { set_paid: true, line_items: [ { product_id: Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) ), quantity: 1 } ] } ),
		} );
		expect( client.status, await client.clone().text() ).toBe( 201 );
		ids.push( ( ( await client.json() ) as { id: number } ).id );
		for ( const id of ids ) {
			expect( id ).toBeGreaterThan( 0 );
			expect( await rows( id ) ).toEqual( [] );
			expect( await snapshot( id ) ).toBe( '' );
		}
		expect( await reason( pending ) ).toBe( 'no_visitor' );
	} );

	it( 'staff who make or pay an order are not its visitor, nor is who is logged in when REST ignores the log-in', async () => {
		const staff = await loggedIn( 'admin' );
		staff.cookies.set( 'duet_visitor', `${ HEX }.g` );
		const pending = Number( await site.php( "echo test_order( 'pending' );" ) );
		await made( staff, `/?wc-ajax=ppc-approve-order&pay=${ pending }` );
		for ( const id of [ pending, await made( staff, '/?wc-ajax=ppc-approve-order' ), await made( staff, '/wp-admin/admin-ajax.php?action=cod_form' ), await made( staff, '/wp-json/express/v1/order' ) ] ) {
			expect( await rows( id ) ).toEqual( [] );
			expect( await snapshot( id ) ).toBe( '' );
		}
	} );
} );
