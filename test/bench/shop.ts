/** What Duet costs a shop: queries and bytes counted, and time only as a ratio of pairs measured in one run. */
import { createSite, missing, type Site } from '../site/index.ts';
import { Meter } from '../integration/meter.ts';
import { Shopper } from '../integration/shopper.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn } from '../tiktok/server.ts';
import { row, type BenchRow } from './row.ts';

const PAGES = [ '/', '/shop/', '/product/duet-mug/' ];
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
		// Twice with Duet: WooCommerce has questions of its own after a plugin was switched on or off, and asks them for a while.
		const rounds = [ await measured( site, meter, mug ) ];
		await plugin( site, false );
		const off = await measured( site, meter, mug );
		await plugin( site, true );
		rounds.push( await measured( site, meter, mug ) );
		const added = ( part: string ) => Math.min( ...rounds.map( ( on ) => on.queries.get( part ) ?? Number.NaN ) ) - ( off.queries.get( part ) ?? Number.NaN );
		const options = JSON.parse( await site.php( "global $wpdb; echo wp_json_encode( $wpdb->get_row( \"SELECT COUNT(*) AS number, SUM( LENGTH( option_name ) + LENGTH( option_value ) ) AS bytes FROM $wpdb->options WHERE option_name LIKE 'duet%' AND autoload IN ( 'yes', 'on', 'auto', 'auto-on' )\" ) );" ) ) as { number: string; bytes: string };
		return [
			...PAGES.map( ( page ) => row( `queries added: ${ page }`, added( page ), 'queries', 0 ) ),
			row( 'queries added: place order', added( 'order' ), 'queries', 3 ),
			row( 'calls to TikTok inside shopper requests', rounds.reduce( ( sum, { calls } ) => sum + calls, 0 ), 'calls', 0 ),
			row( 'autoloaded options', Number( options.number ), 'options', 2 ),
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
	const ask = async ( name: string, part: string, act: () => Promise< unknown > ) => {
		// The first time fills caches of WooCommerce's own.
		await act();
		meter.forget();
		await act();
		await settled( site );
		const request = meter.requests().find( ( { uri } ) => uri === part || ( part.startsWith( '?' ) && uri.includes( part ) ) );
		queries.set( name, request?.queries ?? Number.NaN );
		calls += meter.requests().flatMap( ( { calls: made } ) => made.filter( ( url ) => url.includes( 'event/track' ) ) ).length;
	};
	for ( const page of PAGES ) {
		await ask( page, page, async () => ( await new Shopper( site, false ).ask( page ) ).text() );
	}
	await ask( 'order', '?wc-ajax=checkout', () => new Shopper( site ).classic( product, 'cod' ) );
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
