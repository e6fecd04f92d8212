/** What a visitor downloads, and what the zip holds. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makePackage } from '../../bin/build/package.ts';
import { root } from '../../bin/site/paths.ts';
import { row, type BenchRow } from './row.ts';

export async function filesBench(): Promise<BenchRow[]> {
	const zip = await makePackage();
	const size = ( file: string ) => gzipSync( readFileSync( join( root, 'build', file ) ), { level: 9 } ).length;
	const text = [ 'storefront.js', 'shop.js' ].map( ( file ) => readFileSync( join( root, 'build', file ), 'utf8' ) ).join( '' );
	return [
		// docs/decisions/0114 and 0161 say why.
		row( 'storefront script, gzip', size( 'storefront.js' ), 'bytes', 6100 ),
		row( 'the same in a shop, gzip', size( 'shop.js' ), 'bytes', 7900 ),
		// It listens to nothing of jQuery's and brings no loader of its own.
		row( 'storefront script: hosts named in it but TikTok\'s', ( text.match( /https?:\/\/[\w.-]+/g ) ?? [] ).filter( ( host ) => host !== 'https://analytics.tiktok.com' ).length, 'hosts', 0 ),
		row( 'storefront script: dependencies', dependencies( 'storefront' ), 'handles', 0 ),
		row( 'settings script, gzip', size( 'admin.js' ), 'bytes', 60_000 ),
		row( 'zip', statSync( zip ).size, 'bytes', 1_500_000 ),
	];
}

/** As wp-scripts found them in the code; PHP enqueues the storefront script without any. */
function dependencies( entry: string ): number {
	const [ , list = '' ] = /'dependencies' => array\(([^)]*)\)/.exec( readFileSync( join( root, `build/${ entry }.asset.php` ), 'utf8' ) ) ?? [];
	return list.split( ',' ).filter( ( handle ) => handle.trim() !== '' ).length;
}
