/** A network of shops: the access token that wp-config.php holds for the main shop's pixel is no other site's to use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeNetwork } from '../integration/network.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a token in wp-config.php of a network${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'network-token', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, standIn: tiktok, token: DEMO_TOKEN } );
		await makeNetwork( site );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'sends no sale that another site of the network invents', async () => {
		// What the administrator of the second site, who is nobody on the first, does on the screen: types in the code that every
		// page of the first site shows.
		const seen = await site.php(
			`require_once ABSPATH . 'wp-admin/includes/plugin.php';
			$user = wp_insert_user( array( 'user_login' => 'two', 'user_pass' => 'password', 'user_email' => 'two@example.test' ) );
			$id = wp_insert_site( array( 'domain' => get_network()->domain, 'path' => '/two/', 'title' => 'two', 'user_id' => $user ) );
			switch_to_blog( $id );
			update_option( 'active_plugins', array( 'duet-for-tiktok/plugin.php' ) );
			wp_set_current_user( $user );
			update_option( 'duet_settings', array( 'pixels' => array( array( 'code' => '${ DEMO_PIXEL }', 'label' => '', 'test_event_code' => '', 'added' => 0 ) ), 'consent' => array( 'mode' => 'assumed' ) ) );
			$tokens = new Duet\\Settings\\Tokens();
			echo json_encode( array( 'may' => is_super_admin( $user ), 'has' => $tokens->has( '${ DEMO_PIXEL }' ), 'tail' => $tokens->tail( '${ DEMO_PIXEL }' ) ) );
			`.trimEnd()
		);
		// Anything will do: a form, a fixed value of a rule of his, a cart of a shop of his.
		const told = await fetch( `${ site.url }/two/?duet_door=events`, {
			method: 'POST',
			headers: { Origin: site.url, Cookie: `duet_visitor=${ 'a'.repeat( 32 ) }.g`, 'User-Agent': 'Mozilla/5.0', 'X-Forwarded-For': '203.0.113.7' },
			body: JSON.stringify( { url: `${ site.url }/two/`, events: [ { name: 'Lead', id: crypto.randomUUID(), age: 0, params: {} } ] } ),
		} );
		expect( told.status ).toBe( 200 );
		await site.php( 'switch_to_blog( 2 ); do_action( "duet_drain" );' );
		expect.soft( JSON.parse( seen ) ).toEqual( { may: false, has: false, tail: '' } );
		expect( tiktok.conversions().map( ( { event } ) => event ) ).toEqual( [] );
	} );

	it( 'has a name of its own for each further site', async () => {
		const own = await site.php( `define( 'DUET_ACCESS_TOKEN_2', 'token of site 2' ); $tokens = new Duet\\Settings\\Tokens(); $main = $tokens->get( '${ DEMO_PIXEL }' ); switch_to_blog( 2 ); echo json_encode( array( $main, $tokens->get( '${ DEMO_PIXEL }' ) ) );` );
		expect( JSON.parse( own ) ).toEqual( [ DEMO_TOKEN, 'token of site 2' ] );
	} );
} );
