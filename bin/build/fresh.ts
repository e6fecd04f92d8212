import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../site/paths.ts';
import { build } from './build.ts';
import { makeVendor } from './vendor.ts';

/** Builds unless build/ was made from these very sources. */
export async function buildIfStale( onOutput?: ( text: string ) => void ): Promise<void> {
	const hash = createHash( 'sha256' );
	const src = join( root, 'src' );
	const sources = readdirSync( src, { recursive: true, withFileTypes: true } )
		.filter( ( entry ) => entry.isFile() && ! entry.name.endsWith( '.generated.ts' ) )
		.map( ( entry ) => join( entry.parentPath, entry.name ) )
		.sort();
	for ( const file of [ ...sources, join( root, 'package-lock.json' ), join( root, 'composer.json' ), join( root, 'bin/build/webpack.config.cjs' ) ] ) {
		hash.update( file.slice( root.length ) ).update( readFileSync( file ) );
	}
	const stamp = join( root, 'build/.stamp' );
	const wanted = hash.digest( 'hex' );
	const made = existsSync( stamp ) && readFileSync( stamp, 'utf8' ) === wanted;
	if ( made && existsSync( join( root, 'src/settings/settings.generated.ts' ) ) ) {
		makeVendor();
		return;
	}
	await build( onOutput );
	writeFileSync( stamp, wanted );
}
