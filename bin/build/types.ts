/**
 * `npm run types`: src/settings/settings.json (a JSON schema) -> settings.generated.ts and includes/Settings/Values/;
 * src/events/catalogue.json -> includes/Event/ChannelName.php; what PHP reads of JSON and of classes that are found by their
 * folder -> the classes *Data.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { root } from '../site/paths.ts';
import { CHANNEL_FILE, channelNames } from './channel-names.ts';
import { dataClasses } from './php-data.ts';
import { FOLDER, phpTypes, type Schema } from './php-types.ts';

const schemaFile = join( root, 'src/settings/settings.json' );
const catalogueFile = join( root, 'src/events/catalogue.json' );
const typesFile = 'src/settings/settings.generated.ts';

/** Generated files: path -> the text it should have. */
async function generated(): Promise< Record< string, string > > {
	const text = readFileSync( schemaFile, 'utf8' );
	const types = await compile( JSON.parse( text ) as Parameters< typeof compile >[ 0 ], 'Settings', {
		additionalProperties: false,
		ignoreMinAndMaxItems: true,
		bannerComment: '/* Generated from settings.json by `npm run types`. Change the schema, not this file. */',
		style: { singleQuote: true, useTabs: true },
	} );
	const classes = Object.entries( phpTypes( JSON.parse( text ) as Schema ) );
	const php = classes.map( ( [ name, code ] ) => [ `${ FOLDER }/${ name }`, code ] );
	const catalogue = JSON.parse( readFileSync( catalogueFile, 'utf8' ) ) as Parameters< typeof channelNames >[ 0 ];
	return { [ typesFile ]: types, [ CHANNEL_FILE ]: channelNames( catalogue ), ...Object.fromEntries( php ), ...dataClasses( root ) };
}

/** Paths whose text is not what the sources generate, files of groups that no longer exist among them. */
function stale( wanted: Readonly< Record< string, string > > ): string[] {
	const folder = join( root, FOLDER );
	const found = existsSync( folder ) ? readdirSync( folder ).map( ( name ) => `${ FOLDER }/${ name }` ) : [];
	const changed = Object.entries( wanted ).filter( ( [ path, text ] ) => current( path ) !== text );
	return [ ...changed.map( ( [ path ] ) => path ), ...found.filter( ( path ) => ! ( path in wanted ) ) ];
}

/** Writes the types. A file that is correct is not touched, so that no watcher runs. */
export async function makeTypes(): Promise< void > {
	const wanted = await generated();
	mkdirSync( join( root, FOLDER ), { recursive: true } );
	for ( const path of stale( wanted ) ) {
		const text = wanted[ path ];
		if ( text === undefined ) {
			rmSync( join( root, path ) );
		} else {
			writeFileSync( join( root, path ), text );
		}
	}
}

function current( path: string ): string {
	const file = join( root, path );
	return existsSync( file ) ? readFileSync( file, 'utf8' ) : '';
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	if ( process.argv.includes( '--check' ) ) {
		const paths = stale( await generated() );
		if ( paths.length > 0 ) {
			process.stderr.write( `Not what their sources say, run npm run types: ${ paths.join( ', ' ) }\n` );
			process.exit( 1 );
		}
	} else {
		await makeTypes();
	}
}
