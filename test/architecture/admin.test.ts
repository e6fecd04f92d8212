/** The rooms of the screen: small, and without a circle. */
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, read } from './files';

const sources = files( 'src/admin', '.ts', '.tsx' );
const imports = new Map(
	sources.map( ( file ) => [ file, [ ...read( file ).matchAll( /from '(\.[^']+)'/g ) ].map( ( [ , target ] ) => normalize( join( dirname( file ), target ?? '' ) ) ).filter( ( target ) => sources.includes( target ) ) ] )
);

/** The first circle that a file is part of; types count, because a reader follows them too. */
function circle( file: string, way: readonly string[] = [] ): readonly string[] | undefined {
	if ( way.includes( file ) ) {
		return [ ...way.slice( way.indexOf( file ) ), file ];
	}
	for ( const next of imports.get( file ) ?? [] ) {
		const found = circle( next, [ ...way, file ] );
		if ( found !== undefined ) {
			return found;
		}
	}
	return undefined;
}

describe( 'the screen', () => {
	it( 'has no circle of imports, those of types included', () => {
		expect( sources.length ).toBeGreaterThan( 50 );
		expect( sources.map( ( file ) => circle( file ) ).filter( ( found ) => found !== undefined ) ).toEqual( [] );
	} );

	it( 'has at most 14 files in a folder', () => {
		const count = new Map< string, number >();
		for ( const file of files( 'src/admin', '.ts', '.tsx', '.scss' ) ) {
			count.set( dirname( file ), ( count.get( dirname( file ) ) ?? 0 ) + 1 );
		}
		expect( [ ...count ].filter( ( [ , size ] ) => size > 14 ) ).toEqual( [] );
	} );

	it( 'reaches the REST API in one file', () => {
		expect( sources.filter( ( file ) => read( file ).includes( '@wordpress/api-fetch' ) ) ).toEqual( [ 'src/admin/rest.ts' ] );
	} );
} );
