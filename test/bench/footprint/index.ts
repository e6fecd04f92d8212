/**
 * What Duet costs a page, beside the same page without it and, where DUET_PEERS names a folder, beside other plugins. All
 * in turns on one site; the budgets are counts, bytes, and the few milliseconds that V8's own profiler counts.
 */
import { chromium, type Browser } from '@playwright/test';
import { missing } from '../../../bin/site/index.ts';
import { launchOptions } from '../../config/chromium.ts';
import { startStandIn } from '../../tiktok/server.ts';
import { row, type BenchRow } from '../row.ts';
import { profiled, touched, type PageCost } from './browser.ts';
import { instructions, withoutCallgrind } from './instructions.ts';
import { costs, median, pageKind, type Cost, type Kind } from './php.ts';
import { benchSite, type BenchSite } from './site.ts';

const RUNS = 7;
/** Rooms of which nobody needs a class on a page that visitors see. */
const NEVER_ON_PAGES = [ 'Accuracy', 'Admin', 'Cli', 'Deliveries', 'Offline', 'Privacy', 'Report', 'SettingsScreen', 'SiteHealth', 'Sweep', 'TestEvent' ];
const PRODUCT = '/product/duet-mug/';

const rounded = ( value: number, digits = 1 ): number => Math.round( value * 10 ** digits ) / 10 ** digits;

/** includes/Page/Assets.php -> Page */
const roomOf = ( file: string ): string => /\/includes\/([^/]+)\//.exec( file )?.[ 1 ] ?? '';

/** An order's ID is looked up in the ledger, which stands among the deliveries. */
const isNeedless = ( file: string ): boolean => NEVER_ON_PAGES.includes( roomOf( file ) ) && ! /Deliveries\/(Ledger|EventCounts)\./.test( file );

const print = ( title: string, lines: readonly ( readonly ( string | number )[] )[] ): void => {
	const widths = ( lines[ 0 ] ?? [] ).map( ( _, column ) => Math.max( ...lines.map( ( line ) => String( line[ column ] ?? '' ).length ) ) );
	process.stdout.write( `\n${ title }\n` );
	for ( const line of lines ) {
		process.stdout.write( `  ${ line.map( ( cell, column ) => ( column === 0 ? String( cell ).padEnd( widths[ 0 ] ?? 0 ) : String( cell ).padStart( widths[ column ] ?? 0 ) ) ).join( '  ' ) }\n` );
	}
};

async function pageCosts( browser: Browser, bench: BenchSite, path: string, variants: readonly string[], basket: number ): Promise<Map<string, PageCost>> {
	const runs = new Map<string, Awaited<ReturnType<typeof profiled>>[]>( variants.map( ( name ) => [ name, [] ] ) );
	for ( let run = 0; run < RUNS; run++ ) {
		for ( const name of run % 2 === 0 ? variants : [ ...variants ].reverse() ) {
			runs.get( name )?.push( await profiled( browser, bench, name, path, basket ) );
		}
	}
	const found = new Map<string, PageCost>();
	for ( const [ name, all ] of runs ) {
		const of = ( what: 'requests' | 'bytes' | 'time' | 'longest' ) => median( all.map( ( one ) => one[ what ] ) );
		found.set( name, {
			requests: of( 'requests' ),
			bytes: of( 'bytes' ),
			time: rounded( of( 'time' ), 2 ),
			longest: rounded( of( 'longest' ), 2 ),
			...( await touched( browser, bench, name, path, basket ) ),
		} );
	}
	return found;
}

