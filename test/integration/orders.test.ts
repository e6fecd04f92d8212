/** The order rooms on real WooCommerce: which hooks, in which order, give how many rows. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site, type SiteOptions } from '../../bin/site/index.ts';
import { mariadbMissing } from '../../bin/site/database.ts';
import { HEX, Shopper } from './shopper.ts';

interface Row {
	readonly event: string;
	readonly event_id: string;
	readonly object_id: string;
	readonly payload: string;
	readonly visitor: string;
	readonly event_time: string;
}

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
// Two requests at once need a database that lets two in; SQLite would serialise them.
const database = mariadbMissing() === undefined ? 'mariadb' : 'sqlite';

const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

/** Counts Duet's own queries of each request: those with one of its classes on the stack. */
const COUNTER = `<?php
add_action( 'shutdown', static function () {
	global $wpdb;
	$ours = array_filter( (array) $wpdb->queries, static fn( $query ) => str_contains( $query[2], 'Duet\\\\' ) );
	file_put_contents( WP_CONTENT_DIR . '/queries.log', wp_json_encode( array( $_SERVER['REQUEST_URI'] ?? '', array_values( array_map( static fn( $query ) => preg_replace( '/\\s+/', ' ', $query[0] ), $ours ) ) ) ) . "\\n", FILE_APPEND );
}, 2000 );
`;

/** A plugin that makes the checkout's order itself, as deposits and some gateways do. */
const MAKER = `<?php
add_filter( 'woocommerce_create_order', static function ( $id, $checkout ) {
	if ( ! isset( $_POST['made_elsewhere'] ) ) {
		return $id;
	}
	$order = wc_create_order( array( 'created_via' => 'deposits' ) );
	$order->set_payment_method( 'cod' );
	$checkout->set_data_from_cart( $order );
	return $order->save();
}, 10, 2 );
`;

const SNAPSHOT = `array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) )`;

/** PHP that makes $order: a mug, pending, as a checkout would have left it. */
const ORDER = `
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_payment_method( 'stripe' );
	$order->set_billing_email( 'ann@example.test' );
	$order->update_meta_data( '_duet_visitor', ${ SNAPSHOT } );
	$order->calculate_totals();
	$order->save();`;

