/** `npm run types`: src/settings/settings.json (a JSON schema) -> settings.generated.ts. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import { root } from '../site/paths.ts';

const schemaFile = join( root, 'src/settings/settings.json' );
const typesFile = join( root, 'src/settings/settings.generated.ts' );

/** The text settings.generated.ts should have, or undefined while there is no schema. */
async function generated(): Promise<string | undefined> {
	if ( ! existsSync( schemaFile ) ) {
		return undefined;
	}
	const schema = JSON.parse( readFileSync( schemaFile, 'utf8' ) ) as Parameters<typeof compile>[ 0 ];
	return compile( schema, 'Settings', {
		additionalProperties: false,
		ignoreMinAndMaxItems: true,
		bannerComment: '/* Generated from settings.json by `npm run types`. Change the schema, not this file. */',
		style: { singleQuote: true, useTabs: true },
	} );
}

/** Writes the types; leaves a file that is already right untouched, so that no watcher wakes. */
export async function makeTypes(): Promise<void> {
	const text = await generated();
	if ( text !== undefined && current() !== text ) {
		writeFileSync( typesFile, text );
	}
}

function current(): string {
	return existsSync( typesFile ) ? readFileSync( typesFile, 'utf8' ) : '';
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	if ( process.argv.includes( '--check' ) ) {
		const text = await generated();
		if ( text !== undefined && text !== current() ) {
			process.stderr.write( 'src/settings/settings.generated.ts is not what settings.json says: run npm run types\n' );
			process.exit( 1 );
		}
	} else {
		await makeTypes();
	}
}
