// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import agreed from '../../../vectors/normalise.json';
import more from '../../../vectors/normalise-more.json';
import { lasting, matching, userData } from '../../../../src/storefront/matching/index.ts';
import { hashed, IDENTIFIERS, normal, type Identifier } from '../../../../src/storefront/matching/normal.ts';
import { settle, Shop, type Visit } from './shop.ts';

beforeEach( () => void vi.useFakeTimers() );

const isIdentifier = ( field: string ): field is Identifier => ( IDENTIFIERS as readonly string[] ).includes( field );
const ours = [ ...agreed, ...more ].filter( ( { field, status } ) => isIdentifier( field ) && status !== 'record-only' );

describe( 'the vectors PHP is held to', () => {
	it( 'has them', () => expect( ours.length ).toBeGreaterThan( 30 ) );

	it.each( ours.map( ( vector ) => [ vector.name, vector ] as const ) )( '%s', ( _, { field, input, normalised, sha256 } ) => {
		if ( ! isIdentifier( field ) || typeof input !== 'string' ) {
			throw new Error( field );
		}
		// A number typed without its country can be read by the numbering plans alone, which our server has.
		const here = field !== 'phone' || input.includes( '+' );
		const wanted = here ? String( normalised ?? '' ) : '';
		const hash = /^\s*[0-9a-f]{64}\s*$/i.test( input );
		if ( ! hash ) {
			expect( normal( field, input ) ).toBe( wanted );
		}
		const sent = hash ? wanted : ( sha256 ?? wanted );
		expect( hashed( { [ field ]: input } ) ).toEqual( wanted ? { [ field ]: sent } : {} );
	} );

	it.each( [
		[ 'phone', '+49 0151 23456789' ],
		[ 'phone', '+1 800 FLOWERS' ],
		[ 'phone', '+12' ],
		[ 'email', 'a@b' ],
		[ 'email', 'x'.repeat( 600 ) + '@b.test' ],
		[ 'first_name', ' .,- ' ],
		[ 'country', 'Germany' ],
	] as const )( 'leaves out %s %s, never hashed as empty', ( field, input ) => expect( hashed( { [ field ]: input } ) ).toEqual( {} ) );

	it( 'survives what is no text', () => expect( hashed( { email: 7, phone: null, city: [ 'x' ] } ) ).toEqual( {} ) );
} );

const EMAIL = hashed( { email: 'a@b.test' } ).email ?? '';
const OTHER = hashed( { email: 'typed@b.test' } ).email ?? '';
const three: readonly Identifier[] = [ 'email', 'phone', 'external_id' ];
const table = {
	events: { Pageview: [], ViewContent: [], AddToCart: three, Lead: three, InitiateCheckout: three, Purchase: three } as Record< string, readonly Identifier[] >,
	custom: three,
	pages: [ 'Pageview', 'ViewContent' ],
	orders: [ 'Purchase' ],
	checkout: [ 'InitiateCheckout' ],
};
const block = ( id: string, value: unknown ) => `<script type="application/json" id="${ id }">${ JSON.stringify( value ) }</script>`;
const here = ( { identity, html = '', table: own = table, ...visit }: Visit & { identity?: object; table?: typeof table & { dataLayer?: string; layer?: string } } ): Visit => ( {
	...visit,
	html: html + ( identity ? block( 'duet-identity', identity ) : '' ),
	before: ( win ) => matching( win as unknown as Parameters< typeof matching >[ 0 ], own ),
} );
/** Calls of the queue of all pixels, in order. */
const calls = ( tab: ReturnType< Shop[ 'visit' ] > ) => {
	const queue = ( tab.win as unknown as { ttq?: [ string, unknown, unknown, unknown ][] } ).ttq ?? [];
	const of = ( wanted: string ) => queue.filter( ( [ method ] ) => method === wanted ).map( ( [ , first ] ) => first );
	return { order: queue.map( ( [ method, first ] ) => ( method === 'track' ? first : method ) ), identified: of( 'identify' ), tracked: of( 'track' ), options: queue.map( ( [ , , , options ] ) => options ) };
};

describe( 'which identifiers last for a page', () => {
	const page = { tray: false, checkout: false, bound: [] };
	it( 'those every event that can still happen may carry', () => {
		expect( lasting( table, page ) ).toEqual( three );
		expect( lasting( { ...table, events: { ...table.events, Lead: [ 'email' ] } }, page ) ).toEqual( [ 'email' ] );
	} );
	it( 'a checkout event counts on the checkout, an order where one is shown, a page event where an element makes it', () => {
		const own = { ...table, events: { ...table.events, InitiateCheckout: [ 'phone' ], Purchase: [ 'email' ] } as Record< string, readonly Identifier[] > };
		expect( lasting( own, page ) ).toEqual( three );
		expect( lasting( own, { ...page, checkout: true } ) ).toEqual( [ 'phone' ] );
		expect( lasting( own, { ...page, tray: true } ) ).toEqual( [ 'email' ] );
		expect( lasting( own, { ...page, bound: [ 'ViewContent' ] } ) ).toEqual( [] );
	} );
} );

