// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { queryOf, type DeliveriesClient, type Delivery, type Resent } from '../../../../src/admin/deliveries/client.ts';
import { Deliveries } from '../../../../src/admin/deliveries/Deliveries.tsx';
import { addressOfFilter, filterOf } from '../../../../src/admin/deliveries/filter-address.ts';
import { timeline } from '../../../../src/admin/deliveries/timeline.ts';
import { summed } from '../../../../src/admin/deliveries/use-deliveries.ts';
import { copies } from '../../../../src/admin/deliveries/words.ts';

const delivery = ( part: Partial< Delivery > = {} ): Delivery => ( {
	id: 1,
	event: 'Purchase',
	name: 'CompletePayment',
	event_id: 'P-15-1a2b3c4d5e6f',
	pixel_code: 'C9OPQFJC77U5NIJ6K7HG',
	state: 'dead',
	source: 'web',
	origin: 'server',
	test: '',
	object_id: 15,
	order_number: 'A-15',
	browser: true,
	attempts: 2,
	event_time: 1_795_000_000,
	created_at: 1_795_000_000,
	next_at: 0,
	delivered_at: 0,
	reply: '40002: Invalid value',
	request_id: 'R1',
	identifiers: [ 'email', 'phone' ],
	properties: { value: 12.5 },
	...part,
} );
const queued: Resent = { done: true, message: 'The event waits.', can_confirm: false };
const late: Resent = { done: false, message: 'May count twice.', can_confirm: true };

describe( 'words', () => {
	it.each( [
		[ { browser: true, state: 'delivered' }, 'with one event ID: counted once' ],
		[ { browser: false, state: 'delivered' }, 'Only the server copy' ],
		[ { browser: true, state: 'pending' }, 'copy is missing' ],
		[ { browser: false, state: 'dead' }, 'Neither copy' ],
		[ { browser: null, state: 'delivered' }, 'Page event' ],
		[ { browser: null, state: 'delivered', source: 'offline' }, 'Offline event set' ],
	] as const )( '%j: %s', ( part, words ) => expect( copies( delivery( part ) ) ).toContain( words ) );

	it( 'sum up what became of many', () => {
		const rows = [ delivery(), delivery( { id: 2 } ), delivery( { id: 3 } ) ];
		expect( summed( rows, [ queued, late, late ] ) ).toEqual( { good: false, text: '1 of 3 wait to be sent again. May count twice.', late: rows.slice( 1 ) } );
		expect( summed( [ delivery() ], [ queued ] ) ).toMatchObject( { good: true, text: 'The event waits.', late: [] } );
	} );

	it( 'leave empty filters out of the address', () => {
		expect( queryOf( { state: '', event: '', pixel_code: '', order: ' A-15 ', test: false } ) ).toBe( 'test=false&order=A-15' );
	} );
} );

describe( 'the timeline', () => {
	const names = ( part: Partial< Delivery > ) => timeline( delivery( part ) ).map( ( { name, state } ) => `${ name } ${ state }` );
	it.each( [
		[ { browser: true, state: 'delivered', delivered_at: 9 }, [ 'Created done', 'Browser done', 'Queued done', 'Sent done', 'Merged done' ] ],
		[ { browser: false, state: 'delivered' }, [ 'Created done', 'Browser unknown', 'Queued done', 'Sent done' ] ],
		[ { browser: null, state: 'pending' }, [ 'Created done', 'Browser unknown', 'Queued done', 'Sent waiting' ] ],
		[ { browser: true, state: 'dead' }, [ 'Created done', 'Browser done', 'Queued done', 'Sent failed' ] ],
		[ { browser: null, state: 'delivered', source: 'offline' }, [ 'Created done', 'Queued done', 'Sent done' ] ],
	] as const )( 'of %j is %j', ( part, expected ) => expect( names( part ) ).toEqual( expected ) );
} );

describe( 'the filter in the address', () => {
	it( 'comes back as it was, and nothing else is taken for one', () => {
		const filter = { state: 'dead', event: 'Level Up', pixel_code: 'C9OPQFJC77U5NIJ6K7HG', order: 'A/15#', test: true } as const;
		expect( filterOf( new URLSearchParams( addressOfFilter( filter ).split( '?' )[ 1 ] ) ) ).toEqual( filter );
		expect( filterOf( new URLSearchParams( 'state=lost' ) ) ).toEqual( { state: '', event: '', pixel_code: '', order: '', test: false } );
		expect( addressOfFilter( { state: '', event: '', pixel_code: '', order: '', test: false } ) ).toBe( '#deliveries' );
	} );
} );

