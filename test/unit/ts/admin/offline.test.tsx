// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encoded, importAll, type Check, type OfflineClient } from '../../../../src/admin/offline/client.ts';
import { Offline } from '../../../../src/admin/offline/Offline.tsx';

const good: Check = {
	columns: [ 'E-Mail', 'Date', '<b>Total</b>' ],
	reading: { map: { email: 0, date: 1, value: 2 }, dates: 'iso', decimal: '.', currency: 'EUR', country: 'DE' },
	sample: [ [ 'a@b.test', '2026-11-22', '5' ] ],
	rows: 1200,
	errors: [],
	more: 0,
	totals: { EUR: 12.5 },
	ticket: 'T',
	obstacle: '',
};
const bad: Check = { ...good, ticket: '', errors: [ { line: 7, field: 'date', message: 'Not a date <img src=x>' } ], more: 4 };

describe( 'a file', () => {
	it( 'travels as base64, whatever its bytes and size', () => {
		const bytes = new Uint8Array( 20_000 ).map( ( _, index ) => index % 256 );
		expect( Buffer.from( encoded( bytes ), 'base64' ) ).toEqual( Buffer.from( bytes ) );
	} );

	it( 'is taken step by step to its end', async () => {
		const step = vi.fn< OfflineClient[ 'step' ] >();
		step.mockResolvedValueOnce( { done: 500, queued: 500, skipped: 0, finished: false } );
		step.mockResolvedValueOnce( { done: 700, queued: 150, skipped: 50, finished: true } );
		const progress = vi.fn();
		expect( await importAll( { step }, 'F', good, progress ) ).toEqual( { queued: 650, skipped: 50 } );
		expect( step.mock.calls.map( ( call ) => call[ 3 ] ) ).toEqual( [ 0, 500 ] );
		expect( progress.mock.calls ).toEqual( [ [ 500 ], [ 700 ] ] );
	} );
} );

describe( 'the page', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	const client = { check: vi.fn< OfflineClient[ 'check' ] >(), step: vi.fn< OfflineClient[ 'step' ] >() };
	const button = ( text: string ) => [ ...box.querySelectorAll( 'button' ) ].find( ( one ) => one.textContent === text );
	const choose = ( size = 3 ) =>
		act( async () => {
			const input = box.querySelector< HTMLInputElement >( 'input[type=file]' );
			Object.defineProperty( input, 'files', { value: [ { name: 'till.csv', size, arrayBuffer: async () => new TextEncoder().encode( 'csv' ).buffer } ], configurable: true } );
			input?.dispatchEvent( new Event( 'change', { bubbles: true } ) );
		} );
	const tick = () => act( async () => box.querySelector< HTMLInputElement >( 'input[type=checkbox]' )?.click() );

	beforeEach( async () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		document.body.append( box );
		root = createRoot( box );
		await act( async () => root.render( <Offline client={ client } /> ) );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
		vi.resetAllMocks();
	} );

	it( 'shows wrong rows as text and lets nothing be imported', async () => {
		client.check.mockResolvedValue( bad );
		await choose();
		await tick();
		expect( box.textContent ).toContain( '7Date of the saleNot a date <img src=x>' );
		expect( box.textContent ).toContain( 'And 4 more.' );
		expect( box.querySelector( 'img' ) ).toBeNull();
		expect( button( 'Import these sales' )?.disabled ).toBe( true );
	} );

	it( 'does not even send a file that is too large', async () => {
		await choose( 50_000_000 );
		expect( box.textContent ).toContain( 'The file is larger than 5 MB. Split it.' );
		expect( client.check ).not.toHaveBeenCalled();
	} );

	it( 'imports a good file only after the word that these people agreed', async () => {
		client.check.mockResolvedValue( good );
		client.step.mockResolvedValue( { done: 1200, queued: 1200, skipped: 0, finished: true } );
		await choose();
		expect( client.check ).toHaveBeenCalledExactlyOnceWith( 'Y3N2', {} );
		expect( box.textContent ).toContain( '1200 sales, 12.5 EUR. No mistakes.' );
		expect( button( 'Import these sales' )?.disabled ).toBe( true );
		await tick();
		await act( async () => button( 'Import these sales' )?.click() );
		expect( client.step ).toHaveBeenCalledExactlyOnceWith( 'Y3N2', good.reading, 'T', 0 );
		expect( box.textContent ).toContain( '1200 sales wait to be delivered; 0 were there already.' );
	} );

	it( 'says how far it came when the connection breaks, and that going on is safe', async () => {
		client.check.mockResolvedValue( good );
		client.step.mockResolvedValueOnce( { done: 500, queued: 500, skipped: 0, finished: false } ).mockRejectedValueOnce( { message: 'You are probably offline.' } );
		await choose();
		await tick();
		await act( async () => button( 'Import these sales' )?.click() );
		expect( box.textContent ).toContain( 'You are probably offline. 500 of 1200 rows were taken before. Import the same file again: no sale is taken twice.' );
		expect( button( 'Import these sales' )?.disabled ).toBe( false );
	} );

	it( 'says what is in the way, and what a file is not', async () => {
		client.check.mockResolvedValueOnce( { ...good, obstacle: 'Enter the access token first.' } ).mockRejectedValueOnce( { message: 'This is an Excel workbook.' } );
		await choose();
		await tick();
		expect( button( 'Import these sales' )?.disabled ).toBe( true );
		expect( box.textContent ).toContain( 'Enter the access token first.' );
		await choose();
		expect( box.textContent ).toContain( 'This is an Excel workbook.' );
		expect( button( 'Import these sales' ) ).toBeUndefined();
	} );
} );
