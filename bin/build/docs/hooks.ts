/** The generated reference of hooks in docs/api.md, from the docblock above each hook in includes/. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../../site/paths.ts';
import { table } from './table.ts';

/** Hooks that WordPress's scheduler fires for Duet itself; no other code should call them. */
const INTERNAL = [ 'duet_drain', 'duet_hourly' ];

export interface Hook {
	readonly name: string;
	/** "filter" and "action" are fired by Duet; "action to call" is fired by other code and handled by Duet. */
	readonly kind: 'filter' | 'action' | 'action to call';
	readonly file: string;
	/** Text of the docblock directly above, or undefined when there is none. */
	readonly doc: string | undefined;
}

/** Every public hook of a `duet_` name in the PHP source. */
export function hooks(): Hook[] {
	return phpFiles().flatMap( ( file ) => hooksIn( readFileSync( join( root, file ), 'utf8' ), file ) );
}

function phpFiles(): string[] {
	const entries = readdirSync( join( root, 'includes' ), { recursive: true, withFileTypes: true } );
	const found = entries.filter( ( entry ) => entry.name.endsWith( '.php' ) ).map( ( entry ) => relative( root, join( entry.parentPath, entry.name ) ) );
	return [ 'plugin.php', ...found.sort() ];
}

/** @param php Source of one file. */
export function hooksIn( php: string, file: string ): Hook[] {
	const calls = /(?<fired>\b(?:apply_filters|do_action)(?:_ref_array)?|->action)\(\s*'(?<name>duet_\w+)'/g;
	return [ ...php.matchAll( calls ) ].flatMap( ( { index, groups = {} } ) => {
		const before = php.slice( 0, index );
		const line = before.slice( before.lastIndexOf( '\n' ) + 1 ).trim();
		const name = groups.name ?? '';
		if ( /^(\*|\/\/|\/\*)/.test( line ) || INTERNAL.includes( name ) ) {
			return [];
		}
		const kind = groups.fired === '->action' ? 'action to call' : groups.fired?.startsWith( 'apply' ) ? 'filter' : 'action';
		return [ { name, kind, file, doc: docblockBefore( before ) } as const ];
	} );
}

/** The docblock that ends just before: only `try {` and the beginning of the same statement may stand between. */
function docblockBefore( before: string ): string | undefined {
	const end = before.lastIndexOf( '*/' );
	const start = before.lastIndexOf( '/**', end );
	const between = before.slice( end + 2 );
	if ( end < 0 || start < 0 || ! /^\s*(try\s*\{\s*)?(return\s+|\$\w+(->\w+)*\s*=?\s*)?(static fn\(\): mixed => )?$/.test( between ) ) {
		return undefined;
	}
	return before.slice( start + 3, end ).replace( /^[ \t]*\*[ \t]?/gm, '' ).trim();
}

/** One section for each hook; filters first, then actions. */
export function hookReference(): string {
	const all = hooks().sort( ( a, b ) => b.kind.localeCompare( a.kind ) || a.name.localeCompare( b.name ) );
	const undocumented = all.filter( ( hook ) => hook.doc === undefined || ! /@since/.test( hook.doc ) );
	if ( undocumented.length > 0 ) {
		const names = undocumented.map( ( hook ) => `${ hook.name } in ${ hook.file }` );
		throw new Error( `These hooks need a docblock with @since directly above them: ${ names.join( ', ' ) }` );
	}
	return all.map( section ).join( '\n\n' );
}

/** Paragraphs without the line breaks of a docblock, which is narrower than a page. */
function unwrapped( text: string ): string {
	return text.trim().replace( /(?<!\n)\n(?!\n)/g, ' ' );
}

function section( hook: Hook ): string {
	const [ text = '', ...tags ] = ( hook.doc ?? '' ).split( /^(?=@)/m );
	const known = tags.map( ( tag ) => tag.replace( /\s+/g, ' ' ).trim() );
	const parameters = known.flatMap( ( tag ) => [ ...tag.matchAll( /^@param (.+?) (\$\w+) ?(.*)$/g ) ].map( ( [ , type = '', name = '', meaning = '' ] ) => [ `\`${ name }\``, `\`${ type }\``, meaning ] ) );
	const since = known.find( ( tag ) => tag.startsWith( '@since ' ) )?.slice( 7 );
	return [
		`### \`${ hook.name }\` (${ hook.kind })`,
		unwrapped( text ),
		table( [ 'Parameter', 'Type', 'Meaning' ], parameters ),
		`Since ${ since }. Defined in \`${ hook.file }\`.`,
	].join( '\n\n' );
}
