/** Fault matrix 36: a network of sites, each with an outbox of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeNetwork } from '../integration/network.ts';
import { databases, on, PIXEL, PIXELS, Rig } from './rig.ts';

const PLUGIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php';";

describe.each( databases )( on( 'multisite' ), ( database ) => {
	let rig: Rig;
	/** Sites 2 and 3, made after the plugin was switched on for the network. */
	let sites: readonly number[];

	const tables = () => rig.php<string[]>( `echo json_encode( $wpdb->get_col( "SHOW TABLES LIKE '%duet_outbox'" ) );` );
	/** $in( site, work ): as a request of that site. */
	const IN = `$in = static function ( int $site, Closure $work ): mixed { switch_to_blog( $site ); try { return $work(); } finally { restore_current_blog(); } };`;
	const settings = JSON.stringify( { pixels: [ { code: PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'assumed' } } );

	beforeAll( async () => {
		rig = await Rig.make( 'multisite', database );
		await makeNetwork( rig.site );
		await rig.site.php( `${ PLUGIN } deactivate_plugins( 'duet-for-tiktok/plugin.php' ); $done = activate_plugin( 'duet-for-tiktok/plugin.php', '', true ); if ( is_wp_error( $done ) ) { throw new RuntimeException( $done->get_error_message() ); }` );
		await rig.reset();
		sites = await rig.php<number[]>(
			`${ IN } $made = array();
			foreach ( array( 'two', 'three' ) as $name ) {
				$id = wp_insert_site( array( 'domain' => get_network()->domain, 'path' => "/$name/", 'title' => $name, 'user_id' => 1 ) );
				if ( is_wp_error( $id ) ) { throw new RuntimeException( $id->get_error_message() ); }
				$in( $id, static function (): void { update_option( 'duet_settings', json_decode( '${ settings }', true ) ); ( new Duet\\Settings\\Tokens() )->set( '${ PIXEL }', '${ PIXEL.toLowerCase() }-token-0123456789' ); } );
				$made[] = $id;
			}
			echo json_encode( $made );`
		);
	} );
	afterAll( () => rig.stop() );

	it( 'makes a new site’s table with its first event, and loses none', async () => {
		const [ two = 0, three = 0 ] = sites;
		expect( await tables() ).toEqual( [ 'wp_duet_outbox' ] );
		await rig.php( `${ IN } foreach ( array( ${ two }, ${ three } ) as $site ) { $in( $site, static function () use ( $pipeline, $event ): void { $pipeline->push( $event( 1 ) ); } ); } $pipeline->push( $event( 1 ) );` );
		expect( ( await tables() ).sort() ).toEqual( [ 'wp_2_duet_outbox', 'wp_3_duet_outbox', 'wp_duet_outbox' ] );
		const counts = await rig.php( `${ IN } echo json_encode( array( $states(), $in( ${ two }, $states ), $in( ${ three }, $states ) ) );` );
		expect( counts ).toEqual( [ { pending: PIXELS.length }, { pending: 1 }, { pending: 1 } ] );
	} );

	it( 'gives the same order number another id in every site', async () => {
		// Even where somebody gave all sites the same key, and a clone the same key of the order. Without WooCommerce an order is what it says.
		const order = "eval( 'class WC_Order { public function get_id() { return 15; } public function get_order_key() { return \"wc_order_same\"; } public function get_date_created() { return null; } public function get_meta() { return \"\"; } }' );";
		const ids = await rig.php<string[]>( `${ IN } ${ order } $id = static function () use ( $modules ): string { update_option( 'duet_id_key', str_repeat( 'ab', 32 ) ); return $modules->order->events->id( 'Purchase', new WC_Order() ); }; echo json_encode( array( $id(), $in( ${ sites[ 0 ] }, $id ), $in( ${ sites[ 1 ] }, $id ) ) );` );
		expect( new Set( ids ).size ).toBe( 3 );
	} );

	it( 'stops only the site whose token is wrong', async () => {
		const [ two = 0, three = 0 ] = sites;
		await rig.php( `${ IN } $in( ${ two }, static function (): void { ( new Duet\\Settings\\Tokens() )->set( '${ PIXEL }', 'wrong' ); } );` );
		const drained = await rig.php<Record<string, number>[]>( `${ IN } $drain = static function () use ( $sender, $states ): array { $sender->drain( 20 ); return $states(); }; echo json_encode( array( $drain(), $in( ${ two }, $drain ), $in( ${ three }, $drain ) ) );` );
		expect( drained ).toEqual( [ { delivered: PIXELS.length }, { pending: 1 }, { delivered: 1 } ] );
		// The events of these tests carry the same id in every site: TikTok merges what the plugin's own ids keep apart.
		expect( rig.tiktok.count() ).toBe( PIXELS.length );
		expect( rig.tiktok.events().filter( ( { accepted } ) => accepted ) ).toHaveLength( PIXELS.length + 1 );
	} );

	it( 'takes a deleted site’s table along, and no other', async () => {
		await rig.site.php( `require_once ABSPATH . 'wp-admin/includes/ms.php'; wp_delete_site( ${ sites[ 0 ] } );` );
		expect( ( await tables() ).sort() ).toEqual( [ 'wp_3_duet_outbox', 'wp_duet_outbox' ] );
		await rig.holds( PIXELS.length, { delivered: PIXELS.length } );
	} );

	it( 'leaves no site anything when it is deleted from the network', async () => {
		await rig.site.php( `${ PLUGIN } do_action( 'init' ); switch_to_blog( ${ sites[ 1 ] } ); do_action( 'init' ); restore_current_blog(); deactivate_plugins( 'duet-for-tiktok/plugin.php', false, true );` );
		const left = `array_merge( $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%duet%'" ), $wpdb->get_col( "SHOW TABLES LIKE '{$wpdb->prefix}duet%'" ) )`;
		expect( JSON.parse( await rig.site.php( `global $wpdb; $hooks = array(); foreach ( array( 1, ${ sites[ 1 ] } ) as $site ) { switch_to_blog( $site ); $hooks[] = wp_next_scheduled( 'duet_drain' ); restore_current_blog(); } echo wp_json_encode( $hooks );` ) ) ).toEqual( [ false, false ] );
		await rig.site.php( `${ PLUGIN } uninstall_plugin( 'duet-for-tiktok/plugin.php' );` );
		expect( JSON.parse( await rig.site.php( `global $wpdb; $left = ${ left }; switch_to_blog( ${ sites[ 1 ] } ); echo wp_json_encode( array( $left, ${ left } ) );` ) ) ).toEqual( [ [], [] ] );
	} );
} );
