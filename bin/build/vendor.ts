/**
 * Puts the phone library under `Duet\Vendor` into vendor-prefixed/, trimmed to what parsing and writing E.164 needs. So
 * two plugins on one site can bring different versions of it.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../site/paths.ts';

const library = 'giggsey/libphonenumber-for-php';
const from = join( root, 'vendor', library );
const to = join( root, 'vendor-prefixed' );

/** Not needed: finding numbers in texts, formatting while typing, short numbers, and names of carriers or places. */
const unused =
	/^(AlternateFormats|AsYouType|Leniency|PhoneNumberMatch|PhoneNumberTo|ShortNumber)|^data\/(PhoneNumberAlternateFormats|ShortNumberMetadata)_|^(carrier|geocoding|prefixmapper|timezone|Leniency)\//;

/** Makes vendor-prefixed/ unless it already exists, from this version and by this step. */
export function makeVendor(): void {
	if ( ! existsSync( from ) ) {
		throw new Error( `${ library } is missing: run composer install` );
	}
	const stamp = readFileSync( join( from, 'METADATA-VERSION.php' ), 'utf8' ) + readFileSync( fileURLToPath( import.meta.url ), 'utf8' );
	const stampFile = join( to, '.stamp' );
	if ( existsSync( stampFile ) && readFileSync( stampFile, 'utf8' ) === stamp ) {
		return;
	}
	const fresh = `${ to }.${ process.pid }`;
	rmSync( fresh, { recursive: true, force: true } );
	const source = join( from, 'src' );
	for ( const file of readdirSync( source, { recursive: true, encoding: 'utf8' } ) ) {
		const path = file.replaceAll( '\\', '/' );
		if ( path.endsWith( '.php' ) && ! unused.test( path ) ) {
			const target = join( fresh, 'libphonenumber', path );
			mkdirSync( join( target, '..' ), { recursive: true } );
			writeFileSync( target, guarded( prefixed( trimmed( readFileSync( join( source, path ), 'utf8' ) ) ) ) );
		}
	}
	cpSync( join( from, 'LICENSE' ), join( fresh, 'libphonenumber', 'LICENSE' ) );
	writeFileSync( join( fresh, '.stamp' ), stamp );
	// Swapped, not emptied, because a site that runs meanwhile needs the files.
	const old = `${ fresh }.old`;
	if ( existsSync( to ) ) {
		renameSync( to, old );
	}
	renameSync( fresh, to );
	rmSync( old, { recursive: true, force: true } );
}

/**
 * Without docblocks, example numbers and the patterns for writing numbers as people of a country do, because only E.164 is
 * written: a third of the size. The license is a file of its own.
 */
function trimmed( php: string ): string {
	return php
		.replace( /^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '' )
		.replace( /^\t*(?: {4})*\$this->(?:intlNumberFormat|numberFormat) = \[\n[\s\S]*?^(?: {8}|\t\t)\];\n/gm, '' )
		.replace( /\n\s*->setExampleNumber\('[^']*'\)/g, '' )
		.replace( /^(?: {4})+/gm, ( indent ) => '\t'.repeat( indent.length / 4 ) );
}

/** `libphonenumber\X` becomes `Duet\Vendor\libphonenumber\X`; class names built from __NAMESPACE__ follow by themselves. */
function prefixed( php: string ): string {
	return php.replace( /(?<![\w\\])\\?libphonenumber(?=[\\;])/g, ( name ) =>
		name.startsWith( '\\' ) ? '\\Duet\\Vendor\\libphonenumber' : 'Duet\\Vendor\\libphonenumber'
	);
}

/**
 * A direct request to a file gets an empty answer: a class whose parent is missing would be a fatal error, which may
 * print this server's paths.
 */
export function guarded( php: string ): string {
	const guard = "\\defined( 'ABSPATH' ) || exit;";
	// The earliest place that PHP allows.
	const head = /^namespace [^;{]+;$/m.exec( php ) ?? /^declare\([^)]*\);$/m.exec( php ) ?? /^<\?php\b/.exec( php );
	if ( head === null || php.includes( guard ) ) {
		return php;
	}
	const end = head.index + head[ 0 ].length;
	return `${ php.slice( 0, end ) }\n\n${ guard }${ php.slice( end ) }`;
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	makeVendor();
}
