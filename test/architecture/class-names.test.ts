import { describe, expect, it } from 'vitest';
import { files, read } from './files';

const existing = new Set( files( 'includes', '.php' ).map( ( file ) => `Duet/${ file.slice( 'includes/'.length, -'.php'.length ) }` ) );
// The recipes' fixture makes a class that the repository does not have.
const places = [ ...files( 'test', '.ts', '.php' ), ...files( 'bin', '.ts', '.php', '.mjs' ), ...files( 'docs', '.md' ) ].filter(
	( file ) => file !== 'test/architecture/examples.ts'
);

/** Classes named in a text, as paths: `Duet\Outbox\Outbox`, and with the backslashes doubled in strings. */
function named( text: string ): string[] {
	return [ ...text.matchAll( /\bDuet(?:\\{1,4}[A-Z]\w*)+/g ) ].map( ( [ name ] ) => name.replace( /\\+/g, '/' ) );
}

const isRoom = ( name: string ): boolean => [ ...existing ].some( ( one ) => one.startsWith( `${ name }/` ) );

describe( 'PHP classes named outside includes/', () => {
	it( 'exist: PHP inside strings of TypeScript is seen by no compiler and no static analysis', () => {
		const unknown = places.flatMap( ( file ) =>
			named( read( file ) )
				.filter( ( name ) => ! /^Duet\/(Test|Vendor)\b/.test( name ) && ! existing.has( name ) && ! isRoom( name ) )
				.map( ( name ) => `${ file }: ${ name }` )
		);
		expect( unknown ).toEqual( [] );
	} );
} );
