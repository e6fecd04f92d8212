/**
 * languages/: duet-for-tiktok.pot from the sources, and from each .po file there the JSON files that WordPress hands to
 * scripts. Pure text: the same sources give the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../site/paths.ts';
import { phpStrings, scriptStrings, type Entry } from './strings.ts';

const DOMAIN = 'duet-for-tiktok';
const FOLDER = join( root, 'languages' );

/** Built script => the sources whose strings it shows. */
export const SCRIPTS: Readonly< Record< string, RegExp > > = {
	'build/admin.js': /^src\/(admin|events)\//,
	'build/event-panel.js': /^src\/(blocks|events)\//,
};

const filesBelow = ( folder: string, ending: RegExp ): string[] =>
	readdirSync( join( root, folder ), { recursive: true, withFileTypes: true } )
		.filter( ( entry ) => entry.isFile() && ending.test( entry.name ) && ! entry.name.endsWith( '.generated.ts' ) )
		.map( ( entry ) => join( entry.parentPath, entry.name ).slice( root.length + 1 ) )
		.sort();

export async function allStrings(): Promise< readonly Entry[] > {
	const scripts = [ 'src/admin', 'src/blocks', 'src/events' ].flatMap( ( folder ) => filesBelow( folder, /\.tsx?$/ ) );
	return [ ...( await phpStrings( [ 'plugin.php', ...filesBelow( 'includes', /\.php$/ ) ] ) ), ...scriptStrings( scripts ) ];
}

const keyOf = ( { id, context }: Pick< Entry, 'id' | 'context' > ): string => ( context === null ? id : `${ context }\u0004${ id }` );

const quoted = ( text: string ): string => `"${ text.replaceAll( '\\', '\\\\' ).replaceAll( '"', '\\"' ).replaceAll( '\n', '\\n' ) }"`;

/** One entry for each string, with all of its places and comments. */
export function potOf( entries: readonly Entry[], version: string ): string {
	const groups = new Map< string, Entry[] >();
	for ( const entry of entries ) {
		groups.set( keyOf( entry ), [ ...( groups.get( keyOf( entry ) ) ?? [] ), entry ] );
	}
	const head = [ 'msgid ""', 'msgstr ""', quoted( `Project-Id-Version: Duet - Pixel and Events API for TikTok ${ version }\n` ), quoted( 'MIME-Version: 1.0\n' ), quoted( 'Content-Type: text/plain; charset=UTF-8\n' ), quoted( 'Content-Transfer-Encoding: 8bit\n' ), quoted( `X-Domain: ${ DOMAIN }\n` ) ];
	const blocks = [ ...groups.values() ].map( ( group ) => {
		const [ first ] = group;
		const plural = group.find( ( entry ) => entry.plural !== null )?.plural ?? null;
		const comments = [ ...new Set( group.flatMap( ( { comment } ) => comment ?? [] ) ) ];
		return [
			...comments.map( ( comment ) => `#. ${ comment }` ),
			...group.map( ( { file, line } ) => `#: ${ file }:${ line }` ),
			...( first === undefined || first.context === null ? [] : [ `msgctxt ${ quoted( first.context ) }` ] ),
			`msgid ${ quoted( first?.id ?? '' ) }`,
			...( plural === null ? [ 'msgstr ""' ] : [ `msgid_plural ${ quoted( plural ) }`, 'msgstr[0] ""', 'msgstr[1] ""' ] ),
		].join( '\n' );
	} );
	return `${ [ head.join( '\n' ), ...blocks ].join( '\n\n' ) }\n`;
}

export interface Translations {
	readonly headers: Readonly< Record< string, string > >;
	/** By id, or context and id. */
	readonly strings: Readonly< Record< string, readonly string[] > >;
}

/** Reads a .po file; entries without a translation and fuzzy ones are left out. */
export function translationsOf( po: string ): Translations {
	const headers: Record< string, string > = {};
	const strings: Record< string, readonly string[] > = {};
	for ( const block of po.replaceAll( '\r\n', '\n' ).split( /\n{2,}/ ) ) {
		const fields: Record< string, string > = {};
		let field = '';
		for ( const line of block.split( '\n' ) ) {
			const [ , name, text ] = /^(?:(msg\w+(?:\[\d\])?)\s+)?"(.*)"$/.exec( line ) ?? [];
			field = name ?? field;
			if ( text !== undefined ) {
				fields[ field ] = ( fields[ field ] ?? '' ) + ( JSON.parse( `"${ text }"` ) as string );
			}
		}
		const texts = Object.keys( fields ).filter( ( name ) => name.startsWith( 'msgstr' ) ).sort().map( ( name ) => fields[ name ] ?? '' );
		if ( fields[ 'msgid' ] === '' ) {
			for ( const [ , name, value ] of ( texts[ 0 ] ?? '' ).matchAll( /^([\w-]+):\s*(.*)$/gm ) ) {
				headers[ name ?? '' ] = value ?? '';
			}
		} else if ( fields[ 'msgid' ] !== undefined && texts.every( ( text ) => text !== '' ) && ! /^#,.*\bfuzzy\b/m.test( block ) ) {
			strings[ keyOf( { id: fields[ 'msgid' ], context: fields[ 'msgctxt' ] ?? null } ) ] = texts;
		}
	}
	return { headers, strings };
}

/** The JSON file of one script, as WordPress's load_script_textdomain() reads it; undefined if it has no string of it. */
export function jsonOf( { headers, strings }: Translations, entries: readonly Entry[], script: string ): string | undefined {
	const sources = SCRIPTS[ script ];
	const keys = [ ...new Set( entries.filter( ( { file } ) => sources?.test( file ) ).map( keyOf ) ) ].filter( ( key ) => key in strings );
	return keys.length === 0
		? undefined
		: JSON.stringify( {
				domain: DOMAIN,
				locale_data: {
					[ DOMAIN ]: {
						'': { domain: DOMAIN, lang: headers[ 'Language' ] ?? '', 'plural-forms': headers[ 'Plural-Forms' ] ?? '' },
						...Object.fromEntries( keys.map( ( key ) => [ key, strings[ key ] ] ) ),
					},
				},
		  } );
}

/** Writes the .pot, and the JSON files of every .po file in languages/. */
export async function makeTranslations( version: string ): Promise< void > {
	const entries = await allStrings();
	mkdirSync( FOLDER, { recursive: true } );
	writeFileSync( join( FOLDER, `${ DOMAIN }.pot` ), potOf( entries, version ) );
	for ( const file of readdirSync( FOLDER ).filter( ( name ) => name.endsWith( '.po' ) ) ) {
		const translations = translationsOf( readFileSync( join( FOLDER, file ), 'utf8' ) );
		for ( const script of Object.keys( SCRIPTS ) ) {
			const json = jsonOf( translations, entries, script );
			if ( json !== undefined ) {
				// WordPress looks for the script's address below the plugin, hashed.
				writeFileSync( join( FOLDER, `${ basename( file, '.po' ) }-${ createHash( 'md5' ).update( script ).digest( 'hex' ) }.json` ), json );
			}
		}
	}
}
