/** What stays of a shopper, and how he gets rid of it: WordPress' privacy tools and WooCommerce's own, on real orders. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { mariadbMissing } from '../../bin/site/database.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { Shopper, type Placed } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const database = mariadbMissing() === undefined ? 'mariadb' : 'sqlite';
/** Names as well as what goes by default. */
const settings = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' }, matching: { events: { Purchase: { first_name: true, last_name: true } } } };

const EMAIL = 'canary.kanarie@zwitscher.test';
const hex = ( text: string ): string => createHash( 'sha256' ).update( text ).digest( 'hex' );
/** Hashes, too: TikTok knows people by them, and once it has them nobody else needs to. */
const CANARIES = [ hex( EMAIL ), hex( '+4915223456789' ), hex( 'kanarienvogel' ), hex( 'zwitscherling' ), EMAIL, 'canary.kanarie', '15223456789', '1522 3456789', 'Kanarienvogel', 'Zwitscherling', 'Käfigstraße', '203.0.113.77', '(a shopper)' ];

/** A shopper with a name nobody else has. */
class Canary extends Shopper {
	override ask( path: string, init: RequestInit = {} ): Promise<Response> {
		if ( init.body instanceof URLSearchParams && init.body.has( 'billing_email' ) ) {
			for ( const [ field, value ] of Object.entries( { first_name: 'Kanarienvogel', last_name: 'Zwitscherling', address_1: 'Käfigstraße 7', email: EMAIL, phone: '01522 3456789' } ) ) {
				init.body.set( `billing_${ field }`, value );
			}
		}
		return super.ask( path, { ...init, headers: { ...Object.fromEntries( new Headers( init.headers ) ), 'X-Forwarded-For': '203.0.113.77' } } );
	}
}

/** Every row of every table, and of order meta ours alone; WooCommerce's own records of orders, customers and sessions are its own business. */
const DUMP = `
	global $wpdb;
	$own = '/(wc_orders|wc_order_addresses|wc_order_operational_data|wc_customer_lookup|woocommerce_sessions|users|usermeta|comments|commentmeta|wc_order_coupon_lookup)$/';
	foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
		$where = preg_match( '/(postmeta|wc_orders_meta)$/', $table ) ? "WHERE meta_key LIKE '%duet%'" : '';
		foreach ( preg_match( $own, $table ) ? array() : $wpdb->get_results( "SELECT * FROM $table $where", ARRAY_A ) as $row ) {
			echo $table, ' ', implode( ' | ', array_map( 'strval', $row ) ), "\\n";
		}
	}`;

interface Erased {
	readonly items_removed: boolean;
	readonly items_retained: boolean;
	readonly messages: readonly string[];
	readonly done: boolean;
}

interface Exported {
	readonly data: readonly { readonly group_id: string; readonly data: readonly { readonly name: string; readonly value: string }[] }[];
	readonly done: boolean;
}

