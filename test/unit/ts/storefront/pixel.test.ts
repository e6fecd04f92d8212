// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import { propertiesOf } from '../../../../src/events/shapes.ts';
import { ONLY, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

type Stub = unknown[][] & {
	methods: string[];
	setAndDefer( target: unknown[], method: string ): void;
	instance( code: string ): unknown[][];
	_i: Record< string, unknown[][] & { _u: string } >;
	_t: Record< string, number >;
	_o: Record< string, object >;
};

describe( 'the queue', () => {
	it( 'keeps the contract of the base code', async () => {
		const shop = new Shop();
		const { win, doc } = shop.visit( { page: { pixels: [ 'C1', 'C2' ] } } );
		const ttq = win.ttq as Stub & { identify( data: object ): void };
		expect( win.TiktokAnalyticsObject ).toBe( 'ttq' );
		expect( Array.isArray( ttq ) && typeof ttq !== 'function' ).toBe( true );
		expect( ttq.methods ).toHaveLength( 16 );
		expect( ttq._o ).toEqual( { C1: { historyObserver: false }, C2: { historyObserver: false } } );
		expect( ttq._i.C1?._u ).toBe( 'https://analytics.tiktok.com/i18n/pixel/events.js' );
		expect( ttq._t.C1 ).toBeGreaterThan( 0 );
		ttq.identify( { external_id: 'x' } );
		expect( ttq[ 0 ] ).toEqual( [ 'identify', { external_id: 'x' } ] );
		const target: unknown[] & { page?(): void } = [];
		ttq.setAndDefer( target, 'page' );
		target.page?.();
		expect( [ ...target ] ).toEqual( [ [ 'page' ] ] );
		expect( doc.querySelector( 'script[src]' ) ).toBeNull();
		await settle();
		expect( [ ...doc.querySelectorAll( 'script[src]' ) ].map( ( tag ) => tag.getAttribute( 'src' ) ) ).toEqual( [
			'https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C1&lib=ttq',
			'https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C2&lib=ttq',
		] );
		expect( JSON.stringify( [ ttq, ttq._i.C1, ttq._i.C2 ] ) ).not.toContain( '"page"' );
	} );

	it( 'tracks each pixel by its own instance', () => {
		const tab = new Shop().visit( { page: { pixels: [ 'C1', 'C2' ] } } );
		const [ one, two ] = tab.tracks();
		expect( one ).toEqual( two );
		expect( ( tab.win.ttq as Stub ).length ).toBe( 0 );
	} );

	it( 'waits for load', async () => {
		let readyState = 'interactive';
		const { win, doc } = new Shop().visit( {
			before: ( before ) => Object.defineProperty( before.document, 'readyState', { get: () => readyState } ),
		} );
		await settle();
		expect( doc.querySelector( 'script[src]' ) ).toBeNull();
		readyState = 'complete';
		win.dispatchEvent( new win.Event( 'load' ) );
		await settle();
		expect( doc.querySelector( 'script[src]' ) ).not.toBeNull();
	} );

	it( 'shares the pixel of another tool instead of replacing it', () => {
		const calls: unknown[] = [];
		const queues: Record< string, object > = { C1: { track: ( ...args: unknown[] ) => calls.push( args ) } };
		const other = {
			_i: queues,
			load: ( code: string, options: object ) => {
				calls.push( [ 'load', code, options ] );
				queues[ code ] = { track: ( ...args: unknown[] ) => calls.push( [ code, ...args ] ) };
			},
			instance: ( code: string ) => queues[ code ],
		};
		const tab = new Shop().visit( {
			page: { pixels: [ 'C1', 'C2' ] },
			before( win ) {
				win.ttq = other;
			},
		} );
		expect( tab.win.ttq ).toBe( other );
		expect( calls ).toEqual( [
			[ 'load', 'C2', { historyObserver: false } ],
			[ 'Pageview', {}, { event_id: expect.any( String ) } ],
			[ 'C2', 'Pageview', {}, { event_id: expect.any( String ) } ],
		] );
	} );

	it( 'does not exist without a pixel', () => {
		expect( new Shop().visit( { page: { pixels: [] } } ).win.ttq ).toBeUndefined();
	} );
} );

describe( 'propertiesOf', () => {
	it( 'keeps from TikTok exactly what the catalogue keeps for the dataLayer', () => {
		const names = Object.keys( catalogue.params ).filter( ( name ) => name !== 'contents' );
		const passed = Object.keys( propertiesOf( Object.fromEntries( names.map( ( name ) => [ name, 'x' ] ) ), ONLY ) );
		expect( passed ).toEqual(
			names.filter( ( name ) => ! ( 'only' in catalogue.params[ name as keyof typeof catalogue.params ] ) )
		);
	} );
} );
