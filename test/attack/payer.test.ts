/** Whoever has the link with which a failed order is paid may choose "bank transfer" there, which costs nothing. The order stays its buyer's: click, number, and the buyer's withdrawal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shopper, type Placed } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `an order that somebody else pays${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	let buyer: Shopper;

	/** The buyer's order failed; a stranger opens the link and chooses bank transfer. */
	const taken = async ( number: string, cookie = `${ 'f'.repeat( 32 ) }.g`, headers: Record< string, string > = {} ): Promise< Placed > => {
		buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ number.repeat( 32 ) }.g` );
		const placed = await buyer.classic( mug, 'bacs' );
		await site.php( `wc_get_order( ${ placed.id } )->update_status( 'failed' );` );
		const stranger = new Shopper( site );
		stranger.cookies.set( 'duet_visitor', cookie ).set( 'ttclid', 'E.C.P.thief' );
		const address = `/checkout/order-pay/${ placed.id }/?pay_for_order=true&key=${ new URL( placed.received ).searchParams.get( 'key' ) }`;
		const nonce = /name="woocommerce-pay-nonce" value="([^"]+)"/.exec( await ( await stranger.ask( address ) ).text() )?.[ 1 ] ?? '';
		const body = new URLSearchParams( { woocommerce_pay: '1', payment_method: 'bacs', 'woocommerce-pay-nonce': nonce } );
		expect( ( await stranger.ask( address, { method: 'POST', body, headers: { Referer: site.url + address, ...headers } } ) ).headers.get( 'location' ) ).toContain( 'order-received' );
		return placed;
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'payer', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'keeps the click of its buyer', async () => {
		const { id } = await taken( '1' );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['ttclid'];` ) ).toBe( 'E.C.P.click' );
	} );

	it.each( [ [ 'Global Privacy Control says nothing about it', { 'Sec-GPC': '1' }, '', 'granted' ], [ 'a click on "no" does', {}, 'd', 'denied' ] ] )( 'in whose browser %s', async ( _, headers, cookie, expected ) => {
		const { id } = await taken( '3', cookie, headers as Record< string, string > );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( expected );
	} );

	it( 'still obeys the withdrawal of its buyer', async () => {
		const { id } = await taken( '2' );
		buyer.cookies.set( 'duet_visitor', `${ '2'.repeat( 32 ) }.d` );
		expect( await buyer.tell( 'consent', { state: 'denied' } ) ).toBe( 200 );
		await site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET created_at = created_at - 7300 WHERE state = 'tombstone'" ); do_action( 'duet_hourly' ); wc_get_order( ${ id } )->payment_complete( 'bank' ); do_action( 'duet_hourly' );` );
		await site.drain();
		expect( tiktok.events().filter( ( { event_id } ) => event_id?.startsWith( `P-${ id }-` ) ).map( ( { user } ) => ( user as { email?: string } ).email?.length ) ).toEqual( [] );
	} );

	/** Decision 0041 believes a headless checkout because "its sender can only speak for its own order": the Cart-Token of the very cart. Paying an order by its key needs none. */
	it.each( [ [ 'who has not answered', '', 'unknown' ], [ 'who has refused', 'd', 'denied' ] ] )( 'does not get a yes for a buyer %s from a program that knows the link', async ( _, cookie, expected ) => {
		const undecided = new Shopper( site, false );
		if ( cookie !== '' ) {
			undecided.cookies.set( 'duet_visitor', cookie );
		}
		const { id, received } = await undecided.classic( mug, 'bacs' );
		await site.php( `wc_get_order( ${ id } )->update_status( 'failed' );` );
		const program = new Shopper( site, false );
		const nonce = ( await program.ask( '/wp-json/wc/store/v1/cart' ) ).headers.get( 'Nonce' ) ?? '';
		const address = { first_name: 'Ann', last_name: 'Example', address_1: 'Musterstr. 1', city: 'Berlin', postcode: '10115', country: 'DE' };
		const answer = await program.ask( `/wp-json/wc/store/v1/checkout/${ id }`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', Nonce: nonce },
			body: JSON.stringify( { key: new URL( received ).searchParams.get( 'key' ), billing_email: 'ann@example.test', billing_address: { ...address, email: 'ann@example.test', phone: '030 1234567' }, shipping_address: address, payment_method: 'bacs', extensions: { duet: { consent: true, url: 'https://evil.example/' } } } ),
		} );
		expect( answer.status ).toBe( 200 );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( expected );
	} );
} );
