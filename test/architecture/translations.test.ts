/** Every string can be translated: placeholders are explained, plurals have two forms, and what is built is readable. */
import { describe, expect, it } from 'vitest';
import { allStrings, jsonOf, potOf, SCRIPTS, translationsOf } from '../../bin/build/translations';
import type { Entry } from '../../bin/build/strings';

const entries = await allStrings();
const placeholder = /%(?:\d+\$)?[sdf]/;

describe( 'translations', () => {
	it( 'find the strings of the screen, of PHP and of the catalogue', () => {
		const files = new Set( entries.map( ( { file } ) => file.split( '/' ).slice( 0, 2 ).join( '/' ) ) );
		expect( [ ...files ] ).toEqual( expect.arrayContaining( [ 'src/admin', 'src/blocks', 'src/events', 'includes/Start' ] ) );
		expect( entries.length ).toBeGreaterThan( 1000 );
	} );

	it( 'explain every placeholder to translators', () => {
		const silent = entries.filter( ( { id, comment } ) => placeholder.test( id ) && comment === null );
		expect( silent.map( ( { file, line, id } ) => `${ file }:${ line } ${ id }` ) ).toEqual( [] );
	} );

	it( 'have plurals with the same placeholders in both forms', () => {
		const of = ( text: string ) => [ ...text.matchAll( new RegExp( placeholder, 'g' ) ) ].map( ( [ one ] ) => one ).sort();
		const plurals = entries.filter( ( { plural } ) => plural !== null );
		expect( plurals.length ).toBeGreaterThan( 5 );
		expect( plurals.filter( ( { id, plural } ) => JSON.stringify( of( id ) ) !== JSON.stringify( of( plural ?? '' ) ) ) ).toEqual( [] );
	} );

	it( 'are the same bytes for the same sources', async () => {
		expect( potOf( await allStrings(), '1' ) ).toBe( potOf( entries, '1' ) );
	} );
} );

describe( 'the files made of a translation', () => {
	const entry = ( id: string, file: string, plural: string | null = null, context: string | null = null ): Entry => ( { id, file, line: 1, plural, context, comment: null } );
	const known = [ entry( 'Save "now"', 'src/admin/x.ts' ), entry( '%d event', 'src/events/x.ts', '%d events' ), entry( 'Order', 'src/blocks/x.ts', null, 'verb' ), entry( 'Only PHP', 'includes/X.php' ) ];
	const po = [
		'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
		'msgid "Save \\"now\\""\nmsgstr "Jetzt "\n"speichern"',
		'msgid "%d event"\nmsgid_plural "%d events"\nmsgstr[0] "%d Ereignis"\nmsgstr[1] "%d Ereignisse"',
		'msgctxt "verb"\nmsgid "Order"\nmsgstr "Bestellen"',
		'#, fuzzy\nmsgid "Only PHP"\nmsgstr "Nur PHP"',
	].join( '\n\n' );

	it( 'hold for each script what it shows, with plurals and contexts, and nothing that is fuzzy', () => {
		const read = translationsOf( po );
		expect( Object.keys( read.strings ) ).toHaveLength( 3 );
		const admin = JSON.parse( jsonOf( read, known, 'build/admin.js' ) ?? '' ) as { locale_data: { 'duet-for-tiktok': Record< string, unknown > } };
		expect( admin.locale_data[ 'duet-for-tiktok' ] ).toEqual( {
			'': { domain: 'duet-for-tiktok', lang: 'de', 'plural-forms': 'nplurals=2; plural=(n != 1);' },
			'Save "now"': [ 'Jetzt speichern' ],
			'%d event': [ '%d Ereignis', '%d Ereignisse' ],
		} );
		expect( jsonOf( read, known, 'build/event-panel.js' ) ).toContain( 'verb\\u0004Order' );
		expect( Object.keys( SCRIPTS ) ).toEqual( [ 'build/admin.js', 'build/event-panel.js' ] );
	} );
} );
