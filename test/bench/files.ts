/** What a visitor downloads, and what the zip holds. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../site/paths.ts';
import { row, type BenchRow } from './row.ts';

export function filesBench(): BenchRow[] {
	const storefront = readFileSync( join( root, 'build/storefront.js' ) );
	const text = storefront.toString();
	const zip = join( root, 'dist/duet-for-tiktok.zip' );
	const admin = gzipSync( readFileSync( join( root, 'build/admin.js' ) ), { level: 9 } ).length;
	return [
		row( 'storefront script, gzip', gzipSync( storefront, { level: 9 } ).length, 'bytes', 4000 ),
		// It listens to nothing of jQuery's and brings no loader of its own; TikTok's address comes from PHP.
		row( 'storefront script: hosts named in it', ( text.match( /https?:\/\/[\w.-]+/g ) ?? [] ).length, 'hosts', 0 ),
		row( 'storefront script: dependencies', dependencies( 'storefront' ), 'handles', 0 ),
		row( 'settings script, gzip', admin, 'bytes', 60_000 ),
		...( existsSync( zip ) ? [ row( 'zip', statSync( zip ).size, 'bytes', 1_500_000 ) ] : [] ),
	];
}

/** As wp-scripts found them in the code; PHP enqueues the storefront script without any. */
function dependencies( entry: string ): number {
	const [ , list = '' ] = /'dependencies' => array\(([^)]*)\)/.exec( readFileSync( join( root, `build/${ entry }.asset.php` ), 'utf8' ) ) ?? [];
	return list.split( ',' ).filter( ( handle ) => handle.trim() !== '' ).length;
}
