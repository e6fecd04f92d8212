// @vitest-environment node
/** What waits until the page is idle, and what must not wait. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStorage, settle, Shop, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );
afterEach( () => {
	vi.useRealTimers();
} );

/** A page that has not loaded; `touches` are the names of the storages that the script reads or writes. */
function loading( shop: Shop, visit: Visit = {} ) {
	const touches: string[] = [];
	let readyState = 'interactive';
	const tab = shop.visit( {
		...visit,
		before: ( win ) => {
			Object.defineProperty( win.document, 'readyState', { get: () => readyState } );
			for ( const name of [ 'localStorage', 'sessionStorage' ] ) {
				const store: unknown = win[ name ];
				Object.defineProperty( win, name, {
					get: () => {
						touches.push( name );
						return store;
					},
				} );
			}
			visit.before?.( win );
		},
	} );
	const load = async () => {
		readyState = 'complete';
		tab.win.dispatchEvent( new tab.win.Event( 'load' ) );
		await settle();
	};
	return { tab, touches, load };
}

/** The first page of this site in its tab, opened from elsewhere. */
const first = ( win: Window ): void => {
	Object.defineProperty( win.document, 'referrer', { value: 'https://www.tiktok.com/' } );
	Object.defineProperty( win.performance, 'getEntriesByType', { value: () => [ { type: 'navigate' } ] } );
};

const CALL = { html: '<a id="call" href="tel:1">call</a>', page: { page: { bindings: [ { on: 'click', at: '#call', name: 'Contact' } ] } } } as const;

describe( 'before a page is idle', () => {
	it( 'no storage is touched, and the dataLayer has its events at once', async () => {
		const { tab, touches, load } = loading( new Shop() );
		await settle();
		expect( [ touches, tab.pushes( 'page_view' ).length, tab.tracks() ] ).toEqual( [ [], 1, [] ] );
		await load();
		expect( tab.tracks( 'Pageview' ) ).toHaveLength( 1 );
	} );

	it( 'the click ID of the address is read, whatever becomes of the address', async () => {
		const shop = new Shop();
		const { tab, load } = loading( shop, { path: '/?ttclid=E.C.P.abc' } );
		tab.win.history.replaceState( null, '', '/' );
		await load();
		expect( tab.doc.cookie ).toContain( 'ttclid=E.C.P.abc' );
	} );

	it( 'an answer that the page reports counts, although it comes early', async () => {
		const { tab, load } = loading( new Shop(), { page: { consent: 'required' } } );
		tab.win.dispatchEvent( new tab.win.CustomEvent( 'duet_consent', { detail: true } ) );
		await load();
		expect( tab.tracks( 'Pageview' ) ).toHaveLength( 1 );
		expect( tab.doc.cookie ).toMatch( /duet_visitor=\w{32}\.g/ );
	} );

	it.each( [ 'pagehide', 'visibilitychange' ] )( 'a click that leaves the page is sent (%s)', async ( left ) => {
		const shop = new Shop();
		const { tab } = loading( shop, CALL );
		tab.click( '#call' );
		tab.win.dispatchEvent( new tab.win.Event( left ) );
		await settle( 0 );
		expect( shop.relayed( 'Contact' ) ).toHaveLength( 1 );
	} );

	it( 'a product that is added is counted', async () => {
		const shop = new Shop();
		const { tab, load } = loading( shop, { html: '<button id="add" class="add_to_cart_button">Add to cart</button>' } );
		tab.click( '#add' );
		shop.put( 'tee', 1 );
		await load();
		expect( tab.pushes( 'add_to_cart' ) ).toHaveLength( 1 );
	} );
} );

describe( 'on the first page of a tab, without a cart', () => {
	it.each( [ 'assumed', 'required' ] as const )( 'no storage is touched at all before something is to be stored (%s)', async ( consent ) => {
		// As the catalogue has it: the server gets no copy of a page view.
		const events = { Pageview: { dataLayer: 'page_view', pixel: 'Pageview' } };
		const { touches, load } = loading( new Shop(), { before: first, page: { consent, events } } );
		await load();
		// A visitor who has not answered has events that wait.
		expect( touches.length > 0 ).toBe( consent === 'required' );
		expect( touches ).not.toContain( 'localStorage' );
	} );

	it( 'what is added there is counted, with the cart that was ordered before forgotten', async () => {
		const shop = new Shop();
		shop.local.setItem( 'duet_cart https://shop.test/wp-json/duet/v1/', JSON.stringify( { lines: [ { line: 'old', quantity: 1, sig: 'x' } ], hash: 'abc' } ) );
		const { tab, load } = loading( shop, { before: first, html: '<button id="add" class="add_to_cart_button">Add to cart</button>' } );
		await load();
		tab.click( '#add' );
		shop.put( 'tee', 1 );
		tab.ended( '/?wc-ajax=add_to_cart' );
		await settle();
		expect( tab.pushes( 'add_to_cart' ) ).toHaveLength( 1 );
		expect( tab.pushes( 'remove_from_cart' ) ).toEqual( [] );
	} );

	it( 'what an earlier visit in the same tab left to wait is kept beside what is added', async () => {
		const before = { name: 'Pageview', id: 'a'.repeat( 32 ), time: Date.now(), url: 'https://shop.test/', params: {} };
		const session = new FakeStorage();
		session.setItem( 'duet_held', JSON.stringify( [ before ] ) );
		const { load } = loading( new Shop(), { before: first, page: { consent: 'required' }, session } );
		await load();
		const held = JSON.parse( session.getItem( 'duet_held' ) ?? '' ) as { id: string }[];
		expect( held.map( ( { id } ) => id ) ).toEqual( [ before.id, expect.stringMatching( /^\w{32}$/ ) ] );
	} );

	it( 'the number of the visitor is stored when the page is left', async () => {
		const shop = new Shop();
		const { tab, load } = loading( shop, { before: first } );
		await load();
		expect( shop.local.keys() ).toEqual( [] );
		tab.win.dispatchEvent( new tab.win.Event( 'pagehide' ) );
		expect( tab.doc.cookie ).toContain( JSON.parse( shop.local.getItem( 'duet_visitor' ) ?? '' ) );
	} );
} );
