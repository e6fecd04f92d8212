/** A copy of the repository in which a test follows a recipe. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { dataClasses } from '../../bin/build/php-data.ts';
import { work } from '../../bin/site/paths.ts';
import { root } from './files.ts';

const PARTS = [ 'includes', 'src', 'bin/build', 'test/architecture', 'test/vectors', 'test/unit/ts/storefront', 'tsconfig.json', 'package.json' ];

export interface Copy {
	readonly root: string;
	add( path: string, text: string ): void;
	/** Replaces text that is there once. */
	change( path: string, before: string, after: string ): void;
	remove( path: string ): void;
	/** What perform.php finds in it. */
	perform( recipe: string ): unknown;
	/** Deletes the copy. */
	end(): void;
}

export function copyRepository(): Copy {
	mkdirSync( work, { recursive: true } );
	const copy = mkdtempSync( join( work, 'recipes-' ) );
	PARTS.forEach( ( part ) => cpSync( join( root, part ), join( copy, part ), { recursive: true } ) );
	const add = ( path: string, text: string ): void => {
		mkdirSync( dirname( join( copy, path ) ), { recursive: true } );
		writeFileSync( join( copy, path ), text );
	};
	return {
		root: copy,
		add,
		change( path, before, after ) {
			const parts = readFileSync( join( copy, path ), 'utf8' ).split( before );
			if ( parts.length !== 2 ) {
				throw new Error( `${ path }: ${ parts.length - 1 } times "${ before }"` );
			}
			add( path, parts.join( after ) );
		},
		remove: ( path ) => rmSync( join( copy, path ) ),
		perform( recipe ) {
			// As npm run types does.
			Object.entries( dataClasses( copy ) ).forEach( ( [ path, text ] ) => add( path, text ) );
			return JSON.parse( execFileSync( 'php', [ join( root, 'test/architecture/php/perform.php' ), copy, recipe ], { encoding: 'utf8' } ) );
		},
		end: () => rmSync( copy, { recursive: true, force: true } ),
	};
}
