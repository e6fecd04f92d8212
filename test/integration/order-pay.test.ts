/** Paying for an order that exists already: a link in an e-mail, a failed payment tried again, and shop staff at the telephone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { Shopper } from './shopper.ts';

const without = await missing( { plugins: [ 'woocommerce' ] } );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'required' } };

interface Pending {
	readonly id: number;
	readonly key: string;
}

describe.skipIf( without )( `paying for an existing order${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;

	beforeAll( async () => {
		site = await createSite( { name: 'order-pay', plugins: [ 'woocommerce', 'duet' ], checkout: 'classic', settings } );
	} );
	afterAll( () => site?.stop() );

	/** An order an admin wrote down for a customer. */
	const pending = async (): Promise< Pending > =>
		JSON.parse(
			await site.php( `
				$order = wc_create_order( array( 'created_via' => 'admin' ) );
				$order->add_product( wc_get_product( wc_get_product_id_by_sku( 'DUET-CARD' ) ), 2 );
				$order->set_address( array( 'first_name' => 'Ann', 'last_name' => 'Example', 'address_1' => 'Musterstr. 1', 'city' => 'Berlin', 'postcode' => '10115', 'country' => 'DE', 'email' => 'ann@example.test' ) );
				$order->calculate_totals();
				$order->save();
				echo wp_json_encode( array( 'id' => $order->get_id(), 'key' => $order->get_order_key() ) );` )
		) as Pending;
	const rows = async ( id: number ): Promise< { event: string; visitor: string; url: string }[] > =>
		JSON.parse(
			await site.php( `global $wpdb; echo wp_json_encode( array_map( fn( $row ) => array( 'event' => $row->event, 'visitor' => $row->visitor, 'url' => json_decode( $row->matching )->page->url ?? '' ), $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}duet_outbox WHERE object_id = ${ id }" ) ) );` )
		) as { event: string; visitor: string; url: string }[];

	async function payByLink( shopper: Shopper, { id, key }: Pending, method: string ): Promise< void > {
		const address = `/checkout/order-pay/${ id }/?pay_for_order=true&key=${ key }`;
		const form = await ( await shopper.ask( address ) ).text();
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
		expect( nonce, 'the pay page shows its form' ).not.toBe( '' );
		const body = new URLSearchParams( { woocommerce_pay: '1', payment_method: method, 'woocommerce-pay-nonce': nonce } );
		const answer = await shopper.ask( address, { method: 'POST', body, headers: { Referer: site.url + address } } );
		expect( answer.headers.get( 'location' ) ?? '' ).toContain( 'order-received' );
	}

	it( 'by link: the payer is the visitor, and his page travels without the order key', async () => {
		const order = await pending();
		await payByLink( new Shopper( site ), order, 'cod' );
		const [ row, ...more ] = await rows( order.id );
		expect( more ).toEqual( [] );
		expect( row ).toEqual( { event: 'Purchase', visitor: expect.stringMatching( /^[0-9a-f]{32}$/ ), url: `${ site.url }/checkout/order-pay/${ order.id }/` } );
	} );

	it( 'by link, bank transfer: PlaceAnOrder, and Purchase once it is paid', async () => {
		const order = await pending();
		await payByLink( new Shopper( site ), order, 'bacs' );
		expect( ( await rows( order.id ) ).map( ( { event } ) => event ) ).toEqual( [ 'PlaceAnOrder' ] );
		await site.php( `wc_get_order( ${ order.id } )->payment_complete();` );
		expect( ( await rows( order.id ) ).map( ( { event } ) => event ) ).toEqual( [ 'PlaceAnOrder', 'Purchase' ] );
	} );

	it( 'by the Store API: the same', async () => {
		const order = await pending();
		const shopper = new Shopper( site );
		const cart = await shopper.ask( '/wp-json/wc/store/v1/cart' );
		const address = { first_name: 'Ann', last_name: 'Example', address_1: 'Musterstr. 1', city: 'Berlin', postcode: '10115', country: 'DE', email: 'ann@example.test', phone: '030 1234567' };
		const answer = await shopper.ask( `/wp-json/wc/store/v1/checkout/${ order.id }`, {
			method: 'POST',
			headers: { Referer: `${ site.url }/pay/`, 'Content-Type': 'application/json', Nonce: cart.headers.get( 'Nonce' ) ?? '' },
			body: JSON.stringify( { key: order.key, billing_email: 'ann@example.test', billing_address: address, shipping_address: address, payment_method: 'cod' } ),
		} );
		expect( answer.status, await answer.clone().text() ).toBe( 200 );
		expect( await rows( order.id ) ).toEqual( [ { event: 'Purchase', visitor: expect.stringMatching( /^[0-9a-f]{32}$/ ), url: `${ site.url }/pay/` } ] );
	} );

	it( 'without consent: nothing leaves, and the order remembers the refusal', async () => {
		const order = await pending();
		await payByLink( new Shopper( site, false ), order, 'cod' );
		expect( await rows( order.id ) ).toEqual( [] );
		expect( await site.php( `echo wc_get_order( ${ order.id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( 'unknown' );
	} );

	it( 'by shop staff for a customer: their browser is not the shopper', async () => {
		const order = await pending();
		const staff = new Shopper( site );
		await staff.ask( '/wp-login.php' );
		await staff.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: 'admin', pwd: 'password', testcookie: '1' } ) } );
		await payByLink( staff, order, 'cod' );
		expect( await rows( order.id ) ).toEqual( [] );
		expect( await site.php( `echo wc_get_order( ${ order.id } )->get_meta( '_duet_visitor' ) ? 'snapshot' : 'none';` ) ).toBe( 'none' );
	} );

	it( 'a method with a moment of its own: cash on delivery counts when completed', async () => {
		await site.php( "$s = get_option( 'duet_settings' ); $s['purchase'] = array( 'methods' => array( 'cod' => array( 'moment' => 'completed' ) ) ); update_option( 'duet_settings', $s );" );
		const order = await pending();
		await payByLink( new Shopper( site ), order, 'cod' );
		expect( ( await rows( order.id ) ).map( ( { event } ) => event ) ).toEqual( [ 'PlaceAnOrder' ] );
		await site.php( `wc_get_order( ${ order.id } )->update_status( 'completed' );` );
		expect( ( await rows( order.id ) ).map( ( { event } ) => event ) ).toEqual( [ 'PlaceAnOrder', 'Purchase' ] );
	} );
} );
