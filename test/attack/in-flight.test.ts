/**
 * A payment that is under way while its buyer says no. A gateway's notification has loaded the order and waits for the bank; meanwhile the
 * buyer's data are erased, or the buyer refuses on the order's page in a browser that has no number. The server has confirmed
 * both, and the notification still goes by the consent it read before.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a payment under way${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	let flags = '';

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'in-flight', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		flags = join( site.root, 'wp-content/flags' );
		mkdirSync( flags, { recursive: true } );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	/** A notification that has read its order and asks the bank, until it may go on. */
	async function notification( id: number, meanwhile: () => Promise< unknown > ): Promise< void > {
		const [ read, go ] = [ join( flags, `read-${ id }` ), join( flags, `go-${ id }` ) ];
		const paid = site.php( `$order = wc_get_order( ${ id } ); touch( '${ read }' ); for ( $i = 0; $i < 600 && ! file_exists( '${ go }' ); $i++ ) { clearstatcache(); usleep( 100000 ); } $order->payment_complete( 'bank' );` );
		await expect.poll( () => existsSync( read ), { timeout: 30_000 } ).toBe( true );
		await meanwhile();
		writeFileSync( go, '' );
		await paid;
		rmSync( read );
	}
	const erase = ( email: string ) => site.php( `foreach ( apply_filters( 'wp_privacy_personal_data_erasers', array() ) as $eraser ) { $page = 1; do { $answer = call_user_func( $eraser['callback'], '${ email }', $page++ ); } while ( ! $answer['done'] ); }` );
	const decision = ( id: number ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );

	it( 'sends nothing of a person who was erased meanwhile', async () => {
		const { id } = await new Shopper( site ).classic( mug, 'bacs' );
		await site.drain();
		tiktok.clear();
		await notification( id, () => erase( 'ann@example.test' ) );
		expect( await decision( id ) ).toBe( 'denied' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );

	it( 'sends nothing of a person who was erased while their checkout waited for its gateway', async () => {
		const [ read, go ] = [ join( flags, 'read-checkout' ), join( flags, 'go-checkout' ) ];
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		const gateway = join( site.root, 'wp-content/mu-plugins/slow-gateway.php' );
		writeFileSync( gateway, `<?php add_filter( 'woocommerce_cod_process_payment_order_status', static function ( $status ) {
			touch( '${ read }' ); for ( $i = 0; $i < 600 && ! file_exists( '${ go }' ); $i++ ) { clearstatcache(); usleep( 100000 ); }
			return $status;
		} );` );
		const placed = new Shopper( site ).classic( mug, 'cod' );
		await expect.poll( () => existsSync( read ), { timeout: 30_000 } ).toBe( true );
		await erase( 'ann@example.test' );
		writeFileSync( go, '' );
		const { id } = await placed;
		rmSync( gateway );
		expect( await decision( id ) ).toBe( 'denied' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
		expect( await site.php( `global $wpdb; echo (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id }" );` ) ).toBe( '0' );
	} );

	it( 'sends nothing of an order that was refused on its page meanwhile, from a browser without a number', async () => {
		const { id, received } = await new Shopper( site ).classic( mug, 'bacs' );
		await site.drain();
		tiktok.clear();
		const telephone = new Shopper( site, false );
		telephone.cookies.set( 'duet_visitor', 'd' );
		await notification( id, async () => expect( await telephone.tell( 'consent', { state: 'denied', order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } ) ).toBe( 200 ) );
		expect( await decision( id ) ).toBe( 'denied' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
