/**
 * A refusal on the page of one order, from a browser without a visitor number, while events of the orders that belong to it wait
 * for TikTok: the parts of a marketplace's order, the renewals of a subscription and its Subscribe.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HEX, Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** WooCommerce Subscriptions, as in integration/subscription.test.ts. */
const STAND_IN = `<?php
add_action( 'init', static function () {
	wc_register_order_type( 'shop_subscription', array( 'public' => false, 'class_name' => 'WC_Subscription', 'exclude_from_order_reports' => true ) );
	register_post_status( 'wc-active', array( 'public' => false ) );
	class WC_Subscription extends WC_Order {
		public function get_type() { return 'shop_subscription'; }
		protected function get_valid_statuses() { return array( 'wc-pending', 'wc-active', 'wc-on-hold', 'wc-cancelled' ); }
	}
}, 6 );
add_filter( 'wc_order_statuses', static fn( $all ) => $all + array( 'wc-active' => 'Active' ) );
function made( $meta, $parent = 0, $via = 'checkout' ) {
	$order = wc_create_order( array( 'created_via' => $via, 'parent' => $parent ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
	$order->set_billing_email( 'sub@example.test' );
	foreach ( $meta as $key => $value ) { $order->update_meta_data( $key, $value ); }
	$order->calculate_totals(); $order->save();
	return $order;
}`;
const GRANTED = `array( '_duet_visitor' => array( 'visitor' => '${ HEX }', 'url' => home_url( '/checkout/' ), 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) )`;
const NAMED = ( ...names: string[] ) => `echo wp_json_encode( array( ${ names.map( ( name ) => `'${ name }' => array( 'order' => $${ name }->get_id(), 'key' => $${ name }->get_order_key() )` ).join( ', ' ) } ) );`;
const SUBSCRIBED = `$first = made( ${ GRANTED } ); $first->payment_complete();
	$subscription = new WC_Subscription(); $subscription->set_parent_id( $first->get_id() ); $subscription->set_billing_email( 'sub@example.test' );
	$subscription->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 ); $subscription->calculate_totals();
	$subscription->set_status( 'active' ); $subscription->save();
	do_action( 'woocommerce_subscription_status_active', wc_get_order( $subscription->get_id() ) );
	$of = array( '_subscription_renewal' => (string) $subscription->get_id() );
	foreach ( array( 'renewal', 'other' ) as $name ) { $$name = made( $of, 0, 'subscription' ); $$name->payment_complete(); }
	${ NAMED( 'first', 'renewal', 'other' ) }`;
const SPLIT = `$parent = made( ${ GRANTED } ); $parent->update_status( 'cancelled' );
	$part = made( array(), $parent->get_id() ); $part->payment_complete(); ${ NAMED( 'parent', 'part' ) }`;

interface Named {
	readonly order: number;
	readonly key: string;
}

describe.skipIf( without ).each( [ true, false ] )( `a refusal for all that belongs together, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	let tiktok: StandIn;
	const made = async ( code: string ) => JSON.parse( await site.php( code ) ) as Record< string, Named >;
	const refuse = async ( order: Named | undefined ) => {
		const visitor = new Shopper( site, false );
		visitor.cookies.set( 'duet_visitor', 'd' );
		expect( await visitor.tell( 'consent', { state: 'denied', at: Date.now(), ...order } ) ).toBe( 200 );
	};
	const sent = async () => {
		await site.drain();
		return [ tiktok.count( 'Purchase' ), tiktok.count( 'Subscribe' ) ];
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( {
			name: `family-refusal-${ hpos ? 'tables' : 'posts' }`,
			...wants,
			hpos,
			settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' }, subscriptions: { renewals: true } },
			standIn: tiktok,
			token: DEMO_TOKEN,
		} );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/subscriptions.php' ), STAND_IN );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it( 'control: without a refusal all of them are sent', async () => {
		await made( SUBSCRIBED );
		await made( SPLIT );
		expect( await sent() ).toEqual( [ 4, 1 ] );
	} );

	it.each( [ 'first', 'renewal' ] )( 'the %s order of a subscription: the others and Subscribe are withheld', async ( name ) => {
		const orders = await made( SUBSCRIBED );
		await refuse( orders[ name ] );
		expect( await sent() ).toEqual( [ 0, 0 ] );
	} );

	it( 'the order that a marketplace split: its parts are withheld', async () => {
		const { parent } = await made( SPLIT );
		await refuse( parent );
		expect( await sent() ).toEqual( [ 0, 0 ] );
	} );

	it( 'a subscription of another shopper goes on', async () => {
		await made( SUBSCRIBED );
		await refuse( ( await made( SUBSCRIBED ) ).first );
		expect( await sent() ).toEqual( [ 3, 1 ] );
	} );
} );
