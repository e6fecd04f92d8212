/**
 * Where WordPress, WooCommerce and the other plugins of a test site come from.
 * In order: the environment (DUET_WORDPRESS, DUET_WOOCOMMERCE, ...: a zip or a
 * folder), the download cache, the newest release on wordpress.org, and for
 * WordPress alone the build that npm ships.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Problem } from '../bootstrap.mjs';
import { settle, unzip } from './files.ts';
import { npmWordPress } from './npm-wordpress.ts';
import { cache, work } from './paths.ts';
import { kindOf, type Slug } from './kinds.ts';

/** A part of a site, unpacked in a folder. */
export interface Software {
	readonly slug: string;
	readonly version: string;
	readonly path: string;
	/** "cache", "wordpress.org", "npm" or the name of the environment variable. */
	readonly origin: string;
	/** Lowest WordPress version according to its own header, '' if there is none. */
	readonly requires: string;
}

export interface SoftwareKind {
	/** File that contains the version; it also identifies the right folder. */
	readonly file: string;
	readonly version: RegExp;
	readonly download: string;
}

export type { Slug };

/** Main file of a plugin below wp-content/plugins. */
export function mainFile( slug: Slug ): string {
	return `${ slug }/${ kindOf( slug ).file }`;
}

/** The WordPress to use. There always is one if npm or wordpress.org can be reached. */
export async function wordpress(): Promise<Software> {
	return ( await candidates( 'wordpress' ) )[ 0 ] ?? npmWordPress();
}

/** The newest version of a plugin or theme that runs on this WordPress, or one line that says why there is none. */
export async function find( slug: Slug, core: Software ): Promise<Software | string> {
	const all = await candidates( slug ).catch( ( error: unknown ) => ( error instanceof Problem ? error : Promise.reject( error ) ) );
	if ( all instanceof Problem ) {
		return `${ all.message }: left out`;
	}
	const first = all[ 0 ];
	if ( first === undefined ) {
		return `${ slug } is not here: put ${ variable( slug ) }=<zip or folder> in the environment or make wordpress.org reachable`;
	}
	return (
		all.find( ( one ) => compare( one.requires, core.version ) <= 0 ) ??
		`${ slug } ${ first.version } needs WordPress ${ first.requires }, this is ${ core.version }: left out`
	);
}

async function candidates( slug: Slug ): Promise<Software[]> {
	const named = process.env[ variable( slug ) ];
	if ( named !== undefined && named !== '' ) {
		if ( ! existsSync( named ) ) {
			throw new Problem( `${ variable( slug ) } names ${ named }, which does not exist` );
		}
		return [ inspect( slug, resolve( named ), variable( slug ) ) ];
	}
	const cached = readNames( cache )
		.filter( ( name ) => name.startsWith( `${ slug }-` ) && /^\d/.test( name.slice( slug.length + 1 ) ) )
		.map( ( name ) => inspect( slug, join( cache, name ), 'cache' ) )
		.sort( ( a, b ) => compare( b.version, a.version ) );
	if ( cached.length > 0 ) {
		return cached;
	}
	const loaded = await download( slug );
	return loaded === undefined ? [] : [ loaded ];
}

/** Reads name and version of a folder or zip; a zip is unpacked beside the templates first. */
function inspect( slug: Slug, place: string, origin: string ): Software {
	const kind = kindOf( slug );
	let folder = place;
	if ( statSync( place ).isFile() ) {
		const { mtimeMs, size } = statSync( place );
		folder = join( work, 'unpacked', `${ basename( place, '.zip' ) }-${ size }-${ Math.round( mtimeMs ) }` );
		if ( ! existsSync( folder ) ) {
			const fresh = `${ folder }.${ process.pid }`;
			unzip( place, fresh );
			settle( fresh, folder );
		}
	}
	const path = [ folder, join( folder, slug ), ...readNames( folder ).map( ( name ) => join( folder, name ) ) ].find( ( one ) =>
		existsSync( join( one, kind.file ) )
	);
	if ( path === undefined ) {
		throw new Problem( `${ place } holds no ${ kind.file }: it is not ${ slug }` );
	}
	const text = readFileSync( join( path, kind.file ), 'utf8' );
	return {
		slug,
		version: kind.version.exec( text )?.[ 1 ] ?? '0',
		path,
		origin,
		// From the beginning of the line, because "WC requires at least" is the version of WooCommerce.
		requires: /^[ \t/*#@]*Requires at least:\s*([\d.]+)/im.exec( text )?.[ 1 ] ?? '',
	};
}

/** Not reaching wordpress.org is normal (CI, a train); it is asked once per run. */
async function download( slug: Slug ): Promise<Software | undefined> {
	if ( process.env.DUET_OFFLINE === '1' ) {
		return undefined;
	}
	const zip = join( work, `${ slug }-${ process.pid }.zip` );
	try {
		await fetch( kindOf( slug ).download, { method: 'HEAD', signal: AbortSignal.timeout( 5_000 ) } );
	} catch {
		process.env.DUET_OFFLINE = '1';
		return undefined;
	}
	try {
		const answer = await fetch( kindOf( slug ).download, { signal: AbortSignal.timeout( 180_000 ) } );
		if ( ! answer.ok ) {
			return undefined;
		}
		mkdirSync( work, { recursive: true } );
		writeFileSync( zip, new Uint8Array( await answer.arrayBuffer() ) );
		const { version } = inspect( slug, zip, 'wordpress.org' );
		mkdirSync( cache, { recursive: true } );
		const kept = join( cache, `${ slug }-${ version }` );
		const fresh = `${ kept }.${ process.pid }`;
		unzip( zip, fresh );
		settle( fresh, kept );
		return inspect( slug, kept, 'wordpress.org' );
	} catch {
		return undefined;
	} finally {
		rmSync( zip, { force: true } );
	}
}

function variable( slug: Slug ): string {
	return `DUET_${ slug.toUpperCase().replaceAll( '-', '_' ) }`;
}

/** Compares versions by their numbers; "6.6-RC3" counts as 6.6, as Duet's own floor does. */
export function compare( a: string, b: string ): number {
	const parts = ( version: string ) => ( version.split( /[-+ ]/ )[ 0 ] ?? '' ).split( '.' ).map( Number );
	const [ left, right ] = [ parts( a ), parts( b ) ];
	for ( let i = 0; i < Math.max( left.length, right.length ); i++ ) {
		const difference = ( left[ i ] ?? 0 ) - ( right[ i ] ?? 0 );
		if ( difference !== 0 ) {
			return difference;
		}
	}
	return 0;
}

function readNames( folder: string ): string[] {
	return existsSync( folder ) && statSync( folder ).isDirectory() ? readdirSync( folder ) : [];
}
