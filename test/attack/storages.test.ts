/** A refusal is in both places where WooCommerce keeps an order, so that the merchant may switch the storage. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEX, Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { mariadbMissing } from '../../bin/site/database.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const database = mariadbMissing() === undefined ? 'mariadb' : 'sqlite';
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'required' } };

/** An express button: an order that code has made is paid in a request of the shopper's. */
const EXPRESS = `<?php
add_action( 'wc_ajax_express', static function () { wp_send_json( wc_get_order( (int) $_GET['pay'] )->payment_complete( 'tx' ) ); } );
`;

describe.skipIf( without ).each( [ true, false ] )( `both storages of orders, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	let mug: number;
	const other = hpos ? [ 'postmeta', 'post_id' ] : [ 'wc_orders_meta', 'order_id' ];
	/** What both tables hold of an order under a key. */
	const stored = async ( id: number, key = '_duet_visitor' ): Promise<unknown[]> =>
		JSON.parse( await site.php( `global $wpdb; $read = static fn( $table, $column ) => array_map( 'maybe_unserialize', $wpdb->get_col( "SELECT meta_value FROM {$wpdb->prefix}$table WHERE meta_key = '${ key }' AND $column = ${ id }" ) );
			echo wp_json_encode( array_merge( $read( 'wc_orders_meta', 'order_id' ), $read( 'postmeta', 'post_id' ) ) );` ) ) as unknown[];
	const decisions = async ( id: number ): Promise<string[]> => ( ( await stored( id ) ) as { consent: { decision: string } }[] ).map( ( { consent } ) => consent.decision );
	const refuse = async ( buyer: Shopper, id: number, received: string ): Promise<void> => {
		buyer.cookies.set( 'duet_visitor', 'd' );
		await new Promise( ( done ) => setTimeout( done, 1100 ) );
		expect( await buyer.tell( 'consent', { state: 'denied', order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } ) ).toBe( 200 );
	};
	const acknowledge = async ( buyer: Shopper, received: string ): Promise<string> => {
		const tray = /<script[^>]*id="duet-tray"[^>]*>([\s\S]*?)<\/script>/.exec( await ( await buyer.ask( received ) ).text() )?.[ 1 ] ?? '[]';
		const [ item ] = JSON.parse( tray ) as { id: string; ack: object }[];
		await new Promise( ( done ) => setTimeout( done, 1100 ) );
		expect( await buyer.tell( 'ack', { ...item?.ack, id: item?.id } ) ).toBe( 200 );
		return item?.id ?? '';
	};
	beforeAll( async () => {
		site = await createSite( { name: `attack-storages-${ hpos ? 'tables' : 'posts' }`, ...wants, database, hpos, checkout: 'classic', settings, token: 'secret' } );
		await site.php( `wc_get_container()->get( Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\DataSynchronizer::class )->create_database_tables();
			update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'yes' );` );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'express.php' ), EXPRESS );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( () => site?.stop() );

	it( 'a refusal on the thank-you page', async () => {
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		expect( await decisions( id ) ).toEqual( [ 'granted', 'granted' ] );
		await refuse( buyer, id, received );
		expect( await decisions( id ) ).toEqual( [ 'denied', 'denied' ] );
	} );

	it( 'a refusal of an order whose other copy never had a snapshot', async () => {
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		await site.php( `global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}${ other[ 0 ] } WHERE meta_key = '_duet_visitor' AND ${ other[ 1 ] } = ${ id }" );` );
		await refuse( buyer, id, received );
		expect( await decisions( id ) ).toEqual( [ 'denied', 'denied' ] );
	} );

	it( 'what the browser acknowledged', async () => {
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'cod' );
		const event = await acknowledge( buyer, received );
		expect( await stored( id, '_duet_browser' ) ).toEqual( [ [ event ], [ event ] ] );
	} );

	it( 'the shopper who pays an order that code has made', async () => {
		const id = Number( await site.php( `$order = wc_create_order(); $order->add_product( wc_get_product( ${ mug } ), 1 ); $order->calculate_totals(); $order->save(); echo $order->get_id();` ) );
		await new Promise( ( done ) => setTimeout( done, 1100 ) );
		expect( ( await new Shopper( site ).ask( `/?wc-ajax=express&pay=${ id }`, { method: 'POST' } ) ).status ).toBe( 200 );
		expect( await decisions( id ) ).toEqual( [ 'granted', 'granted' ] );
	} );

	it( 'without WooCommerce\'s copies Duet makes none', async () => {
		await site.php( "update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'no' );" );
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'cod' );
		const event = await acknowledge( buyer, received );
		expect( await stored( id, '_duet_browser' ) ).toEqual( [ [ event ] ] );
		await refuse( buyer, id, received );
		expect( await decisions( id ) ).toEqual( [ 'denied' ] );
	} );

	it( 'a deleted order leaves no trace of the browser it was placed in', async () => {
		const { id } = await new Shopper( site ).classic( mug, 'bacs' );
		const code = ( then: string ): string => `global $wpdb; $modules = new Duet\\Wiring\\Modules( $wpdb ); $known = static fn() => count( array_filter( $modules->withdrawal->placed->of( array( '${ HEX }' ) ), static fn( $placed ) => ${ id } === $placed['order'] ) ); ${ then } echo wp_json_encode( $known() );`;
		expect( await site.php( code( '$modules->withdrawal->placed->update();' ) ) ).toBe( '1' );
		// As the list of orders empties its trash: with orders in posts that is WordPress's own deletion.
		expect( await site.php( code( hpos ? `wc_get_order( ${ id } )->delete( true );` : `wp_delete_post( ${ id }, true );` ) ) ).toBe( '0' );
	} );

	it( 'a deleted post that is not the order takes nothing along', async () => {
		const { id } = await new Shopper( site ).classic( mug, 'bacs' );
		const left = `global $wpdb; update_option( 'woocommerce_custom_orders_table_data_sync_enabled', 'no' ); $modules = new Duet\\Wiring\\Modules( $wpdb ); $modules->withdrawal->placed->update(); do_action( 'deleted_post', ${ id }, new WP_Post( (object) array( 'ID' => ${ id }, 'post_type' => '${ hpos ? 'shop_order' : 'page' }' ) ) ); echo count( array_filter( $modules->withdrawal->placed->of( array( '${ HEX }' ) ), static fn( $placed ) => ${ id } === $placed['order'] ) );`;
		expect( await site.php( left ) ).toBe( '1' );
	} );
} );
