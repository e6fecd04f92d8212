import { describe, expect, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import { eventLabels } from '../../../../src/events/labels.ts';
import { available, channels, defaultOn, eventNames, isOn, tiktokNames, withName, withSwitch } from '../../../../src/admin/settings/events/choices.ts';
import { difference, draftOf, merged, rebase, withoutEmptyRows } from '../../../../src/admin/settings/draft.ts';
import { CODE, fresh, pixel } from './fixture.ts';

describe( 'the difference a save sends', () => {
	const { settings } = fresh( { pixels: [ pixel() ], events: { Search: { pixel: false } } } );
	const draft = draftOf( settings );

	it( 'is nothing while nothing changed', () => {
		expect( difference( settings, draft ) ).toEqual( {} );
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
		expect( difference( settings, { ...draft, pixels: [ ...draft.pixels, empty ] } ) ).toEqual( {} );
	} );

	it( 'keeps what was edited while a save was under way', () => {
		const current = { ...draft, consent: { ...draft.consent, mode: 'assumed' as const } };
		const answer = draftOf( fresh( { retention_days: 60 } ).settings );
		const next = rebase( draft, current, answer );
		expect( next.consent.mode ).toBe( 'assumed' );
		expect( next.retention_days ).toBe( 60 );
		expect( next.pixels ).toEqual( [] );
	} );

	it( 'keeps what belongs to another page and was not sent', () => {
		const current = { ...draft, consent: { ...draft.consent, mode: 'assumed' as const } };
		expect( rebase( current, current, draftOf( fresh().settings ), [ 'consent' ] ).consent.mode ).toBe( 'assumed' );
	} );
} );

describe( 'the changes of two windows', () => {
	const before = fresh( { pixels: [ pixel() ], events: { Search: { pixel: false } } } ).settings;
	const mine = draftOf( before );

	it( 'stand side by side in a group, and the own one shows where both changed a field', () => {
		const draft = { ...mine, purchase: { ...mine.purchase, moment: 'placed' as const, value: 'without_tax_shipping' as const } };
		const theirs = { ...before, purchase: { ...before.purchase, zero_total: false, value: 'total' as const }, retention_days: 60 };
		expect( merged( before, draft, theirs ) ).toMatchObject( {
			purchase: { moment: 'placed', zero_total: false, value: 'without_tax_shipping' },
			retention_days: 60,
		} );
	} );

	it( 'keep the rows that each of them added to a list', () => {
		const own = { key: 'new-1', code: 'AAAAAAAAAAAAAAAAAAAA', label: '', test_event_code: '' };
		const theirs = { ...before, pixels: [ ...before.pixels, pixel( { code: 'BBBBBBBBBBBBBBBBBBBB' } ) ] };
		expect( merged( before, { ...mine, pixels: [ ...mine.pixels, own ] }, theirs ).pixels.map( ( { code } ) => code ) ).toEqual( [ CODE, own.code, 'BBBBBBBBBBBBBBBBBBBB' ] );
	} );

	it( 'keep what one took away, and what the other put in its place', () => {
		expect( merged( before, { ...mine, events: {} }, { ...before, events: { ...before.events, Lead: { pixel: false } } } ).events ).toEqual( { Lead: { pixel: false } } );
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
