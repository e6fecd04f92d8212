import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join( dirname( fileURLToPath( import.meta.url ) ), '../..' );

/** Every file below a folder of the repository whose name ends so, as paths from the root. */
export function files( folder: string, ...endings: string[] ): string[] {
	return readdirSync( join( root, folder ), { recursive: true, withFileTypes: true } )
		.filter( ( entry ) => entry.isFile() && endings.some( ( ending ) => entry.name.endsWith( ending ) ) )
		.map( ( entry ) => relative( root, join( entry.parentPath, entry.name ) ) )
		.sort();
}

export function read( file: string ): string {
	return readFileSync( join( root, file ), 'utf8' );
}
