/**
 * Subscriptions on real WooCommerce. WooCommerce Subscriptions itself is sold, not given away: in its place stands a
 * must-use plugin with its order type, its class and its hooks, as its documentation and source have them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX } from './shopper.ts';

interface Row {
	readonly event: string;
	readonly event_id: string;
	readonly object_id: string;
	readonly visitor: string;
	readonly payload: string;
}

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

const STAND_IN = `<?php
add_action( 'init', static function () {
	if ( ! function_exists( 'wc_register_order_type' ) ) { return; }
	wc_register_order_type( 'shop_subscription', array( 'public' => false, 'class_name' => 'WC_Subscription', 'exclude_from_order_reports' => true ) );
	class WC_Subscription extends WC_Order {
		public function get_type() { return 'shop_subscription'; }
		protected function get_valid_statuses() { return array( 'wc-pending', 'wc-active', 'wc-on-hold', 'wc-cancelled' ); }
	}
}, 6 );
add_filter( 'wc_order_statuses', static fn( $all ) => $all + array( 'wc-active' => 'Active' ) );
/** As WC_Subscription::update_status() ends. */
function subscription_active( $subscription ) { do_action( 'woocommerce_subscription_status_active', $subscription ); }
`;

/** PHP that makes $order, paid by a visitor who consented or refused, and $subscription behind it. */
const SUBSCRIBED = ( decision: string ) => `
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
	$order->set_billing_email( 'sub@example.test' );
	$order->update_meta_data( '_duet_visitor', array( 'visitor' => '${ HEX }', 'url' => home_url( '/checkout/' ), 'consent' => array( 'signal' => 'allow', 'decision' => '${ decision }', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
	$order->calculate_totals();
	$order->save();
	$subscription = new WC_Subscription();
	$subscription->set_parent_id( $order->get_id() );
	$subscription->set_billing_email( 'sub@example.test' );
	$subscription->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
	$subscription->calculate_totals();
	$subscription->save();
	$order->payment_complete();
	subscription_active( wc_get_order( $subscription->get_id() ) );`;

const RENEWED = ( pay: string ) => `
	$renewal = wc_create_order( array( 'created_via' => 'subscription' ) );
	$renewal->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
	$renewal->update_meta_data( '_subscription_renewal', (string) $subscription->get_id() );
	$renewal->calculate_totals();
	$renewal->save();
	${ pay }`;

const ON = "update_option( 'duet_settings', array( 'subscriptions' => array( 'renewals' => true ) ) + get_option( 'duet_settings' ) );";

describe.skipIf( without )( `subscriptions${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	const after = async ( code: string ): Promise<Row[]> =>
		JSON.parse( await site.php( `global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox WHERE state <> 'tombstone'" ); ${ code }
			do_action( 'shutdown' ); remove_all_actions( 'shutdown' );
			echo wp_json_encode( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE state <> 'tombstone' ORDER BY id" ) );` ) ) as Row[];

	beforeAll( async () => {
		site = await createSite( { name: 'subscription', ...wants, settings, token: 'secret' } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'subscriptions.php' ), STAND_IN );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it( 'a subscription is one Subscribe beside its Purchase, however often it becomes active; renewals are off', async () => {
		const rows = await after( `${ SUBSCRIBED( 'granted' ) }
			subscription_active( wc_get_order( $subscription->get_id() ) );
			${ RENEWED( '$renewal->payment_complete(); subscription_active( wc_get_order( $subscription->get_id() ) );' ) }` );
		expect( rows.map( ( { event } ) => event ) ).toEqual( [ 'Purchase', 'Subscribe' ] );
		const [ , subscribe ] = rows;
		expect( subscribe ).toMatchObject( { visitor: HEX, object_id: '0', event_id: expect.stringMatching( /^S-\d+-[0-9a-f]{12}$/ ) } );
		expect( JSON.parse( subscribe?.payload ?? '' ) ).toMatchObject( { properties: { value: 7.5, currency: 'EUR', contents: [ { content_id: 'DUET-MUG' } ] } } );
	} );

	it( 'renewals on: each one that is paid is a Purchase of its own, of the first visitor', async () => {
		const rows = await after( `${ ON } ${ SUBSCRIBED( 'granted' ) }
			${ RENEWED( '$renewal->payment_complete();' ) }
			${ RENEWED( "$renewal->update_status( 'on-hold' ); $renewal->update_status( 'failed' );" ) }
			${ RENEWED( '$renewal->payment_complete();' ) }` );
		expect( rows.map( ( { event } ) => event ) ).toEqual( [ 'Purchase', 'Subscribe', 'Purchase', 'Purchase' ] );
		expect( new Set( rows.map( ( { event_id } ) => event_id ) ).size ).toBe( 4 );
		expect( rows.every( ( { visitor } ) => visitor === HEX ) ).toBe( true );
	} );

	it( 'a refusal on the first order holds for all that follows', async () => {
		expect( await after( `${ ON } ${ SUBSCRIBED( 'denied' ) } ${ RENEWED( '$renewal->payment_complete();' ) }` ) ).toEqual( [] );
	} );
} );
