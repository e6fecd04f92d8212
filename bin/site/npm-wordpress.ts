/** What npm ships of WordPress: a whole build of it, and the SQLite driver of WordPress Playground. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { linkTree, settle, unzip } from './files.ts';
import { cache, work } from './paths.ts';
import { must } from './process.ts';
import type { Software } from './software.ts';

const builds = '@wp-playground/wordpress-builds@0.9.19';
const playground = '@wp-playground/cli@3.1.56';

/**
 * WordPress 6.6-RC3, the newest build on npm in the quality of a release; the nightly beside it is older than its
 * number says.
 */
export async function npmWordPress(): Promise<Software> {
	const kept = join( cache, 'npm-wordpress-0.9.19-beta' );
	if ( ! existsSync( kept ) ) {
		await unpacked( builds, [ 'package/src/wordpress/wp-beta.zip', 'package/public/wp-beta' ], ( folder ) => {
			const fresh = `${ kept }.${ process.pid }`;
			unzip( join( folder, 'package/src/wordpress/wp-beta.zip' ), fresh );
			// Styles and scripts come beside the zip, because Playground loads them lazily.
			linkTree( join( folder, 'package/public/wp-beta' ), fresh );
			for ( const leftover of [ 'wp-content/database', 'wp-content/debug.log', 'wp-content/db.php', 'wp-content/mu-plugins', 'wp-content/plugins', 'wordpress-remote-asset-paths', 'wp-config.php' ] ) {
				rmSync( join( fresh, leftover ), { recursive: true, force: true } );
			}
			const themes = join( fresh, 'wp-content/themes' );
			for ( const theme of readdirSync( themes, { withFileTypes: true } ) ) {
				// Only the default theme is complete; the others are static files without PHP.
				if ( theme.isDirectory() && ! existsSync( join( themes, theme.name, 'functions.php' ) ) ) {
					rmSync( join( themes, theme.name ), { recursive: true } );
				}
			}
			settle( fresh, kept );
		} );
	}
	const version = /\$wp_version = '([^']+)'/.exec( readFileSync( join( kept, 'wp-includes/version.php' ), 'utf8' ) )?.[ 1 ] ?? '0';
	return { slug: 'wordpress', version, path: kept, origin: 'npm', requires: '' };
}

/** Folder of the SQLite driver: 0.4 MB to fetch once, where Playground itself would be 582 MB. */
export async function sqliteDriver(): Promise<string> {
	const kept = join( cache, 'npm-sqlite-driver-3.1.56' );
	if ( ! existsSync( kept ) ) {
		await unpacked( playground, [ 'package/sqlite-database-integration.zip' ], ( folder ) => {
			unzip( join( folder, 'package/sqlite-database-integration.zip' ), join( folder, 'driver' ) );
			const [ name = '' ] = readdirSync( join( folder, 'driver' ) );
			const fresh = `${ kept }.${ process.pid }`;
			cpSync( join( folder, 'driver', name ), fresh, { recursive: true } );
			settle( fresh, kept );
		} );
	}
	return kept;
}

/** Downloads a package's tarball as `npm pack` does, returns the requested files and cleans up. */
async function unpacked( spec: string, members: readonly string[], use: ( folder: string ) => void ): Promise<void> {
	const folder = join( work, `npm-${ process.pid }-${ Date.now() }` );
	mkdirSync( folder, { recursive: true } );
	mkdirSync( cache, { recursive: true } );
	try {
		await must( 'npm', [ 'pack', spec, '--silent', '--pack-destination', folder ], { cwd: folder } );
		const [ tarball = '' ] = readdirSync( folder ).filter( ( name ) => name.endsWith( '.tgz' ) );
		await must( 'tar', [ '-xzf', tarball, ...members ], { cwd: folder } );
		use( folder );
	} finally {
		rmSync( folder, { recursive: true, force: true } );
	}
}
