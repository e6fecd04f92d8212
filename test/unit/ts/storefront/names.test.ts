// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { boot } from '../../../../src/storefront/boot.ts';
import { item, ORIGIN, pageJson, settle, Shop, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

type Track = ( name: unknown, params?: object | null, person?: object ) => void;
const open = ( visit: Visit = {} ) => {
	const shop = new Shop();
	const tab = shop.visit( visit );
	const { duet } = tab.win as unknown as { duet: { track: Track; q: { push( call: unknown ): void } } };
	return { shop, tab, track: duet.track, q: duet.q };
};

describe( 'a name', () => {
	it.each( [ 'Lead', 'lead', 'Submit Form', 'submit-form', 'SUBMITFORM' ] )( '"%s" is Lead', async ( name ) => {
		const { shop, tab, track } = open();
		track( name );
		await settle();
		expect( [ tab.pushes( 'generate_lead' ), tab.tracks( 'Lead' ), shop.relayed( 'Lead' ) ].map( ( list ) => list.length ) ).toEqual( [ 1, 1, 1 ] );
	} );

	it( 'that is in no list goes where custom events go, unchanged', async () => {
		const { shop, tab, track } = open();
		track( 'Level Up', { level_number: 7, item_id: 'A' } );
		await settle();
		const [ push ] = tab.pushes( 'Level Up' );
		expect( push ).toMatchObject( { level_number: 7, item_id: 'A' } );
		expect( tab.tracks( 'Level Up' ) ).toEqual( [ [ 'Level Up', { level_number: 7, item_id: 'A' }, { event_id: push?.event_id } ] ] );
		expect( shop.relayed( 'Level Up' ) ).toMatchObject( [ { id: push?.event_id } ] );
	} );

	it.each( [ [ '<script>' ], [ '' ], [ 'x'.repeat( 51 ) ], [ 'Größe' ], [ null ], [ {} ] ] )( '%s is refused', async ( name ) => {
		const { shop, tab, track } = open();
		track( name );
		await settle();
		expect( [ tab.pushes(), tab.tracks(), shop.relayed() ].map( ( list ) => list.length ) ).toEqual( [ 1, 1, 1 ] );
	} );

	it( 'that is switched off reaches no channel', async () => {
		const { shop, tab, track } = open( { page: { consent: 'required' } } );
		track( 'Schedule' );
		track( 'select_item' );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'select_item' ] );
		expect( tab.session.getItem( 'duet_held' ) ).not.toMatch( /Schedule|select_item/ );
		expect( shop.posts ).toHaveLength( 0 );
	} );

	it( 'of a shop\'s sale is sent by the server only', async () => {
		const debug = vi.spyOn( console, 'debug' ).mockImplementation( () => undefined );
		const { tab, track } = open( { page: { events: { Purchase: { dataLayer: 'purchase', pixel: 'Purchase', server: true } } } } );
		track( 'Complete Payment', { value: 1, currency: 'EUR' } );
		await settle();
		expect( tab.pushes( 'purchase' ) ).toHaveLength( 0 );
		expect( debug.mock.calls ).toEqual( [ [ 'Duet', "Purchase: the server's" ] ] );
	} );
} );

describe( 'parameters', () => {
	it( 'of a known event have their right names, and those already there win', async () => {
		const { tab, track } = open();
		track( 'Lead', { order_value: 5, currency: 'EUR' } );
		track( 'Lead', { order_value: 5, value: 7 } );
		await settle();
		expect( tab.tracks( 'Lead' ).map( ( call ) => call[ 1 ] ) ).toEqual( [ { value: 5, currency: 'EUR' }, { value: 7 } ] );
	} );

	it( 'may be missing, and a bad one drops the event whole', async () => {
		const { tab, track } = open();
		track( 'Lead', null );
		track( 'Lead', { nested: { a: 1 } } );
		await settle();
		expect( tab.pushes( 'generate_lead' ) ).toHaveLength( 1 );
	} );
} );

