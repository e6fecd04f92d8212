/**
 * One sale, one conversion - also in the offline event set, where rows may be sent for 28 days and TikTok merges copies for 48 hours only: a
 * request that timed out although TikTok had taken it, then three days without a clock (a quiet shop without visitors, a token that has to be
 * renewed), then the second copy.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_OFFLINE_SET, DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import type { FaultStep } from '../tiktok/faults.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const DAYS = 3 * 86400;

describe.skipIf( without )( `an offline sale after an answer that was lost${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	const make = async (): Promise< number > => Number( await site.php( `$o = wc_create_order(); $o->add_product( wc_get_product( ${ mug } ), 1 ); $o->set_billing_email( 'ann@example.test' ); $o->calculate_totals(); $o->save(); $o->payment_complete( 'till' ); echo $o->get_id();` ) );
	/** Three days without a drain: everything that has a time is three days older, the pause after the failure is long over. */
	const later = async () => {
		await site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET event_time = event_time - ${ DAYS }, created_at = created_at - ${ DAYS }, deadline = deadline - ${ DAYS }, next_at = CASE WHEN next_at > 0 THEN next_at - ${ DAYS } ELSE 0 END, lease = CASE WHEN lease > 0 THEN lease - ${ DAYS } ELSE 0 END WHERE state <> 'tombstone'" );
			$all = json_decode( get_option( 'duet_pauses' ), true );
			foreach ( $all as $code => $line ) { if ( isset( $line['pause']['until'] ) ) { $all[ $code ]['pause']['until'] -= ${ DAYS }; } if ( isset( $line['last']['at'] ) ) { $all[ $code ]['last']['at'] -= ${ DAYS }; } }
			update_option( 'duet_pauses', wp_json_encode( $all ) );` );
		await fetch( `${ tiktok.controlUrl }/_/clock`, { method: 'POST', body: JSON.stringify( { advance: DAYS * 1000 } ) } );
	};
	const counted = ( id: number ) => tiktok.conversions().filter( ( one ) => one.event === 'Purchase' && one.event_id?.startsWith( `P-${ id }-` ) ).map( ( one ) => one.pixel_code );

	beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ DEMO_PIXEL ]: DEMO_TOKEN }, offlineSets: { [ DEMO_OFFLINE_SET ]: DEMO_TOKEN } } );
		const settings = { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '', added: 0 } ], consent: { mode: 'assumed' }, purchase: { without_snapshot: 'offline' }, offline: { event_set_id: DEMO_OFFLINE_SET } };
		site = await createSite( { name: 'offline-again', ...wants, checkout: 'classic', settings, standIn: tiktok } );
		await site.php( `$t = new Duet\\Settings\\Tokens(); foreach ( array( '${ DEMO_PIXEL }', '${ DEMO_OFFLINE_SET }' ) as $code ) { $t->set( $code, '${ DEMO_TOKEN }' ); }` );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each< [ string, FaultStep ] >( [
		[ 'the connection broke', { kind: 'accept-then-reset' } ],
		[ 'a proxy answered 504', { kind: 'status', status: 504, accept: true } ],
	] )( 'is counted once although it is sent again after three days (%s)', async ( _, fault ) => {
		const id = await make();
		tiktok.fault( [ fault ] );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
		await later();
		await site.drain();
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
	} );
} );
