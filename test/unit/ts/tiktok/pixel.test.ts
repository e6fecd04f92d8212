import { createHash } from 'node:crypto';
import { type DOMWindow, JSDOM } from 'jsdom';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { pixelScript } from '../../../tiktok/pixel-routes.js';
import { type EventCopy, type StandIn, startStandIn } from '../../../tiktok/server.js';

const A = 'DUETDEMO000000000001';
const B = 'DUETDEMO000000000002';
const hash = ( text: string ) => createHash( 'sha256' ).update( text ).digest( 'hex' );

let tiktok: StandIn;
beforeAll( async () => {
	tiktok = await startStandIn( { tokens: { [ A ]: 'a', [ B ]: 'b' } } );
} );
afterEach( () => tiktok.clear() );
afterAll( () => tiktok.stop() );

/** The base code's queue, as any site prints it, without the script element. */
const BASE = `
window.TiktokAnalyticsObject = 'ttq'; var ttq = window.ttq = [];
ttq.methods = ['page','track','identify','instances','debug','on','off','once','ready','alias','group','enableCookie','disableCookie','holdConsent','revokeConsent','grantConsent'];
ttq.setAndDefer = function (t, e) { t[e] = function () { t.push([e].concat(Array.prototype.slice.call(arguments))); }; };
ttq.methods.forEach(function (m) { ttq.setAndDefer(ttq, m); });
ttq.instance = function (id) { var e = ttq._i[id]; ttq.methods.forEach(function (m) { ttq.setAndDefer(e, m); }); return e; };
ttq.load = function (id, options) { ttq._i = ttq._i || {}; ttq._i[id] = []; ttq._t = ttq._t || {}; ttq._t[id] = 1; ttq._o = ttq._o || {}; ttq._o[id] = options || {}; };
`;

/** A page with the base code; `run` executes site code, `load` is the arrival of events.js. */
const open = ( url = 'https://shop.example/' ) => {
	const dom = new JSDOM( '', { url, runScripts: 'outside-only' } );
	const { window } = dom;
	Object.assign( window, { fetch: ( to: string, init: RequestInit ) => fetch( to, init ), TextEncoder } );
	const run = ( code: string ): unknown => ( window as DOMWindow & { eval( code: string ): unknown } ).eval( code );
	run( BASE );
	return { window, run, load: ( code = A ) => run( pixelScript( code, tiktok.url ) ) };
};

const arrived = async ( count: number ): Promise< readonly EventCopy[] > => {
	await vi.waitFor( () => expect( tiktok.events().length ).toBeGreaterThanOrEqual( count ) );
	// Stragglers would have been sent in the same task as the last one awaited.
	await new Promise( ( resolve ) => setTimeout( resolve, 30 ) );
	expect( tiktok.events() ).toHaveLength( count );
	return tiktok.events();
};

