/** The event of an order on every page that names the order: WooCommerce's own, a merchant's, and for the right person alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { Shopper, type Placed } from './shopper.ts';

const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'assumed' } };
const without = await missing( { plugins: [ 'woocommerce' ] } );

interface TrayItem {
	readonly name: string;
	readonly id: string;
	readonly ack?: { readonly order: number; readonly key: string };
}

describe.skipIf( without ).each( [ 'block', 'classic' ] as const )( `thank-you pages, %s checkout${ without ? ` (${ without })` : '' }`, ( checkout ) => {
	let site: Site;
	let mug: number;

	beforeAll( async () => {
		site = await createSite( { name: 'thank-you', plugins: [ 'woocommerce', 'duet' ], checkout, theme: checkout, settings } );
		// WooCommerce answers its own endpoints with "not found" on other pages, unless a funnel says otherwise.
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/funnel.php' ), "<?php add_filter( 'woocommerce_account_endpoint_page_not_found', '__return_false' );" );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( () => site?.stop() );

	const buy = async ( shopper = new Shopper( site ) ): Promise< Placed & { key: string; shopper: Shopper } > => {
		const order = await shopper[ checkout ]( mug, 'cod' );
		return { ...order, key: new URL( order.received ).searchParams.get( 'key' ) ?? '', shopper };
	};
	/** WooCommerce asks for the e-mail address ten minutes after the order. */
	const age = ( { id }: Placed ) => site.php( `$order = wc_get_order( ${ id } ); $order->set_date_created( time() - 3600 ); $order->save();` );
	const meta = ( { id }: Placed ) => site.php( `$order = wc_get_order( ${ id } ); echo wp_json_encode( [ $order->get_meta( '_duet_visitor' ), $order->get_meta( '_duet_browser' ) ] );` );

	const look = async ( shopper: Shopper, path: string, init: RequestInit = {} ) => {
		const answer = await shopper.ask( path, init );
		const html = await answer.text();
		const blocks = [ ...html.matchAll( /<script[^>]*id="duet-tray"[^>]*>([^<]*)<\/script>/g ) ].map( ( [ , text = '' ] ) => JSON.parse( text ) as TrayItem[] );
		expect( blocks.length ).toBeLessThan( 2 );
		return { html, tray: blocks[ 0 ] ?? [], cache: answer.headers.get( 'cache-control' ) ?? '', identity: /id="duet-identity"[^>]*>([^<]*)</.exec( html )?.[ 1 ] };
	};

	it( 'a page of the merchant\'s own prints it under any names, once, and for no cache', async () => {
		const { id, key, shopper } = await buy();
		for ( const query of [ `order=${ id }&key=${ key }`, `order_id=${ id }&key=${ key }`, `wcf-order=${ id }&wcf-key=${ key }`, `order-received=${ id }&key=${ key }`, `order_id=${ id }&order_key=${ key }`, `utm_source=x&orderId=${ id }&orderKey=${ key }` ] ) {
			const { tray, cache, identity } = await look( shopper, `/sample-page/?${ query }` );
			expect( tray, query ).toMatchObject( [ { name: 'Purchase', ack: { order: id, key } } ] );
			expect( cache, query ).toContain( 'no-store' );
			expect( JSON.parse( identity ?? '{}' ), query ).toHaveProperty( 'email' );
		}
		const { tray } = await look( shopper, `/sample-page/?order=${ id }&key=${ key }` );
		expect( await shopper.tell( 'ack', { ...tray[ 0 ]?.ack, id: tray[ 0 ]?.id } ) ).toBe( 200 );
		expect( ( await look( shopper, `/sample-page/?order=${ id }&key=${ key }` ) ).tray ).toEqual( [] );
	} );

	it( 'a page that names no order stays as any cache may keep it', async () => {
		const { id, key, shopper } = await buy();
		for ( const query of [ `order=${ id }&key=wc_order_other`, `order=${ id + 1 }&key=${ key }`, `order=${ id }`, `key=${ key }`, `order[]=${ id }&key[]=${ key }` ] ) {
			const { tray, cache, identity } = await look( shopper, `/sample-page/?${ query }` );
			expect( [ tray, identity ], query ).toEqual( [ [], undefined ] );
			expect( cache, query ).not.toContain( 'no-store' );
		}
	} );

	it( 'behind the e-mail check a stranger sees and changes nothing', async () => {
		const bought = await buy();
		await age( bought );
		const before = await meta( bought );
		const stranger = new Shopper( site );
		stranger.cookies.set( 'duet_visitor', `${ 'f'.repeat( 32 ) }.g` );
		for ( const path of [ bought.received, `/sample-page/?order=${ bought.id }&key=${ bought.key }` ] ) {
			const { html, tray, identity } = await look( stranger, path );
			expect( tray ).toEqual( [] );
			expect( JSON.parse( identity ?? '{}' ) ).toEqual( {} );
			expect( html ).not.toMatch( /ann@example|Musterstr/i );
		}
		expect( await meta( bought ) ).toBe( before );
	} );

	it( 'behind the e-mail check the browser that bought may report the purchase, without anything personal', async () => {
		const bought = await buy();
		await age( bought );
		const same = new Shopper( site );
		const { html, tray, identity } = await look( same, bought.received );
		expect( html ).toMatch( /verify|email/i );
		expect( html ).not.toMatch( /ann@example|Musterstr/i );
		expect( JSON.parse( identity ?? '{}' ) ).toEqual( {} );
		expect( tray ).toMatchObject( [ { name: 'Purchase', ack: { order: bought.id } } ] );
		expect( JSON.stringify( tray ) ).not.toMatch( /ann@example|0123456789abcdef0123456789abcdef/i );
	} );

	it( 'once the e-mail address is confirmed, anywhere', async () => {
		const bought = await buy();
		await age( bought );
		const elsewhere = new Shopper( site, false );
		const { html } = await look( elsewhere, bought.received );
		const [ , field, nonce ] = /name="(check_submission|_wpnonce)" value="([^"]+)"/.exec( html ) ?? [];
		expect( nonce ).toBeDefined();
		const confirm = ( email: string ) => look( elsewhere, bought.received, { method: 'POST', body: new URLSearchParams( { [ String( field ) ]: String( nonce ), email } ) } );
		expect( ( await confirm( 'bob@example.test' ) ).tray ).toEqual( [] );
		const confirmed = await confirm( 'ann@example.test' );
		expect( confirmed.tray ).toMatchObject( [ { name: 'Purchase', ack: { order: bought.id } } ] );
		expect( confirmed.cache ).toContain( 'no-store' );
	} );
} );
