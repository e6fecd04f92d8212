/**
 * WooCommerce's checkout links lead to `/checkout/?session=...`, an address that people pass on ("pay this for me"). Whoever opens
 * it gets a copy of the whole session. A copy of a session is not the browser that placed the order.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a shared checkout link${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'shared-cart', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'does not let a stranger lift the refusal of its buyer', async () => {
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const buyer = new Shopper( site, false );
		buyer.cookies.set( 'duet_visitor', 'd' );
		const link = await buyer.ask( `/checkout-link/?products=${ mug }:1` );
		const shared = link.headers.get( 'location' ) ?? '';
		expect( shared ).toContain( 'session=' );
		await ( await buyer.ask( shared ) ).text();
		const { id, received } = await buyer.classic( mug, 'cod' );
		const key = new URL( received ).searchParams.get( 'key' ) ?? '';
		const decision = () => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );
		expect( await decision() ).toBe( 'denied' );

		const stranger = new Shopper( site );
		expect( await stranger.tell( 'consent', { state: 'granted', order: id, key } ) ).toBe( 403 );
		await ( await stranger.ask( shared ) ).text();
		expect( await stranger.tell( 'consent', { state: 'granted', order: id, key } ) ).toBe( 403 );
		expect( await decision() ).toBe( 'denied' );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );

	it( 'does not show a stranger what was bought, where WooCommerce asks for the e-mail address', async () => {
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const buyer = new Shopper( site );
		const shared = ( await buyer.ask( `/checkout-link/?products=${ mug }:1` ) ).headers.get( 'location' ) ?? '';
		await ( await buyer.ask( shared ) ).text();
		const { id, received } = await buyer.classic( mug, 'cod' );
		// WooCommerce shows an order to everybody with its link for ten minutes.
		await site.php( `$o = wc_get_order( ${ id } ); $o->set_date_created( time() - 3600 ); $o->save();` );
		const seen = async ( browser: Shopper ) => /duet-tray[^>]*>([^<]*)/.exec( await ( await browser.ask( received ) ).text() )?.[ 1 ] ?? '';
		expect( await seen( buyer ), 'the buyer' ).toContain( 'DUET-MUG' );
		const stranger = new Shopper( site );
		stranger.cookies.set( 'duet_visitor', `${ 'f'.repeat( 32 ) }.g` );
		expect( await seen( stranger ), 'a stranger' ).toBe( '' );
		await ( await stranger.ask( shared ) ).text();
		expect( await seen( stranger ), 'a stranger with the checkout link' ).toBe( '' );
	} );
} );
