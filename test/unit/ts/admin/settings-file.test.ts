import { describe, expect, it } from 'vitest';
import { difference, draftOf } from '../../../../src/admin/settings/draft.ts';
import { fileOf, taken } from '../../../../src/admin/settings/advanced/settings-file.ts';
import { CODE, fresh, pixel } from './fixture.ts';

const saved = fresh( {
	pixels: [ pixel( { label: 'Main', has_token: true, token_source: 'stored', token_tail: '4567' } ) ],
	consent: { ...fresh().settings.consent, mode: 'required' },
} ).settings;

describe( 'a settings file', () => {
	const file = JSON.parse( fileOf( saved, '1.2.3' ) );

	it( 'says what it is and holds every setting but tokens', () => {
		expect( file ).toMatchObject( { plugin: 'duet-for-tiktok', version: '1.2.3', settings: { consent: { mode: 'required' } } } );
		expect( [ ...Object.keys( file.settings ), 'offline', 'verification' ].sort() ).toEqual( Object.keys( saved ).sort() );
		expect( file.settings.pixels ).toEqual( [ { code: CODE, label: 'Main', test_event_code: '' } ] );
		expect( JSON.stringify( file ) ).not.toMatch( /token|4567/ );
	} );

	it( 'sends no shop\'s numbers to the owner of another one', () => {
		const mailed = fresh( { report: { weekly: true, email: 'one@example.test' } } ).settings;
		const other = fresh( { report: { weekly: false, email: 'other@example.test' } } ).settings;
		expect( fileOf( mailed, '1' ) ).not.toContain( 'one@' );
		expect( taken( { settings: mailed, left_out: [] }, draftOf( other ), true ).report ).toEqual( { weekly: true, email: 'other@example.test' } );
	} );

	it( 'changes the other shop, but not its pixels unless asked', () => {
		const shop = fresh( { pixels: [ pixel( { code: 'AAAAAAAAAAAAAAAAAAAA' } ) ] } ).settings;
		const answer = { settings: saved, left_out: [] };
		expect( difference( shop, taken( answer, draftOf( shop ), false ) ) ).toEqual( { consent: { mode: 'required' } } );
		expect( difference( shop, taken( answer, draftOf( shop ), true ) ) ).toMatchObject( { pixels: [ { code: CODE } ] } );
	} );
} );
