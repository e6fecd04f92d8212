/** What Duet costs a shop: queries and bytes counted, and time only as a ratio of pairs measured in one run. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { Meter } from '../integration/meter.ts';
import { Shopper } from '../integration/shopper.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn } from '../tiktok/server.ts';
import { row, type BenchRow } from './row.ts';

const PAGES = [ '/', '/shop/', '/product/duet-mug/' ];
/** How many queries of ours each request may take. */
const BUDGETS: Readonly< Record< string, number > > = {
	...Object.fromEntries( PAGES.map( ( page ) => [ page, 0 ] ) ),
	'add to cart': 1,
	'cart page': 0,
	'checkout page': 0,
	'place order': 3,
	'thank-you page': 1,
	// Of somebody who may see how deliveries are: table, address, pauses.
	'a page of the admin': 8,
};
const PAIRS = 12;

export async function shopBench(): Promise< BenchRow[] > {
	const without = await missing( { plugins: [ 'woocommerce' ] } );
	if ( without !== undefined ) {
		process.stdout.write( `Shop figures left out: ${ without }\n` );
		return [];
	}
	const tiktok = await startStandIn();
	// TikTok never answers; nobody in the shop may notice.
	tiktok.fault( { steps: [ { kind: 'hang' } ], repeat: true } );
	const site = await createSite( { name: 'bench-shop', plugins: [ 'woocommerce', 'duet' ], checkout: 'classic', standIn: tiktok, token: DEMO_TOKEN, settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } } } );
	try {
		const meter = new Meter( site );
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		// Whose query it is tells its call stack, which WordPress keeps if asked; not while time is measured.
		const stacks = join( site.root, 'wp-content/mu-plugins/stacks.php' );
		writeFileSync( stacks, "<?php define( 'SAVEQUERIES', true );" );
		const { queries, calls } = await measured( site, meter, mug );
		rmSync( stacks );
		const options = JSON.parse( await site.php( "global $wpdb; echo wp_json_encode( $wpdb->get_row( \"SELECT COUNT(*) AS number, SUM( LENGTH( option_name ) + LENGTH( option_value ) ) AS bytes FROM $wpdb->options WHERE option_name LIKE 'duet%' AND autoload IN ( 'yes', 'on', 'auto', 'auto-on' )\" ) );" ) ) as { number: string; bytes: string };
		return [
			...Object.entries( BUDGETS ).map( ( [ act, budget ] ) => row( `queries added: ${ act }`, queries.get( act ) ?? Number.NaN, 'queries', budget ) ),
			row( 'calls to TikTok inside all these requests', calls, 'calls', 0 ),
			row( 'autoloaded options', Number( options.number ), 'options', 3 ),
			row( 'autoloaded bytes', Number( options.bytes ), 'bytes', 2048 ),
			row( 'place order, TikTok hanging: with / without Duet, median', await ratio( site, mug ), 'ratio', 1.1 ),
		];
	} finally {
		await site.stop();
		await tiktok.stop();
	}
}

const plugin = ( site: Site, on: boolean ) =>
	site.php( `require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${ on ? "activate_plugin( 'duet-for-tiktok/plugin.php' )" : "deactivate_plugins( 'duet-for-tiktok/plugin.php' )" };` );

async function measured( site: Site, meter: Meter, product: number ) {
	const queries = new Map< string, number >();
	let calls = 0;
	const ask = async ( name: string, uri: RegExp, act: () => Promise< unknown > ) => {
		// The first time fills caches of WooCommerce's own.
		await act();
		meter.forget();
		await act();
		await settled( site );
		const request = meter.requests().find( ( one ) => uri.test( one.uri ) );
		queries.set( name, request === undefined ? Number.NaN : request.own + request.named );
		calls += meter.requests().flatMap( ( { calls: made } ) => made.filter( ( url ) => url.includes( 'event/track' ) ) ).length;
	};
	const page = ( shopper: Shopper, path: string ) => async () => ( await shopper.ask( path ) ).text();
	for ( const path of PAGES ) {
		await ask( path, new RegExp( `^${ path }$` ), page( new Shopper( site, false ), path ) );
	}
	const shopper = new Shopper( site );
	await ask( 'add to cart', /wc-ajax=add_to_cart/, () => shopper.ask( '/?wc-ajax=add_to_cart', { method: 'POST', body: new URLSearchParams( { product_id: String( product ), quantity: '1' } ) } ) );
	await ask( 'cart page', /^\/cart\/$/, page( shopper, '/cart/' ) );
	await ask( 'checkout page', /^\/checkout\/$/, page( shopper, '/checkout/' ) );
	await ask( 'place order', /wc-ajax=checkout/, () => new Shopper( site ).classic( product, 'cod' ) );
	const buyer = new Shopper( site );
	await ask( 'thank-you page', /order-received/, page( buyer, ( await buyer.classic( product, 'cod' ) ).received ) );
	const merchant = new Shopper( site, false );
	await merchant.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: 'admin', pwd: 'password', testcookie: '1' } ), headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' } } );
	await ask( 'a page of the admin', /^\/wp-admin\/tools\.php/, page( merchant, '/wp-admin/tools.php' ) );
	return { queries, calls };
}

/** A request is metered when PHP shuts down, just after its answer. */
const settled = ( site: Site ) => fetch( `${ site.url }/wp-json/` ).then( ( answer ) => answer.text() );

/** Median of the ratios of neighbours, order alternating (ABBA), so that what slows both down cancels out. */
async function ratio( site: Site, product: number ): Promise< number > {
	const time = async ( on: boolean ) => {
		await plugin( site, on );
		const shopper = new Shopper( site );
		await shopper.prepare( product );
		const start = performance.now();
		await shopper.place( 'cod' );
		return performance.now() - start;
	};
	await time( true );
	await time( false );
	const ratios: number[] = [];
	for ( let pair = 0; pair < PAIRS; pair++ ) {
		const first = await time( pair % 2 === 0 );
		const second = await time( pair % 2 !== 0 );
		ratios.push( pair % 2 === 0 ? first / second : second / first );
	}
	ratios.sort( ( a, b ) => a - b );
	return Math.round( ( ratios[ PAIRS / 2 ] ?? Number.NaN ) * 1000 ) / 1000;
}
