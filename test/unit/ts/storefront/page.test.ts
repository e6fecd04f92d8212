// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { shopTriggers } from '../../../../src/storefront/triggers/shop.ts';
import { item, settle, Shop } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

describe( 'the first page', () => {
	it( 'sends one Pageview under one id to dataLayer, pixel and relay', async () => {
		const shop = new Shop();
		const tab = shop.visit( { path: '/blog/?a=1' } );
		await settle();
		const [ push ] = tab.pushes( 'page_view' );
		expect( tab.pushes() ).toHaveLength( 1 );
		expect( tab.tracks() ).toEqual( [ [ 'Pageview', {}, { event_id: push?.event_id } ] ] );
		expect( shop.posted( 'events' ) ).toEqual( [
			{
				events: [
					{
						name: 'Pageview',
						id: push?.event_id,
						age: expect.any( Number ),
						url: 'https://shop.test/blog/?a=1',
						referrer: 'https://shop.test/before/',
						params: {},
					},
				],
			},
		] );
		expect( push?.event_id ).toMatch( /^[A-Za-z0-9.-]{8,64}$/ );
	} );

	it( 'sends a product, hostile names as plain text, without signatures to the browser channels', async () => {
		const shop = new Shop();
		const name = `</script><img src=x onerror=alert(1)> "Tee" & 'co'`;
		const contents = [ { ...item( 'SKU-1', 9.5 ), content_name: name, variant: 'red', group_id: 'G' } ] as const;
		const tab = shop.visit( {
			page: { page: { events: [ { name: 'ViewContent', params: { content_type: 'product', contents, value: 9.5, currency: 'EUR', description: name } } ] } },
		} );
		await settle();
		const layer = tab.win.dataLayer as unknown[];
		expect( layer.at( -2 ) ).toEqual( { ecommerce: null } );
		expect( tab.pushes( 'view_item' )[ 0 ] ).toEqual( {
			event: 'view_item',
			event_id: expect.any( String ),
			ecommerce: {
				currency: 'EUR',
				value: 9.5,
				items: [ { item_id: 'SKU-1', item_name: name, price: 9.5, quantity: 1, item_variant: 'red', item_group_id: 'G' } ],
			},
			tiktok: { content_type: 'product', description: name },
		} );
		expect( tab.tracks( 'ViewContent' )[ 0 ]?.[ 1 ] ).toEqual( {
			content_type: 'product',
			contents: [ { content_id: 'SKU-1', content_name: name, price: 9.5, quantity: 1 } ],
			value: 9.5,
			currency: 'EUR',
			description: name,
		} );
		expect( tab.doc.querySelector( 'img' ) ).toBeNull();
	} );

	it( 'runs once when an optimiser runs the bundle twice', async () => {
		const shop = new Shop();
		const tab = shop.visit();
		const { boot } = await import( '../../../../src/storefront/boot.ts' );
		boot( tab.win, shopTriggers );
		await settle();
		expect( tab.pushes() ).toHaveLength( 1 );
		expect( tab.tracks() ).toHaveLength( 1 );
	} );

	it( 'holds everything while the page is only prerendered', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			before: ( win ) => Object.defineProperty( win.document, 'prerendering', { value: true, configurable: true } ),
		} );
		await settle();
		expect( tab.pushes() ).toHaveLength( 0 );
		expect( shop.posts ).toHaveLength( 0 );
		Object.defineProperty( tab.doc, 'prerendering', { value: false } );
		tab.doc.dispatchEvent( new tab.win.Event( 'prerenderingchange' ) );
		await settle();
		expect( tab.pushes() ).toHaveLength( 1 );
	} );

	it( 'waits for the page when it comes first', async () => {
		const shop = new Shop();
		const block: { gone?: Element } = {};
		const tab = shop.visit( {
			before( win ) {
				const element = win.document.getElementById( 'duet-page' );
				element?.remove();
				block.gone = element as Element;
				Object.defineProperty( win.document, 'readyState', { value: 'loading', configurable: true } );
			},
		} ).win;
		expect( tab.dataLayer ).toBeUndefined();
		tab.document.body.append( block.gone as Element );
		tab.document.dispatchEvent( new tab.Event( 'DOMContentLoaded' ) );
		await settle();
		expect( tab.dataLayer ).toHaveLength( 1 );
	} );

	it( 'does nothing on a page without our block', () => {
		const shop = new Shop();
		const tab = shop.visit( { before: ( win ) => win.document.getElementById( 'duet-page' )?.remove() } );
		expect( tab.win.dataLayer ).toBeUndefined();
		expect( shop.posts ).toHaveLength( 0 );
	} );

	it( 'sends nothing to TikTok while consent is unset, as for an excluded role', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { consent: null } } );
		await settle();
		expect( tab.pushes() ).toHaveLength( 1 );
		expect( tab.win.ttq ).toBeUndefined();
		expect( shop.posts ).toHaveLength( 0 );
		expect( tab.doc.cookie ).toBe( '' );
	} );

	it( 'leaves out channels that are off', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { dataLayer: null, events: { Pageview: { pixel: 'Pageview' } } } } );
		await settle();
		expect( tab.win.dataLayer ).toBeUndefined();
		expect( tab.tracks() ).toHaveLength( 1 );
		expect( shop.relayed() ).toHaveLength( 0 );
	} );
} );

