// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

/** Tells so many events with so long texts at once, and answers the bodies that were posted. */
const told = async ( ...texts: string[] ) => {
	const shop = new Shop();
	const tab = shop.visit( { page: { events: { Lead: { eventsApi: true } }, custom: {} } } );
	const { duet } = tab.win as unknown as { duet: { track( name: string, params: object ): void } };
	texts.forEach( ( text, at ) => duet.track( 'Lead', { description: `${ at }${ text }` } ) );
	await settle( 2000 );
	return shop.posted( 'events' ) as { events: { age: number; params: { description: string } }[] }[];
};
const numbers = ( bodies: Awaited< ReturnType< typeof told > > ) =>
	bodies.map( ( { events } ) => events.map( ( { params } ) => parseInt( params.description ) ) );

describe( 'a batch', () => {
	it( 'has at most 20 events, each once and in order', async () => {
		const batches = numbers( await told( ...Array.from( { length: 45 }, () => '' ) ) );
		expect( Math.max( ...batches.map( ( batch ) => batch.length ) ) ).toBeLessThanOrEqual( 20 );
		expect( batches.flat() ).toEqual( Array.from( { length: 45 }, ( _, at ) => at ) );
	} );

	it( 'stays under 16 KB, counted in bytes', async () => {
		const bodies = await told( ...[ 1, 2, 3 ].map( () => '€'.repeat( 3000 ) ) );
		bodies.forEach( ( body ) => expect( new TextEncoder().encode( JSON.stringify( body ) ).length ).toBeLessThanOrEqual( 16_384 ) );
		expect( numbers( bodies ).flat() ).toHaveLength( 3 );
	} );

	it( 'carries alone what no batch can carry, and loses nothing else by it', async () => {
		expect( numbers( await told( '', 'x'.repeat( 20_000 ), '' ) ) ).toEqual( [ [ 0 ], [ 1 ], [ 2 ] ] );
	} );

	it( 'sends ages, never a negative one when the clock was set back', async () => {
		const [ body ] = await told( '' );
		expect( body?.events[ 0 ]?.age ).toBe( 300 );
		const shop = new Shop();
		const tab = shop.visit( { page: { events: { Lead: { eventsApi: true } }, custom: {} } } );
		( tab.win as unknown as { duet: { track( name: string ): void } } ).duet.track( 'Lead' );
		vi.setSystemTime( Date.now() - 60_000 );
		await settle();
		expect( shop.relayed( 'Lead' )[ 0 ]?.age ).toBe( 0 );
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