describe( 'the pixel script', () => {
	it( 'drains what was queued before it came, in order, and works directly afterwards', async () => {
		const { run, load } = open();
		run(
			`ttq.load('${ A }'); ttq.track('ViewContent', {value: 1}, {event_id: 'v'}); ttq.instance('${ A }').track('AddToCart', {}, {event_id: 'a'});`
		);
		load();
		run(
			`ttq.track('Search', {}, {event_id: 's'}); ttq.push(['track', 'Contact', {}, {event_id: 'c'}]); ttq.instance('${ A }').track('Lead', {}, {event_id: 'l'});`
		);
		const copies = await arrived( 5 );
		expect( copies.map( ( copy ) => copy.event_id ).sort() ).toEqual( [ 'a', 'c', 'l', 's', 'v' ] );
		expect( copies.every( ( copy ) => copy.accepted && copy.channel === 'pixel' && copy.pixel_code === A ) ).toBe( true );
		expect( copies.find( ( copy ) => copy.event === 'ViewContent' ) ).toMatchObject( {
			properties: { value: 1 },
			page: { url: 'https://shop.example/' },
		} );
	} );

	it( 'takes the id from the third argument only', async () => {
		const { run, load } = open();
		run( `ttq.load('${ A }'); ttq.track('Lead', {event_id: 'x'});` );
		load();
		expect( await arrived( 1 ) ).toMatchObject( [ { event_id: null, properties: { event_id: 'x' } } ] );
		expect( tiktok.diagnostics().map( ( one ) => one.message ) ).toContain(
			'event_id among the properties: it belongs in the third argument of track'
		);
	} );

	it( 'sends no Pageview of its own, an id-less one for page() and for changes of address', async () => {
		const { run, load } = open();
		run( `ttq.load('${ A }');` );
		load();
		run( `ttq.page(); history.pushState({}, '', '/two'); history.replaceState({}, '', '/two');` );
		expect( await arrived( 2 ) ).toMatchObject( [
			{ event: 'Pageview', event_id: null },
			{ event: 'Pageview', event_id: null },
		] );
	} );

	it( 'does not watch the history if the option says so', async () => {
		const { run, load } = open();
		run( `ttq.load('${ A }', {historyObserver: false}); ttq.track('Pageview', {}, {event_id: 'p'});` );
		load();
		run( `history.pushState({}, '', '/two');` );
		expect( await arrived( 1 ) ).toMatchObject( [ { event: 'Pageview', event_id: 'p' } ] );
	} );

	it( 'matches later events: raw values hashed, hex passed through, nonsense reported', async () => {
		const { run, load } = open( 'https://shop.example/?ttclid=E.C.P.Abc' );
		run( `ttq.load('${ A }'); ttq.track('Search', {}, {event_id: '1'});
			ttq.identify({email: ' Alice_ABC@gmail.com ', phone_number: '${ hash( '+12133734253' ) }', phone: 'x', external_id: 'user_123', first_name: 'Zoë'.repeat(40)});
			ttq.track('Lead', {}, {event_id: '2'});` );
		load();
		const [ before, after ] = [ ...( await arrived( 2 ) ) ].sort( ( a, b ) =>
			String( a.event_id ).localeCompare( String( b.event_id ) )
		);
		expect( before?.user ).toEqual( { ttp: expect.any( String ), ttclid: 'E.C.P.Abc' } );
		expect( after?.user ).toEqual( {
			ttp: before?.user[ 'ttp' ],
			ttclid: 'E.C.P.Abc',
			email: hash( 'alice_abc@gmail.com' ),
			phone: hash( '+12133734253' ),
			external_id: hash( 'user_123' ),
			first_name: hash( 'zoë'.repeat( 40 ) ),
		} );
		expect( after?.warnings ).toEqual( [ 'identify: unknown phone' ] );
	} );

	it( 'reads page and places as the Events API does, but takes the event', async () => {
		const { run, load } = open( 'https://shop.example/thanks/?key=wc_order_abc' );
		run( `ttq.load('${ A }'); ttq.identify({city: 'New York', state: ' NY', country: 'US'}); ttq.track('Lead', {}, {event_id: '1'});
			ttq.identify({city: '${ hash( 'newyork' ) }', country: 'USA'}); ttq.track('Lead', {}, {event_id: '2'});` );
		load();
		const [ first, second ] = [ ...( await arrived( 2 ) ) ].sort( ( a, b ) => String( a.event_id ).localeCompare( String( b.event_id ) ) );
		const listed = [
			'page.url carries personal data or an order key',
			'user.city: Must be lower-case without spaces or punctuation',
		];
		expect( first ).toMatchObject( { accepted: true, user: { city: 'new york', state: 'ny', country: 'us' } } );
		expect( [ ...( first?.warnings ?? [] ) ].sort() ).toEqual( listed );
		// What was left out leaves what was there.
		expect( second ).toMatchObject( { accepted: true, user: { city: 'new york', country: 'us' } } );
		expect( [ ...( second?.warnings ?? [] ) ].sort() ).toEqual( [ 'identify: invalid city', 'identify: invalid country', ...listed ] );
	} );

	it( 'makes _ttp once', async () => {
		const { window, run, load } = open();
		run( `ttq.load('${ A }');` );
		load();
		const cookie = window.document.cookie;
		expect( cookie ).toMatch( /_ttp=[0-9A-Za-z]{27}(;|$)/ );
		load();
		expect( window.document.cookie ).toBe( cookie );
		run( 'ttq.disableCookie();' );
		expect( window.document.cookie ).toBe( '' );
		run( 'ttq.enableCookie();' );
		expect( window.document.cookie ).toMatch( /_ttp=/ );
	} );

	it( 'holds events and cookies until consent, drops them on refusal', async () => {
		const { window, run, load } = open();
		run( `ttq.holdConsent(); ttq.load('${ A }'); ttq.track('Search', {}, {event_id: 'early'});` );
		load();
		expect( window.document.cookie ).toBe( '' );
		run( 'ttq.grantConsent();' );
		expect( await arrived( 1 ) ).toMatchObject( [ { event_id: 'early', user: { ttp: expect.any( String ) } } ] );
		run(
			`ttq.revokeConsent(); ttq.track('Search', {}, {event_id: 'never'}); ttq.grantConsent(); ttq.track('Search', {}, {event_id: 'again'});`
		);
		expect( ( await arrived( 2 ) ).map( ( copy ) => copy.event_id ) ).toEqual( [ 'early', 'again' ] );
	} );

	it( 'forgets what it held when consent is refused', async () => {
		const { run, load } = open();
		run( `ttq.holdConsent(); ttq.load('${ A }'); ttq.track('Search', {}, {event_id: 'held'}); ttq.revokeConsent();` );
		load();
		run( `ttq.grantConsent(); ttq.track('Search', {}, {event_id: 'after'});` );
		expect( await arrived( 1 ) ).toMatchObject( [ { event_id: 'after' } ] );
	} );

	it( 'serves two pixels: shared, one only, and one that arrives late', async () => {
		const { run, load } = open();
		run(
			`ttq.load('${ A }'); ttq.load('${ B }'); ttq.track('Search', {}, {event_id: 'both'}); ttq.track('Lead', {}, {event_id: 'b', pixel_code: '${ B }'});`
		);
		load( A );
		expect( ( await arrived( 1 ) )[ 0 ] ).toMatchObject( { pixel_code: A } );
		load( B );
		const copies = await arrived( 3 );
		expect( copies.map( ( copy ) => `${ copy.pixel_code } ${ copy.event }` ).sort() ).toEqual( [
			`${ A } Search`,
			`${ B } Lead`,
			`${ B } Search`,
		] );
	} );

	it( 'marks limited data use', async () => {
		const { run, load } = open();
		run( `ttq.load('${ A }', {limited_data_use: true}); ttq.track('Search', {}, {event_id: '1'});` );
		load();
		expect( await arrived( 1 ) ).toMatchObject( [ { limited_data_use: true } ] );
	} );

	it( 'has its posts judged like the server ones', async () => {
		const { run, load } = open();
		run( `ttq.load('${ A }'); ttq.track('Purchase', {value: '12.50', currency: 'EUR'}, {event_id: '1'});` );
		load();
		expect( await arrived( 1 ) ).toMatchObject( [ { accepted: false, message: 'properties.value: Not a valid number' } ] );
		const other = open();
		other.run( `ttq.load('UNKNOWN'); ttq.track('Lead', {}, {event_id: '2'});` );
		other.load( 'UNKNOWN' );
		expect( ( await arrived( 2 ) )[ 1 ] ).toMatchObject( {
			accepted: false,
			message: 'context.pixel.code: Pixel code does not exist',
		} );
	} );

	it( 'sends nothing for a stub that is not the array of the base code', async () => {
		const { window, run } = open();
		const warn = vi.fn();
		Object.assign( window.console, { warn } );
		run( `window.ttq = function () {};${ pixelScript( A, tiktok.url ) }` );
		expect( warn ).toHaveBeenCalledOnce();
	} );
} );
