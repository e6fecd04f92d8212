/**
 * Puts the phone library under `Duet\Vendor`, trimmed to what parsing and
 * writing E.164 needs, into vendor-prefixed/. Two plugins on one site may then
 * bring different versions of it.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../site/paths.ts';

const library = 'giggsey/libphonenumber-for-php';
const from = join( root, 'vendor', library );
const to = join( root, 'vendor-prefixed' );

/** Finding numbers in texts, formatting while typing, short numbers and names of carriers or places are not ours. */
const unused =
	/^(AlternateFormats|AsYouType|Leniency|PhoneNumberMatch|PhoneNumberTo|ShortNumber)|^data\/(PhoneNumberAlternateFormats|ShortNumberMetadata)_|^(carrier|geocoding|prefixmapper|timezone|Leniency)\//;

/** Makes vendor-prefixed/ unless it is there already for this very version. */
export function makeVendor(): void {
	if ( ! existsSync( from ) ) {
		throw new Error( `${ library } is missing: run composer install` );
	}
	const stamp = `${ library } ${ readFileSync( join( from, 'METADATA-VERSION.php' ), 'utf8' ) }${ unused.source }`;
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
			writeFileSync( target, prefixed( readFileSync( join( source, path ), 'utf8' ) ) );
		}
	}
	cpSync( join( from, 'LICENSE' ), join( fresh, 'libphonenumber', 'LICENSE' ) );
	writeFileSync( join( fresh, '.stamp' ), stamp );
	rmSync( to, { recursive: true, force: true } );
	renameSync( fresh, to );
}

/** `libphonenumber\X` becomes `Duet\Vendor\libphonenumber\X`; class names built from __NAMESPACE__ follow by themselves. */
function prefixed( php: string ): string {
	return php.replace( /(?<![\w\\])\\?libphonenumber(?=[\\;])/g, ( name ) =>
		name.startsWith( '\\' ) ? '\\Duet\\Vendor\\libphonenumber' : 'Duet\\Vendor\\libphonenumber'
	);
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	makeVendor();
}
