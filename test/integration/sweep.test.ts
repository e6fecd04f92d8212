/** The hourly sweep on real WooCommerce: what no hook brought in gets its one row, and nothing else does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mariadbMissing } from '../../bin/site/database.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX } from './shopper.ts';

interface Row {
	readonly event: string;
	readonly event_time: string;
	readonly pixel_code: string;
}

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const PIXEL = 'C4TESTPIXEL000000000';
const LATER_PIXEL = 'C4LATERPIXEL00000000';
const REFUSER = HEX.replace( /^0/, 'f' );

/** $make( hours since it was paid, properties ): an order as a checkout and a gateway left it, hours ago. */
const ORDERS = `
	$snapshot = static fn( string $decision, string $visitor = '${ HEX }' ): array => array( 'visitor' => $visitor, 'consent' => array( 'signal' => 'allow', 'decision' => $decision, 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) );
	$make = static function ( int $hours, array $with = array() ) use ( $snapshot ): int {
		$order = wc_create_order( array( 'created_via' => 'checkout', 'customer_id' => $with['customer'] ?? 0 ) );
		$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
		$order->set_payment_method( 'stripe' );
		$order->set_billing_email( 'ann@example.test' );
		if ( ! ( $with['stranger'] ?? false ) ) {
			$order->update_meta_data( '_duet_visitor', $with['snapshot'] ?? $snapshot( 'granted' ) );
		}
		$order->calculate_totals();
		$order->save();
		$status = $with['status'] ?? 'processing';
		'processing' === $status ? $order->payment_complete() : $order->update_status( $status );
		$then = time() - $hours * HOUR_IN_SECONDS;
		$order->set_date_created( $then - 60 );
		if ( 'processing' === $status ) {
			$order->set_date_paid( $then );
		}
		$order->set_date_modified( $with['changed'] ?? $then );
		$order->save();
		// WordPress dates a post it saves today, whatever it is told.
		$changed = gmdate( 'Y-m-d H:i:s', $with['changed'] ?? $then );
		$GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, array( 'post_modified' => get_date_from_gmt( $changed ), 'post_modified_gmt' => $changed ), array( 'ID' => $order->get_id() ) );
		clean_post_cache( $order->get_id() );
		return $order->get_id();
	};`;

