/** One sale, one conversion - also where an order without a visitor goes to the offline event set, and gets a visitor or another rule later. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_OFFLINE_SET, DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const SECOND = 'DUETDEMO000000000002';
const pixel = ( code: string ) => ( { code, label: '', test_event_code: '', added: 0 } );

describe.skipIf( without )( `an order without a visitor${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	const settings = ( without_snapshot: string, ...pixels: string[] ) => ( {
		pixels: pixels.map( pixel ),
		consent: { mode: 'assumed' },
		purchase: { without_snapshot, methods: { bacs: { moment: 'placed' } } },
		offline: { event_set_id: DEMO_OFFLINE_SET },
	} );
	const set = ( value: object ) => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( value ) }', true ) );` );
	const make = async ( status: string ): Promise< { id: number; key: string } > =>
		JSON.parse( await site.php( `$o = wc_create_order(); $o->add_product( wc_get_product( ${ mug } ), 1 ); $o->set_billing_email( 'ann@example.test' ); $o->set_payment_method( 'bacs' ); $o->calculate_totals(); $o->set_status( '${ status }' ); $o->save(); echo wp_json_encode( array( 'id' => $o->get_id(), 'key' => $o->get_order_key() ) );` ) );
	const counted = ( id: number ) => tiktok.conversions().filter( ( one ) => one.event === 'Purchase' && one.event_id?.startsWith( `P-${ id }-` ) ).map( ( one ) => one.pixel_code ).sort();

	beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ DEMO_PIXEL ]: DEMO_TOKEN, [ SECOND ]: DEMO_TOKEN }, offlineSets: { [ DEMO_OFFLINE_SET ]: DEMO_TOKEN } } );
		site = await createSite( { name: 'two-books', ...wants, checkout: 'classic', settings: settings( 'offline', DEMO_PIXEL, SECOND ), standIn: tiktok } );
		await site.php( `$t = new Duet\\Settings\\Tokens(); foreach ( array( '${ DEMO_PIXEL }', '${ SECOND }', '${ DEMO_OFFLINE_SET }' ) as $code ) { $t->set( $code, '${ DEMO_TOKEN }' ); }` );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [ [ 'one pixel', [ DEMO_PIXEL ] ], [ 'two pixels', [ DEMO_PIXEL, SECOND ] ] ] )( 'is no second, web sale when its customer pays it by the link (%s)', async ( _, pixels ) => {
		await set( settings( 'offline', ...pixels ) );
		const { id, key } = await make( 'on-hold' );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
		await site.php( `wc_get_order( ${ id } )->update_status( 'pending' );` );
		const payer = new Shopper( site );
		const address = `/checkout/order-pay/${ id }/?pay_for_order=true&key=${ key }`;
		const form = await ( await payer.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		const paid = await payer.ask( address, { method: 'POST', body: new URLSearchParams( { woocommerce_pay: '1', payment_method: 'bacs', 'woocommerce-pay-nonce': nonce } ), headers: { Referer: site.url + address } } );
		expect( paid.headers.get( 'location' ) ).toContain( 'order-received' );
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
	} );

	it( 'that counted as a web sale is no second, offline sale once the merchant changes the rule', async () => {
		await set( settings( 'web', DEMO_PIXEL ) );
		const { id } = await make( 'processing' );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_PIXEL ] );
		await set( settings( 'offline', DEMO_PIXEL, SECOND ) );
		await site.php( `$o = wc_get_order( ${ id } ); $o->set_date_modified( time() - 900 ); $o->save(); $o->update_status( 'completed' ); global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}wc_orders SET date_updated_gmt = '" . gmdate( 'Y-m-d H:i:s', time() - 900 ) . "' WHERE id = ${ id }" ); wp_cache_flush(); do_action( 'duet_hourly' );` );
		await site.drain();
		expect( counted( id ) ).not.toContain( DEMO_OFFLINE_SET );
	} );
} );
