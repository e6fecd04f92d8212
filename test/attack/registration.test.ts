/** A program that registers accounts is no sign-up: the rule of the relay and of forms (no bots, one allowance) holds for registrations as well. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL } from '../tiktok/server.ts';

const wants = { plugins: [ 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `registrations${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: 'registration', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, token: 'secret' } );
		await site.php( 'update_option( "users_can_register", 1 );' );
	} );
	afterAll( () => site?.stop() );

	const register = ( name: string, agent: string ) =>
		fetch( `${ site.url }/wp-login.php?action=register`, { method: 'POST', redirect: 'manual', headers: { 'User-Agent': agent, 'X-Forwarded-For': '203.0.113.7' }, body: new URLSearchParams( { user_login: name, user_email: `${ name }@example.test`, 'wp-submit': 'Register' } ) } );
	const rows = () => site.php( `echo wp_json_encode( $GLOBALS['wpdb']->get_col( "SELECT sender <> '' FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE event = 'CompleteRegistration'" ) );` );

	it( 'of a bot are none', async () => {
		await register( 'bot', 'python-requests/2.32' );
		expect( await rows() ).toBe( '[]' );
	} );

	it( 'beyond a minute\'s allowance of one address are none', async () => {
		await register( 'first', 'Mozilla/5.0' );
		await site.php( `global $wpdb; $row = $wpdb->get_row( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE event = 'CompleteRegistration' ORDER BY id DESC LIMIT 1", ARRAY_A ); unset( $row['id'] );
			for ( $i = 0; $i < 300; $i++ ) { $wpdb->insert( $wpdb->prefix . 'duet_outbox', array( 'event' => 'Search', 'event_id' => "E-flood-$i" ) + $row ); }` );
		const before = JSON.parse( await rows() ).length;
		await register( 'second', 'Mozilla/5.0' );
		expect( JSON.parse( await rows() ).length ).toBe( before );
	} );
} );
