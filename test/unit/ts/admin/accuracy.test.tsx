// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Accuracy } from '../../../../src/admin/accuracy/Accuracy.tsx';
import { percent } from '../../../../src/admin/controls/format.ts';
import type { AccuracyClient, Report } from '../../../../src/admin/accuracy/client.ts';

const report: Report = {
	sales: 12,
	allowed: 10,
	unseen: 0,
	delivered: 9,
	accuracy: 0.9,
	days: [
		{ date: '2026-11-22', sales: 0, delivered: 0, reasons: {} },
		{ date: '2026-11-23', sales: 12, delivered: 9, reasons: { dead: 1, consent_denied: 2 } },
	],
	differences: [ { order: 15, number: 'A<b>', time: 1_795_000_000, pixel_code: '', reason: 'dead' } ],
	more: 3,
	words: { dead: 'TikTok refused it.' },
};

describe( 'accuracy', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	const client = { report: vi.fn< AccuracyClient[ 'report' ] >(), repair: vi.fn< AccuracyClient[ 'repair' ] >() };
	const open = () => act( async () => root.render( <Accuracy client={ client } /> ) );

	beforeEach( () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		document.body.append( box );
		root = createRoot( box );
		client.report.mockResolvedValue( report );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
		vi.clearAllMocks();
	} );

	it( 'is rounded down', () => {
		expect( [ 1, 0.9999, 0.875, 0 ].map( percent ) ).toEqual( [ '100', '99.9', '87.5', '0' ] );
	} );

	it( 'shows one number, what may not be sent, each day and each difference with its reason', async () => {
		await open();
		expect( box.textContent ).toContain( '90 %' );
		expect( box.textContent ).toContain( '9 of 10 sales that may be sent are at TikTok.' );
		expect( box.textContent ).toContain( '2 of all 12 sales may not be sent' );
		expect( [ ...box.querySelectorAll( '.duet-chart tbody tr' ) ].map( ( row ) => row.querySelectorAll( 'td' )[ 1 ]?.textContent ) ).toEqual( [ '9', '0' ] );
		expect( box.querySelector( 'a' )?.textContent ).toBe( '#A<b>' );
		expect( box.textContent ).toContain( 'TikTok refused it.' );
		expect( box.textContent ).toContain( '3 more are not in this list.' );
	} );

	it( 'does not call a sale without a known visitor somebody\'s choice', async () => {
		client.report.mockResolvedValue( { ...report, allowed: 9, unseen: 1 } );
		await open();
		expect( box.textContent ).toContain( '2 of all 12 sales may not be sent' );
		expect( box.textContent ).toContain( '1 sale has no known visitor' );
	} );

	it( 'repairs on one press, says what came of it, and counts anew', async () => {
		client.repair.mockResolvedValue( '1 sale is on its way to TikTok.' );
		await open();
		client.report.mockResolvedValue( { ...report, delivered: 10, accuracy: 1, differences: [], more: 0 } );
		await act( async () => [ ...box.querySelectorAll( 'button' ) ].find( ( button ) => button.textContent === 'Send what can still be sent' )?.click() );
		expect( box.textContent ).toContain( '1 sale is on its way to TikTok.' );
		expect( box.textContent ).toContain( 'None: every sale that may be sent is at TikTok.' );
	} );

	it( 'says where the ledger ends, and is not deceived by an answer that comes late', async () => {
		client.report.mockResolvedValue( { ...report, days: Array.from( { length: 14 }, ( _, day ) => ( { date: `2026-11-${ 10 + day }`, sales: 0, delivered: 0, reasons: {} } ) ) } );
		await open();
		expect( box.textContent ).not.toContain( 'go back no further' );
		const pick = ( days: string ) =>
			act( async () => {
				const select = box.querySelector( 'select' );
				Object.assign( select ?? {}, { value: days } );
				select?.dispatchEvent( new Event( 'change', { bubbles: true } ) );
			} );
		const late: ( ( answer: Report ) => void )[] = [];
		client.report.mockImplementationOnce( () => new Promise( ( resolve ) => late.push( resolve ) ) );
		await pick( '90' );
		client.report.mockResolvedValue( { ...report, days: report.days, allowed: 7 } );
		await pick( '30' );
		await act( async () => late[ 0 ]?.( { ...report, allowed: 99 } ) );
		expect( box.textContent ).toContain( '9 of 7 sales' );
		expect( box.textContent ).toContain( 'Deliveries are kept for 2 days' );
	} );

	it( 'says when the numbers cannot be had', async () => {
		client.report.mockRejectedValue( { message: 'You are probably offline.' } );
		await open();
		expect( box.textContent ).toBe( 'You are probably offline.' );
	} );
} );
