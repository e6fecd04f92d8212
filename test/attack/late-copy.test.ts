/**
 * TikTok merges copies for 48 hours after the first. A sale counted when it was made; days later something writes a payment date (an ERP, a
 * courier's money, a second "completed"), and the buyer opens the thank-you page for the first time: the browser's copy is a second conversion.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const DAYS = 5 * 86400;

describe.skipIf( without )( `a browser's copy of an old sale${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'late-copy', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it.each( [
		[ 'nothing', '' ],
		[ 'a program notes when the courier brought the money', '$order->set_date_paid( time() ); $order->save();' ],
		[ 'a bank\'s value date lies in the future', '$order->set_date_paid( time() + 86400 ); $order->save();' ],
		[ 'staff complete it, correct it and complete it again', "$order->update_status( 'completed' ); $order->set_date_paid( time() - 60 ); $order->save(); $order->update_status( 'processing' ); $order->update_status( 'completed' );" ],
	] )( 'is not printed five days later: %s', async ( _, later ) => {
		tiktok.clear();
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'cod' );
		await site.drain();
		expect( tiktok.conversions().filter( ( { event } ) => event === 'Purchase' ).map( ( { event_id } ) => event_id?.split( '-' )[ 1 ] ) ).toEqual( [ `${ id }` ] );
		await site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET event_time = event_time - ${ DAYS }, created_at = created_at - ${ DAYS }, delivered_at = delivered_at - ${ DAYS }, deadline = deadline - ${ DAYS } WHERE state <> 'tombstone'" );
			$order = wc_get_order( ${ id } ); $order->set_date_created( time() - ${ DAYS } ); $order->save();
			$order = wc_get_order( ${ id } ); ${ later }` );
		const page = await ( await buyer.ask( received ) ).text();
		expect( /id="duet-tray"[^>]*>([^<]*)</.exec( page )?.[ 1 ] ?? '' ).toBe( '' );
	} );
} );
