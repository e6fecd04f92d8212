/** Fault matrix 22, 28 to 30, 32 to 35, 37 and 38: what happens to the site itself while events wait. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, HOUR, LEASE, on, PIXEL, PIXELS, Rig } from './rig.ts';

const ASK = `wp_set_current_user( 1 ); $ask = static function ( string $method, string $route, array $params = array() ): array { $request = new WP_REST_Request( $method, '/duet/v1/' . $route ); foreach ( $params as $name => $value ) { $request->set_param( $name, $value ); } $answer = rest_do_request( $request ); return array( $answer->get_status(), $answer->get_data() ); };`;
const OLDER = `require '${ join( import.meta.dirname, 'php/older.php' ) }';`;
const PLUGIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php';";

describe.each( databases )( on( 'life of a site' ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		// Under another address this machine would be a stranger to the site.
		rig = await Rig.make( 'life', database, { constants: { WP_ACCESSIBLE_HOSTS: '127.0.0.1' } } );
	} );
	afterAll( () => rig.stop() );
	beforeEach( () => rig.reset() );

	/** The site under another address, as a copy of its database finds itself. */
	const at = ( url: string ) => {
		rmSync( join( rig.site.root, '.duet-url' ) );
		writeFileSync( join( rig.site.root, '.duet-url' ), url );
	};

	it( '22: the table is gone: the event is written when the request ends, and the table is there again', async () => {
		await rig.php( `$wpdb->query( "DROP TABLE $table" ); $pipeline->push( $event( 1 ) ); $pipeline->push( $event( 4 ) );` );
		expect( rig.logged().match( /could not be written/g ), 'said once, for eight rows' ).toHaveLength( 1 );
		expect( rig.logged() ).not.toMatch( /example\.test|203\.0\.113/ );
		await rig.holds( 8, { pending: 8 } );
		await rig.settled( 8, { delivered: 8 } );
	} );

	it( '22: the database takes no row at all: nothing breaks, orders are the sweep’s, page events are counted as lost', async () => {
		await rig.php( '' );
		await rig.php( `$pipeline->push( $event( 1 ) ); $pipeline->push( $event( 4 ) ); echo json_encode( 'served' );`, { refuse: 'INSERT IGNORE INTO .*duet_outbox' } );
		expect( rig.logged().match( /could not be written/g ), 'said once' ).toHaveLength( 1 );
		await rig.holds( 0, {} );
		expect( await rig.php( `echo json_encode( array_values( $modules->pipeline->refusals->days() ) );` ) ).toEqual( [ { failed: PIXELS.length } ] );
		// As any hook or the sweep would bring it.
		await rig.php( `$pipeline->push( $event( 1 ) );` );
		await rig.settled( 4, { delivered: 4 } );
	} );

	it.skipIf( database === 'sqlite' )( '22: MariaDB reads only: nothing is written and nothing breaks, in the request and in the drain', async () => {
		await rig.fill( 1, 20 );
		expect( await rig.php( `$wpdb->query( 'SET SESSION TRANSACTION READ ONLY' ); $pipeline->push( $event( 101 ) ); echo json_encode( $report( $sender->drain( 20 ) ) );` ) ).toMatchObject( { requests: 0, delivered: 0 } );
		expect( rig.logged().match( /could not be written/g ), 'said once' ).toHaveLength( 1 );
		await rig.holds( 20, { pending: 20 } );
		await rig.settled( 20, { delivered: 20 } );
	} );

	it( '28, 29, 30: each clock alone delivers: WP-Cron, Action Scheduler’s tick, the command line, a visitor’s answered request', async () => {
		await rig.php( `$fill( 1, 10, '${ PIXEL }' ); wp_clear_scheduled_hook( 'duet_drain' ); do_action( 'init' ); wp_unschedule_hook( 'duet_drain' ); wp_schedule_event( time() - 5, 'duet_minute', 'duet_drain' );` );
		await rig.site.wpCron();
		await rig.holds( 10, { delivered: 10 } );
		await rig.php( `$fill( 11, 20, '${ PIXEL }' ); do_action( 'action_scheduler_after_process_queue' );` );
		await rig.holds( 20, { delivered: 20 } );
		await rig.php( `$fill( 21, 30, '${ PIXEL }' ); require '${ join( import.meta.dirname, '../config/wp-cli-stub.php' ) }'; $modules->command_line->commands()->register(); $GLOBALS['duet_cli']['commands']['duet drain'][0]( array(), array( 'format' => 'json' ) );` );
		await rig.holds( 30, { delivered: 30 } );
		await rig.php( `$fill( 31, 40, '${ PIXEL }' ); $batch = new Duet\\Drain\\BatchAfterResponse( $modules->drain, $modules->services->clock ); $after = new Duet\\PublicRoutes\\AfterResponse( $batch, static fn() => true, $modules->services->guard ); $after->plan(); $after->plan();` );
		await rig.holds( 40, { delivered: 40 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( 'all clocks at once: nothing goes out twice', async () => {
		await rig.php( PIXELS.map( ( pixel ) => `$fill( 1, 300, '${ pixel }' );` ).join( '' ) );
		await Promise.all( [
			rig.php( "do_action( 'duet_drain' );" ),
			rig.php( "do_action( 'action_scheduler_after_process_queue' );" ),
			rig.php( '$sender->drain( 50 );' ),
			rig.php( '$sender->drain( 5, 1 );' ),
		] );
		await rig.settled( 1200, { delivered: 1200 } );
		expect( [ rig.repeats(), rig.tiktok.requests().length ] ).toEqual( [ 0, 12 ] );
	} );

	it( '32: switched off for an hour: all delivered afterwards', async () => {
		await rig.php( `$fill( 1, 1000, '${ PIXEL }' ); ${ PLUGIN } deactivate_plugins( 'duet-for-tiktok/plugin.php' ); echo json_encode( array( wp_next_scheduled( 'duet_drain' ), wp_next_scheduled( 'duet_hourly' ) ) );` );
		await rig.later( HOUR );
		await rig.site.php( `${ PLUGIN } activate_plugin( 'duet-for-tiktok/plugin.php' );` );
		await rig.settled( 1000, { delivered: 1000 } );
		expect( await rig.php( `do_action( 'init' ); echo json_encode( is_int( wp_next_scheduled( 'duet_drain' ) ) );` ) ).toBe( true );
	} );

	it( '32: switched off for three days: too late, and visible as such; none is sent', async () => {
		await rig.php( `$fill( 1, 1000, '${ PIXEL }' ); ${ PLUGIN } deactivate_plugins( 'duet-for-tiktok/plugin.php' );` );
		await rig.later( 72 * HOUR );
		await rig.site.php( `${ PLUGIN } activate_plugin( 'duet-for-tiktok/plugin.php' );` );
		await rig.settled( 1000, { expired: 1000 } );
		expect( rig.tiktok.requests() ).toEqual( [] );
		expect( await rig.php( `echo $database->value( "SELECT COUNT(*) AS size FROM %i WHERE matching <> '' OR reply <> 'too late to send'", array( $table ) );` ) ).toBe( 1 );
	} );

	it( 'the 47th hour: the event goes out in it, and not after it', async () => {
		await rig.php( `$fill( 1, 10, '${ PIXEL }', 47 * 3600 - 60 ); $fill( 11, 20, '${ PIXEL }', 47 * 3600 + 60 );` );
		await rig.settled( 20, { delivered: 10, expired: 10 } );
	} );

	it( '33: an older table with rows in it grows in place, and every row goes out', async () => {
		await rig.php( `$fill( 1, 150, '${ PIXEL }' ); $sender->drain( 60, 1 ); $fill( 151, 200, '${ PIXEL }' ); ${ OLDER } $older( 0 );` );
		// Before any drain or admin page: a shopper comes, and finds a table that lacks what the new plugin writes or not.
		await rig.php( `$pipeline->push( $event( 301 ) );` );
		await rig.settled( 204, { delivered: 204 } );
		expect( await rig.php( 'echo json_encode( $schema->version() );' ) ).toBe( 2 );
	} );

	it( '33: a migration that was interrupted is done again', async () => {
		await rig.php( `$fill( 1, 50, '${ PIXEL }' ); ${ OLDER } $older( 0 );` );
		await rig.process( '$schema->ensure();', { kill: { sql: 'ALTER TABLE .*batch_limit' } } );
		await rig.settled( 50, { delivered: 50 } );
	} );

	it( '33, 34: rows claimed by the old plugin when it was replaced are not lost', async () => {
		await rig.fill( 1, 150 );
		await rig.process( '$sender->drain( 60 );', { kill: { http: 'after' } } );
		await rig.php( `${ OLDER } $newer();` );
		await rig.later( LEASE );
		await rig.settled( 150, { delivered: 150 } );
	} );

	it( '34: back to an older plugin with a newer table: it writes, sends, and leaves the table alone', async () => {
		await rig.php( `$fill( 1, 50, '${ PIXEL }' ); ${ OLDER } $newer(); $schema->ensure(); $schema->repair(); $pipeline->push( $event( 101 ) );` );
		await rig.settled( 54, { delivered: 54 } );
		expect( await rig.php( `echo json_encode( array( $schema->version(), $database->value( 'SELECT MAX(mood) AS mood FROM %i', array( $table ) ) ) );` ) ).toEqual( [ 99, 'good' ] );
	} );

	it( '35: uninstalled with rows in the queue: nothing of it is left', async () => {
		await rig.php( `$fill( 1, 20, '${ PIXEL }' ); $sender->drain( 60, 1 ); add_option( 'duet_sweep', 1 );` );
		await rig.site.php( `${ PLUGIN } require_once ABSPATH . 'wp-admin/includes/file.php'; deactivate_plugins( 'duet-for-tiktok/plugin.php' ); uninstall_plugin( 'duet-for-tiktok/plugin.php' );` );
		const left = JSON.parse( await rig.site.php( `global $wpdb; echo wp_json_encode( array( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%duet%'" ), $wpdb->get_col( "SHOW TABLES LIKE '%duet%'" ), array_filter( array_keys( array_merge( ...array_values( array_filter( _get_cron_array(), 'is_array' ) ) ) ), static fn( $hook ) => str_contains( $hook, 'duet' ) ) ) );` ) ) as unknown;
		expect( left ).toEqual( [ [], [], [] ] );
		// And from the start again.
		const settings = JSON.stringify( { pixels: PIXELS.map( ( code ) => ( { code, label: '', test_event_code: '' } ) ), consent: { mode: 'assumed' } } );
		await rig.site.php( `update_option( 'duet_settings', json_decode( '${ settings }', true ) ); ${ PLUGIN } activate_plugin( 'duet-for-tiktok/plugin.php' );` );
		await rig.tokens();
	} );

	it( '37: a copy of the site under another address sends nothing until the merchant says what it is', async () => {
		const key = await rig.php( `$fill( 1, 30, '${ PIXEL }' ); $sender->drain( 60, 0 ); $fill( 31, 40, '${ PIXEL }' ); echo json_encode( $modules->services->key->get() );` );
		const home = rig.site.url;
		try {
			at( 'http://staging.example.test:81/shop' );
			const report = await rig.drain();
			expect( report ).toMatchObject( { requests: 0, paused: { [ PIXEL ]: expect.stringContaining( 'staging.example.test:81/shop' ) as string } } );
			await rig.holds( 40, { pending: 40 } );
			const said = await rig.php<{ notice: string; get: [ number, { asks: boolean } ]; copy: [ number, { asks: boolean } ]; still: { requests: number } }>(
				`${ ASK } $notice = new Duet\\Address\\HomeNotice( $modules->services->access, $modules->address->home ); ob_start(); ( new ReflectionMethod( $notice, 'show' ) )->invoke( $notice ); $html = ob_get_clean();
				$get = $ask( 'GET', 'home' ); $copy = $ask( 'POST', 'home', array( 'answer' => 'copy' ) );
				echo json_encode( array( 'notice' => $html, 'get' => $get, 'copy' => $copy, 'still' => $report( $sender->drain( 5 ) ) ) );`
			);
			expect( said.notice ).toContain( 'value="moved"' );
			expect( said ).toMatchObject( { get: [ 200, { asks: true } ], copy: [ 200, { asks: false } ], still: { requests: 0 } } );
			// Said by mistake: the rows are still there.
			expect( await rig.php( `${ ASK } $said = $ask( 'POST', 'home', array( 'answer' => 'moved' ) ); echo json_encode( array( $said[1]['asks'], $modules->services->key->get() ) );` ) ).toEqual( [ false, key ] );
			await rig.settled( 40, { delivered: 40 } );
		} finally {
			at( home );
		}
	} );

	it( '37: a copy whose database was searched and replaced is found out all the same; https and www are no copy', async () => {
		const home = rig.site.url;
		await rig.php( `$fill( 1, 10, '${ PIXEL }' ); $sender->drain( 60, 0 );` );
		try {
			at( home.replace( 'http://', 'https://www.' ) );
			expect( await rig.php( `echo json_encode( $modules->address->home->objection() );` ) ).toBe( '' );
			at( 'http://copy.example.test:80' );
			await rig.php( `$wpdb->query( $wpdb->prepare( "UPDATE $wpdb->options SET option_value = REPLACE( option_value, %s, 'copy.example.test' )", '${ home.replace( 'http://', '' ) }' ) );` );
			expect( await rig.drain() ).toMatchObject( { requests: 0 } );
		} finally {
			at( home );
		}
		await rig.settled( 10, { delivered: 10 } );
	} );

	it( '37: a shop whose addresses differ by language is one shop', async () => {
		await rig.php( `$fill( 1, 10, '${ PIXEL }' ); $sender->drain( 60, 0 ); add_filter( 'home_url', static fn( string $url ): string => str_replace( '127.0.0.1', 'de.example.test', $url ) . '/de' ); $sender->drain( 60 );` );
		await rig.holds( 10, { delivered: 10 } );
	} );

	it( '37: strangers are not asked, and cannot answer', async () => {
		expect( await rig.php( `$none = rest_do_request( new WP_REST_Request( 'POST', '/duet/v1/home' ) )->get_status(); $request = new WP_REST_Request( 'POST', '/duet/v1/home' ); $request->set_param( 'answer', 'moved' ); echo json_encode( array( $none, rest_do_request( $request )->get_status(), rest_do_request( new WP_REST_Request( 'GET', '/duet/v1/home' ) )->get_status() ) );` ) ).toEqual( [ 400, 401, 401 ] );
	} );

	it( '38: the keys of wp-config.php were changed: nothing is lost, and a token typed anew sends it', async () => {
		const config = join( rig.site.root, 'wp-config.php' );
		const before = readFileSync( config, 'utf8' );
		await rig.fill( 1, 30 );
		try {
			writeFileSync( config, before.replaceAll( 'test-LOGGED_IN', 'rotated-LOGGED_IN' ) );
			expect( await rig.drain() ).toMatchObject( { requests: 0 } );
			await rig.holds( 30, { pending: 30 } );
			expect( await rig.php( `echo json_encode( array( $modules->services->tokens->source( '${ PIXEL }' )->value, $modules->report->health->report()['pixels'][0]['has_token'] ) );` ) ).toEqual( [ 'unreadable', false ] );
			await rig.tokens();
			await rig.settled( 30, { delivered: 30 } );
		} finally {
			writeFileSync( config, before );
			await rig.tokens();
		}
	} );
} );
