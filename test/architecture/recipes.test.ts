/** The recipes of docs/recipes.md: nothing of what they ask for is missing, and nothing else knows the names. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { files, read, root } from './files.ts';

describe( 'a form plugin is one class and one adapter', () => {
	const plugins = files( 'includes/Forms/Plugin', '.php' ).map( ( file ) => [ file, /private const SLUG = '([a-z0-9-]+)'/.exec( read( file ) )?.[ 1 ] ?? '' ] as const );
	const tests = [ 'form-plugins', 'gravity-forms' ].map( ( name ) => read( `test/unit/ts/storefront/${ name }.test.ts` ) ).join();

	it( 'and there are some', () => {
		expect( plugins.length ).toBeGreaterThan( 5 );
		expect( new Set( plugins.map( ( [ , slug ] ) => slug ) ).size ).toBe( plugins.length );
	} );

	it.each( plugins )( '%s (%s) has an adapter and a test of it', ( file, slug ) => {
		expect( read( file ) ).toContain( 'implements FormPlugin' );
		expect( existsSync( `${ root }/src/storefront/triggers/forms/${ slug }.ts` ), slug ).toBe( true );
		expect( tests.includes( `'${ slug }'` ), slug ).toBe( true );
	} );

	it( 'and no adapter is without a class', () => {
		const adapters = files( 'src/storefront/triggers/forms', '.ts' ).map( ( file ) => file.replace( /^.*\/|\.ts$/g, '' ) );
		expect( adapters.sort() ).toEqual( plugins.map( ( [ , slug ] ) => slug ).sort() );
	} );

	it.each( plugins )( '%s (%s) is named nowhere else in PHP', ( file, slug ) => {
		const others = files( 'includes', '.php' ).filter( ( other ) => other !== file && read( other ).includes( `'${ slug }'` ) );
		expect( others ).toEqual( [] );
	} );
} );
