import { describe, expect, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import { eventLabels } from '../../../../src/events/labels.ts';
import { available, channels, defaultOn, eventNames, isOn, tiktokNames, withName, withSwitch } from '../../../../src/admin/choices.ts';
import { difference, draftOf, rebase, withoutEmptyRows } from '../../../../src/admin/draft.ts';
import { CODE, fresh, pixel } from './fixture.ts';

describe( 'the difference a save sends', () => {
	const { settings } = fresh( { pixels: [ pixel() ], events: { Search: { pixel: false } } } );
	const draft = draftOf( settings );

	it( 'is nothing while nothing changed', () => {
		expect( difference( settings, draft ) ).toBeUndefined();
	} );

	it( 'holds only what changed, lists whole, and null for what was taken away', () => {
		const changed = {
			...draft,
			purchase: { ...draft.purchase, moment: 'placed' as const, methods: { cod: { moment: 'completed' } } },
			exclusions: { staff: true, roles: [ 'administrator' ] },
			events: {},
		};
		expect( difference( settings, changed ) ).toEqual( {
			purchase: { moment: 'placed', methods: { cod: { moment: 'completed' } } },
			exclusions: { roles: [ 'administrator' ] },
			events: { Search: null },
		} );
	} );

	it( 'takes a token along only when it was touched', () => {
		const row = { key: 'a', code: CODE, label: 'Main', test_event_code: '' };
		expect( difference( settings, { ...draft, pixels: [ row ] } ) ).toEqual( {
			pixels: [ { code: CODE, label: 'Main', test_event_code: '' } ],
		} );
		expect( difference( settings, { ...draft, pixels: [ { ...row, label: '', access_token: ' secret ' } ] } ) ).toEqual( {
			pixels: [ { code: CODE, label: '', test_event_code: '', access_token: 'secret' } ],
		} );
		expect( difference( settings, { ...draft, pixels: [ { ...row, label: '', access_token: '' } ] } ) ).toEqual( {
			pixels: [ { code: CODE, label: '', test_event_code: '', access_token: '' } ],
		} );
	} );

	it( 'knows no rows that were left empty', () => {
		const empty = { key: 'new-1', code: '', label: '', test_event_code: '' };
		expect( withoutEmptyRows( { ...draft, pixels: [ empty, ...draft.pixels, empty ] } ).pixels ).toEqual( draft.pixels );
		expect( difference( settings, { ...draft, pixels: [ ...draft.pixels, empty ] } ) ).toBeUndefined();
	} );

	it( 'keeps what was edited while a save was under way', () => {
		const current = { ...draft, consent: { ...draft.consent, mode: 'assumed' as const } };
		const answer = draftOf( fresh( { retention_days: 60 } ).settings );
		const next = rebase( draft, current, answer );
		expect( next.consent.mode ).toBe( 'assumed' );
		expect( next.retention_days ).toBe( 60 );
		expect( next.pixels ).toEqual( [] );
	} );
} );

describe( 'choices per event', () => {
	it.each( eventNames )( '%s: switching there and back leaves nothing to store', ( name ) => {
		for ( const channel of channels.filter( ( candidate ) => available( name, candidate ) ) ) {
			const on = defaultOn( name, channel );
			expect( isOn( {}, name, channel ) ).toBe( on );
			const switched = withSwitch( {}, name, channel, ! on );
			expect( switched ).toEqual( { [ name ]: { [ channel ]: ! on } } );
			expect( isOn( switched, name, channel ) ).toBe( ! on );
			expect( withSwitch( switched, name, channel, on ) ).toEqual( {} );
		}
	} );

	it( 'keeps other choices of the event and of others', () => {
		const start = { Search: { pixel: false }, Lead: { eventsApi: false } };
		const named = withName( start, 'Lead', 'SubmitForm' );
		expect( named ).toEqual( { Search: { pixel: false }, Lead: { eventsApi: false, name: 'SubmitForm' } } );
		expect( withName( named, 'Lead', 'Lead' ) ).toEqual( start );
		expect( start.Lead ).toEqual( { eventsApi: false } );
	} );

	it( 'offers the older name exactly where the catalogue has one', () => {
		expect( tiktokNames( 'Purchase' ) ).toEqual( [ 'Purchase', 'CompletePayment' ] );
		expect( tiktokNames( 'Search' ) ).toEqual( [ 'Search' ] );
	} );

	it( 'leaves out what can be sent nowhere', () => {
		expect( eventNames ).not.toContain( 'Refund' );
		expect( eventNames ).toContain( 'Purchase' );
	} );
} );

describe( 'labels', () => {
	it( 'warn of every name that TikTok ends', () => {
		for ( const [ name, entry ] of Object.entries( catalogue.events ) ) {
			const label = eventLabels()[ name as keyof typeof catalogue.events ];
			const ends = 'ends' in entry ? Object.keys( entry.ends as object ) : [];
			for ( const year of ends ) {
				expect( label.note, name ).toContain( year );
			}
			expect( label.label, name ).not.toBe( '' );
			expect( label.when, name ).toMatch( /\.$/ );
		}
	} );
} );
