/** A product behind a password: WordPress and WooCommerce keep its texts to themselves, on its page and in both of their APIs. So must Duet. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const SECRET = 'Nobody may read this yet';

describe.skipIf( without )( `a product behind a password${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let id: number;
	beforeAll( async () => {
		site = await createSite( { name: 'protected', ...wants, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, token: 'secret' } );
		id = Number( await site.php( `$p = new WC_Product_Simple(); $p->set_name( 'Launch' ); $p->set_regular_price( '9' ); $p->set_short_description( '${ SECRET }' ); $p->set_status( 'publish' ); $p->save(); wp_update_post( array( 'ID' => $p->get_id(), 'post_password' => 'pw' ) ); echo $p->get_id();` ) );
	} );
	afterAll( () => site?.stop() );

	it.each( [
		[ 'on its page', () => fetch( `${ site.url }/?p=${ id }` ) ],
		[ 'in the Store API', () => fetch( `${ site.url }/wp-json/wc/store/v1/products/${ id }` ) ],
		[ 'at the front door', () => fetch( `${ site.url }/?duet_door=product`, { method: 'POST', headers: { Origin: site.url }, body: JSON.stringify( { id } ) } ) ],
	] as const )( 'says nothing of it %s', async ( _, ask ) => {
		expect( await ( await ask() ).text() ).not.toContain( SECRET );
	} );

	it( 'says nothing of what a membership plugin\'s shortcode hides from guests', async () => {
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/members.php' ), "<?php add_shortcode( 'members', fn( $given, $text = '' ) => is_user_logged_in() ? $text : '' );" );
		const open = await site.php( `$p = new WC_Product_Simple(); $p->set_name( 'Open' ); $p->set_regular_price( '9' ); $p->set_short_description( 'A mug. [members]${ SECRET }[/members]' ); $p->set_status( 'publish' ); $p->save(); echo $p->get_id();` );
		const html = await ( await fetch( `${ site.url }/?p=${ open }` ) ).text();
		// The theme's excerpt block prints shortcodes as they are written, so only Duet's own JSON is looked at.
		const json = /<script id="duet-page"[^>]*>(.*?)<\/script>/s.exec( html )?.[ 1 ];
		expect( json ).toContain( 'A mug.' );
		expect( json ).not.toContain( SECRET );
	} );

	it( 'says nothing of a variation that the merchant has switched off, as the Store API says nothing', async () => {
		const off = Number( await site.php( `$v = wc_get_product( wc_get_product_id_by_sku( 'DUET-SHIRT-RED-S' ) ); $v->set_status( 'private' ); $v->set_regular_price( '1234' ); $v->save(); echo $v->get_id();` ) );
		expect( ( await fetch( `${ site.url }/wp-json/wc/store/v1/products/${ off }` ) ).status ).toBe( 404 );
		const told = await fetch( `${ site.url }/?duet_door=product`, { method: 'POST', headers: { Origin: site.url }, body: JSON.stringify( { id: off } ) } );
		expect( await told.text() ).toBe( '[]' );
	} );
} );