/** The figures of each variant under its name. */
function table( bench: BenchSite, title: string, browser: ReadonlyMap<string, PageCost>, php: ReadonlyMap<string, Cost> ): void {
	const names = [ ...php.keys() ];
	const line = ( name: string, of: ( variant: string ) => string | number | undefined ) => [ name, ...names.map( ( variant ) => of( variant ) ?? '' ) ];
	print( title, [
		[ '', ...names.map( ( name ) => bench.variants[ name ]?.title ?? name ) ],
		...( browser.size === 0
			? []
			: [
					line( 'script requests', ( name ) => browser.get( name )?.requests ),
					line( 'script bytes, gzip', ( name ) => browser.get( name )?.bytes ),
					line( 'script time, ms', ( name ) => browser.get( name )?.time ),
					line( 'longest stretch of script, ms', ( name ) => browser.get( name )?.longest ),
					line( 'storage touched (before the page is idle)', ( name ) => `${ browser.get( name )?.touches ?? '' } (${ browser.get( name )?.early ?? '' })` ),
					line( 'added to the HTML, gzip', ( name ) => php.get( name )?.html ),
			  ] ),
		line( 'PHP files', ( name ) => php.get( name )?.files.length ),
		line( 'peak memory added, kB', ( name ) => rounded( ( php.get( name )?.memory ?? 0 ) / 1024 ) ),
		line( 'processor time, with / without', ( name ) => rounded( php.get( name )?.cpu ?? 0, 3 ) ),
		line( 'outbound calls', ( name ) => php.get( name )?.calls ),
	] );
}

function rooms( php: ReadonlyMap<string, Cost> ): string {
	const files = php.get( 'duet' )?.files ?? [];
	const count = new Map<string, number>();
	files.map( roomOf ).forEach( ( room ) => count.set( room, ( count.get( room ) ?? 0 ) + 1 ) );
	return [ ...count ].sort( ( a, b ) => b[ 1 ] - a[ 1 ] ).map( ( [ room, number ] ) => `${ room || '(top)' } ${ number }` ).join( ', ' );
}

/** Budgets of what PHP does for one kind of request. */
const phpRows = ( name: string, cost: Cost | undefined, files: number ): BenchRow[] => [
	row( `${ name }: PHP files`, cost?.files.length ?? Number.NaN, 'files', files ),
	row( `${ name }: of rooms nobody needs there`, ( cost?.files ?? [] ).filter( isNeedless ).length, 'files', 0 ),
	row( `${ name }: peak memory added`, rounded( ( cost?.memory ?? Number.NaN ) / 1024 ), 'kB', 150 ),
	row( `${ name }: outbound calls`, cost?.calls ?? Number.NaN, 'calls', 0 ),
];

const browserRows = ( name: string, cost: PageCost | undefined, html: number, most: { requests: number; bytes: number } ): BenchRow[] => [
	row( `${ name }: script requests`, cost?.requests ?? Number.NaN, 'requests', most.requests ),
	row( `${ name }: script bytes, gzip`, cost?.bytes ?? Number.NaN, 'bytes', most.bytes ),
	row( `${ name }: added to the HTML, gzip`, html, 'bytes', 700 ),
	row( `${ name }: script time until 1.5 s after load`, cost?.time ?? Number.NaN, 'ms', 3 ),
	row( `${ name }: longest stretch of script`, cost?.longest ?? Number.NaN, 'ms', 10 ),
	row( `${ name }: storage touched before the page is idle`, cost?.early ?? Number.NaN, 'touches', 0 ),
];

/** Requests that are no page; what they cost is PHP's alone. */
const requests = ( basket: number ): readonly ( readonly [ Kind, number ] )[] => {
	const order: Kind = {
		name: 'place order',
		uri: /wc-ajax=checkout/,
		variants: [ 'duet' ],
		async act( bench, variant ) {
			const shopper = bench.shopper( variant );
			await shopper.prepare( basket, '/classic-checkout/' );
			bench.metered();
			await shopper.place( 'cod' );
			return '';
		},
	};
	return [
		[ order, 60 ],
		[ pageKind( 'index of the REST API', '/wp-json/', [ 'duet' ] ), 45 ],
		[ pageKind( 'cart of the Store API', '/wp-json/wc/store/v1/cart', [ 'duet' ], basket ), 45 ],
		[ pageKind( 'admin-ajax.php', '/wp-admin/admin-ajax.php?action=none', [ 'duet' ] ), 45 ],
	];
};

