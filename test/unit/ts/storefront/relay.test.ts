// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DuetEvent } from '../../../../src/events/event.ts';
import { batchesOf } from '../../../../src/storefront/channels/relay.ts';
import { settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

const event = ( id: number, text = '' ): DuetEvent => ( {
	name: 'Lead',
	id: `id-${ id }`,
	time: 1000,
	url: 'https://shop.test/',
	params: text ? { description: text } : {},
} );

const read = ( bodies: object[] ) => bodies.map( ( body ) => ( body as { events: { id: string; age: number }[] } ).events );

describe( 'batchesOf', () => {
	it( 'puts at most 20 events into a batch, each once and in order', () => {
		const events = Array.from( { length: 45 }, ( _, at ) => event( at ) );
		const batches = read( batchesOf( events, 3000 ) );
		expect( Math.max( ...batches.map( ( batch ) => batch.length ) ) ).toBeLessThanOrEqual( 20 );
		expect( batches.flat().map( ( row ) => row.id ) ).toEqual( events.map( ( row ) => row.id ) );
		expect( batches[ 0 ]?.[ 0 ]?.age ).toBe( 2000 );
	} );

	it( 'keeps each body under 16 KB, counted in bytes', () => {
		const bodies = batchesOf( [ 1, 2, 3 ].map( ( id ) => event( id, '€'.repeat( 3000 ) ) ), 0 );
		bodies.forEach( ( body ) => expect( new TextEncoder().encode( JSON.stringify( body ) ).length ).toBeLessThanOrEqual( 16_384 ) );
		expect( read( bodies ).flat() ).toHaveLength( 3 );
	} );

	it( 'sends what no batch can carry alone, and loses nothing else by it', () => {
		const bodies = batchesOf( [ event( 1 ), event( 2, 'x'.repeat( 20_000 ) ), event( 3 ) ], 0 );
		expect( read( bodies ).map( ( batch ) => batch.map( ( row ) => row.id ) ) ).toEqual( [ [ 'id-1' ], [ 'id-2' ], [ 'id-3' ] ] );
	} );

	it( 'never tells a negative age when the clock was set back', () => {
		expect( read( batchesOf( [ event( 1 ) ], 0 ) )[ 0 ]?.[ 0 ]?.age ).toBe( 0 );
	} );
} );

describe( 'the relay', () => {
	const track = ( tab: ReturnType< Shop[ 'visit' ] > ) =>
		( tab.win as unknown as { duet: { track( name: string ): void } } ).duet.track( 'Lead' );

	it( 'collects what comes together into one request', async () => {
		const shop = new Shop();
		const tab = shop.visit();
		track( tab );
		track( tab );
		await settle();
		expect( shop.posted( 'events' ) ).toHaveLength( 1 );
		expect( shop.relayed() ).toHaveLength( 3 );
	} );

	it.each( [ 'pagehide', 'visibilitychange' ] )( 'does not wait when the page goes (%s)', async ( type ) => {
		const shop = new Shop();
		const { win, doc } = shop.visit();
		Object.defineProperty( doc, 'hidden', { value: true } );
		( type === 'pagehide' ? win : doc ).dispatchEvent( new win.Event( type ) );
		expect( shop.relayed() ).toHaveLength( 1 );
		await settle();
		expect( shop.relayed() ).toHaveLength( 1 );
	} );

	it( 'tries once when the server is away', async () => {
		const shop = new Shop();
		let tries = 0;
		shop.visit( {
			before: ( win ) =>
				Object.defineProperty( win, 'fetch', {
					async value( url: string ) {
						tries += +url.endsWith( 'events' );
						throw new TypeError( 'Failed to fetch' );
					},
				} ),
		} );
		await settle( 600_000 );
		expect( tries ).toBe( 1 );
	} );
} );
