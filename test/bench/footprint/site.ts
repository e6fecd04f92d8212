/**
 * One shop in which each request chooses its plugins: the header X-Bench names a variant, so that a page with Duet and
 * the same page without it are measured in turns, by the same processes, on the same data.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSite, type Site } from '../../../bin/site/index.ts';
import { Shopper } from '../../integration/shopper.ts';
import { DEMO_PIXEL, DEMO_TOKEN, type startStandIn } from '../../tiktok/server.ts';
import { putPeers } from './peers.ts';

const DUET = 'duet-for-tiktok/plugin.php';
const SHOP = 'woocommerce/woocommerce.php';

export interface Variant {
	readonly title: string;
	/** The variant with the same pages and no plugin of the kind. */
	readonly beside: string;
	/** Plugins, as WordPress names them. */
	readonly plugins: readonly string[];
	/** What differs in Duet's settings. */
	readonly settings?: object;
	/** The plugin's folder. */
	readonly slug: string;
}

export interface BenchSite {
	readonly site: Site;
	readonly variants: Readonly<Record<string, Variant>>;
	/** A shopper without a browser whose requests are all of this variant. */
	shopper( variant: string ): Shopper;
	/** What the requests since the last call cost. */
	metered(): readonly Metered[];
}

/** One request of one variant, measured by PHP itself at its end. */
export interface Metered {
	readonly variant: string;
	readonly uri: string;
	/** Files of plugins, below wp-content/plugins. */
	readonly files: readonly string[];
	/** Bytes. */
	readonly peak: number;
	/** Microseconds of the processor, ours and the system's. */
	readonly cpu: number;
	/** URLs that the request itself asked for. */
	readonly calls: readonly string[];
}

const switches = ( variants: Readonly<Record<string, Variant>> ): string => `<?php
$bench_cpu = static function (): int {
	$usage = getrusage();
	return ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) * 1000000 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
};
$bench_start    = $bench_cpu();
$bench_name     = $_SERVER['HTTP_X_BENCH'] ?? ( getenv( 'X_BENCH' ) ?: '' );
$bench_variants = json_decode( '${ JSON.stringify( variants ).replace( /[\\']/g, '\\$&' ) }', true );
$bench_variant  = $bench_variants[ $bench_name ] ?? null;
$bench_calls    = array();
if ( null !== $bench_variant ) {
	add_filter( 'option_active_plugins', static fn(): array => $bench_variant['plugins'] );
	add_filter( 'option_duet_settings', static fn( $stored ): array => array_replace( (array) $stored, $bench_variant['settings'] ?? array() ) );
	add_filter( 'pre_http_request', static function ( $answer, $arguments, $url ) use ( &$bench_calls ) {
		$bench_calls[] = $url;
		return $answer;
	}, 1, 3 );
	add_action( 'shutdown', static function () use ( $bench_name, $bench_cpu, $bench_start, &$bench_calls ): void {
		$peak  = memory_get_peak_usage();
		$cpu   = $bench_cpu() - $bench_start;
		$root  = WP_PLUGIN_DIR . '/';
		$files = array();
		foreach ( get_included_files() as $file ) {
			if ( str_starts_with( $file, $root ) && ! str_starts_with( $file, $root . 'woocommerce/' ) ) {
				$files[] = substr( $file, strlen( $root ) );
			}
		}
		$line = array( 'variant' => $bench_name, 'uri' => $_SERVER['REQUEST_URI'] ?? '', 'files' => $files, 'peak' => $peak, 'cpu' => $cpu, 'calls' => $bench_calls );
		file_put_contents( WP_CONTENT_DIR . '/footprint.log', wp_json_encode( $line ) . "\\n", FILE_APPEND | LOCK_EX );
	}, 9999 );
}
`;

class VariantShopper extends Shopper {
	constructor(
		site: Site,
		private readonly variant: string
	) {
		super( site );
	}

	override ask( path: string, init: RequestInit = {} ): Promise<Response> {
		const headers = new Headers( init.headers );
		headers.set( 'X-Bench', this.variant );
		return super.ask( path, { ...init, headers } );
	}
}

/** The shop, with both checkouts, Duet, and the peers that are there. Without WooCommerce's pages if there is no WooCommerce. */
export async function benchSite( standIn: Awaited<ReturnType<typeof startStandIn>>, shop: boolean ): Promise<BenchSite> {
	const site = await createSite( {
		name: 'bench-footprint',
		plugins: shop ? [ 'woocommerce', 'duet' ] : [ 'duet' ],
		standIn,
		token: DEMO_TOKEN,
		settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } },
		constants: { WP_DEBUG: false },
	} );
	const content = join( site.root, 'wp-content' );
	if ( shop ) {
		await site.php( "wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'classic-checkout', 'post_title' => 'Classic checkout', 'post_content' => '[woocommerce_checkout]' ) );" );
	}
	const peers = putPeers( join( content, 'plugins' ) );
	const main = shop ? [ SHOP ] : [];
	const consent = { consent: { mode: 'required', tool: 'cookiebot' } };
	const variants: Record<string, Variant> = {
		none: { title: 'no plugin', beside: 'none', plugins: main, slug: '' },
		duet: { title: 'Duet', beside: 'none', plugins: [ ...main, DUET ], slug: 'duet-for-tiktok' },
		consent: { title: 'Duet, consent tool', beside: 'none', plugins: [ ...main, DUET ], settings: consent, slug: 'duet-for-tiktok' },
		'none-plain': { title: 'no plugin, no shop', beside: 'none-plain', plugins: [], slug: '' },
		plain: { title: 'Duet, no shop', beside: 'none-plain', plugins: [ DUET ], slug: 'duet-for-tiktok' },
		...Object.fromEntries( peers.map( ( { slug, file, title } ) => [ slug, { title, beside: 'none', plugins: [ ...main, `${ slug }/${ file }` ], slug } ] ) ),
	};
	for ( const { slug, file, setup } of peers ) {
		await site.php( `${ setup } require_once ABSPATH . 'wp-admin/includes/plugin.php'; activate_plugin( '${ slug }/${ file }' ); ${ setup }` );
	}
	mkdirSync( join( content, 'mu-plugins' ), { recursive: true } );
	writeFileSync( join( content, 'mu-plugins/bench.php' ), switches( variants ) );
	const log = join( content, 'footprint.log' );
	return {
		site,
		variants,
		shopper: ( variant ) => new VariantShopper( site, variant ),
		metered() {
			const lines = existsSync( log ) ? readFileSync( log, 'utf8' ).trim().split( '\n' ) : [];
			rmSync( log, { force: true } );
			return lines.filter( ( line ) => line !== '' ).map( ( line ) => JSON.parse( line ) as Metered );
		},
	};
}
