/**
 * A real WordPress for a test, about a second after the first one of its kind:
 *
 *     const site = await createSite( { name: 'orders', plugins: [ 'woocommerce', 'duet' ], standIn } );
 *     await site.php( 'echo wc_get_orders( [] ) ? 1 : 0;' );
 *     await site.stop();
 *
 * See test/README.md.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfig, writeUrl, type Constants } from './config.ts';
import { mariadbMissing, sweepDatabases, type DatabaseName } from './database.ts';
import { linkTree, unzip } from './files.ts';
import { root as repository, work } from './paths.ts';
import { alive, freePort, must, sweep } from './process.ts';
import { commandSettings, nativePhp, scripts, Server } from './server.ts';
import type { PluginSlug } from './kinds.ts';
import { find, mainFile, wordpress, type Software } from './software.ts';
import { open, template, writable } from './template.ts';

/** The addresses of the TikTok stand-in that a site needs. */
export interface StandIn {
	readonly eventsApiUrl: string;
	readonly pixelScriptUrl: string;
}

export type PluginName = 'duet' | PluginSlug;

export interface SiteOptions {
	/** Names the folder, so that the files of a failed run can be found. */
	readonly name: string;
	readonly plugins?: readonly PluginName[];
	/** Default: the block theme that WordPress itself would choose. */
	readonly theme?: 'block' | 'classic';
	readonly database?: DatabaseName;
	/** WooCommerce's own order tables; default true, as in a new shop. */
	readonly hpos?: boolean;
	readonly checkout?: 'block' | 'classic';
	readonly standIn?: StandIn;
	/** Value of the option duet_settings, written before the plugin first runs. */
	readonly settings?: object;
	/** Access token of every pixel: the constant DUET_ACCESS_TOKEN. */
	readonly token?: string;
	/** 'zip': the package as a shop would install it; run `npm run package` first. */
	readonly duetFrom?: 'source' | 'zip';
	/** More constants for wp-config.php; they win over the usual ones. */
	readonly constants?: Constants;
	/** Port to serve on; default: a free one. */
	readonly port?: number;
}

export interface Site {
	/** Without a slash at the end. */
	readonly url: string;
	readonly root: string;
	/** What it is made of, for the report. */
	readonly software: readonly Software[];
	/**
	 * Runs PHP code (no `<?php`) in a process of its own with WordPress loaded and returns what it prints; throws its
	 * error output if it fails.
	 */
	php( code: string ): Promise<string>;
	/** Puts a plugin on the running site and activates it, as an administrator would. Ask `missing()` first. */
	install( plugin: PluginSlug ): Promise<Software>;
	/** Runs the due WP-Cron events, as a visit to wp-cron.php does. */
	wpCron(): Promise<void>;
	/** Delivers the rows of the outbox that are due. */
	drain(): Promise<void>;
	start(): Promise<void>;
	/** Stops serving. The files stay until this process ends (or for good with DUET_KEEP_SITES=1). */
	stop(): Promise<void>;
	/** What WordPress wrote to its debug.log so far. */
	debugLog(): string;
}

/**
 * Why a site with these parts is not possible here (one line), or undefined. Put it into the title of skipped tests:
 * `npm test` repeats it.
 */
export async function missing( options: Pick<SiteOptions, 'plugins' | 'database'> ): Promise<string | undefined> {
	const database = options.database === 'mariadb' ? mariadbMissing() : nativePhp();
	if ( database !== undefined ) {
		return database;
	}
	const core = await wordpress();
	for ( const plugin of options.plugins ?? [] ) {
		const found = plugin === 'duet' ? undefined : await find( plugin, core );
		if ( typeof found === 'string' ) {
			return found;
		}
	}
	return undefined;
}