describe( 'the pixel', () => {
	it( 'gets the identifiers after the page view and before the act', async () => {
		const tab = new Shop().visit( here( { identity: { email: EMAIL } } ) );
		tab.win.duet?.track?.( 'Lead' );
		await settle();
		expect( calls( tab ).options.at( -1 ) ).toEqual( { event_id: expect.any( String ), pixel_code: 'C1' } );
		expect( calls( tab ).order ).toEqual( [ 'Pageview', 'identify', 'Lead' ] );
	} );

	it( 'gets only what the table allows, in its own words', async () => {
		const tab = new Shop().visit( here( { identity: { email: EMAIL, phone: 'c'.repeat( 64 ), city: 'berlin' } } ) );
		tab.win.duet?.track?.( 'Lead' );
		await settle();
		expect( calls( tab ).identified ).toEqual( [ { email: EMAIL, phone_number: 'c'.repeat( 64 ), external_id: expect.stringMatching( /^[0-9a-f]{64}$/ ) } ] );
		expect( calls( tab ).tracked ).toEqual( [ 'Pageview', 'Lead' ] );
	} );

	it( 'gets nothing that one event of the page must not carry', async () => {
		const own = { ...table, events: { ...table.events, AddToCart: [ 'phone', 'external_id' ] as const } };
		const tab = new Shop().visit( here( { table: own, identity: { email: EMAIL, phone: 'c'.repeat( 64 ) } } ) );
		tab.win.duet?.track?.( 'Lead' );
		await settle();
		expect( calls( tab ).identified ).toEqual( [ expect.not.objectContaining( { email: EMAIL } ) ] );
	} );

	it( 'gets what was typed into a form; the account wins', async () => {
		const typed = { email: 'Typed@b.test', phone: '030 1234567', external_id: 'mine' };
		const guest = new Shop().visit( here( {} ) );
		guest.win.duet?.track?.( 'Lead', {}, typed );
		await settle();
		expect( calls( guest ).identified ).toEqual( [ { email: OTHER } ] );
		const known = new Shop().visit( here( { identity: { email: EMAIL, external_id: 'd'.repeat( 64 ) } } ) );
		known.win.duet?.track?.( 'Lead', {}, typed );
		await settle();
		expect( calls( known ).identified ).toEqual( [ { email: EMAIL, external_id: 'd'.repeat( 64 ) } ] );
	} );

	it( 'does not get what a logged-in visitor typed where the account is not in the page', async () => {
		const tab = new Shop().visit( here( { html: '<i></i>' } ) );
		tab.doc.body.className = 'logged-in';
		tab.win.duet?.track?.( 'Lead', {}, { email: 'typed@b.test' } );
		await settle();
		expect( calls( tab ).identified ).toEqual( [] );
		expect( calls( tab ).tracked ).toContain( 'Lead' );
	} );

	it( 'gets nothing before consent, and typed data enters no storage and no dataLayer', async () => {
		const shop = new Shop();
		const tab = shop.visit( { ...here( { identity: { email: EMAIL } } ), page: { consent: 'required' } } );
		tab.win.duet?.track?.( 'Lead', {}, { email: 'typed@b.test' } );
		await settle();
		expect( tab.win.ttq ).toBeUndefined();
		expect( JSON.stringify( [ tab.session.keys().map( ( key ) => tab.session.getItem( key ) ), tab.pushes(), shop.local.keys() ] ) ).not.toMatch( /typed|person/ );
	} );
} );

describe( 'user data for Tag Manager', () => {
	it( 'is pushed where the page has an identity, hashed', async () => {
		const tab = new Shop().visit( here( { table: { ...table, dataLayer: 'dataLayer' }, identity: { email: EMAIL, first_name: 'e'.repeat( 64 ) } } ) );
		await settle();
		expect( tab.pushes( 'duet_user_data' ) ).toEqual( [ { event: 'duet_user_data', user_data: userData( { email: EMAIL } ) } ] );
	} );
	it( 'is pushed on a page of version 0.1 that a cache still serves', async () => {
		const tab = new Shop().visit( here( { table: { ...table, layer: 'dataLayer' }, identity: { email: EMAIL } } ) );
		await settle();
		expect( tab.pushes( 'duet_user_data' ) ).toHaveLength( 1 );
	} );
	it( 'is not pushed for a guest', async () => {
		const tab = new Shop().visit( here( { table: { ...table, dataLayer: 'dataLayer' }, identity: {} } ) );
		await settle();
		expect( tab.pushes( 'duet_user_data' ) ).toEqual( [] );
	} );
} );
