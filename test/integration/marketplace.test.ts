/** A marketplace: Dokan Lite splits the shopper's order into one order per vendor. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'dokan-lite', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' }, purchase: { without_snapshot: 'web' } };

describe.skipIf( without ).each( [ true, false ] )( `marketplace, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	let products: [ number, number ];

	const bought = async ( shopper: Shopper, method: string ): Promise<number> => {
		await ( await shopper.ask( `/?add-to-cart=${ products[ 1 ] }` ) ).text();
		return ( await shopper.classic( products[ 0 ], method ) ).id;
	};
	/** The order and its parts, and what of them is in the outbox. */
	const family = async ( id: number, code = '' ): Promise<{ parts: number; rows: [ number, string, number ][] }> =>
		JSON.parse( await site.php( `$order = wc_get_order( ${ id } ); $parts = wc_get_orders( array( 'parent' => ${ id }, 'type' => 'shop_order', 'limit' => -1 ) ); ${ code }
			do_action( 'shutdown' ); remove_all_actions( 'shutdown' );
			global $wpdb; $ids = implode( ',', array( ${ id }, ...array_map( static fn( $part ) => $part->get_id(), $parts ) ) );
			echo wp_json_encode( array( 'parts' => count( $parts ), 'rows' => array_map( static fn( $row ) => array( (int) $row->object_id, $row->event, json_decode( $row->payload )->properties->value ), $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE object_id IN ( $ids ) ORDER BY id" ) ) ) );` ) ) as never;

	beforeAll( async () => {
		site = await createSite( { name: `marketplace-${ hpos ? 'tables' : 'posts' }`, ...wants, hpos, checkout: 'classic', settings, token: 'secret' } );
		products = JSON.parse( await site.php( `
			$products = array();
			foreach ( array( 'DUET-MUG' => 'vera', 'DUET-CARD' => 'vic' ) as $sku => $name ) {
				$vendor = wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'password', 'user_email' => "$name@example.test", 'role' => 'seller' ) );
				update_user_meta( $vendor, 'dokan_enable_selling', 'yes' );
				$products[] = wc_get_product_id_by_sku( $sku );
				wp_update_post( array( 'ID' => end( $products ), 'post_author' => $vendor ) );
			}
			echo wp_json_encode( $products );` ) ) as [ number, number ];
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it( 'cash on delivery: the shopper\'s order counts once, its parts never, whatever becomes of them', async () => {
		const id = await bought( new Shopper( site ), 'cod' );
		expect( await family( id ) ).toEqual( { parts: 2, rows: [ [ id, 'Purchase', 15.5 ] ] } );
		expect( await family( id, 'foreach ( $parts as $part ) { $part->update_status( "completed" ); } do_action( "duet_hourly" );' ) ).toEqual( { parts: 2, rows: [ [ id, 'Purchase', 15.5 ] ] } );
	} );

	it( 'bank transfer: PlaceAnOrder and Purchase of the whole', async () => {
		const id = await bought( new Shopper( site ), 'bacs' );
		expect( await family( id, '$order->payment_complete();' ) ).toEqual( { parts: 2, rows: [ [ id, 'PlaceAnOrder', 15.5 ], [ id, 'Purchase', 15.5 ] ] } );
	} );

	it( 'a shopper who refused: nothing of it is sent, although orders without a visitor count', async () => {
		const shopper = new Shopper( site, false );
		shopper.cookies.set( 'duet_visitor', `${ HEX }.d` );
		const id = await bought( shopper, 'cod' );
		expect( await family( id, 'foreach ( $parts as $part ) { $part->update_status( "completed" ); } do_action( "duet_hourly" );' ) ).toEqual( { parts: 2, rows: [] } );
	} );
} );