async function shopFootprint( browser: Browser ): Promise<BenchRow[]> {
	const tiktok = await startStandIn();
	const bench = await benchSite( tiktok, true );
	try {
		const mug = Number( await bench.site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const all = Object.keys( bench.variants ).filter( ( name ) => bench.variants[ name ]?.slug !== '' && name !== 'plain' );
		const rows: BenchRow[] = [];
		const page = async ( name: string, path: string, variants: readonly string[], basket: number ) => {
			const php = await costs( bench, pageKind( name, path, variants, basket ) );
			const costOf = await pageCosts( browser, bench, path, variants, basket );
			table( bench, name, costOf, php );
			process.stdout.write( `  Duet's files: ${ rooms( php ) }\n` );
			return { php, costOf };
		};
		const product = await page( 'product page', PRODUCT, all, 0 );
		rows.push( ...phpRows( 'product page', product.php.get( 'duet' ), 45 ) );
		for ( const [ variant, title ] of [ [ 'duet', 'product page' ], [ 'consent', 'product page, consent tool' ] ] as const ) {
			rows.push( ...browserRows( title, product.costOf.get( variant ), product.php.get( variant )?.html ?? Number.NaN, { requests: 1, bytes: 5000 } ) );
		}
		for ( const [ title, path ] of [ [ 'block checkout', '/checkout/' ], [ 'classic checkout', '/classic-checkout/' ] ] as const ) {
			const { php, costOf } = await page( title, path, [ 'duet', 'consent' ], mug );
			rows.push( ...phpRows( title, php.get( 'duet' ), 45 ) );
			rows.push( ...browserRows( title, costOf.get( 'consent' ), php.get( 'consent' )?.html ?? Number.NaN, { requests: 2, bytes: 8500 } ) );
		}
		for ( const [ kind, most ] of requests( mug ) ) {
			const php = await costs( bench, kind, 5 );
			table( bench, kind.name, new Map(), php );
			process.stdout.write( `  Duet's files: ${ rooms( php ) }\n` );
			rows.push( ...phpRows( kind.name, php.get( 'duet' ), most ) );
		}
		const skipped = withoutCallgrind();
		if ( skipped === undefined ) {
			const { added, without } = await instructions( bench, 'duet', PRODUCT );
			process.stdout.write( `\n  PHP instructions of the product page: ${ rounded( added ) } million more than ${ rounded( without ) } million\n` );
			rows.push( row( 'product page: PHP instructions, with / without', rounded( ( added + without ) / without, 3 ), 'ratio', 1.03 ) );
		} else {
			process.stdout.write( `\n  PHP instructions left out: ${ skipped }\n` );
		}
		return rows;
	} finally {
		await bench.site.stop();
		await tiktok.stop();
	}
}

async function plainFootprint( browser: Browser ): Promise<BenchRow[]> {
	const tiktok = await startStandIn();
	const bench = await benchSite( tiktok, false );
	try {
		const php = await costs( bench, pageKind( 'page of a site without a shop', '/', [ 'plain' ] ) );
		const costOf = await pageCosts( browser, bench, '/', [ 'plain' ], 0 );
		table( bench, 'page of a site without a shop', costOf, php );
		return [ ...phpRows( 'no shop', php.get( 'plain' ), 45 ), ...browserRows( 'no shop', costOf.get( 'plain' ), php.get( 'plain' )?.html ?? Number.NaN, { requests: 1, bytes: 3500 } ) ];
	} finally {
		await bench.site.stop();
		await tiktok.stop();
	}
}

export async function footprintBench(): Promise<BenchRow[]> {
	const without = await missing( { plugins: [ 'woocommerce' ] } );
	const browser = await chromium.launch( launchOptions );
	try {
		if ( without !== undefined ) {
			process.stdout.write( `Footprint in a shop left out: ${ without }\n` );
		}
		return [ ...( without === undefined ? await shopFootprint( browser ) : [] ), ...( await plainFootprint( browser ) ) ];
	} finally {
		await browser.close();
	}
}
