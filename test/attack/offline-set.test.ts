/** One sale, one book - also once the merchant has closed that book: an offline event set that is no longer in the settings has counted all the same (decision 0132: "whatever the settings are later"). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_OFFLINE_SET, DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const SECOND = 'DUETDEMO000000000002';
const pixel = ( code: string ) => ( { code, label: '', test_event_code: '', added: 0 } );

describe.skipIf( without )( `a sale of an offline event set that is gone${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	const settings = ( without_snapshot: string, event_set_id: string, ...pixels: string[] ) => ( { pixels: pixels.map( pixel ), consent: { mode: 'assumed' }, purchase: { without_snapshot }, offline: { event_set_id } } );
	const set = ( value: object ) => site.php( `update_option( 'duet_settings', json_decode( '${ JSON.stringify( value ) }', true ) );` );
	const make = async (): Promise< number > => Number( await site.php( `$o = wc_create_order(); $o->add_product( wc_get_product( ${ mug } ), 1 ); $o->set_billing_email( 'ann@example.test' ); $o->set_payment_method( 'bacs' ); $o->calculate_totals(); $o->save(); $o->payment_complete( 'till' ); echo $o->get_id();` ) );
	const counted = ( id: number ) => tiktok.conversions().filter( ( one ) => one.event === 'Purchase' && one.event_id?.startsWith( `P-${ id }-` ) ).map( ( one ) => one.pixel_code ).sort();
	/** The hourly look for orders no hook reported leaves the last five minutes alone. */
	const sweep = ( id: number ) => site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}wc_orders SET date_updated_gmt = '" . gmdate( 'Y-m-d H:i:s', time() - 900 ) . "' WHERE id = ${ id }" ); wp_cache_flush(); do_action( 'duet_hourly' );` );

	beforeAll( async () => {
		tiktok = await startStandIn( { tokens: { [ DEMO_PIXEL ]: DEMO_TOKEN, [ SECOND ]: DEMO_TOKEN }, offlineSets: { [ DEMO_OFFLINE_SET ]: DEMO_TOKEN } } );
		site = await createSite( { name: 'offline-set', ...wants, checkout: 'classic', settings: settings( 'offline', DEMO_OFFLINE_SET, DEMO_PIXEL ), standIn: tiktok } );
		await site.php( `$t = new Duet\\Settings\\Tokens(); foreach ( array( '${ DEMO_PIXEL }', '${ SECOND }', '${ DEMO_OFFLINE_SET }' ) as $code ) { $t->set( $code, '${ DEMO_TOKEN }' ); }` );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		await set( settings( 'offline', DEMO_OFFLINE_SET, DEMO_PIXEL ) );
	} );

	it( 'control: with the set still in the settings it is no second sale', async () => {
		const id = await make();
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
		await set( settings( 'web', DEMO_OFFLINE_SET, DEMO_PIXEL ) );
		await sweep( id );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
	} );

	it( 'is no second, web sale once the merchant has taken the set out of the settings', async () => {
		const id = await make();
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
		await set( settings( 'web', '', DEMO_PIXEL ) );
		await sweep( id );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_OFFLINE_SET ] );
	} );

	it( 'a web sale of a pixel that was replaced is no second, offline sale', async () => {
		await set( settings( 'web', DEMO_OFFLINE_SET, DEMO_PIXEL ) );
		const id = await make();
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_PIXEL ] );
		await set( { ...settings( 'offline', DEMO_OFFLINE_SET ), pixels: [ { ...pixel( SECOND ), added: Math.floor( Date.now() / 1000 ) + 5 } ] } );
		await sweep( id );
		await site.drain();
		expect( counted( id ) ).toEqual( [ DEMO_PIXEL ] );
	} );
} );