describe( 'a person', () => {
	const person = { email: 'Jane@example.test', phone: '030 1' };

	it( 'goes to our own server alone', async () => {
		const { shop, tab, track } = open();
		track( 'Lead', { form_id: '1' }, person );
		await settle();
		expect( shop.relayed( 'Lead' ) ).toMatchObject( [ { person } ] );
		expect( JSON.stringify( [ tab.win.dataLayer, tab.tracks(), shop.local, tab.session ] ) ).not.toMatch( /jane|030/i );
	} );

	it( 'is not stored while the event waits for consent, and travels with it on this page', async () => {
		const { shop, tab, track } = open( { page: { consent: 'required' } } );
		track( 'Lead', { form_id: '1' }, person );
		await settle();
		expect( tab.session.getItem( 'duet_held' ) ).toContain( 'form_id' );
		expect( tab.session.getItem( 'duet_held' ) ).not.toMatch( /person|jane/i );
		expect( shop.posts ).toHaveLength( 0 );
	} );
} );

describe( 'window.duet', () => {
	it( 'loses nothing that comes to the queue later', async () => {
		const { tab, q } = open();
		q.push( [ 'Lead', { form_id: '9' } ] );
		q.push( 'nonsense' );
		await settle();
		expect( tab.pushes( 'generate_lead' ) ).toMatchObject( [ { form_id: '9' } ] );
	} );

	it( 'starts once, and needs no shop', async () => {
		const shop = new Shop();
		const tab = shop.visit( { withoutShop: true, html: '<a data-duet-event="Lead">x</a>', page: { page: { cart: true, checkout: true } } } );
		boot( tab.win );
		await settle();
		tab.click( 'a' );
		await settle();
		expect( tab.pushes().map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'generate_lead' ] );
		expect( pageJson().shop ).toBeUndefined();
	} );
} );

describe( 'personal data', () => {
	it.each( [
		[ { customer_email: 'x' }, 'customer_email' ],
		[ { userPhone: 170123456 }, 'userPhone' ],
		[ { note: 'ada@example.com' }, 'note' ],
		[ { note: '+49 170 1234567' }, 'note' ],
		[ { contents: [ { content_id: 'A', content_name: 'ada@example.com', price: 1, quantity: 1 } ] }, 'contents' ],
	] )( 'of %j reaches no channel, and the console says why', async ( params, wrong ) => {
		const debug = vi.spyOn( console, 'debug' ).mockImplementation( () => undefined );
		const { shop, tab, track } = open();
		track( 'Level Up', params );
		await settle();
		expect( [ tab.pushes( 'Level Up' ), tab.tracks( 'Level Up' ), shop.relayed( 'Level Up' ) ] ).toEqual( [ [], [], [] ] );
		expect( debug.mock.calls ).toContainEqual( [ 'Duet', `Level Up: ${ wrong }: personal data` ] );
	} );

	it( 'is not what an id, a price or a signed product looks like', async () => {
		const { tab, track } = open();
		const odd = { ...item( '+4930123456' ), content_name: 'Mug ada@example.com' };
		track( 'AddToCart', { contents: [ odd ], value: 10, currency: 'EUR' } );
		track( 'Level Up', { ean: '4006381333931', content_ids: [ '+4930123456' ], price: 12345678 } );
		await settle();
		expect( tab.tracks( 'AddToCart' )[ 0 ]?.[ 1 ] ).toMatchObject( { contents: [ { content_id: '+4930123456', content_name: 'Mug ada@example.com' } ] } );
		expect( tab.tracks( 'Level Up' ) ).toHaveLength( 1 );
	} );

	it( 'may stand in what TikTok never gets', async () => {
		const { tab, track } = open();
		track( 'Contact', { method: 'email', link_url: 'mailto:shop@example.com' } );
		await settle();
		expect( tab.pushes( 'contact' ) ).toMatchObject( [ { link_url: 'mailto:shop@example.com' } ] );
		expect( tab.tracks( 'Contact' )[ 0 ]?.[ 1 ] ).toEqual( {} );
	} );

	it( 'stays out of the address that the relay gets', async () => {
		const { shop, track } = open( { path: '/a/?billing_address_1=x&zip=10117&dob=1815&name=Ada&q=ada%2540example.com&p=5#ada@example.com' } );
		track( 'Lead' );
		await settle();
		expect( shop.relayed( 'Lead' ) ).toMatchObject( [ { url: `${ ORIGIN }/a/?&&&&&p=5#` } ] );
	} );
} );
