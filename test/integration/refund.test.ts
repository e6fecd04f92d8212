/** Refunds on real WooCommerce: an event for whoever listens, a line of the reconciliation, and nothing for TikTok. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

interface Heard {
	readonly id: string;
	readonly value: number;
	readonly object: number;
}

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' }, events: { Refund: { pixel: true, eventsApi: true } } };

/** Hears Refund as another plugin would. */
const LISTENER = `<?php
add_filter( 'duet_event', static function ( $event ) {
	if ( null !== $event && 'Refund' === $event->name ) {
		$GLOBALS['heard'][] = array( 'id' => $event->id, 'value' => $event->params['value'], 'object' => $event->object_id );
	}
	return $event;
} );
$GLOBALS['heard'] = array();
`;

const ORDER = `
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->update_meta_data( '_duet_visitor', array( 'visitor' => '0123456789abcdef0123456789abcdef', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) );
	$order->calculate_totals();
	$order->save();
	$order->payment_complete();`;

describe.skipIf( without )( `refunds${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	const heard = async ( code: string ): Promise<Heard[]> => JSON.parse( await site.php( `${ code } echo wp_json_encode( $GLOBALS['heard'] );` ) ) as Heard[];
	const events = async (): Promise<string[]> => JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_col( "SELECT event FROM {$wpdb->prefix}duet_outbox WHERE state <> 'tombstone' ORDER BY id" ) );` ) ) as string[];

	beforeAll( async () => {
		site = await createSite( { name: 'refund', ...wants, settings, token: 'secret' } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'listener.php' ), LISTENER );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it( 'in part, twice, and the rest by the status: one event each, and no row', async () => {
		const all = await heard( `${ ORDER }
			foreach ( array( '5.00', '2.50' ) as $amount ) { wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => $amount ) ); }
			wc_get_order( $order->get_id() )->update_status( 'refunded' );` );
		expect( all.map( ( { value } ) => value ) ).toEqual( [ 5, 2.5, 7.5 ] );
		expect( new Set( all.map( ( { id } ) => id ) ).size ).toBe( 3 );
		expect( all[ 0 ]?.id ).toMatch( /^R-\d+-[0-9a-f]{12}$/ );
		expect( await events() ).toEqual( [ 'Purchase' ] );
	} );

	it( 'in full at once: one event; a refund that failed or was deleted: none more', async () => {
		const all = await heard( `${ ORDER }
			$refund = wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => $order->get_total() ) );
			if ( ! is_wp_error( wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '99.00' ) ) ) ) { throw new RuntimeException( 'refunded too much' ); }
			$refund->delete( true );` );
		expect( all.map( ( { value } ) => value ) ).toEqual( [ 15 ] );
	} );

	it( 'the reconciliation finds what the shop still has, under the same ids', async () => {
		const found = JSON.parse( await site.php( `
			$modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] );
			$key    = new Duet\\Support\\IdKey();
			$guard  = new Duet\\Support\\Guard( new Duet\\Support\\Log() );
			$source = new Duet\\Order\\Refunds( Duet\\Event\\Catalogue::shipped(), $key, $modules->pipeline->pipeline, $guard );
			echo wp_json_encode( array_map( static fn( $event ) => $event->params['value'], iterator_to_array( $source->between( time() - 3600, time() ), false ) ) );` ) ) as number[];
		expect( found ).toEqual( [ 5, 2.5, 7.5 ] );
	} );
} );
