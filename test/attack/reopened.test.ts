/** Orders that counted weeks ago, whose row is forgotten by now, and that are reopened: those of version 0.1.0, and those that no visitor placed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '', added: 0 } ], consent: { mode: 'assumed' }, purchase: { without_snapshot: 'web' } };

describe.skipIf( without )( `reopened after weeks${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: 'reopened', ...wants, settings, token: 'secret' } );
	} );
	afterAll( () => site?.stop() );

	const rows = ( id: number ) => site.php( `echo $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE object_id = ${ id }" );` );
	/** A parcel paid at the door, placed 40 days ago, that counted then; `$meta` is its snapshot. */
	const parcel = async ( meta: string ): Promise< number > =>
		Number(
			await site.php( `global $wpdb;
				$order = wc_create_order();
				$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 1 );
				$order->set_payment_method( 'cod' );
				$order->set_date_created( time() - 40 * 86400 );
				$order->calculate_totals();
				$meta = ${ meta };
				if ( null !== $meta ) { $order->update_meta_data( '_duet_visitor', $meta ); }
				$order->save();
				$order->update_status( 'processing' );
				// What version 0.1.0 had written, which did not name the order; with orders without a visitor there is nothing to restore.
				if ( null !== $meta ) { $order = wc_get_order( $order->get_id() ); $order->update_meta_data( '_duet_visitor', $meta ); $order->save_meta_data(); }
				echo $order->get_id();` )
		);
	const reopened = async ( id: number ): Promise< string > => {
		expect( await rows( id ), 'the first time' ).toBe( '1' );
		await site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET state = 'delivered', created_at = UNIX_TIMESTAMP() - 40 * 86400, delivered_at = UNIX_TIMESTAMP() - 40 * 86400 WHERE object_id = ${ id }" ); do_action( 'duet_hourly' );` );
		expect( await rows( id ), 'forgotten' ).toBe( '0' );
		for ( const status of [ 'cancelled', 'processing' ] ) {
			await site.php( `wc_get_order( ${ id } )->update_status( '${ status }' );` );
		}
		return rows( id );
	};

	it( 'an order of version 0.1.0 is no new sale', async () => {
		const id = await parcel( `array( 'visitor' => str_repeat( 'a', 32 ), 'ip' => '203.0.113.9', 'user_agent' => 'x', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'assumed', 'source' => 'cookie', 'at' => time() - 40 * 86400 ) )` );
		expect( await reopened( id ) ).toBe( '0' );
	} );

	it( 'an order that no visitor placed is no new sale', async () => {
		expect( await reopened( await parcel( 'null' ) ) ).toBe( '0' );
	} );
} );