describe.skipIf( without ).each( [ true, false ] )( `privacy, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	let standIn: StandIn;
	let mug: number;

	/** The tools as the admin screen calls them. */
	const tool = async <Answer>( kind: 'eraser' | 'exporter', email: string ): Promise<Answer> =>
		JSON.parse( await site.php( `$tools = apply_filters( 'wp_privacy_personal_data_${ kind }s', array() ); echo wp_json_encode( call_user_func( $tools['duet-for-tiktok']['callback'], '${ email }', 1 ) );` ) ) as Answer;
	const erase = ( email = EMAIL ): Promise<Erased> => tool( 'eraser', email );
	const snapshot = async ( { id }: Placed ): Promise<Record<string, unknown>> => JSON.parse( await site.php( `echo wp_json_encode( wc_get_order( ${ id } )->get_meta( '_duet_visitor' ) );` ) ) as Record<string, unknown>;
	const found = async (): Promise<string[]> => {
		const dump = await site.php( DUMP );
		expect( dump ).toContain( 'duet_outbox' );
		return dump.split( '\n' ).filter( ( line ) => CANARIES.some( ( canary ) => line.toLowerCase().includes( canary.toLowerCase() ) ) );
	};
	const bought = async ( method = 'cod' ): Promise<Placed> => {
		const shopper = new Canary( site );
		const placed = await shopper.classic( mug, method );
		const tray = /<script[^>]*id="duet-tray"[^>]*>([\s\S]*?)<\/script>/.exec( await ( await shopper.ask( placed.received ) ).text() )?.[ 1 ] ?? '[]';
		const [ item ] = JSON.parse( tray ) as { id: string; ack: object }[];
		expect( await shopper.tell( 'ack', { ...item?.ack, id: item?.id } ) ).toBe( 200 );
		return placed;
	};

	beforeAll( async () => {
		standIn = await startStandIn();
		site = await createSite( { name: `privacy-${ hpos ? 'tables' : 'posts' }`, ...wants, database, hpos, checkout: 'classic', settings, standIn, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
		await standIn.stop();
	} );

	it( 'after delivery no person is found outside the shop\'s own records; 48 hours later the address leaves the snapshot', async () => {
		const placed = await bought();
		await site.drain();
		expect( standIn.count( 'Purchase' ) ).toBe( 1 );
		// The snapshot alone, and of it only what the next two days may need.
		const left = ( await found() ).filter( ( line ) => ! line.includes( '_duet_visitor' ) );
		expect( left ).toEqual( [] );
		expect( await snapshot( placed ) ).toMatchObject( { ip: '203.0.113.77', user_agent: 'Mozilla/5.0 (a shopper)' } );
		await site.php( `
			global $wpdb;
			$GLOBALS['updated'] = 0;
			add_action( 'woocommerce_update_order', static function () { ++$GLOBALS['updated']; } );
			$modified = static fn() => (string) wc_get_order( ${ placed.id } )->get_date_modified();
			$before = $modified();
			do_action( 'duet_hourly' );
			if ( ! isset( wc_get_order( ${ placed.id } )->get_meta( '_duet_visitor' )['ip'] ) ) { throw new RuntimeException( 'too early' ); }
			$wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET delivered_at = delivered_at - 49 * 3600 WHERE delivered_at > 0" );
			do_action( 'duet_hourly' );
			if ( $GLOBALS['updated'] || $before !== $modified() ) { throw new RuntimeException( 'the order was updated' ); }` );
		const kept = await snapshot( placed );
		expect( kept ).not.toHaveProperty( 'ip' );
		expect( kept ).not.toHaveProperty( 'user_agent' );
		expect( kept ).toMatchObject( { ttclid: 'E.C.P.click', consent: { decision: 'granted' } } );
		expect( await found() ).toEqual( [] );
		expect( await site.php( "global $wpdb; echo $wpdb->get_var( \"SELECT autoload FROM $wpdb->options WHERE option_name = 'duet_snapshots'\" );" ) ).toMatch( /^(no|off)$/ );
	} );

	it( 'exports what is held by e-mail, erases it, and finds nothing the second time', async () => {
		const waiting = await bought( 'bacs' );
		// A shop that has moved its orders keeps stale copies in the other table.
		const [ from, to ] = hpos ? [ 'order_id, meta_key, meta_value FROM {$wpdb->prefix}wc_orders_meta', 'postmeta ( post_id' ] : [ 'post_id, meta_key, meta_value FROM $wpdb->postmeta', 'wc_orders_meta ( order_id' ];
		await site.php( `global $wpdb; $wpdb->query( "INSERT INTO {$wpdb->prefix}${ to }, meta_key, meta_value ) SELECT ${ from } WHERE meta_key LIKE '%duet%'" );` );
		expect( ( await found() ).filter( ( line ) => line.includes( '_duet_visitor' ) ) ).toHaveLength( 2 );
		const { data, done } = await tool<Exported>( 'exporter', EMAIL.toUpperCase() );
		expect( done ).toBe( true );
		expect( data.map( ( { group_id } ) => group_id ).sort() ).toEqual( [ 'duet_events', 'duet_events', 'duet_visits', 'duet_visits' ] );
		expect( JSON.stringify( data ) ).toContain( '203.0.113.77' );
		expect( await tool<Exported>( 'exporter', 'ann@example.test' ) ).toEqual( { data: [], done: true } );
		expect( ( await erase( 'ann@example.test' ) ).items_removed ).toBe( false );

		expect( await erase() ).toMatchObject( { items_removed: true, items_retained: false, done: true } );
		const kept = await snapshot( waiting );
		expect( Object.keys( kept ) ).toEqual( [ 'consent' ] );
		expect( kept ).toMatchObject( { consent: { decision: 'denied', source: 'erasure' } } );
		expect( await site.php( 'global $wpdb; echo $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}" . ( "yes" === get_option( "woocommerce_custom_orders_table_enabled" ) ? "wc_orders_meta" : "postmeta" ) . " WHERE meta_key = \'_duet_browser\'" );' ) ).toBe( '0' );
		expect( await found() ).toEqual( [] );
		expect( await erase() ).toEqual( { items_removed: false, items_retained: false, messages: [], done: true } );
		expect( await tool<Exported>( 'exporter', EMAIL ) ).toEqual( { data: [], done: true } );
	} );

	it( 'finds by e-mail what no order leads to: a delivered form, a sale at the till, what waits in an account, a withdrawal', async () => {
		await site.php( `$all = (array) get_option( 'duet_settings' ); update_option( 'duet_settings', array( 'offline' => array( 'event_set_id' => '7000000000000000001' ), 'matching' => array( 'events' => array( 'Lead' => array( 'email' => false ) ) ) ) + $all );
			( new Duet\\Settings\\Tokens() )->set( '7000000000000000001', '${ DEMO_TOKEN }' );` );
		const guest = new Canary( site );
		guest.cookies.set( 'duet_visitor', `${ 'c'.repeat( 32 ) }.g` );
		const lead = { name: 'Lead', id: 'a1'.repeat( 16 ), age: 0, url: `${ site.url }/`, params: {}, person: { email: EMAIL, phone: '+4915223456789' } };
		expect( await guest.tell( 'events', { events: [ lead ] } ) ).toBe( 200 );
		await site.php( `do_action( 'duet_offline', 'Purchase', array( 'value' => 12, 'currency' => 'EUR', 'contents' => array( array( 'content_id' => 'MUG', 'price' => 12, 'quantity' => 1 ) ) ), array( 'email' => '${ EMAIL }' ), array( 'id' => 'till-1' ) );
			$join = static function ( $name, $email, $at ) {
				$user = wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'x', 'user_email' => $email ) );
				update_user_meta( $user, '_duet_tray', array( 'blog' => 1, 'items' => array( array( 'name' => 'CompleteRegistration', 'id' => 'C-1-0123456789ab', 'time' => $at, 'params' => array() ) ) ) );
			};
			$join( 'canary', '${ EMAIL }', time() );
			$join( 'ann', 'ann@example.test', time() - 7200 );
			do_action( 'duet_hourly' );` );
		const waiting = "global $wpdb; echo $wpdb->get_var( \"SELECT COUNT(*) FROM $wpdb->usermeta WHERE meta_key LIKE '%duet%'\" );";
		expect( await site.php( waiting ), 'nothing waits longer than it is handed out' ).toBe( '1' );
		await site.drain();
		expect( standIn.events().map( ( { event } ) => event ).slice( -2 ).sort() ).toEqual( [ 'Lead', 'Purchase' ] );
		expect( await guest.tell( 'consent', { state: 'denied' } ) ).toBe( 200 );

		const { data } = await tool<Exported>( 'exporter', EMAIL );
		expect( data.map( ( item ) => `${ item.group_id } ${ item.data[ 0 ]?.value }` ).sort() ).toEqual( [ 'duet_events CompleteRegistration', 'duet_events Lead', 'duet_events Purchase', `duet_refusals ${ 'c'.repeat( 32 ) }` ] );
		expect( await erase() ).toMatchObject( { items_removed: true, done: true } );
		expect( await tool<Exported>( 'exporter', EMAIL ) ).toEqual( { data: [], done: true } );
		expect( await site.php( waiting ) ).toBe( '0' );
		expect( await site.php( DUMP ) ).not.toContain( 'c'.repeat( 32 ) );
		expect( await found() ).toEqual( [] );
	} );

	it( 'an erased order that is paid later sends nothing', async () => {
		const sent = standIn.events().length;
		await site.php( `foreach ( wc_get_orders( array( 'billing_email' => '${ EMAIL }', 'limit' => -1 ) ) as $order ) { $order->payment_complete( 'tx' ); $order->update_status( 'completed' ); } do_action( 'duet_hourly' );` );
		await site.drain();
		expect( standIn.events() ).toHaveLength( sent );
		expect( await site.php( 'global $wpdb; echo $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}duet_outbox WHERE state IN ( \'pending\', \'sending\' )" );' ) ).toBe( '0' );
	} );

	it( 'WooCommerce\'s own tools export and clean ours', async () => {
		const placed = await bought();
		const exported = await site.php( `echo wp_json_encode( WC_Privacy_Exporters::order_data_exporter( '${ EMAIL }', 1 ) );` );
		expect( exported ).toContain( 'TikTok click id: E.C.P.click' );
		await site.php( `WC_Privacy_Erasers::remove_order_personal_data( wc_get_order( ${ placed.id } ) );` );
		expect( Object.keys( await snapshot( placed ) ) ).toEqual( [ 'consent' ] );
		expect( await site.php( `echo wp_json_encode( wc_get_order( ${ placed.id } )->get_meta( '_duet_browser' ) );` ) ).toBe( '""' );
		expect( await site.php( `global $wpdb; echo $wpdb->get_var( "SELECT state FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ placed.id }" );` ) ).toBe( 'withheld' );
		expect( await found() ).toEqual( [] );
	} );

	it( 'suggests a policy text', async () => {
		const owner = new Shopper( site, false );
		owner.cookies.set( 'wordpress_test_cookie', 'WP%20Cookie%20check' );
		await owner.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: 'admin', pwd: 'password' } ) } );
		const text = await ( await owner.ask( '/wp-admin/options-privacy.php?tab=policyguide' ) ).text();
		expect( text ).toMatch( /only after you have consented/ );
		expect( text ).toMatch( /kept for 30 days/ );
	} );

	it( 'a full uninstall takes the orders\' meta along, from both places, where the merchant asked for it', async () => {
		const left = `global $wpdb; echo $wpdb->get_var( "SELECT ( SELECT COUNT(*) FROM {$wpdb->prefix}wc_orders_meta WHERE meta_key LIKE '%duet%' ) + ( SELECT COUNT(*) FROM {$wpdb->prefix}postmeta WHERE meta_key LIKE '%duet%' )" );`;
		const orders = await site.php( "echo count( wc_get_orders( array( 'limit' => -1, 'return' => 'ids' ) ) );" );
		expect( Number( await site.php( left ) ) ).toBeGreaterThan( 0 );
		// As WordPress has it: switched off, then deleted. A scheduled task that runs meanwhile still holds the plugin, and would make its table again.
		await site.php( "require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'duet-for-tiktok/plugin.php' );" );
		await expect.poll( () => site.php( "echo get_transient( 'doing_cron' ) ? 'runs' : 'idle';" ), { timeout: 60_000, interval: 1000 } ).toBe( 'idle' );
		expect( await site.php( "require_once WP_PLUGIN_DIR . '/duet-for-tiktok/plugin.php'; $all = (array) get_option( 'duet_settings' ); update_option( 'duet_settings', array( 'uninstall' => array( 'delete_order_data' => true ) ) + $all ); wc_get_logger()->warning( 'told', array( 'source' => 'duet-for-tiktok' ) ); Duet\\Plugin::uninstall(); echo count( array_filter( (array) _get_cron_array(), static fn( $jobs ) => preg_grep( '/duet/', array_keys( (array) $jobs ) ) ) ), ' ', count( glob( WP_CONTENT_DIR . '/uploads/wc-logs/duet*' ) );" ) ).toBe( '0 0' );
		expect( await site.php( left ) ).toBe( '0' );
		expect( await site.php( "global $wpdb; echo $wpdb->get_var( \"SELECT ( SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%duet%' ) + ( SELECT COUNT(*) FROM $wpdb->usermeta WHERE meta_key LIKE '%duet%' ) + ( SELECT COUNT(*) FROM {$wpdb->prefix}actionscheduler_actions WHERE hook LIKE '%duet%' )\" ), ' ', $wpdb->get_var( \"SHOW TABLES LIKE '%duet%'\" );" ) ).toBe( '0 ' );
		expect( await site.php( "echo count( wc_get_orders( array( 'limit' => -1, 'return' => 'ids' ) ) );" ) ).toBe( orders );
	} );
} );
