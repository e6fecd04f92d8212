/** WooCommerce's REST API and webhooks hand an order's meta to whoever keeps the books, and take it back from there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEX, Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `orders in WooCommerce's REST API${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'rest-orders', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'do not contain the visitor number, which is a key to refusals, nor the click ID', async () => {
		const { id } = await new Shopper( site ).classic( mug, 'bacs' );
		const told = await site.php( `wp_set_current_user( 1 ); echo wp_json_encode( rest_do_request( new WP_REST_Request( 'GET', '/wc/v3/orders/${ id }' ) )->get_data() ); $hook = new WC_Webhook(); $hook->set_topic( 'order.updated' ); $hook->set_user_id( 1 ); echo wp_json_encode( $hook->build_payload( ${ id } ) );` );
		expect( told ).toContain( '"line_items"' );
		expect( told ).not.toContain( HEX );
		expect( told ).not.toContain( 'E.C.P.click' );
	} );

	it.each( [ [ 'as it was read', true ], [ 'by its name', false ] ] )( 'do not undo a refusal when a program writes back what it read before (%s)', async ( _, by_id ) => {
		tiktok.clear();
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ by_id ? 'c' : 'd' }`.repeat( 32 ) + '.g' );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		// What an accounting program read that night, before its plugins were updated.
		const read = await site.php( `wp_set_current_user( 1 ); foreach ( wc_get_order( ${ id } )->get_meta_data() as $meta ) { $all[] = array_diff_key( $meta->get_data(), ${ by_id ? 'array()' : "array( 'id' => 0 )" } ); } echo wp_json_encode( $all );` );
		buyer.cookies.set( 'duet_visitor', 'd' );
		expect( await buyer.tell( 'consent', { state: 'denied', order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } ) ).toBe( 200 );
		await site.php( `wp_set_current_user( 1 ); $put = new WP_REST_Request( 'PUT', '/wc/v3/orders/${ id }' ); $put->set_body_params( array( 'meta_data' => json_decode( base64_decode( '${ Buffer.from( read ).toString( 'base64' ) }' ), true ) ) ); rest_do_request( $put );` );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( 'denied' );
	} );

	it( 'do not undo an erasure in that way, and the order is not sent', async () => {
		tiktok.clear();
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ 'e'.repeat( 32 ) }.g` );
		const { id } = await buyer.classic( mug, 'bacs' );
		const put = await site.php( `wp_set_current_user( 1 ); foreach ( wc_get_order( ${ id } )->get_meta_data() as $meta ) { $all[] = $meta->get_data(); } echo base64_encode( wp_json_encode( array( 'meta_data' => $all ) ) );` );
		await site.php( `apply_filters( 'wp_privacy_personal_data_erasers', array() )['duet-for-tiktok']['callback']( 'ann@example.test', 1 );` );
		await site.php( `wp_set_current_user( 1 ); $put = new WP_REST_Request( 'PUT', '/wc/v3/orders/${ id }' ); $put->set_body_params( json_decode( base64_decode( '${ put }' ), true ) ); rest_do_request( $put ); wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.events().filter( ( { event_id } ) => event_id?.includes( `-${ id }-` ) ).map( ( { event } ) => event ) ).toEqual( [] );
	} );
} );
