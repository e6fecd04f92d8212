/** Data that PHP reads -> a class with the same data as a constant, which opcache keeps: nothing is read or parsed per request. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Class below includes/ -> the JSON that it holds. */
const JSON_FILES = {
	'Event/CatalogueData': 'src/events/catalogue.json',
	'Settings/Values/SchemaData': 'src/settings/settings.json',
	'Hashing/IdentifierData': 'src/settings/matching.json',
} as const;

const WIDTH = 116;

const text = ( value: string ): string => `'${ value.replace( /[\\']/g, '\\$&' ) }'`;

/** One line if it fits, else one line for each member. */
function php( value: unknown, indent: string, before = 0 ): string {
	if ( typeof value === 'string' ) {
		return text( value );
	}
	if ( typeof value !== 'object' || value === null ) {
		return JSON.stringify( value );
	}
	const rows: ( readonly [ string, unknown ] )[] = Array.isArray( value )
		? value.map( ( one: unknown ) => [ '', one ] as const )
		: Object.entries( value ).map( ( [ key, one ] ) => [ `${ text( key ) } => `, one ] as const );
	if ( rows.length === 0 ) {
		return '[]';
	}
	const line = `[ ${ rows.map( ( [ key, one ] ) => key + php( one, '' ) ).join( ', ' ) } ]`;
	if ( ! line.includes( '\n' ) && indent.length * 4 + before + line.length <= WIDTH ) {
		return line;
	}
	const inner = `${ indent }\t`;
	return `[\n${ rows.map( ( [ key, one ] ) => `${ inner }${ key }${ php( one, inner, key.length ) },` ).join( '\n' ) }\n${ indent }]`;
}

/** @param source what it is made from, named in the class */
function phpData( namespace: string, name: string, source: string, data: unknown ): string {
	return `<?php
// phpcs:ignoreFile -- Generated.
declare(strict_types=1);

namespace ${ namespace };

defined( 'ABSPATH' ) || exit;

/** Generated from ${ source } by \`npm run types\`. Change those, not this file. */
final class ${ name } {

	public const DATA = ${ php( data, '\t', 20 ) };
}
`;
}

function dataClass( place: string, source: string, data: unknown ): readonly [ string, string ] {
	const rooms = place.split( '/' );
	const name = rooms.pop() ?? '';
	return [ `includes/${ place }.php`, phpData( [ 'Duet', ...rooms ].join( '\\' ), name, source, data ) ];
}

/** What the classes of a folder say of themselves, as lists.php prints it. */
function lists( root: string ): Record< string, unknown > {
	const said = spawnSync( 'php', [ join( root, 'bin/build/lists.php' ) ], { encoding: 'utf8' } );
	if ( said.status !== 0 ) {
		throw new Error( `bin/build/lists.php: ${ said.stderr }${ said.stdout }` );
	}
	return JSON.parse( said.stdout ) as Record< string, unknown >;
}

/** @return path below the root -> text, for every such class */
export function dataClasses( root: string ): Record< string, string > {
	const json = Object.entries( JSON_FILES ).map( ( [ place, file ] ) => dataClass( place, file, JSON.parse( readFileSync( join( root, file ), 'utf8' ) ) ) );
	const listed = Object.entries( lists( root ) ).map( ( [ place, data ] ) => dataClass( place, 'the classes beside it', data ) );
	return Object.fromEntries( [ ...json, ...listed ] );
}