describe.skipIf( without ).each( [ true, false ] )( `orders, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	let mug: number;
	let card: number;

	const rows = async ( id: number ): Promise<Row[]> =>
		JSON.parse( await site.php( `global $wpdb; echo wp_json_encode( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id } ORDER BY id" ) );` ) ) as Row[];
	const events = async ( id: number ): Promise<string[]> => ( await rows( id ) ).map( ( { event } ) => event );
	const made = async ( code: string ): Promise<number> => Number( await site.php( `${ code } echo $order->get_id();` ) );
	const log = (): string => join( site.root, 'wp-content/queries.log' );
	const forget = (): void => rmSync( log(), { force: true } );
	/** Duet's own queries of each request so far whose address has this in it. */
	const queries = async ( address: string ): Promise<string[][]> => {
		// The server answers before it shuts down, but one request after the other: after the next answer this one is logged.
		await fetch( `${ site.url }/wp-json/duet/v1` );
		const lines = readFileSync( log(), 'utf8' ).trim().split( '\n' ).map( ( line ) => JSON.parse( line ) as [ string, string[] ] );
		return lines.filter( ( [ url ] ) => url.includes( address ) ).map( ( [ , ours ] ) => ours );
	};

	beforeAll( async () => {
		const options: SiteOptions = { name: `orders-${ hpos ? 'tables' : 'posts' }`, ...wants, database, hpos, checkout: 'classic', settings, token: 'secret', constants: { SAVEQUERIES: true } };
		site = await createSite( options );
		[ mug, card ] = JSON.parse( await site.php( "echo wp_json_encode( array( wc_get_product_id_by_sku( 'DUET-MUG' ), wc_get_product_id_by_sku( 'DUET-CARD' ) ) );" ) ) as [ number, number ];
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'count-queries.php' ), COUNTER );
		writeFileSync( join( folder, 'make-orders.php' ), MAKER );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	it( 'classic checkout, cash on delivery: one Purchase with the whole visitor, three queries', async () => {
		const shopper = new Shopper( site );
		forget();
		const { id } = await shopper.classic( mug, 'cod' );
		const [ row, ...more ] = await rows( id );
		expect( more ).toEqual( [] );
		expect( row ).toMatchObject( { event: 'Purchase', visitor: HEX } );
		expect( row?.event_id ).toMatch( new RegExp( `^P-${ id }-[0-9a-f]{12}$` ) );
		expect( JSON.parse( row?.payload ?? '' ) ).toMatchObject( { properties: { value: 12.5, currency: 'EUR', contents: [ { content_id: 'DUET-MUG', price: 7.5, quantity: 1 } ] } } );
		const snapshot = JSON.parse( await site.php( `echo wp_json_encode( wc_get_order( ${ id } )->get_meta( '_duet_visitor' ) );` ) ) as Record<string, unknown>;
		expect( snapshot ).toMatchObject( { ttclid: 'E.C.P.click', url: `${ site.url }/checkout/?step=1`, referrer: 'https://www.tiktok.com/', visitor: HEX, consent: { decision: 'granted', source: 'cookie' } } );
		const [ ours = [] ] = await queries( 'wc-ajax=checkout' );
		expect( ours.filter( ( sql ) => /duet_outbox/.test( sql ) ) ).toHaveLength( 1 );
		// The snapshot, which names its order, is written when WooCommerce has given the order its id. With orders in posts that
		// reads the post before WooCommerce does, and WooCommerce drops its cache of the lines while it reduces stock.
		expect( ours.length, ours.join( '\n' ) ).toBeLessThanOrEqual( hpos ? 3 : 4 );
	} );

	it( 'an order of the checkout that another plugin makes has its visitor', async () => {
		const shopper = new Shopper( site );
		await shopper.prepare( mug );
		const { id } = await shopper.place( 'cod', { made_elsewhere: '1' } );
		expect( await rows( id ) ).toMatchObject( [ { event: 'Purchase', visitor: HEX } ] );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['url'];` ) ).toBe( `${ site.url }/checkout/?step=1` );
	} );

	it( 'block checkout, bank transfer: PlaceAnOrder, and Purchase when the money came', async () => {
		const { id } = await new Shopper( site ).block( mug, 'bacs' );
		expect( await events( id ) ).toEqual( [ 'PlaceAnOrder' ] );
		const snapshot = JSON.parse( await site.php( `$order = wc_get_order( ${ id } ); $order->payment_complete(); echo wp_json_encode( $order->get_meta( '_duet_visitor' ) );` ) ) as Record<string, unknown>;
		expect( snapshot.url ).toBe( `${ site.url }/checkout/?block=1` );
		expect( await events( id ) ).toEqual( [ 'PlaceAnOrder', 'Purchase' ] );
		await site.php( `$order = wc_get_order( ${ id } ); $order->update_status( 'completed' ); $order->update_status( 'on-hold' ); $order->update_status( 'processing' );` );
		expect( await events( id ) ).toEqual( [ 'PlaceAnOrder', 'Purchase' ] );
	} );

	it( 'every hook at once, in several processes: one row', async () => {
		const id = await made( ORDER );
		expect( await events( id ) ).toEqual( [] );
		await Promise.all( [
			site.php( `wc_get_order( ${ id } )->payment_complete( 'tx' );` ),
			site.php( `wc_get_order( ${ id } )->update_status( 'processing' );` ),
			site.php( `do_action( 'woocommerce_thankyou', ${ id } );` ),
			site.php( `wc_get_order( ${ id } )->payment_complete( 'tx' );` ),
		] );
		await site.php( `do_action( 'woocommerce_thankyou', ${ id } ); do_action( 'woocommerce_payment_complete', ${ id }, '' );` );
		const all = await rows( id );
		expect( all.map( ( { event } ) => event ) ).toEqual( [ 'Purchase' ] );
		const paid = Number( await site.php( `echo wc_get_order( ${ id } )->get_date_paid()->getTimestamp();` ) );
		expect( Math.abs( Number( all[ 0 ]?.event_time ) - paid ) ).toBeLessThanOrEqual( 2 );
	} );

	it( 'an order created paid has its lines in the event', async () => {
		const id = await made( `
			$order = wc_create_order( array( 'created_via' => 'checkout', 'status' => 'processing' ) );
			$order->add_product( wc_get_product( ${ mug } ), 3 );
			$order->update_meta_data( '_duet_visitor', ${ SNAPSHOT } );
			$order->calculate_totals();
			$order->save();` );
		const [ row, ...more ] = await rows( id );
		expect( more ).toEqual( [] );
		expect( JSON.parse( row?.payload ?? '' ) ).toMatchObject( { properties: { value: 22.5, contents: [ { content_id: 'DUET-MUG', quantity: 3 } ] } } );
	} );

	it( 'no visitor, no event: admin, REST and programs', async () => {
		for ( const maker of [ 'admin', 'rest-api', '' ] ) {
			const id = await made( `${ ORDER } $order->delete_meta_data( '_duet_visitor' ); $order->set_created_via( '${ maker }' ); $order->save(); $order->payment_complete();` );
			expect( await events( id ), maker ).toEqual( [] );
		}
	} );

	it( 'without consent the order remembers only that, and a later grant sends it', async () => {
		const shopper = new Shopper( site, false );
		const { id, received } = await shopper.classic( card, 'cod' );
		expect( await events( id ) ).toEqual( [] );
		expect( JSON.parse( await site.php( `echo wp_json_encode( array_keys( wc_get_order( ${ id } )->get_meta( '_duet_visitor' ) ) );` ) ) ).toEqual( [ 'consent' ] );
		const key = new URL( received ).searchParams.get( 'key' );
		shopper.cookies.set( 'duet_visitor', `${ HEX }.g` );
		expect( await shopper.tell( 'consent', { state: 'granted', order: id, key: 'wc_order_wrong' } ) ).toBe( 400 );
		expect( await events( id ) ).toEqual( [] );
		expect( await shopper.tell( 'consent', { state: 'granted', order: id, key } ) ).toBe( 200 );
		expect( await events( id ) ).toEqual( [ 'Purchase' ] );
	} );

	it( 'the tray is on the order-received page until acknowledged, behind the key', async () => {
		const shopper = new Shopper( site );
		const { id, received } = await shopper.classic( mug, 'cod' );
		const tray = async ( url: string, who = shopper ): Promise<{ id: string; name: string; ack: { order: number; key: string } }[]> =>
			JSON.parse( /<script[^>]*id="duet-tray"[^>]*>([\s\S]*?)<\/script>/.exec( await ( await who.ask( url ) ).text() )?.[ 1 ] ?? '[]' ) as [];
		forget();
		const [ item ] = await tray( received );
		const [ ours = [ 'no such request', '', '' ] ] = await queries( 'order-received' );
		expect( ours.length, ours.join( '\n' ) ).toBeLessThanOrEqual( 1 );
		expect( item ).toMatchObject( { name: 'Purchase', id: ( await rows( id ) )[ 0 ]?.event_id } );
		expect( await tray( received.replace( /key=[^&]+/, 'key=wc_order_wrong' ) ) ).toEqual( [] );
		expect( await shopper.tell( 'ack', { order: id, key: 'wc_order_wrong', id: item?.id } ) ).toBe( 403 );
		expect( await tray( received ) ).toHaveLength( 1 );
		expect( await shopper.tell( 'ack', { ...item?.ack, id: item?.id } ) ).toBe( 200 );
		expect( await tray( received ) ).toEqual( [] );
		expect( await events( id ) ).toEqual( [ 'Purchase' ] );
	} );

	it( 'a page view adds no query, and its page JSON is the same for everybody', async () => {
		const block = async ( path: string, who: Shopper ): Promise<string> => /<script[^>]*id="duet-page"[^>]*>[\s\S]*?<\/script>/.exec( await ( await who.ask( path ) ).text() )?.[ 0 ] ?? 'no block';
		const stranger = new Shopper( site, false );
		const known = new Shopper( site );
		await known.ask( `/?add-to-cart=${ mug }` );
		for ( const path of [ '/', '/shop/', '/product/duet-mug/', '/product/duet-shirt/', '/cart/' ] ) {
			const first = await block( path, stranger );
			forget();
			expect( await block( path, known ), path ).toBe( first );
			expect( first, path ).toContain( 'application/json' );
			expect( ( await queries( path ) )[ 0 ], path ).toEqual( [] );
		}
		expect( await block( '/product/duet-shirt/', stranger ) ).toContain( '"content_type":"product_group"' );
	} );

	it( 'the relay believes what this shop signed, from its own pages, and nothing else', async () => {
		const shopper = new Shopper( site );
		await shopper.ask( `/?add-to-cart=${ mug }` );
		const cart = ( await ( await shopper.ask( '/wp-json/wc/store/v1/cart' ) ).json() ) as { items: { quantity: number; extensions: { duet: Record<string, unknown> } }[] };
		const line = cart.items[ 0 ];
		expect( line?.extensions.duet ).toMatchObject( { content_id: 'DUET-MUG', price: 7.5, item_currency: 'EUR' } );
		const item = { ...line?.extensions.duet, quantity: 1 };
		const event = { name: 'AddToCart', id: crypto.randomUUID(), age: 1500, params: { content_type: 'product', contents: [ item ], currency: 'EUR', value: 7.5 } };
		const body = ( ...list: object[] ): object => ( { url: `${ site.url }/product/duet-mug/`, referrer: '', events: list } );
		const stored = async (): Promise<string> => site.php( `global $wpdb; echo $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}duet_outbox WHERE class = 2 AND state = 'pending'" );` );
		forget();
		expect( await shopper.tell( 'events', body( event ), { Origin: 'https://evil.test' } ) ).toBe( 403 );
		expect( await shopper.tell( 'events', body( { ...event, params: { ...event.params, contents: [ { ...item, price: 1 } ], value: 1 } } ) ) ).toBe( 400 );
		expect( await shopper.tell( 'events', body( { ...event, name: 'Purchase' } ) ) ).toBe( 400 );
		expect( await shopper.tell( 'events', { junk: 'x'.repeat( 20_000 ) } ) ).toBe( 413 );
		expect( await new Shopper( site, false ).tell( 'events', body( event ) ) ).toBe( 403 );
		expect( await queries( 'duet/v1/events' ) ).toEqual( [ [], [], [], [], [] ] );
		expect( await stored() ).toBe( '0' );
		expect( await shopper.tell( 'events', body( event ) ) ).toBe( 200 );
		expect( await shopper.tell( 'events', body( event ) ) ).toBe( 200 );
		expect( await stored() ).toBe( '1' );
	} );
} );