describe( 'a hostile browser', () => {
	it( 'works without any storage', async () => {
		const shop = new Shop();
		const refuse = ( win: object, name: string ) =>
			Object.defineProperty( win, name, {
				get() {
					throw new DOMException( 'denied', 'SecurityError' );
				},
			} );
		const tab = shop.visit( {
			before( win ) {
				refuse( win, 'localStorage' );
				refuse( win, 'sessionStorage' );
				refuse( win.document, 'cookie' );
			},
		} );
		await settle();
		expect( tab.pushes() ).toHaveLength( 1 );
		expect( tab.tracks() ).toHaveLength( 1 );
		expect( shop.relayed() ).toHaveLength( 1 );
	} );

	it.each( [
		[ 'frozen', Object.freeze( [] ) ],
		[ 'foreign', { push: 'not a function' } ],
		[
			'throwing',
			{
				push() {
					throw new Error( 'listener' );
				},
			},
		],
	] )( 'survives a %s dataLayer, other channels unharmed', async ( _, dataLayer ) => {
		const shop = new Shop();
		const tab = shop.visit( {
			before( win ) {
				win.dataLayer = dataLayer;
			},
		} );
		await settle();
		expect( tab.tracks() ).toHaveLength( 1 );
		expect( shop.relayed() ).toHaveLength( 1 );
	} );

	it( 'drops a bad event whole, and says why to a developer who shows the verbose level', () => {
		const debug = vi.spyOn( console, 'debug' ).mockImplementation( () => undefined );
		const tab = new Shop().visit();
		( tab.win as { duet?: { track( name: string, params: object ): void } } ).duet?.track( 'Lead', { value: -1 } );
		expect( debug.mock.calls ).toEqual( [ [ 'Duet', 'Lead: value' ] ] );
		expect( tab.pushes( 'generate_lead' ) ).toHaveLength( 0 );
	} );
} );

describe( 'window.duet', () => {
	it( 'takes what was queued before and what comes later', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			before( win ) {
				win.duet = { q: [ [ 'Lead', { form_id: '7' } ], [ 'Nonsense' ], 5 ] };
			},
		} );
		const { duet } = tab.win as unknown as { duet: { track( name: unknown, params?: object ): void } };
		duet.track( 'Lead' );
		duet.track( 'Lead', { form_id: '8' } );
		expect( () => duet.track( null ) ).not.toThrow();
		await settle();
		expect( tab.pushes( 'generate_lead' ).map( ( push ) => push.form_id ) ).toEqual( [ '7', undefined, '8' ] );
		expect( tab.tracks( 'Lead' ).map( ( call ) => call[ 1 ] ) ).toEqual( [ {}, {}, {} ] );
		expect( shop.relayed( 'Lead' )[ 0 ]?.params ).toEqual( { form_id: '7' } );
	} );
} );

describe( 'a page of version 0.1 that a cache still serves', () => {
	const cached = {
		events: {
			Pageview: { layer: 'page_view', pixel: 'Pageview', relay: true },
			ViewContent: { pixel: 'ViewContent' },
			Contact: { layer: 'contact' },
			Download: { relay: true },
			view_cart: { layer: 'view_cart', own: true },
		},
		custom: { layer: '', pixel: '', relay: true, own: true },
	} as const;

	it( 'sends each event to the channels that the page names', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: cached } );
		const { duet } = tab.win as unknown as { duet: { track( name: string ): void } };
		[ 'ViewContent', 'Contact', 'Download', 'LevelUp' ].forEach( ( name ) => duet.track( name ) );
		await settle();
		const names = [ 'Pageview', 'ViewContent', 'Contact', 'Download', 'LevelUp' ];
		const layerNames: Readonly< Record< string, string > > = { Pageview: 'page_view', Contact: 'contact' };
		const channelsOf = ( name: string ): boolean[] => [ tab.pushes( layerNames[ name ] ?? name ), tab.tracks( name ), shop.relayed( name ) ].map( ( { length } ) => length === 1 );
		expect( Object.fromEntries( names.map( ( name ) => [ name, channelsOf( name ) ] ) ) ).toEqual( {
			Pageview: [ true, true, true ],
			ViewContent: [ false, true, false ],
			Contact: [ true, false, false ],
			Download: [ false, false, true ],
			LevelUp: [ true, true, true ],
		} );
	} );

	it( 'repeats no event that version 0.1 has handed out', async () => {
		const shop = new Shop();
		const id = 'P-15-1a2b3c4d5e6f';
		[ 'duet_layer', 'duet_pixel', 'duet_relay' ].forEach( ( mark ) => shop.local.setItem( `${ mark } ${ id }`, '1' ) );
		const tab = shop.visit( { page: { events: { Purchase: { dataLayer: 'purchase', pixel: 'Purchase', eventsApi: true } } }, tray: [ { name: 'Purchase', id, params: {}, ack: { order: 15, key: 'wc_order_x' } } ] } );
		await settle();
		expect( [ tab.pushes( 'purchase' ), tab.tracks( 'Purchase' ) ] ).toEqual( [ [], [] ] );
	} );
} );