describe( 'the page', () => {
	const box = document.createElement( 'div' );
	let root: Root;
	const client = {
		page: vi.fn< DeliveriesClient[ 'page' ] >(),
		resend: vi.fn< DeliveriesClient[ 'resend' ] >(),
		spreadsheet: vi.fn< DeliveriesClient[ 'spreadsheet' ] >(),
	};
	const press = ( text: string ) => act( async () => [ ...box.querySelectorAll( 'button' ) ].find( ( button ) => button.textContent === text )?.click() );

	beforeEach( async () => {
		vi.stubGlobal( 'IS_REACT_ACT_ENVIRONMENT', true );
		document.body.append( box );
		window.location.hash = '#deliveries?order=A-15';
		client.page.mockResolvedValue( { rows: [ delivery(), delivery( { id: 2, event: 'AddToCart', name: 'AddToCart', object_id: 0, browser: null, reply: '<img src=x>' } ) ], total: 120 } );
		root = createRoot( box );
		await act( async () => root.render( <Deliveries client={ client } /> ) );
	} );
	afterEach( async () => {
		await act( async () => root.unmount() );
		box.remove();
		vi.unstubAllGlobals();
		vi.clearAllMocks();
	} );

	it( 'starts with what its address asks for, and shows TikTok\'s own words as text', () => {
		expect( client.page ).toHaveBeenCalledExactlyOnceWith( { state: '', event: '', pixel_code: '', order: 'A-15', test: false }, 1 );
		expect( box.textContent ).toContain( '40002: Invalid value' );
		expect( box.textContent ).toContain( '<img src=x>' );
		expect( box.querySelector( 'img' ) ).toBeNull();
		expect( box.querySelector( 'a[href="post.php?post=15&action=edit"]' )?.textContent ).toBe( '#A-15' );
		expect( box.textContent ).toContain( '1 of 3' );
	} );

	it( 'sends again only what can be, asks before what may count twice, and loads the list anew', async () => {
		client.resend.mockResolvedValueOnce( late ).mockResolvedValueOnce( queued );
		const boxes = box.querySelectorAll< HTMLInputElement >( 'tbody input[type=checkbox]' );
		expect( boxes ).toHaveLength( 1 );
		await act( async () => boxes[ 0 ]?.click() );
		await press( 'Send selected again' );
		expect( client.resend.mock.calls ).toEqual( [ [ 1, false ] ] );
		expect( box.textContent ).toContain( 'May count twice.' );
		await press( 'Send them all the same' );
		expect( client.resend.mock.calls[ 1 ] ).toEqual( [ 1, true ] );
		expect( client.page ).toHaveBeenCalledTimes( 3 );
	} );

	it( 'says why when the list cannot be had', async () => {
		client.page.mockRejectedValueOnce( { message: 'You are probably offline.' } );
		await press( 'Refresh' );
		expect( box.textContent ).toContain( 'You are probably offline.' );
	} );

	it( 'can be filtered by what is in it: several pixels, events of the shop\'s own', async () => {
		client.page.mockResolvedValue( { rows: [ delivery(), delivery( { id: 2, event: 'Level Up', name: 'Level Up' } ) ], total: 2 } );
		await press( 'Refresh' );
		const values = () => [ ...box.querySelectorAll( 'option' ) ].map( ( { value } ) => value );
		expect( values() ).toContain( 'Level Up' );
		expect( values() ).not.toContain( 'C9OPQFJC77U5NIJ6K7HG' );
		client.page.mockResolvedValue( { rows: [ delivery( { id: 3, pixel_code: 'C8SECONDPIXEL0000000' } ) ], total: 1 } );
		await press( 'Refresh' );
		expect( values() ).toEqual( expect.arrayContaining( [ 'Level Up', 'C9OPQFJC77U5NIJ6K7HG', 'C8SECONDPIXEL0000000' ] ) );
	} );

	it( 'says when the file does not hold all of them', async () => {
		vi.stubGlobal( 'URL', Object.assign( URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined } ) );
		vi.spyOn( HTMLAnchorElement.prototype, 'click' ).mockImplementation( () => undefined );
		client.spreadsheet.mockResolvedValueOnce( { text: 'csv', complete: true } ).mockResolvedValueOnce( { text: 'csv', complete: false } ).mockRejectedValueOnce( { message: 'No memory.' } );
		await press( 'Export CSV' );
		expect( box.textContent ).not.toContain( 'newest 10,000' );
		await press( 'Export CSV' );
		expect( box.textContent ).toContain( 'The file holds the newest 10,000 events.' );
		await press( 'Export CSV' );
		expect( box.textContent ).toContain( 'No memory.' );
	} );
} );
