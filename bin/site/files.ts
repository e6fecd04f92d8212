import { copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Makes a second tree of a folder without copying its data: hard links if the file system allows them, copies
 * otherwise. WordPress core must be inside the tree, because it finds its folder through the real path of its files.
 *
 * @param from    existing folder
 * @param to      folder to make; files that already exist there win
 * @param copying paths below `from` whose files the site writes to: they are copied, never linked
 */
export function linkTree( from: string, to: string, copying: readonly string[] = [] ): void {
	mkdirSync( to, { recursive: true } );
	for ( const entry of readdirSync( from, { withFileTypes: true } ) ) {
		const source = join( from, entry.name );
		const target = join( to, entry.name );
		if ( entry.isDirectory() ) {
			if ( copying.includes( entry.name ) ) {
				copyTree( source, target );
			} else {
				const below = copying
					.filter( ( path ) => path.startsWith( `${ entry.name }/` ) )
					.map( ( path ) => path.slice( entry.name.length + 1 ) );
				linkTree( source, target, below );
			}
		} else if ( entry.isSymbolicLink() ) {
			symlinkSync( readlinkSync( source ), target );
		} else if ( ! existsSync( target ) ) {
			link( source, target );
		}
	}
}

function link( source: string, target: string ): void {
	try {
		linkSync( source, target );
	} catch {
		copyFileSync( source, target );
	}
}

/** A plain deep copy, for the few files a site writes to. */
export function copyTree( from: string, to: string ): void {
	mkdirSync( to, { recursive: true } );
	for ( const name of readdirSync( from ) ) {
		const source = join( from, name );
		if ( lstatSync( source ).isDirectory() ) {
			copyTree( source, join( to, name ) );
		} else {
			copyFileSync( source, join( to, name ) );
		}
	}
}

/** Unpacks a zip; entries that would leave the folder are refused. */
export function unzip( zip: string, to: string ): void {
	for ( const [ name, data ] of Object.entries( unzipSync( readFileSync( zip ) ) ) ) {
		const target = join( to, name );
		if ( ! target.startsWith( to + sep ) ) {
			throw new Error( `${ zip } holds a path outside of itself: ${ name }` );
		}
		if ( name.endsWith( '/' ) ) {
			mkdirSync( target, { recursive: true } );
		} else {
			mkdirSync( dirname( target ), { recursive: true } );
			writeFileSync( target, data );
		}
	}
}

/** Moves a finished folder to its place; a process that was faster wins. */
export function settle( fresh: string, place: string ): void {
	try {
		renameSync( fresh, place );
	} catch ( error ) {
		if ( ! existsSync( place ) ) {
			throw error;
		}
		rmSync( fresh, { recursive: true, force: true } );
	}
}
