/** A subscriber who refuses with a renewal - pays it by hand, months later, from a browser that has another number or none - has refused for the renewals after it, too. */
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
	class WC_Subscription extends WC_Order {
		public function get_type() { return 'shop_subscription'; }
		protected function get_valid_statuses() { return array( 'wc-pending', 'wc-active', 'wc-on-hold', 'wc-cancelled' ); }
	}
}, 6 );`;
const RENEWAL = ( then: string ) => `$renewal = wc_create_order( array( 'created_via' => 'subscription' ) );
	$renewal->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
	$renewal->set_billing_email( 'sub@example.test' ); $renewal->set_payment_method( 'bacs' );
	$renewal->update_meta_data( '_subscription_renewal', (string) $subscription->get_id() );
	$renewal->calculate_totals(); $renewal->save(); ${ then }`;

describe.skipIf( without )( `a refusal with a renewal${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let subscription: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'renewal-refusal', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' }, subscriptions: { renewals: true } }, standIn: tiktok, token: DEMO_TOKEN } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/subscriptions.php' ), STAND_IN );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		subscription = Number( await site.php( `$order = wc_create_order( array( 'created_via' => 'checkout' ) );
			$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 ); $order->set_billing_email( 'sub@example.test' );
			$order->update_meta_data( '_duet_visitor', array( 'visitor' => '${ HEX }', 'url' => home_url( '/checkout/' ), 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
			$order->calculate_totals(); $order->save(); $order->payment_complete();
			$subscription = new WC_Subscription(); $subscription->set_parent_id( $order->get_id() ); $subscription->set_billing_email( 'sub@example.test' ); $subscription->save(); echo $subscription->get_id();` ) );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
		tiktok.clear();
	} );
	const renew = ( then: string ) => site.php( `$subscription = wc_get_order( ${ subscription } ); ${ RENEWAL( then ) }` );

	it( 'control: without one the next renewal is sent', async () => {
		await renew( '$renewal->payment_complete();' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 1 );
	} );

	it.each( [ [ 'no number', 'd' ], [ 'another number', `${ 'e'.repeat( 32 ) }.d` ] ] )( 'by its payment page, from a browser with %s', async ( _, cookie ) => {
		const { id, key } = JSON.parse( await renew( "echo wp_json_encode( array( 'id' => $renewal->get_id(), 'key' => $renewal->get_order_key() ) );" ) ) as { id: number; key: string };
		const payer = new Shopper( site, false );
		payer.cookies.set( 'duet_visitor', cookie );
		const address = `/checkout/order-pay/${ id }/?pay_for_order=true&key=${ key }`;
		const form = await ( await payer.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		const paid = await payer.ask( address, { method: 'POST', body: new URLSearchParams( { woocommerce_pay: '1', payment_method: 'bacs', 'woocommerce-pay-nonce': nonce } ), headers: { Referer: site.url + address } } );
		expect( paid.headers.get( 'location' ) ).toContain( 'order-received' );
		expect( await payer.tell( 'consent', { state: 'denied', at: Date.now(), order: id, key } ) ).toBe( 200 );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( 'denied' );
		await renew( '$renewal->payment_complete();' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
