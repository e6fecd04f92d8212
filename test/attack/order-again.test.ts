/** A refusal that is stored with an order, and what comes to that order afterwards from a browser that has said nothing new. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Shopper, type Placed } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** Another plugin that takes its time to look up where a visitor is. */
const SLOW = `<?php
add_filter( 'duet_visitor', static function ( $visitor ) {
	$flags = WP_CONTENT_DIR . '/flags';
	if ( isset( $_SERVER['HTTP_X_SLOW'] ) ) {
		touch( "$flags/read" );
		for ( $i = 0; $i < 300 && ! file_exists( "$flags/go" ); $i++ ) { clearstatcache(); usleep( 100000 ); }
	}
	return $visitor;
} );
`;

describe.skipIf( without )( `an order that was refused${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	let flags = '';
	const decision = ( id: number ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );
	const named = ( { id, received }: Placed ) => ( { order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } );
	const erase = ( email: string ) => site.php( `foreach ( apply_filters( 'wp_privacy_personal_data_erasers', array() ) as $eraser ) { $page = 1; do { $answer = call_user_func( $eraser['callback'], '${ email }', $page++ ); } while ( ! $answer['done'] ); }` );
	/** "Reject all" on the telephone that opened the mail: a browser without a number. */
	const refuseOnTelephone = async ( placed: Placed ) => {
		const telephone = new Shopper( site, false );
		telephone.cookies.set( 'duet_visitor', 'd' );
		expect( await telephone.tell( 'consent', { state: 'denied', at: Date.now(), ...named( placed ) } ) ).toBe( 200 );
		expect( await decision( placed.id ) ).toBe( 'denied' );
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'order-again', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		flags = join( site.root, 'wp-content/flags' );
		mkdirSync( flags, { recursive: true } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/slow.php' ), SLOW );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it( 'stays refused when its buyer pays it in the browser that had agreed before the no', async () => {
		const buyer = new Shopper( site );
		const placed = await buyer.classic( mug, 'bacs' );
		await site.php( `wc_get_order( ${ placed.id } )->update_status( 'pending' );` );
		await refuseOnTelephone( placed );
		const address = `/checkout/order-pay/${ placed.id }/?pay_for_order=true&key=${ named( placed ).key }`;
		const form = await ( await buyer.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		const paid = await buyer.ask( address, { method: 'POST', body: new URLSearchParams( { woocommerce_pay: '1', payment_method: 'bacs', 'woocommerce-pay-nonce': nonce } ), headers: { Referer: site.url + address } } );
		expect( paid.headers.get( 'location' ) ).toContain( 'order-received' );
		await site.php( `wc_get_order( ${ placed.id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( { decision: await decision( placed.id ), sent: tiktok.count( 'Purchase' ) } ).toEqual( { decision: 'denied', sent: 0 } );
	} );

	it( 'stays refused when its checkout is merely sent once more', async () => {
		const buyer = new Shopper( site );
		await buyer.prepare( mug );
		const placed = await buyer.place( 'bacs' );
		// The bank's page failed: WooCommerce takes the same order up again.
		await site.php( `wc_get_order( ${ placed.id } )->update_status( 'failed' );` );
		await refuseOnTelephone( placed );
		await buyer.ask( `/checkout/order-pay/${ placed.id }/?pay_for_order=true&key=${ named( placed ).key }` );
		const address = `/checkout/order-pay/${ placed.id }/?pay_for_order=true&key=${ named( placed ).key }`;
		const form = await ( await buyer.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		await buyer.ask( address, { method: 'POST', body: new URLSearchParams( { woocommerce_pay: '1', payment_method: 'cod', 'woocommerce-pay-nonce': nonce } ), headers: { Referer: site.url + address } } );
		await site.drain();
		expect( { decision: await decision( placed.id ), sent: tiktok.count( 'Purchase' ) } ).toEqual( { decision: 'denied', sent: 0 } );
	} );

	it( 'takes along what code reports of it by duet_track', async () => {
		const buyer = new Shopper( site );
		const placed = await buyer.classic( mug, 'bacs' );
		await site.drain();
		tiktok.clear();
		await site.php( `do_action( 'duet_track', 'StartTrial', array( 'value' => 5, 'currency' => 'EUR' ), array( 'order_id' => ${ placed.id } ) );` );
		await refuseOnTelephone( placed );
		await site.drain();
		expect( tiktok.events().map( ( { event } ) => event ) ).toEqual( [] );
	} );

	it( 'an erasure holds although a yes on its page is under way', async () => {
		const buyer = new Shopper( site );
		const placed = await buyer.classic( mug, 'bacs' );
		buyer.cookies.set( 'duet_visitor', `${ '9'.repeat( 32 ) }.d` );
		expect( await buyer.tell( 'consent', { state: 'denied', at: Date.now(), ...named( placed ) } ) ).toBe( 200 );
		buyer.cookies.set( 'duet_visitor', `${ '9'.repeat( 32 ) }.g` );
		const yes = buyer.tell( 'consent', { state: 'granted', at: Date.now() + 1000, ...named( placed ) }, { Origin: site.url, 'X-Slow': '1' } );
		await expect.poll( () => existsSync( join( flags, 'read' ) ), { timeout: 30_000 } ).toBe( true );
		await erase( 'ann@example.test' );
		expect( await decision( placed.id ) ).toBe( 'denied' );
		writeFileSync( join( flags, 'go' ), '' );
		const status = await yes;
		rmSync( join( flags, 'read' ) );
		await site.php( `wc_get_order( ${ placed.id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
		await site.drain();
		expect( { status, decision: await decision( placed.id ), sent: tiktok.count( 'Purchase' ) } ).toMatchObject( { decision: 'denied', sent: 0 } );
	} );
} );
