/** Orders whose status changes late: reopened after weeks, put on hold after they counted, in flight while the settings change. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mariadbMissing } from '../../bin/site/database.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const database = mariadbMissing() === undefined ? 'mariadb' : 'sqlite';
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

const PLUGIN = `<?php
/** A mug by cash on delivery; a snapshot without address, as of a shopper whose proxy hides them. */
function test_order( $snapshot = true ) {
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_payment_method( 'cod' );
	$order->calculate_totals();
	$order->save();
	if ( $snapshot ) {
		Duet\\Snapshot\\Snapshot::put( $order, Duet\\Event\\Visitor::from_array( array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) );
		$order->save();
	}
	return $order;
}
/** TikTok took everything, and so many days pass. */
function test_days( $days ) {
	global $wpdb;
	$wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET state = 'delivered', matching = '' WHERE state = 'pending'" );
	$wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET delivered_at = event_time, created_at = created_at - $days * 86400, event_time = event_time - $days * 86400 WHERE state = 'delivered'" );
	foreach ( wc_get_orders( array( 'limit' => -1 ) ) as $order ) {
		$order->set_date_created( $order->get_date_created()->getTimestamp() - $days * 86400 );
		$order->get_date_paid() && $order->set_date_paid( $order->get_date_paid()->getTimestamp() - $days * 86400 );
		$order->save();
	}
	update_option( 'duet_moments', array_map( static fn( $entry ) => array( 'until' => $entry['until'] - $days * 86400 ) + $entry, get_option( 'duet_moments', array() ) ), false );
}
function test_purchase( $purchase ) { update_option( 'duet_settings', array( 'purchase' => $purchase ) + get_option( 'duet_settings' ) ); }
`;

describe.skipIf( without ).each( [ true, false ] )( `reopened orders, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	const made = async ( code: string ): Promise<number> => Number( await site.php( `${ code } echo $order->get_id();` ) );
	/** A request of its own, in which the order's status changes; the order's events afterwards. */
	const after = async ( id: number, code: string ): Promise<string[]> => {
		// The gateway says that cash on delivery is paid when the order is completed.
		await site.php( `WC()->payment_gateways(); $order = wc_get_order( ${ id } ); ${ code }` );
		return JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT event FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id } ORDER BY id" ) );` ) ) as string[];
	};

	beforeAll( async () => {
		site = await createSite( { name: `reopened-${ hpos ? 'tables' : 'posts' }`, ...wants, database, hpos, settings, token: 'secret' } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'reopened.php' ), PLUGIN );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it.each( [ true, false ] )( 'an order that counted does not count again when its row is gone, with a snapshot: %s', async ( snapshot ) => {
		await site.php( "test_purchase( array( 'without_snapshot' => 'web' ) );" );
		const id = await made( `$order = test_order( ${ snapshot } );` );
		expect( await after( id, "$order->update_status( 'processing' );" ) ).toEqual( [ 'Purchase' ] );
		expect( await after( id, "test_days( 40 ); do_action( 'duet_hourly' );" ) ).toEqual( [] );
		expect( await after( id, "$order->update_status( 'on-hold' );" ) ).toEqual( [] );
		expect( await after( id, "$order->update_status( 'processing' );" ) ).toEqual( [] );
		// Nor a copy of it, which is another order.
		const copy = await made( `$order = test_order(); foreach ( wc_get_order( ${ id } )->get_meta_data() as $meta ) { '_duet_visitor' === $meta->key || $order->update_meta_data( $meta->key, $meta->value ); } $order->save();` );
		expect( await after( copy, "$order->update_status( 'processing' );" ) ).toEqual( [ 'Purchase' ] );
		await site.php( "test_purchase( array() );" );
	} );

	it( 'a purchase put on hold is not placed when its page is opened again', async () => {
		const id = await made( '$order = test_order();' );
		expect( await after( id, "$order->update_status( 'processing' );" ) ).toEqual( [ 'Purchase' ] );
		expect( await after( id, "$order->update_status( 'on-hold' );" ) ).toEqual( [ 'Purchase' ] );
		const page = await new Shopper( site ).ask( await site.php( `echo wc_get_order( ${ id } )->get_checkout_order_received_url();` ) );
		expect( page.status ).toBe( 200 );
		expect( await page.text() ).not.toContain( 'id="duet-tray"' );
		expect( await after( id, "do_action( 'duet_hourly' );" ) ).toEqual( [ 'Purchase' ] );
		// One that was only placed still is.
		const placed = await made( '$order = test_order();' );
		expect( await after( placed, "$order->update_status( 'on-hold' );" ) ).toEqual( [ 'PlaceAnOrder' ] );
	} );

	const PAID = 'array()';
	const PLACED = "array( 'moment' => 'placed' )";
	const COMPLETED = "array( 'methods' => array( 'cod' => array( 'moment' => 'completed' ) ) )";
	it.each( [
		[ 'paid', PAID, 'placed', PLACED, 'on-hold', 'processing' ],
		[ 'completed', COMPLETED, 'paid', PAID, 'processing', 'completed' ],
	] )( 'from "%s" (%s) to "%s" while an order is on its way: it counts once', async ( _before, before, _after, setting, from, to ) => {
		await site.php( `test_purchase( ${ before } );` );
		const id = await made( '$order = test_order();' );
		expect( await after( id, `$order->update_status( '${ from }' );` ) ).toEqual( [ 'PlaceAnOrder' ] );
		await site.php( `test_days( 5 ); test_purchase( ${ setting } );` );
		expect( await after( id, "do_action( 'duet_hourly' );" ) ).toEqual( [ 'PlaceAnOrder' ] );
		expect( await after( id, `$order->update_status( '${ to }' );` ) ).toEqual( [ 'PlaceAnOrder', 'Purchase' ] );
		expect( await after( id, "test_days( 40 ); do_action( 'duet_hourly' );" ) ).toEqual( [] );
		for ( const status of [ from, to, 'completed' ] ) {
			expect( await after( id, `$order->update_status( '${ status }' );` ), status ).toEqual( [] );
		}
		await site.php( `test_purchase( ${ PAID } );` );
	} );
} );
