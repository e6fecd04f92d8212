// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressOf, hashOf } from '../../../../src/admin/address.ts';
import { duration, money } from '../../../../src/admin/controls/format.ts';
import type { OverviewAnswer, OverviewClient, Sales } from '../../../../src/admin/overview/client.ts';
import { matched } from '../../../../src/admin/overview/Figures.tsx';
import { Overview } from '../../../../src/admin/overview/Overview.tsx';

vi.setConfig( { testTimeout: 60_000 } );

const answer = ( part: Partial< OverviewAnswer > = {} ): OverviewAnswer => ( {
	state: { tone: 'good', sentence: 'All is sent.', action: null },
	steps: [ { id: 'pixel', label: 'Enter the pixel code', done: true, target: 'start/connect' } ],
	counts: { pending: 2, sending: 0, delivered: 1234, dead: 1, expired: 0, withheld: 0 },
	oldest_pending: 90,
	...part,
} );

const sales = ( part: Partial< Sales > = {} ): Sales => ( {
	sales: 4,
	allowed: 4,
	unseen: 0,
	delivered: 3,
	accuracy: 0.75,
	days: [ { date: '2026-11-23', sales: 4, delivered: 3, reasons: {} } ],
	differences: [],
	more: 0,
	words: {},
	before: { sales: 2, delivered: 2, accuracy: 1 },
	...part,
} );

describe( 'the overview', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	const show = ( part: Partial< OverviewClient > = {}, shop = true ) =>
		act( async () =>
			root.render(
				<Overview
					client={ { overview: async () => answer(), sales: async () => sales(), quality: async () => ( { days: [], advice: null } ), latest: async () => [], ...part } }
					shop={ shop }
					chart=""
				/>
			)
		);

	beforeEach( () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		document.body.append( box );
		root = createRoot( box );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
	} );

	it( 'says the state, compares with the days before, and has the figures of the chart as a table', async () => {
		await show();
		expect( box.textContent ).toContain( 'All is sent.' );
		expect( box.textContent ).toContain( 'before: 2' );
		expect( box.textContent ).toContain( '75 %' );
		expect( box.querySelectorAll( 'tbody tr' ) ).toHaveLength( 1 );
		expect( box.querySelector( 'a[href="#deliveries?state=delivered"]' )?.textContent ).toBe( ( 1234 ).toLocaleString() );
		expect( box.textContent ).toContain( '2 minutes' );
		// The set-up is complete.
		expect( box.textContent ).not.toContain( 'Set up Duet' );
	} );

	it( 'has a checklist until everything is done, and one next action', async () => {
		const steps = [ ...answer().steps, { id: 'token', label: 'Enter the access token', done: false, target: 'start/connect' } ];
		await show( { overview: async () => answer( { state: { tone: 'waiting', sentence: 'Not yet.', action: { label: 'Set up', target: 'start' } }, steps } ) } );
		expect( box.querySelector( 'a[href="#start"]' )?.textContent ).toBe( 'Set up' );
		expect( box.textContent ).toContain( '1 of 2 steps done' );
		expect( box.querySelector( '[aria-current="step"]' )?.textContent ).toBe( 'Enter the access token' );
	} );

	it( 'asks for another period, and says if there is nothing to compare with', async () => {
		const load = vi.fn( async () => sales( { before: null } ) );
		await show( { sales: load } );
		await act( async () => [ ...box.querySelectorAll( 'button' ) ].find( ( { textContent } ) => textContent === '90 days' )?.click() );
		expect( load ).toHaveBeenLastCalledWith( 90 );
		expect( box.textContent ).toContain( 'Deliveries are kept for 1 days' );
	} );

	it( 'teaches where there is nothing yet, and has no sales without a shop', async () => {
		await show( { sales: async () => sales( { sales: 0 } ) } );
		expect( box.textContent ).toContain( 'As soon as an order counts as a Purchase' );
		expect( box.textContent ).toContain( 'No event yet.' );
		await show( {}, false );
		expect( box.textContent ).not.toContain( 'Sales and conversions' );
	} );

	it( 'says why it cannot be shown', async () => {
		await show( { overview: () => Promise.reject( new Error( 'You are probably offline.' ) ) } );
		expect( box.textContent ).toContain( 'You are probably offline.' );
	} );
} );

describe( 'figures', () => {
	it( 'count the share with e-mail or phone without page views', () => {
		const day = ( event: string, deliveries: number, email: number, phone: number ) => ( { day: '', event, deliveries, with: { email, phone } } );
		expect( matched( { days: [ day( 'Pageview', 100, 0, 0 ), day( 'Purchase', 4, 3, 1 ) ], advice: null } ) ).toBe( 0.75 );
		expect( matched( { days: [ day( 'Pageview', 100, 0, 0 ) ], advice: null } ) ).toBeNull();
	} );

	it( 'are written as the reader writes them', () => {
		expect( money( { value: 12.5, currency: 'EUR' } ) ).toBe( ( 12.5 ).toLocaleString( undefined, { style: 'currency', currency: 'EUR' } ) );
		expect( money( { value: 1, currency: 'no money' } ) ).toBe( '1' );
		expect( money( {} ) ).toBe( '' );
		expect( [ duration( 60 ), duration( 3540 ), duration( 7200 ) ] ).toEqual( [ '1 minute', '59 minutes', '2 hours' ] );
	} );
} );

describe( 'the address of the screen', () => {
	it.each( [
		[ '#settings/events?field=events.Search', 'settings', 'events', 'field=events.Search' ],
		[ '#deliveries?order=A%2F15', 'deliveries', '', 'order=A%2F15' ],
		[ '#start/connect', 'start', 'connect', '' ],
		[ '', '', '', '' ],
	] )( '%s', ( hash, page, part, query ) => {
		const found = addressOf( hash );
		expect( [ found.page, found.part, found.query.toString() ] ).toEqual( [ page, part, query ] );
		expect( page === '' ? '' : hashOf( found.page, found.part, Object.fromEntries( found.query ) ) ).toBe( hash );
	} );
} );