/** Makes and starts a site. Throws if a part of it is missing: call `missing()` first. */
export async function createSite( options: SiteOptions ): Promise<Site> {
	const { plugins = [], database: databaseName = 'sqlite', hpos = true, checkout = 'block' } = options;
	const core = await wordpress();
	const software = await Promise.all( plugins.filter( ( plugin ) => plugin !== 'duet' ).map( async ( plugin ) => needed( await find( plugin, core ) ) ) );
	const recipe = { core, plugins: software, theme: options.theme === 'classic' ? await classicTheme( core ) : undefined, database: databaseName, hpos, checkout };
	const made = await template( recipe );

	const root = siteFolder( options.name );
	const content = join( root, 'wp-content' );
	linkTree( join( made, 'site' ), root, writable );
	const database = await open( databaseName );
	await database.load( made );
	const { standIn, token } = options;
	writeConfig( root, {
		...database.constants,
		...( standIn === undefined ? {} : { DUET_EVENTS_API_URL: standIn.eventsApiUrl, DUET_PIXEL_SCRIPT_URL: standIn.pixelScriptUrl } ),
		...( token === undefined ? {} : { DUET_ACCESS_TOKEN: token } ),
		...options.constants,
	} );
	const port = options.port ?? ( await freePort() );
	const url = `http://127.0.0.1:${ port }`;
	writeUrl( root, url );

	const server = new Server( root, port );
	const php = ( code: string ) => must( 'php', [ ...commandSettings, join( scripts, 'eval.php' ), root ], { input: code } );
	if ( plugins.includes( 'duet' ) ) {
		putDuet( content, options.duetFrom ?? 'source' );
		const settings = options.settings === undefined ? '' : `update_option( 'duet_settings', json_decode( ${ quoted( JSON.stringify( options.settings ) ) }, true ) );`;
		await php( settings + activation( 'duet-for-tiktok/plugin.php' ) );
	}
	const install = async ( plugin: PluginSlug ): Promise<Software> => {
		const found = needed( await find( plugin, core ) );
		symlinkSync( found.path, join( content, 'plugins', plugin ) );
		await php( activation( mainFile( plugin ) ) );
		return found;
	};
	await server.start();
	return {
		url,
		root,
		software: [ core, ...software ],
		php,
		install,
		async wpCron() {
			// Without its parameter, as a system's cron calls it: the parameter is the lock of the process that spawned
			// it.
			await ( await fetch( `${ url }/wp-cron.php` ) ).text();
		},
		async drain() {
			await php( "do_action( 'duet_drain' );" );
		},
		start: () => server.start(),
		stop: () => server.stop(),
		debugLog() {
			const file = join( content, 'debug.log' );
			return existsSync( file ) ? readFileSync( file, 'utf8' ) : '';
		},
	};
}

function needed( found: Software | string ): Software {
	if ( typeof found === 'string' ) {
		throw new Error( found );
	}
	return found;
}

/** PHP that activates a plugin and fails with WordPress's own reason. */
const activation = ( file: string ): string => `
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$problem = activate_plugin( '${ file }' );
	if ( is_wp_error( $problem ) ) { throw new RuntimeException( $problem->get_error_message() ); }`;

async function classicTheme( core: Software ): Promise<string> {
	const found = await find( 'twentytwentyone', core );
	return typeof found === 'string' ? join( repository, 'bin/site/themes/duet-classic' ) : found.path;
}

/** The parts of the working copy that make the plugin. */
const sources = [ 'includes', 'languages', 'build', 'src', 'vendor-prefixed' ];

/**
 * The working copy or the package. The working copy comes as a second tree of its files, not as a symbolic link: the
 * site itself lies within the repository, and WordPress, which rewrites linked plugins' paths by their beginnings,
 * would take every other plugin of the site for a part of ours. It also makes "Delete" on the plugins screen harmless.
 */
function putDuet( content: string, from: 'source' | 'zip' ): void {
	const place = join( content, 'plugins/duet-for-tiktok' );
	if ( from === 'source' ) {
		mkdirSync( place );
		copyFileSync( join( repository, 'plugin.php' ), join( place, 'plugin.php' ) );
		for ( const folder of sources.filter( ( name ) => existsSync( join( repository, name ) ) ) ) {
			linkTree( join( repository, folder ), join( place, folder ) );
		}
		return;
	}
	const zip = join( repository, 'dist/duet-for-tiktok.zip' );
	if ( ! existsSync( zip ) ) {
		throw new Error( 'dist/duet-for-tiktok.zip is missing: run npm run package' );
	}
	unzip( zip, join( content, 'plugins' ) );
}

/** `<name>-<pid>-<number>`: the pid shows later whether the process still runs. */
export function siteFolder( name: string ): string {
	const sites = join( work, 'sites' );
	mkdirSync( sites, { recursive: true } );
	for ( let i = 1; ; i++ ) {
		const folder = join( sites, `${ name.replace( /[^\w-]+/g, '-' ) }-${ process.pid }-${ i }` );
		if ( ! existsSync( folder ) ) {
			mkdirSync( folder );
			if ( process.env.DUET_KEEP_SITES !== '1' ) {
				process.on( 'exit', () => rmSync( folder, { recursive: true, force: true } ) );
			}
			return folder;
		}
	}
}

/** Ends and removes what killed processes have left behind. */
export function sweepAll(): void {
	sweep();
	sweepDatabases();
	const sites = join( work, 'sites' );
	for ( const name of existsSync( sites ) ? readdirSync( sites ) : [] ) {
		const owner = Number( /-(\d+)-\d+$/.exec( name )?.[ 1 ] );
		if ( ! alive( owner ) && process.env.DUET_KEEP_SITES !== '1' ) {
			rmSync( join( sites, name ), { recursive: true, force: true } );
		}
	}
}

function quoted( text: string ): string {
	return `'${ text.replace( /[\\']/g, '\\$&' ) }'`;
}
