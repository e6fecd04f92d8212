/** `npm run build`: generated types, the phone library, then the scripts and styles into build/. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { must } from '../site/process.ts';
import { root, work } from '../site/paths.ts';
import { makeTypes } from './types.ts';
import { makeVendor } from './vendor.ts';

/**
 * Builds beside the old build and swaps the folders at the end, so that a running demo never sees an incomplete build.
 */
export async function build( onOutput?: ( text: string ) => void ): Promise<void> {
	await makeTypes();
	makeVendor();
	const fresh = join( work, `build-${ process.pid }` );
	rmSync( fresh, { recursive: true, force: true } );
	mkdirSync( fresh, { recursive: true } );
	const entries = [ 'src/admin/index.tsx', 'src/storefront/index.ts', 'src/blocks' ];
	if ( entries.some( ( entry ) => existsSync( join( root, entry ) ) ) ) {
		await must(
			join( root, 'node_modules/.bin/wp-scripts' ),
			[ 'build', '--config', 'bin/build/webpack.config.cjs', '--webpack-copy-php', '--output-path', fresh ],
			{
				cwd: root,
				// Vitest sets "test", which wp-scripts takes for a development build: twice the bytes, and source maps.
				env: { DUET_BUILD_DIR: fresh, NODE_ENV: 'production' },
				...( onOutput === undefined ? {} : { onOutput } ),
			}
		);
	}
	const target = join( root, 'build' );
	const old = join( work, `old-build-${ process.pid }` );
	if ( existsSync( target ) ) {
		renameSync( target, old );
	}
	renameSync( fresh, target );
	rmSync( old, { recursive: true, force: true } );
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	await build( ( text ) => process.stdout.write( text ) );
}
