import { describe, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { files, read, root } from './files';

/** Those that end in Data.php are data which a build step writes: no code to read. */
const shippedPhp = [ 'plugin.php', ...files( 'includes', '.php' ) ];
const shippedTs = files( 'src', '.ts', '.tsx' ).filter( ( file ) => ! file.endsWith( '.generated.ts' ) );

describe( 'the house', () => {
	it( 'has the agreed top level and nothing else', () => {
		const agreed = [ 'package.json', 'tsconfig.json', 'composer.json', 'plugin.php', 'src', 'includes', 'test', 'docs', 'bin', 'README.md', 'readme.txt', 'LICENSE', 'package-lock.json' ];
		// What the tools make here is ignored by git and listed in .gitignore.
		const made = [ 'node_modules', 'vendor', 'vendor-prefixed', 'build', 'dist', 'composer.lock' ];
		const found = readdirSync( root ).filter( ( name ) => ! name.startsWith( '.' ) && ! made.includes( name ) );
		expect( found.filter( ( name ) => ! agreed.includes( name ) ) ).toEqual( [] );
	} );

	it.each( [ ...shippedPhp, ...shippedTs ].filter( ( file ) => ! file.endsWith( 'Data.php' ) ) )( '%s has at most 250 lines', ( file ) => {
		expect( read( file ).split( '\n' ).length ).toBeLessThanOrEqual( 250 );
	} );

	it( 'has at most 14 files in a room', () => {
		const count = new Map< string, number >();
		for ( const file of files( 'includes', '.php' ).filter( ( one ) => ! one.endsWith( 'Data.php' ) ) ) {
			const room = file.replace( /\/[^/]+$/, '' );
			count.set( room, ( count.get( room ) ?? 0 ) + 1 );
		}
		expect( [ ...count ].filter( ( [ , size ] ) => size > 14 ) ).toEqual( [] );
	} );

	it( 'has one module in each room that adds hooks, which Wiring\\Modules lists', () => {
		const listed = read( 'includes/Wiring/Modules.php' );
		const modules = files( 'includes', '.php' ).filter( ( file ) => /Module\.php$/.test( file ) && file !== 'includes/Wiring/Module.php' );
		const rooms = new Map< string, number >();
		for ( const file of modules ) {
			const name = file.replace( /^.*\//, '' ).replace( '.php', '' );
			expect( listed, `${ name } is in no list` ).toContain( `new ${ name }(` );
			rooms.set( file.replace( /\/[^/]+$/, '' ), ( rooms.get( file.replace( /\/[^/]+$/, '' ) ) ?? 0 ) + 1 );
		}
		expect( [ ...rooms ].filter( ( [ , count ] ) => count > 1 ) ).toEqual( [] );
		// A class that adds hooks has a register() of its own, and its room a module that calls it.
		const hooking = files( 'includes', '.php' ).filter( ( file ) => /\/\w+\/\w+\.php$/.test( file ) && /public function register\(\): void/.test( read( file ) ) );
		const without = new Set( hooking.map( ( file ) => file.replace( /\/[^/]+$/, '' ) ).filter( ( room ) => ! rooms.has( room ) ) );
		without.delete( 'includes/Wiring' );
		without.delete( 'includes/Cli' );
		expect( [ ...without ] ).toEqual( [] );
	} );

	it( 'wires in lines that can be read', () => {
		const wiring = files( 'includes', '.php' ).filter( ( file ) => /Module\.php$|Wiring\//.test( file ) );
		const long = wiring.flatMap( ( file ) => read( file ).split( '\n' ).filter( ( line ) => line.replaceAll( '\t', '    ' ).length > 120 ).map( ( line ) => `${ file }: ${ line.trim() }` ) );
		expect( long ).toEqual( [] );
		const crowded = wiring.flatMap( ( file ) => read( file ).split( '\n' ).filter( ( line ) => ( line.match( /\bnew [A-Z]/g ) ?? [] ).length > 1 ) );
		expect( crowded ).toEqual( [] );
	} );

	it( 'takes objects in constructors, and a closure only where WordPress or a test needs one', () => {
		const held = files( 'includes', '.php' ).flatMap( ( file ) =>
			[ ...read( file ).matchAll( /readonly \??\\?Closure \$\w+/g ) ].map( ( [ property ] ) => `${ file }: ${ property }` ) );
		// Each of them has its reason in its docblock. The number may fall, and must not rise.
		expect( held.length, held.join( '\n' ) ).toBeLessThanOrEqual( 25 );
	} );

	it( 'has ever fewer lines of more than 120 characters', () => {
		// A translated sentence stands on one line, because a translator needs it whole.
		const isLong = ( line: string ) => line.replaceAll( '\t', '    ' ).length > 120 && ! /\b(__|_n|_x|esc_html__)\( /.test( line );
		const long = files( 'includes', '.php' ).flatMap( ( file ) => read( file ).split( '\n' ).filter( isLong ) );
		expect( long.length ).toBeLessThanOrEqual( 684 );
	} );

	it.each( [
		[ 'the 47 hours after an event', /\b47 \* (3600|HOUR_IN_SECONDS)/, [ 'includes/Outbox/Outbox.php' ] ],
		[ 'the names of scheduled hooks', /'duet_(drain|hourly)'/, [ 'includes/Clocks.php' ] ],
		[ 'the write that no other process may have overtaken', /option_name = %s AND option_value = %s/, [ 'includes/Outbox/Database.php' ] ],
	] )( 'states once %s', ( _what, pattern, where ) => {
		expect( shippedPhp.filter( ( file ) => pattern.test( read( file ) ) ) ).toEqual( where );
	} );

	it( 'has no two classes, nor two exported types, with one name', () => {
		const twice = ( names: readonly string[] ) => names.filter( ( name, at ) => names.indexOf( name ) !== at );
		expect( twice( files( 'includes', '.php' ).map( ( file ) => file.replace( /^.*\//, '' ) ) ) ).toEqual( [] );
		// The screens are one program, the storefront script, the blocks and what they share another.
		const programs = [ shippedTs.filter( ( file ) => ! file.startsWith( 'src/admin/' ) ), shippedTs.filter( ( file ) => ! /^src\/(storefront|blocks)\//.test( file ) ) ];
		const exported = /^export (?:abstract )?(?:class|interface|type|enum) (\w+)/gm;
		for ( const program of programs ) {
			expect( twice( program.flatMap( ( file ) => [ ...read( file ).matchAll( exported ) ].map( ( [ , name = '' ] ) => name ) ) ) ).toEqual( [] );
		}
	} );

	it( 'has no file beside a folder of its name', () => {
		const names = [ ...files( 'includes', '.php' ), ...files( 'src', '.ts', '.tsx' ) ].map( ( file ) => file.replace( /\.\w+$/, '' ).toLowerCase() );
		const folders = new Set( names.map( ( name ) => name.replace( /\/[^/]+$/, '' ) ) );
		expect( names.filter( ( name ) => folders.has( name ) ) ).toEqual( [] );
	} );

	it( 'has no drawer that collects everything', () => {
		const drawers = /(Utils?|Helpers?|Common|(?<!Tag)Manager|Service)(\.|\/|$)/;
		expect( [ ...shippedPhp, ...shippedTs ].filter( ( file ) => drawers.test( file ) ) ).toEqual( [] );
	} );

	it.each( shippedPhp )( '%s answers a direct request with nothing', ( file ) => {
		expect( read( file ) ).toContain( "defined( 'ABSPATH' ) || exit;" );
	} );

	it.each( files( 'includes', '.php' ) )( '%s is strict, final and in its PSR-4 place', ( file ) => {
		const text = read( file );
		expect( text ).toContain( 'declare(strict_types=1);' );
		const namespace = file.replace( 'includes', 'Duet' ).split( '/' ).slice( 0, -1 ).join( '\\' );
		expect( text ).toContain( `namespace ${ namespace };` );
		expect( text ).toMatch( /^(final class|final readonly class|enum|interface|trait) /m );
	} );
} );

describe( 'constructs this plugin does not need', () => {
	const forbidden: [ string, RegExp ][] = [
		[ 'eval', /\beval\s*\(/ ],
		[ 'raw unserialize', /(?<!maybe_)\bunserialize\s*\(/ ],
		[ 'extract', /\bextract\s*\(/ ],
		[ '$_REQUEST', /\$_REQUEST/ ],
		[ 'fire and forget HTTP', /blocking.{0,6}=>.{0,3}false/ ],
		[ 'static state', /\bstatic\s+(?:\??[\w|\\]+\s+)?\$\w+/ ],
		[ 'an address of this machine', /localhost|127\.0\.0\.1/ ],
		[ 'innerHTML', /innerHTML|insertAdjacentHTML|document\.write/ ],
		[ 'error_log', /\berror_log\s*\(/ ],
		[ 'execution limits', /\b(set_time_limit|ini_set)\s*\(/ ],
	];
	it.each( forbidden )( 'no %s in PHP', ( _name, pattern ) => {
		expect( shippedPhp.filter( ( file ) => pattern.test( read( file ) ) ) ).toEqual( [] );
	} );

	const forbiddenTs: [ string, RegExp ][] = [
		[ 'any', /:\s*any\b|\bas any\b|<any>/ ],
		[ 'non-null assertion', /[\w)\]]!(\.|\[|;|\)|,)/ ],
		[ 'silenced checks', /@ts-ignore|@ts-expect-error|eslint-disable/ ],
		[ 'markup from text', /innerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML/ ],
		[ 'code from text', /\beval\s*\(|new Function/ ],
		[ 'dynamic imports', /\bimport\s*\(/ ],
	];
	it.each( forbiddenTs )( 'no %s in TypeScript', ( _name, pattern ) => {
		expect( shippedTs.filter( ( file ) => pattern.test( read( file ) ) ) ).toEqual( [] );
	} );

	it( 'one function prints data into script context', () => {
		const encoders = shippedPhp.filter( ( file ) => /JSON_HEX_TAG/.test( read( file ) ) );
		expect( encoders ).toEqual( [ 'includes/Support/Json.php' ] );
	} );

	it( 'only the public routes are public', () => {
		const open = shippedPhp.filter( ( file ) => /__return_true/.test( read( file ) ) );
		expect( open.filter( ( file ) => ! [ 'includes/PublicRoutes/PublicRoute.php', 'includes/Consent/RegionRoute.php' ].includes( file ) ) ).toEqual( [] );
	} );
} );