describe.skipIf( without ).each( [ true, false ] )( `sweep, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;

	const plugin = ( what: 'activate_plugin' | 'deactivate_plugins' ): Promise<string> => site.php( `require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${ what }( 'duet-for-tiktok/plugin.php' );` );
	const rows = async ( id: number ): Promise<Row[]> =>
		JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_results( "SELECT event, event_time, pixel_code FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id } ORDER BY id" ) );` ) ) as Row[];
	const paid = async ( id: number ): Promise<string> => site.php( `echo wc_get_order( ${ id } )->get_date_paid()->getTimestamp();` );
	const sweep = (): Promise<string> => site.php( "do_action( 'duet_hourly' );" );
	/** Orders of these kinds, made while nobody of ours was there. */
	const unseen = async ( code: string ): Promise<Record<string, number>> => {
		await plugin( 'deactivate_plugins' );
		const made = JSON.parse( await site.php( `${ ORDERS } echo wp_json_encode( ${ code } );` ) ) as Record<string, number>;
		await plugin( 'activate_plugin' );
		return made;
	};

	beforeAll( async () => {
		site = await createSite( {
			name: `sweep-${ hpos ? 'tables' : 'posts' }`,
			...wants,
			// Each storage on another database: four would prove no more.
			database: hpos || mariadbMissing() !== undefined ? 'sqlite' : 'mariadb',
			hpos,
			settings: { pixels: [ { code: PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'required' }, exclusions: { roles: [ 'shop_manager' ] } },
			token: 'secret',
			constants: { SAVEQUERIES: true },
		} );
	} );
	afterAll( async () => {
		await site.stop();
	} );

	it( 'brings in an order that was paid while the table was gone, once, with the time it was paid at', async () => {
		// A request that dies has no end at which it could try again.
		const id = Number( await site.php( `global $wpdb; $wpdb->query( "DROP TABLE {$wpdb->prefix}duet_outbox" ); delete_option( 'duet_schema' ); ${ ORDERS } echo $make( 3 ); remove_all_actions( 'shutdown' );` ) );
		await site.php( 'global $wpdb; ( new Duet\\Outbox\\OutboxTable( new Duet\\Outbox\\Database( $wpdb, new Duet\\Support\\Log() ) ) )->ensure();' );
		expect( await rows( id ) ).toEqual( [] );
		await sweep();
		const expected = [ { event: 'Purchase', event_time: await paid( id ), pixel_code: PIXEL } ];
		expect( await rows( id ) ).toEqual( expected );
		await sweep();
		await site.php( `wc_get_order( ${ id } )->update_status( 'completed' );` );
		expect( await rows( id ) ).toEqual( expected );
	} );

	it( 'brings in what happened while the plugin was off, and nothing that must not go', async () => {
		await site.php( `global $wpdb; ( new Duet\\Outbox\\Outbox( new Duet\\Outbox\\Database( $wpdb, new Duet\\Support\\Log() ), new Duet\\Support\\Log() ) )->withdraw( '${ REFUSER }' );` );
		const made = await unseen( `array(
			'paid'      => $make( 5 ),
			'almost'    => $make( 46 ),
			'placed'    => $make( 4, array( 'status' => 'on-hold' ) ),
			'refused'   => $make( 5, array( 'snapshot' => $snapshot( 'denied' ) ) ),
			'undecided' => $make( 5, array( 'snapshot' => $snapshot( 'unknown' ) ) ),
			'stranger'  => $make( 5, array( 'stranger' => true ) ),
			'withdrawn' => $make( 5, array( 'snapshot' => $snapshot( 'granted', '${ REFUSER }' ) ) ),
			'manager'   => $make( 5, array( 'customer' => wp_insert_user( array( 'user_login' => 'boss', 'user_pass' => 'x', 'user_email' => 'boss@example.test', 'role' => 'shop_manager' ) ) ) ),
			'old'       => $make( 48, array( 'changed' => time() - HOUR_IN_SECONDS ) ),
			'cancelled' => $make( 5, array( 'status' => 'cancelled' ) ),
			'fresh'     => $make( 0 ),
		)` );
		await sweep();
		await sweep();
		const all = JSON.parse( await site.php( 'global $wpdb; echo wp_json_encode( $wpdb->get_results( "SELECT object_id, event FROM {$wpdb->prefix}duet_outbox ORDER BY id" ) );' ) ) as { object_id: string; event: string }[];
		const found = Object.fromEntries( Object.entries( made ).map( ( [ name, id ] ) => [ name, all.filter( ( row ) => Number( row.object_id ) === id ).map( ( { event } ) => event ) ] ) );
		expect( found ).toEqual( { paid: [ 'Purchase' ], almost: [ 'Purchase' ], placed: [ 'PlaceAnOrder' ], refused: [], undecided: [], stranger: [], withdrawn: [], manager: [], old: [], cancelled: [], fresh: [] } );
		expect( ( await rows( made.paid ?? 0 ) )[ 0 ]?.event_time ).toBe( await paid( made.paid ?? 0 ) );
	} );

	it( 'a sale of nine days ago, its row forgotten: neither the parcel paid at the door nor a look at its page is a new one', async () => {
		const id = Number( await site.php( `${ ORDERS }
			$order = wc_get_order( $make( 9 * 24, array( 'status' => 'on-hold' ) ) );
			$order->set_payment_method( 'cod' );
			$order->set_status( 'processing' );
			$order->save();
			// As cash on delivery leaves it: on its way, and not paid.
			$order->set_date_paid( null );
			$order->save();
			$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}duet_outbox" );
			echo $order->get_id();` ) );
		expect( await site.php( `$order = wc_get_order( ${ id } ); echo null === $order->get_date_paid() ? 'unpaid' : 'paid';` ) ).toBe( 'unpaid' );
		const key = await site.php( `$order = wc_get_order( ${ id } ); $order->update_status( 'completed' ); echo $order->get_date_paid()?->getTimestamp() > time() - 60 ? $order->get_order_key() : 'not paid now';` );
		expect( key ).toMatch( /^wc_order_/ );
		await fetch( `${ site.url }/?page_id=${ await site.php( "echo wc_get_page_id( 'checkout' );" ) }&order-received=${ id }&key=${ key }` );
		await sweep();
		expect( await rows( id ) ).toEqual( [] );
	} );

	it( 'a parcel that counted, then was delivered, forgotten and reopened weeks later: no new sale', async () => {
		const id = Number( await site.php( `${ ORDERS }
			$order = wc_get_order( $make( 40 * 24, array( 'status' => 'pending', 'snapshot' => $snapshot( 'granted' ) + array( 'ip' => '203.0.113.9', 'user_agent' => 'x' ) ) ) );
			$order->set_payment_method( 'cod' );
			$order->update_status( 'processing' );
			echo $order->get_id();` ) );
		expect( ( await rows( id ) ).map( ( { event } ) => event ) ).toEqual( [ 'Purchase' ] );
		await site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET state = 'delivered', delivered_at = UNIX_TIMESTAMP() - 3 * 86400 WHERE object_id = ${ id }" ); do_action( 'duet_hourly' ); $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id }" );` );
		for ( const status of [ 'on-hold', 'processing', 'cancelled', 'processing', 'pending', 'processing', 'completed', 'on-hold', 'completed' ] ) {
			await site.php( `wc_get_order( ${ id } )->update_status( '${ status }' );` );
		}
		await sweep();
		expect( await rows( id ) ).toEqual( [] );
	} );

	it( 'gives a new pixel the orders since it was added, and asks the outbox once a page', async () => {
		const made = await unseen( "array( 'before' => $make( 6 ), 'after' => $make( 2 ) )" );
		await site.php( `$all = get_option( 'duet_settings' ); $all['pixels'][] = array( 'code' => '${ LATER_PIXEL }', 'added' => time() - 4 * HOUR_IN_SECONDS ); update_option( 'duet_settings', $all );` );
		await sweep();
		expect( ( await rows( made.before ?? 0 ) ).map( ( { pixel_code: code } ) => code ) ).toEqual( [ PIXEL ] );
		expect( ( await rows( made.after ?? 0 ) ).map( ( { pixel_code: code } ) => code ) ).toEqual( [ PIXEL, LATER_PIXEL ] );
		const asked = await site.php( `global $wpdb; $wpdb->queries = array(); do_action( 'duet_hourly' );
			echo count( array_filter( $wpdb->queries, static fn( $query ) => str_contains( $query[2], 'Sweep' ) && str_contains( $query[0], 'SELECT object_id' ) ) );` );
		expect( asked ).toBe( '1' );
	} );

	it( 'counts nothing as refused that was counted before it came here', async () => {
		expect( await site.php( "echo wp_json_encode( get_option( 'duet_refusals' ) );" ) ).toBe( 'false' );
	} );

	it( 'writes nothing personal to the log', () => {
		expect( site.debugLog() ).not.toMatch( /example\.test|duet/i );
	} );
} );
