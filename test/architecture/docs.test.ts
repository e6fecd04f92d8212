/** The documents say what the code says: generated parts are up to date, links and paths exist, sizes are kept. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { documents } from '../../bin/build/docs/index.ts';
import { decisionFiles } from '../../bin/build/docs/decisions.ts';
import { hooks, hooksIn } from '../../bin/build/docs/hooks.ts';
import { files, read, root } from './files.ts';

const pages = [ 'README.md', ...files( 'docs', '.md' ), ...files( '.github', '.md' ), 'test/README.md', 'test/tiktok/README.md', 'test/faults/README.md' ];

describe( 'generated parts', () => {
	it.each( documents() )( '$file is up to date (if not: npm run docs)', ( { current, wanted } ) => {
		expect( current ).toBe( wanted );
	} );
} );

describe( 'hooks', () => {
	const all = hooks();

	it( 'are found: filters, and actions for other code to call', () => {
		const names = all.map( ( { name } ) => name );
		expect( names ).toEqual( expect.arrayContaining( [ 'duet_event', 'duet_visitor', 'duet_consent', 'duet_channels', 'duet_track', 'duet_offline' ] ) );
	} );

	it.each( all.map( ( { name, file, doc } ) => [ name, file, doc ?? '' ] ) )( '%s in %s has a docblock that says since when, and for filters which parameters', ( _name, _file, doc ) => {
		expect( doc ).toMatch( /^\w[^@]{20,}/ );
		expect( doc ).toMatch( /^@since \d+\.\d+\.\d+$/m );
		expect( doc ).toMatch( /^@param \S.* \$\w+ \S/m );
	} );

	it.each( all.map( ( { name } ) => name ) )( '%s is in docs/api.md', ( name ) => {
		expect( read( 'docs/api.md' ) ).toMatch( new RegExp( `^### \`${ name }\``, 'm' ) );
	} );

	it.each( [
		[ 'with its docblock', "/**\n * Says it.\n */\n$event = apply_filters( 'duet_new', $event );", [ 'Says it.' ] ],
		[ 'in a try', "/** Says it. */\ntry {\n\t$event = apply_filters( 'duet_new', $event );", [ 'Says it.' ] ],
		[ 'without a docblock', "$event = apply_filters( 'duet_new', $event );", [ undefined ] ],
		[ 'under the docblock of something else', "/** Other. */\n$other = 1;\ndo_action( 'duet_new' );", [ undefined ] ],
		[ 'mentioned in a comment only', " * `do_action( 'duet_new' )`: an event.", [] ],
		[ 'of another plugin', "apply_filters( 'woocommerce_thankyou_order_id', 1 );", [] ],
		[ 'of the scheduler', "$this->guard->action( 'duet_hourly', $run );", [] ],
	] )( 'a hook %s', ( _, php, docs ) => {
		expect( hooksIn( php, 'includes/File.php' ).map( ( { doc } ) => doc ) ).toEqual( docs );
	} );
} );

/** What other people type: a name of any of these kinds must be on the page that lists them. */
const typed = {
	'command of WP-CLI': files( 'includes', '.php' ).map( read ).flatMap( ( php ) => ( php.includes( 'implements Command' ) ? [ `wp duet ${ /function name\(\): string \{\s*return '([\w-]+)'/.exec( php )?.[ 1 ] }` ] : [] ) ),
	'constant of wp-config.php': [ ...new Set( files( 'includes', '.php' ).map( read ).flatMap( ( php ) => [ ...php.matchAll( /\b(?:defined|constant)\( '(DUET_(?!VERSION|FILE)\w+)'/g ) ].map( ( [ , name = '' ] ) => name ) ) ) ],
	shortcode: files( 'includes', '.php' ).map( read ).flatMap( ( php ) => ( php.includes( 'add_shortcode(' ) ? [ ...( /SHORTCODES = \[(.*)\]/.exec( php )?.[ 1 ] ?? '' ).matchAll( /'(duet_\w+)'/g ) ].map( ( [ , name = '' ] ) => name ) : [] ) ),
};

describe.each( Object.entries( typed ) )( 'each %s', ( _kind, names ) => {
	it( 'is in docs/api.md', () => {
		expect( names.length ).toBeGreaterThan( 2 );
		expect( names.filter( ( name ) => ! read( 'docs/api.md' ).includes( `\`${ name }` ) ) ).toEqual( [] );
	} );
} );

describe( 'the README', () => {
	it( 'has at most 8 kB', () => {
		expect( Buffer.byteLength( read( 'README.md' ) ) ).toBeLessThanOrEqual( 8192 );
	} );

	it( 'shows images of at most 150 kB', () => {
		const images = files( 'docs/images', '.png' );
		expect( images.length ).toBeGreaterThan( 0 );
		expect( images.filter( ( image ) => statSync( join( root, image ) ).size > 150_000 ) ).toEqual( [] );
	} );
} );

describe( 'decisions', () => {
	it.each( decisionFiles() )( '%s says problem, options, choice and consequences', ( file ) => {
		const text = read( `docs/decisions/${ file }` );
		for ( const part of [ 'Problem', 'Options', 'Choice', 'Consequences' ] ) {
			expect( text ).toMatch( new RegExp( `^(## ${ part }|\\*\\*${ part }\\b)`, 'm' ) );
		}
	} );
} );

describe.each( pages )( '%s', ( page ) => {
	// Examples hold addresses and names of a reader's own site.
	const text = read( page ).replace( /```[\s\S]*?```/g, '' );
	const links = [ ...text.matchAll( /\]\(([^)\s]+)\)/g ) ].map( ( [ , target = '' ] ) => target ).filter( ( target ) => ! /^[a-z]+:/.test( target ) );

	it( 'links only to what is there', () => {
		expect( links.filter( ( link ) => ! leadsSomewhere( page, link ) ) ).toEqual( [] );
	} );

	it( 'names only files and folders that are there', () => {
		const paths = [ ...text.matchAll( /`((?:src|includes|test|docs|bin|\.github)\/[\w./-]*)`/g ) ].map( ( [ , path = '' ] ) => path );
		expect( paths.filter( ( path ) => ! existsSync( join( root, path ) ) ) ).toEqual( [] );
	} );

	it( 'names only commands that are there', () => {
		const named = [ ...read( page ).matchAll( /npm run ([\w:]+)/g ) ].map( ( [ , name = '' ] ) => name );
		expect( named.filter( ( name ) => ! ( name in packageJson.scripts ) ) ).toEqual( [] );
	} );
} );

function leadsSomewhere( page: string, link: string ): boolean {
	const [ path = '', anchor ] = link.split( '#' );
	const target = path === '' ? page : normalize( join( dirname( page ), path ) );
	if ( ! existsSync( join( root, target ) ) ) {
		return false;
	}
	return anchor === undefined || anchorsOf( read( target ) ).includes( anchor );
}

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf( text: string ): string[] {
	return [ ...text.replace( /```[\s\S]*?```/g, '' ).matchAll( /^#+ (.+)$/gm ) ].map( ( [ , heading = '' ] ) =>
		heading
			.toLowerCase()
			.replace( /[^\p{L}\p{N}_ -]/gu, '' )
			.replace( / /g, '-' )
	);
}
