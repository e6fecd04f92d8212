/** `npm run package`: dist/duet-for-tiktok.zip, the same bytes for the same sources. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { root } from '../site/paths.ts';
import { buildIfStale } from './fresh.ts';
import { makeTranslations } from './translations.ts';

const folder = 'duet-for-tiktok';

/** What ships: what runs. readme.txt links to the source of the built scripts, as wordpress.org asks. */
const parts: readonly ( readonly [ path: string, files: RegExp ] )[] = [
	[ 'plugin.php', /./ ],
	[ 'readme.txt', /./ ],
	[ 'LICENSE', /./ ],
	[ 'includes', /\.php$/ ],
	// The catalog itself is for translators; wordpress.org makes its own.
	[ 'languages', /\.(po|mo|json|l10n\.php)$/ ],
	[ 'build', /\.(js|css|php|json)$/ ],
	// Read by PHP in place; scripts and styles are in build/.
	[ 'src', /\.(json|php)$/ ],
	[ 'vendor-prefixed', /\.php$|LICENSE$/ ],
];

const required = [ 'plugin.php', 'readme.txt', 'LICENSE', 'includes/Plugin.php', 'build/storefront.js', 'build/shop.js', 'build/admin.js', 'src/events/catalogue.json', 'src/settings/settings.json', 'vendor-prefixed/libphonenumber/PhoneNumberUtil.php' ];

/** Makes the zip and returns its path. */
export async function makePackage(): Promise<string> {
	await buildIfStale();
	await makeTranslations( version() );
	const files = shipped();
	const missing = required.filter( ( file ) => ! files.includes( file ) );
	if ( missing.length > 0 ) {
		throw new Error( `The package would lack ${ missing.join( ', ' ) }` );
	}
	const zip = zipSync( Object.fromEntries( files.map( ( file ) => [ `${ folder }/${ file }`, new Uint8Array( readFileSync( join( root, file ) ) ) ] ) ), {
		level: 9,
		// One date for all files, because the same sources must give the same zip every day.
		mtime: new Date( 1980, 0, 1 ),
	} );
	const target = join( root, 'dist', `${ folder }.zip` );
	mkdirSync( join( root, 'dist' ), { recursive: true } );
	writeFileSync( `${ target }.${ process.pid }`, zip );
	renameSync( `${ target }.${ process.pid }`, target );
	return target;
}

/** As the plugin's header says. */
const version = (): string => /^ \* Version:\s*(\S+)/m.exec( readFileSync( join( root, 'plugin.php' ), 'utf8' ) )?.[ 1 ] ?? '';

/** Every file that ships and is there, relative to the repository. */
export function shipped(): string[] {
	return parts.flatMap( ( [ path, wanted ] ) => list( path ).filter( ( file ) => wanted.test( file ) ) ).sort();
}

/** Files below a path, relative to the repository, without hidden ones. */
function list( path: string ): string[] {
	const full = join( root, path );
	if ( ! existsSync( full ) ) {
		return [];
	}
	if ( ! path.includes( '/' ) && /\.\w+$|^LICENSE$/.test( path ) ) {
		return [ path ];
	}
	return readdirSync( full, { withFileTypes: true } )
		.filter( ( entry ) => ! entry.name.startsWith( '.' ) )
		.flatMap( ( entry ) => ( entry.isDirectory() ? list( `${ path }/${ entry.name }` ) : [ `${ path }/${ entry.name }` ] ) );
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	const zip = await makePackage();
	process.stdout.write( `${ zip.slice( root.length + 1 ) } ${ ( readFileSync( zip ).length / 1e6 ).toFixed( 2 ) } MB\n` );
}
