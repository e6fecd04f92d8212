/**
 * Installed sites that are kept as templates: installing WordPress with a shop takes half a minute, copying its files
 * (hard links) and database takes about a second.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfig, writeUrl } from './config.ts';
import { mariadb, sqlite, type Database, type DatabaseName } from './database.ts';
import { linkTree, settle } from './files.ts';
import { root as repository, work } from './paths.ts';
import { alive, must } from './process.ts';
import { commandSettings, scripts } from './server.ts';
import { mainFile, type Slug, type Software } from './software.ts';

/** Everything that makes one installed site differ from another. */
export interface Recipe {
	readonly core: Software;
	/** Plugins in the order of their activation; 'woocommerce' adds the shop. */
	readonly plugins: readonly Software[];
	/** A classic theme's folder, or undefined for the default block theme. */
	readonly theme: string | undefined;
	readonly database: DatabaseName;
	readonly hpos: boolean;
	readonly checkout: 'block' | 'classic';
}

/** Paths that a site writes to: copied for each site, never linked. */
export const writable = [ 'wp-content/database', 'wp-content/uploads' ];

/** Folder of the template: `site/`, and `database.sql` for MariaDB. If it is missing, one process makes it. */
export async function template( recipe: Recipe ): Promise<string> {
	const folder = join( work, 'templates', key( recipe ) );
	const lock = `${ folder }.lock`;
	mkdirSync( join( work, 'templates' ), { recursive: true } );
	while ( ! existsSync( folder ) ) {
		if ( taken( lock ) ) {
			await new Promise( ( resolve ) => setTimeout( resolve, 200 ) );
			continue;
		}
		const fresh = `${ folder }.${ process.pid }`;
		try {
			await install( recipe, fresh );
			settle( fresh, folder );
		} finally {
			rmSync( fresh, { recursive: true, force: true } );
			rmSync( lock, { force: true } );
		}
	}
	return folder;
}

/** Tries to take a lock file. A lock whose owner has ended is free. */
function taken( lock: string ): boolean {
	try {
		writeFileSync( lock, String( process.pid ), { flag: 'wx' } );
		return false;
	} catch {
		if ( existsSync( lock ) && ! alive( Number( readFileSync( lock, 'utf8' ) ) ) ) {
			rmSync( lock, { force: true } );
		}
		return true;
	}
}

async function install( recipe: Recipe, folder: string ): Promise<void> {
	const root = join( folder, 'site' );
	const content = join( root, 'wp-content' );
	linkTree( recipe.core.path, root );
	for ( const name of [ 'database', 'mu-plugins', 'plugins', 'themes', 'uploads' ] ) {
		mkdirSync( join( content, name ), { recursive: true } );
	}
	symlinkSync( join( scripts, 'must-use.php' ), join( content, 'mu-plugins/duet-test.php' ) );
	for ( const plugin of recipe.plugins ) {
		symlinkSync( plugin.path, join( content, 'plugins', plugin.slug ) );
	}
	if ( recipe.theme !== undefined ) {
		const theme = join( content, 'themes', themeName( recipe.theme ) );
		rmSync( theme, { recursive: true, force: true } );
		symlinkSync( recipe.theme, theme );
	}

	const database = await open( recipe.database );
	try {
		await database.prepare( content );
		writeConfig( root, database.constants );
		writeUrl( root, 'http://127.0.0.1:8000' );
		await script( 'install', root );
		await script( 'activate', root, {
			theme: recipe.theme === undefined ? '' : themeName( recipe.theme ),
			plugins: recipe.plugins.map( ( plugin ) => mainFile( plugin.slug as Slug ) ),
		} );
		if ( recipe.plugins.some( ( plugin ) => plugin.slug === 'woocommerce' ) ) {
			await script( 'shop', root, { hpos: recipe.hpos, checkout: recipe.checkout } );
		}
		await script( 'finish', root );
		await database.save( folder );
	} finally {
		await database.drop();
	}
	rmSync( join( content, 'debug.log' ), { force: true } );
}

/** Opens a new, empty database. */
export async function open( name: DatabaseName ): Promise<Database> {
	return name === 'sqlite' ? sqlite() : mariadb();
}

/** Runs one of the PHP scripts of this library for a site. */
export function script( name: string, root: string, plan?: object ): Promise<string> {
	return must( 'php', [ ...commandSettings, join( scripts, `${ name }.php` ), root, ...( plan === undefined ? [] : [ JSON.stringify( plan ) ] ) ] );
}

/** "twentytwentyone-2.7" in the cache is the theme twentytwentyone. */
function themeName( folder: string ): string {
	return ( folder.split( '/' ).pop() ?? '' ).replace( /-\d[\d.]*$/, '' );
}

function key( recipe: Recipe ): string {
	const hash = createHash( 'sha256' );
	const parts = [ recipe.core, ...recipe.plugins ].map( ( one ) => [ one.path, one.version, statSync( one.path ).mtimeMs ] );
	hash.update( JSON.stringify( [ parts, recipe.theme ?? '', recipe.database, recipe.hpos, recipe.checkout ] ) );
	// A template links to them.
	hash.update( scripts );
	for ( const name of readdirSync( scripts ).sort() ) {
		hash.update( readFileSync( join( scripts, name ) ) );
	}
	hash.update( readFileSync( join( repository, 'bin/site/config.ts' ) ) );
	return hash.digest( 'hex' ).slice( 0, 16 );
}
