/** Reads the translatable strings of the sources: TypeScript by its own parser, PHP by a script in PHP. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { must } from '../site/process.ts';
import { root } from '../site/paths.ts';

export interface Entry {
	/** Relative to the repository. */
	readonly file: string;
	readonly line: number;
	readonly id: string;
	readonly plural: string | null;
	readonly context: string | null;
	/** "translators: ..." */
	readonly comment: string | null;
}

/** Function => positions of single, plural and context among its arguments. */
const FUNCTIONS: Readonly< Record< string, readonly [ single: number, plural?: number | undefined, context?: number | undefined ] > > = {
	__: [ 0 ],
	_x: [ 0, undefined, 1 ],
	_n: [ 0, 1 ],
	_nx: [ 0, 1, 3 ],
};

/** The translators' comment nearest above a position. */
function commentBefore( source: ts.SourceFile, node: ts.Node ): string | null {
	// A comment may stand before the call or before what the call is an argument of, within a few lines.
	const text = source.text.slice( Math.max( 0, node.getStart( source ) - 600 ), node.getStart( source ) );
	const found = [ ...text.matchAll( /translators:\s*([^\n]*?)\s*(?:\*\/|\n)/g ) ].at( -1 );
	return found === undefined || text.slice( found.index ).split( '\n' ).length > 4 ? null : `translators: ${ found[ 1 ] }`;
}

function ofScript( file: string ): readonly Entry[] {
	const source = ts.createSourceFile( file, readFileSync( join( root, file ), 'utf8' ), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX );
	const entries: Entry[] = [];
	const visit = ( node: ts.Node ): void => {
		if ( ts.isCallExpression( node ) && ts.isIdentifier( node.expression ) ) {
			const [ single, plural, context ] = ( Object.hasOwn( FUNCTIONS, node.expression.text ) ? FUNCTIONS[ node.expression.text ] : undefined ) ?? [];
			const textAt = ( at: number | undefined ): string | null => {
				const argument = at === undefined ? undefined : node.arguments[ at ];
				return argument !== undefined && ts.isStringLiteralLike( argument ) ? argument.text : null;
			};
			const id = textAt( single );
			if ( id !== null ) {
				const line = source.getLineAndCharacterOfPosition( node.getStart( source ) ).line + 1;
				entries.push( { file, line, id, plural: textAt( plural ), context: textAt( context ), comment: commentBefore( source, node ) } );
			}
		}
		ts.forEachChild( node, visit );
	};
	visit( source );
	return entries;
}

export const scriptStrings = ( files: readonly string[] ): readonly Entry[] => files.flatMap( ofScript );

export async function phpStrings( files: readonly string[] ): Promise< readonly Entry[] > {
	const out = await must( 'php', [ join( root, 'bin/build/php-strings.php' ), ...files ], { cwd: root } );
	return JSON.parse( out ) as Entry[];
}
