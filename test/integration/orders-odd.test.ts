/** One sale, one identity: ids issued again, copies, parts, renewals, dates to doubt, refunds, and filters that return nonsense. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { HEX, Shopper } from './shopper.ts';

interface Row {
	readonly event: string;
	readonly event_id: string;
	readonly event_time: string;
	readonly created_at: string;
	readonly payload: string;
}

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000', label: '', test_event_code: '' } ], consent: { mode: 'required' } };

const PLUGINS = `<?php
function test_order( $props = array() ) {
	$order = wc_create_order( array( 'created_via' => 'checkout' ) );
	$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-MUG' ) ), 2 );
	$order->set_payment_method( $props['method'] ?? 'stripe' );
	$order->set_billing_email( 'ann@example.test' );
	$order->calculate_totals();
	isset( $props['created'] ) && $order->set_date_created( $props['created'] );
	$order->save();
	if ( false !== ( $props['visitor'] ?? true ) ) {
		Duet\\Snapshot\\Snapshot::put( $order, Duet\\Event\\Visitor::from_array( array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => $props['decision'] ?? 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) );
		$order->save();
	}
	return $order;
}
/** As duplicators do: every field of meta. */
function test_copy( $order ) {
	$copy = wc_create_order();
	foreach ( $order->get_items() as $item ) { $copy->add_product( $item->get_product(), $item->get_quantity() ); }
	foreach ( $order->get_meta_data() as $meta ) { $copy->add_meta_data( $meta->key, $meta->value ); }
	$copy->set_payment_method( 'stripe' );
	$copy->calculate_totals();
	$copy->save();
	return $copy;
}
/** As Dokan's Order\\Manager::create_sub_order(): saved without its parent first. */
function test_part( $parent ) {
	$order = new WC_Order();
	$order->set_created_via( 'dokan' );
	$order->set_currency( $parent->get_currency() );
	$order->set_payment_method( $parent->get_payment_method() );
	foreach ( $parent->get_meta_data() as $meta ) { $order->add_meta_data( $meta->key, $meta->value ); }
	$order->save();
	foreach ( $parent->get_items() as $item ) { $order->add_product( $item->get_product(), $item->get_quantity() ); }
	$order->save();
	$order->calculate_totals();
	$order->set_status( $parent->get_status() );
	$order->set_parent_id( $parent->get_id() );
	$order->save();
	return $order;
}
function test_setting( $purchase ) { update_option( 'duet_settings', array( 'purchase' => $purchase, 'offline' => array( 'event_set_id' => '7123456789012345678' ) ) + get_option( 'duet_settings' ) ); }
foreach ( array( 'woocommerce_order_get_total', 'woocommerce_order_get_currency', 'woocommerce_order_item_get_total', 'woocommerce_order_item_get_quantity', 'woocommerce_order_number' ) as $hook ) {
	add_filter( $hook, static function ( $value ) use ( $hook ) {
		return array( 'error' => new WP_Error( 'no' ), 'null' => null, 'text' => 'n/a', 'nan' => NAN )[ $GLOBALS['test_nonsense'][ $hook ] ?? '' ] ?? ( isset( $GLOBALS['test_nonsense'][ $hook ] ) ? null : $value );
	} );
}
add_action( 'woocommerce_checkout_update_order_meta', static function ( $id ) { isset( $_POST['marketplace'] ) && test_part( wc_get_order( $id ) ) && test_part( wc_get_order( $id ) ); } );
add_action( 'woocommerce_order_status_changed', static function ( $id, $from, $to ) {
	foreach ( wc_get_orders( array( 'parent' => $id, 'type' => 'shop_order' ) ) as $part ) { $part->update_status( $to ); }
}, 10, 3 );
`;

describe.skipIf( without ).each( [ true, false ] )( `odd orders, order tables %s${ without ? ` (${ without })` : '' }`, ( hpos ) => {
	let site: Site;
	/** Runs PHP that makes $orders; their rows. */
	const rowsOf = async ( code: string ): Promise<Row[]> =>
		JSON.parse( await site.php( `${ code }
			do_action( 'shutdown' ); remove_all_actions( 'shutdown' );
			global $wpdb; $ids = implode( ',', array_map( static fn( $order ) => $order->get_id(), $orders ) );
			echo wp_json_encode( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE object_id IN ( $ids ) ORDER BY id" ) );` ) ) as Row[];
	const events = async ( code: string ): Promise<string[]> => ( await rowsOf( code ) ).map( ( { event } ) => event );
	const properties = ( rows: Row[] ): { value: number; contents: { price: number; quantity: number }[]; num_items: number; currency: string } =>
		( JSON.parse( rows[ 0 ]?.payload ?? '{}' ) as { properties: { value: number; contents: { price: number; quantity: number }[]; num_items: number; currency: string } } ).properties;

	beforeAll( async () => {
		site = await createSite( { name: `odd-${ hpos ? 'tables' : 'posts' }`, ...wants, hpos, checkout: 'classic', settings, token: 'secret' } );
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'odd.php' ), PLUGINS );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /duet/i );
		await site.stop();
	} );

	describe( 'ids', () => {
		it( 'a number issued again is another sale', async () => {
			const ids = await rowsOf( `
				$order = test_order(); $order->payment_complete(); $id = $order->get_id();
				global $wpdb; $orders = array( $order );
				// Orders were reset, the outbox was not, and TikTok has the first one.
				$order->set_order_key( wc_generate_order_key() ); $order->set_status( 'pending' ); $order->set_date_paid( null ); $order->save();
				$order = wc_get_order( $id );
				Duet\\Snapshot\\Snapshot::put( $order, Duet\\Event\\Visitor::from_array( array( 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) ); $order->save();
				$GLOBALS['wp_filter']['shutdown'] = null;
				file_put_contents( WP_CONTENT_DIR . '/again', $id );` );
			expect( ids ).toHaveLength( 1 );
			const again = await rowsOf( "$order = wc_get_order( (int) file_get_contents( WP_CONTENT_DIR . '/again' ) ); $order->payment_complete(); $orders = array( $order );" );
			expect( new Set( again.map( ( { event_id: id } ) => id ) ).size ).toBe( 2 );
		} );

		it( 'an order whose event went out under an id of 0.1.0 keeps it: server, tray, acknowledgement and resend', async () => {
			const shopper = new Shopper( site );
			const { id, received } = await shopper.classic( Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) ), 'cod' );
			const first = await site.php( `global $wpdb;
				$first = Duet\\Event\\EventId::for_object( 'Purchase', ${ id }, get_current_blog_id(), get_option( 'duet_id_key' ) );
				$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}duet_outbox SET event_id = %s, state = 'delivered' WHERE object_id = ${ id }", $first ) ); echo $first;` );
			const page = await ( await shopper.ask( received ) ).text();
			const [ item ] = JSON.parse( /<script[^>]*id="duet-tray"[^>]*>([\s\S]*?)<\/script>/.exec( page )?.[ 1 ] ?? '[]' ) as { id: string; ack: object }[];
			expect( item?.id ).toBe( first );
			expect( await shopper.tell( 'ack', { ...item?.ack, id: first } ) ).toBe( 200 );
			const rows = await rowsOf( `$order = wc_get_order( ${ id } ); $orders = array( $order );
				ob_start(); do_action( 'woocommerce_thankyou', ${ id } ); ob_end_clean(); $order->update_status( 'completed' ); do_action( 'duet_hourly' );
				global $wpdb; $row = $wpdb->get_var( "SELECT id FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id }" );
				wp_set_current_user( 1 ); $answer = rest_do_request( new WP_REST_Request( 'POST', "/duet/v1/deliveries/$row/resend" ) );
				file_put_contents( WP_CONTENT_DIR . '/resent', $answer->get_status() );` );
			expect( rows.map( ( { event_id: one } ) => one ) ).toEqual( [ first ] );
			expect( await site.php( "echo file_get_contents( WP_CONTENT_DIR . '/resent' );" ) ).toBe( '200' );
		} );
	} );

	describe( 'copies and parts', () => {
		it( 'a copy of a counted order does not count again', async () => {
			expect( await events( '$order = test_order(); $order->payment_complete(); $copy = test_copy( $order ); $copy->payment_complete(); $orders = array( $order, $copy );' ) ).toEqual( [ 'Purchase' ] );
		} );

		it( 'a copy of an order of version 0.1.0 does not, either', async () => {
			expect( await events( `$order = test_order(); $meta = $order->get_meta( '_duet_visitor' ); unset( $meta['order'] ); $order->update_meta_data( '_duet_visitor', $meta ); $order->save();
				$order->payment_complete(); $copy = test_copy( wc_get_order( $order->get_id() ) ); $copy->payment_complete(); $orders = array( $order, $copy );` ) ).toEqual( [ 'Purchase' ] );
		} );

		it( 'a marketplace\'s orders per vendor: one Purchase of the whole, at the checkout and afterwards', async () => {
			const shopper = new Shopper( site );
			await shopper.prepare( Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) ) );
			const { id } = await shopper.place( 'cod', { marketplace: '1' } );
			const rows = await rowsOf( `$order = wc_get_order( ${ id } ); $parts = wc_get_orders( array( 'parent' => ${ id }, 'type' => 'shop_order' ) ); $orders = array( $order, ...$parts );
				count( $parts ) === 2 || throw new RuntimeException( 'no parts' );
				foreach ( $parts as $part ) { $part->update_status( 'completed' ); } do_action( 'duet_hourly' );` );
			expect( rows.map( ( { event } ) => event ) ).toEqual( [ 'Purchase' ] );
			expect( properties( rows ).value ).toBe( 12.5 );
		} );

		it( 'the parts of an order that came to nothing are the sales', async () => {
			expect( await events( "$order = test_order(); $part = test_part( $order ); $order->update_status( 'cancelled' ); $part = wc_get_order( $part->get_id() ); $part->set_status( 'pending' ); $part->save(); $part->payment_complete(); $orders = array( $order, $part );" ) ).toEqual( [ 'Purchase' ] );
			expect( await events( "$order = test_order(); $order->payment_complete(); $part = test_part( $order ); $order->update_status( 'cancelled' ); $part = wc_get_order( $part->get_id() ); $part->set_status( 'pending' ); $part->save(); $part->payment_complete(); $orders = array( $order, $part );" ) ).toEqual( [ 'Purchase' ] );
		} );

		it.each( [ 'none', 'web', 'offline' ] )( 'copies, parts and renewals of a refused order are never sent, without a visitor: %s', async ( setting ) => {
			expect( await events( `test_setting( array( 'without_snapshot' => '${ setting }' ) );
				$order = test_order( array( 'decision' => 'denied' ) ); $copy = test_copy( $order ); $part = test_part( $order );
				$granted = test_order(); $early = test_copy( $granted ); Duet\\Snapshot\\Snapshot::put( $granted, Duet\\Event\\Visitor::from_array( array( 'consent' => array( 'signal' => 'deny', 'decision' => 'denied', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) ); $granted->save();
				foreach ( array( $order, $copy, $part, $granted, $early ) as $one ) { wc_get_order( $one->get_id() )->payment_complete(); }
				$order->update_status( 'cancelled' ); $late = test_part( $order ); $late->set_status( 'pending' ); $late->save(); wc_get_order( $late->get_id() )->payment_complete();
				do_action( 'duet_hourly' ); $orders = array( $order, $copy, $part, $granted, $early, $late );
				test_setting( array() );` ) ).toEqual( [] );
		} );
	} );

	describe( 'dates', () => {
		const near = ( time: string | undefined ): boolean => Math.abs( Number( time ) - Date.now() / 1000 ) < 60;
		it.each( [
			[ 'in local time, 13 hours ahead', '+ 13 * 3600' ],
			[ 'the bank\'s value date, three days ago', '- 3 * 86400' ],
		] )( 'a payment seen now is now, whatever date the gateway stores: %s', async ( _name, shift ) => {
			for ( const pay of [
				`$order->set_date_paid( time() ${ shift } ); $order->payment_complete();`,
				`$order->set_date_paid( time() ${ shift } ); $order->save(); $order->update_status( 'processing' );`,
				`$order->set_date_paid( time() ${ shift } ); $order->update_status( 'completed' );`,
				`add_filter( 'woocommerce_payment_complete_order_status', static fn() => 'on-hold' ); $order->set_date_paid( time() ${ shift } ); $order->payment_complete();`,
			] ) {
				const rows = await rowsOf( `$order = test_order( array( 'created' => time() - 5 * 86400 ) ); $order->update_status( 'on-hold' ); ${ pay } $orders = array( $order );` );
				const bought = rows.filter( ( { event } ) => event === 'Purchase' );
				expect( bought.length, pay ).toBe( 1 );
				expect( near( bought[ 0 ]?.event_time ), `${ pay } ${ bought[ 0 ]?.event_time }` ).toBe( true );
			}
		} );

		it( 'what the sweep finds is dated between the order and now', async () => {
			const found = async ( created: string, paid: string ): Promise<number> => {
				const rows = await rowsOf( `$order = test_order( array( 'created' => time() ${ created } ) ); $order->set_date_paid( time() ${ paid } ); remove_all_actions( 'woocommerce_order_status_changed' ); remove_all_actions( 'woocommerce_after_order_object_save' ); $order->set_status( 'processing' ); $order->save();
					global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox WHERE object_id = {$order->get_id()}" );
					$wpdb->query( "UPDATE {$wpdb->prefix}wc_orders SET date_updated_gmt = DATE_SUB( date_updated_gmt, INTERVAL 1 HOUR ) WHERE id = {$order->get_id()}" );
					$wpdb->query( "UPDATE {$wpdb->posts} SET post_modified_gmt = DATE_SUB( post_modified_gmt, INTERVAL 1 HOUR ), post_modified = DATE_SUB( post_modified, INTERVAL 1 HOUR ) WHERE ID = {$order->get_id()}" );
					wp_cache_flush(); do_action( 'duet_hourly' ); $orders = array( $order );` );
				expect( rows ).toHaveLength( 1 );
				return Math.round( ( Date.now() / 1000 - Number( rows[ 0 ]?.event_time ) ) / 3600 );
			};
			expect( await found( '- 20 * 3600', '+ 13 * 3600' ) ).toBe( 0 );
			expect( await found( '- 20 * 3600', '- 72 * 3600' ) ).toBe( 20 );
			expect( await found( '- 20 * 3600', '- 3 * 3600' ) ).toBe( 3 );
		} );

		it( 'no row is dated in the future, whatever the web server\'s clock says', async () => {
			const [ row ] = await rowsOf( `$order = test_order(); $order->set_status( 'processing' ); $orders = array( $order );
				$modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] ); $event = $modules->order->events->of( $order, time() + 7200 );
				$modules->outbox->outbox()->insert( 'C4TESTPIXEL000000000', 'Purchase', $event, $modules->api->payload->build( $event, 'Purchase' ) );` );
			expect( near( row?.event_time ) ).toBe( true );
			expect( near( String( ( JSON.parse( row?.payload ?? '{}' ) as { event_time: number } ).event_time ) ) ).toBe( true );
		} );
	} );

	describe( 'amounts', () => {
		const refunded = ( what: string ): string => `$order = test_order(); $line = array_key_first( $order->get_items() );
			$order->update_status( 'on-hold' ); wc_create_refund( array( 'order_id' => $order->get_id() ) + ${ what } ); $order = wc_get_order( $order->get_id() ); $order->payment_complete(); $orders = array( $order );`;
		const bought = async ( code: string ): Promise<ReturnType<typeof properties>> => properties( ( await rowsOf( code ) ).filter( ( { event } ) => event === 'Purchase' ) );

		it( 'an order refunded in part before it counts sends what is kept', async () => {
			expect( await bought( refunded( "array( 'amount' => '7.50', 'line_items' => array( $line => array( 'qty' => 1, 'refund_total' => '7.50' ) ) )" ) ) ).toMatchObject( { value: 7.5, num_items: 1, contents: [ { price: 7.5, quantity: 1 } ] } );
			expect( await bought( refunded( "array( 'amount' => '5.00' )" ) ) ).toMatchObject( { value: 10, num_items: 2, contents: [ { price: 5, quantity: 2 } ] } );
			expect( await bought( refunded( "array( 'amount' => '3.00', 'line_items' => array( $line => array( 'qty' => 0, 'refund_total' => '3.00' ) ) )" ) ) ).toMatchObject( { value: 12, contents: [ { price: 6, quantity: 2 } ] } );
		} );

		it( 'an order refunded in full before it counts is no sale', async () => {
			const rows = await rowsOf( `$order = test_order(); $order->update_status( 'on-hold' );
				add_filter( 'woocommerce_order_fully_refunded_status', '__return_false' );
				wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => '15.00' ) ); $order = wc_get_order( $order->get_id() ); $order->payment_complete(); $orders = array( $order );` );
			expect( rows.filter( ( { event } ) => event === 'Purchase' ) ).toEqual( [] );
		} );

		it.each( [ 'error', 'null', 'text', 'nan' ] )( 'a filter that returns nonsense (%s) changes nothing', async ( nonsense ) => {
			const paid = await bought( `$order = test_order(); $GLOBALS['test_nonsense'] = array_fill_keys( array( 'woocommerce_order_get_total', 'woocommerce_order_get_currency', 'woocommerce_order_item_get_total', 'woocommerce_order_item_get_quantity', 'woocommerce_order_number' ), '${ nonsense }' );
				$order->set_status( 'processing' ); $modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] ); $modules->pipeline->pipeline->push( $modules->order->events->of( $order, time() ) ); $GLOBALS['test_nonsense'] = array(); $orders = array( $order );` );
			expect( paid ).toMatchObject( { value: 15, currency: 'EUR', num_items: 2, contents: [ { price: 7.5, quantity: 2 } ] } );
		} );
	} );
} );
