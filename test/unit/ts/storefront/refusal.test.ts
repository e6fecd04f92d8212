// @vitest-environment jsdom
/** A remembered answer holds until a tool or the visitor says otherwise, and a withdrawal is repeated until the server has stored it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerSource, CHANGED, RANK, type Answer, type ToolWindow } from '../../../../src/storefront/consent/ask.ts';
import { settle, Shop, type Tab, type Visit } from './shop.ts';

beforeEach( () => void vi.useFakeTimers() );

const HEX = '0123456789abcdef0123456789abcdef';
const ORDER = { order: 7, key: 'wc_order_k' };
const PURCHASE = [ { name: 'Purchase', id: 'P-7-aaaaaaaa', params: { value: 1, currency: 'EUR', contents: [] }, ack: ORDER } ] as const;

type Duet = { consent( yes: unknown ): void };
const duet = ( tab: Tab ): Duet => ( tab.win as unknown as { duet: Duet } ).duet;

/** A consent tool that says what the test lets it say. */
const tool =
	( its: { said: Answer }, answered = () => true ) =>
	( win: object ) =>
		void registerSource( win as ToolWindow, RANK.tool, 'load', () => its.said, answered );
const say = async ( tab: Tab, its: { said: Answer }, said: Answer ) => {
	its.said = said;
	tab.win.dispatchEvent( new tab.win.Event( CHANGED ) );
	await settle();
};
const remembered = ( shop: Shop, value: string ) => shop.jar.setCookieSync( `duet_visitor=${ value }; path=/; max-age=99999`, 'https://shop.test/' );
const cookie = ( shop: Shop ) => shop.jar.getCookieStringSync( 'https://shop.test/' );
const isOff = ( tab: Tab ) => expect( [ tab.win.ttq, tab.doc.querySelector( 'script[src*=tiktok]' ) ] ).toEqual( [ undefined, null ] );

const silence: [ string, Visit ][] = [
	[ 'no tool is there', {} ],
	[ 'a tool is silent', { page: { ask: 1 }, before: tool( { said: null } ) } ],
	[ 'a tool is late', { page: { ask: 1 } } ],
	[ 'a tool is not there after all', { page: { ask: 1 }, before: tool( { said: undefined } ) } ],
	[ 'a tool allows without having asked', { page: { ask: 1 }, before: tool( { said: true }, () => false ) } ],
];
const modes = [ 'assumed', 'required' ] as const;
const each = modes.flatMap( ( consent ) => silence.map( ( [ name, visit ] ) => [ consent, name, { ...visit, page: { ...visit.page, consent } } ] as const ) );

describe( 'a remembered answer', () => {
	it.each( each )( '%s, %s: a refusal holds on every page, and names the order on its page', async ( _, __, visit ) => {
		const shop = new Shop();
		remembered( shop, 'd' );
		for ( const tray of [ undefined, PURCHASE, undefined ] ) {
			const tab = shop.visit( { ...visit, ...( tray && { tray } ) } );
			await settle( 10_000 );
			isOff( tab );
			expect( cookie( shop ) ).toBe( 'duet_visitor=d' );
		}
		expect( shop.posts.map( ( { body } ) => body ) ).toEqual( [ { state: 'denied', ...ORDER } ] );
	} );

	it.each( each )( '%s, %s: a yes holds, and is not said again', async ( _, __, visit ) => {
		const shop = new Shop();
		remembered( shop, `${ HEX }.g` );
		const tab = shop.visit( visit );
		await settle( 10_000 );
		expect( [ tab.tracks( 'Pageview' ).length, shop.relayed( 'Pageview' ).length, cookie( shop ), shop.posted( 'consent' ) ] ).toEqual( [ 1, 1, `duet_visitor=${ HEX }.g`, [] ] );
	} );

	it.each( [ [ 'd', true ], [ `${ HEX }.g`, false ] ] as const )( '%s: a tool that speaks late says %s instead', async ( kept, said ) => {
		const shop = new Shop();
		remembered( shop, kept );
		const its: { said: Answer } = { said: null };
		const tab = shop.visit( { page: { ask: 1 }, before: tool( its ) } );
		await settle();
		await say( tab, its, said );
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: said ? 'granted' : 'denied' } ] );
		expect( cookie( shop ) ).toMatch( said ? /^duet_visitor=[0-9a-f]{32}\.g$/ : /^duet_visitor=d$/ );
	} );

	it( 'a tool that speaks on the first page alone: one number, one withdrawal', async () => {
		const shop = new Shop();
		const its: { said: Answer } = { said: true };
		const first = shop.visit( { page: { ask: 1 }, before: tool( its ) } );
		await settle();
		await say( first, its, false );
		for ( let page = 0; page < 5; page++ ) {
			isOff( shop.visit() );
			await settle( 10_000 );
		}
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' }, { state: 'denied' } ] );
		expect( new Set( shop.posts.flatMap( ( { cookies } ) => /[0-9a-f]{32}/.exec( cookies )?.[ 0 ] ?? [] ) ).size ).toBe( 1 );
		expect( cookie( shop ) ).toBe( 'duet_visitor=d' );
	} );
} );

describe( 'an assumption', () => {
	it( 'never goes to the server as a yes, not for an order on its page either', async () => {
		const shop = new Shop();
		for ( const tray of [ undefined, PURCHASE ] ) {
			shop.visit( { ...( tray && { tray } ) } );
			await settle();
		}
		expect( shop.posted( 'consent' ) ).toEqual( [] );
		expect( cookie( shop ) ).toMatch( /^duet_visitor=[0-9a-f]{32}\.a$/ );
	} );
} );

describe( 'a yes', () => {
	const agree = async ( shop: Shop, visit: Visit = {} ) => {
		const tab = shop.visit( { page: { consent: 'required' }, ...visit } );
		await settle();
		duet( tab ).consent( true );
		await settle();
		return tab;
	};
	const later = async ( shop: Shop ) => {
		shop.posts.splice( 0 );
		shop.visit( { page: { consent: 'required' } } );
		await settle();
		return [ ...new Set( shop.posted( 'consent' ).map( ( one ) => JSON.stringify( one ) ) ) ].map( ( one ) => JSON.parse( one ) as Record< string, unknown > );
	};

	it.each( [ [ 500, '{}' ], [ 401, '{"code":"rest_closed"}' ], [ 200, '<html>log in</html>' ] ] )( 'answered with %i %s is repeated with its own time until the server has it', async ( status, body ) => {
		const shop = new Shop();
		shop.reply = { status, body };
		await agree( shop, { tray: PURCHASE, page: { consent: 'required', order: ORDER } } );
		const [ first ] = shop.said;
		expect( await later( shop ) ).toEqual( [ { state: 'granted', ...ORDER, age: expect.any( Number ) } ] );
		expect( shop.said.at( -1 ) ).toBe( first );
		shop.reply = { status: 200, body: '{}' };
		expect( await later( shop ) ).toHaveLength( 1 );
		expect( await later( shop ) ).toEqual( [] );
		expect( shop.local.getItem( 'duet_g' ) ).toBeNull();
	} );

	it( 'that the server has judged, because a later no stands against it, is not repeated', async () => {
		const shop = new Shop();
		shop.reply = { status: 403, body: '{}' };
		await agree( shop );
		expect( await later( shop ) ).toEqual( [] );
	} );

	it( 'that the server never got ends with a no', async () => {
		const shop = new Shop();
		shop.reply = { status: 500, body: '{}' };
		const tab = await agree( shop );
		duet( tab ).consent( false );
		await settle();
		expect( [ shop.local.getItem( 'duet_g' ), ( await later( shop ) ).map( ( { state } ) => state ) ] ).toEqual( [ null, [ 'denied' ] ] );
	} );

	it.each( [ 'null', '7', '"x"', 'nonsense', '[]' ] )( 'survives %s where it is kept', async ( text ) => {
		const shop = new Shop();
		remembered( shop, `${ HEX }.g` );
		shop.local.setItem( 'duet_g', text );
		await later( shop );
		expect( cookie( shop ) ).toBe( `duet_visitor=${ HEX }.g` );
	} );

	it( 'from before this version gets its number kept beside the cookie', async () => {
		const shop = new Shop();
		remembered( shop, `${ HEX }.g` );
		shop.visit();
		await settle();
		shop.jar.removeAllCookiesSync();
		shop.visit( { page: { ask: 1 }, before: tool( { said: false } ) } );
		await settle();
		expect( shop.posts.map( ( { body, cookies } ) => [ body, cookies ] ).at( -1 ) ).toEqual( [ { state: 'denied' }, `duet_visitor=${ HEX }.d` ] );
	} );
} );

describe( 'a site that may be a copy', () => {
	it( 'sends nothing whatever the visitor says, and stores a refusal', async () => {
		const shop = new Shop();
		remembered( shop, `${ HEX }.g` );
		const tab = shop.visit( { page: { copy: true } } );
		await settle();
		isOff( tab );
		expect( shop.posts ).toEqual( [] );
		duet( tab ).consent( false );
		await settle();
		expect( [ shop.posted( 'consent' ), cookie( shop ) ] ).toEqual( [ [ { state: 'denied' } ], 'duet_visitor=d' ] );
	} );
} );

describe( 'a withdrawal', () => {
	const refused = async ( shop: Shop, visit: Visit = {} ) => {
		remembered( shop, `${ HEX }.g` );
		shop.visit( { page: { ask: 1 }, before: tool( { said: false } ), ...visit } );
		await settle();
	};

	it.each( [
		[ 429, '{}' ],
		[ 500, '{}' ],
		[ 401, '{"code":"rest_closed"}' ],
		[ 403, '<html>firewall</html>' ],
		[ 200, '<html>log in</html>' ],
		[ 200, '' ],
		[ 204, '' ],
	] )( 'answered with %i %s: number and order are kept and repeated until the server has them', async ( status, body ) => {
		const shop = new Shop();
		shop.reply = { status, body };
		const told = [ {}, ORDER ].map( ( named ) => ( { route: 'consent', body: { state: 'denied', ...named }, cookies: `duet_visitor=${ HEX }.d` } ) );
		/** What the page posted, each once: a closed door is tried twice. */
		const posts = () => [ ...new Set( shop.posts.splice( 0 ).map( ( one ) => JSON.stringify( one ) ) ) ].map( ( one ) => JSON.parse( one ) as unknown );
		await refused( shop, { tray: PURCHASE } );
		expect( [ cookie( shop ), posts() ] ).toEqual( [ `duet_visitor=${ HEX }.d`, told ] );
		isOff( shop.visit() );
		await settle();
		expect( posts() ).toEqual( told );
		shop.reply = { status: 200, body: '{}' };
		isOff( shop.visit() );
		await settle();
		isOff( shop.visit() );
		await settle();
		expect( shop.posts ).toEqual( told );
		expect( [ cookie( shop ), shop.local.getItem( 'duet_refused' ) ] ).toEqual( [ 'duet_visitor=d', null ] );
	} );

	it( 'in a browser that is off-line is kept, too', async () => {
		const shop = new Shop();
		remembered( shop, `${ HEX }.g` );
		const its: { said: Answer } = { said: null };
		const tab = shop.visit( { page: { ask: 1 }, before: tool( its ) } );
		await settle();
		Object.defineProperty( tab.win, 'fetch', { value: async () => Promise.reject( new TypeError( 'off-line' ) ) } );
		await say( tab, its, false );
		expect( cookie( shop ) ).toBe( `duet_visitor=${ HEX }.d` );
		shop.visit();
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'denied' } ] );
		expect( cookie( shop ) ).toBe( 'duet_visitor=d' );
	} );

	it( 'of two orders is repeated for both', async () => {
		const shop = new Shop();
		shop.reply = { status: 503, body: '' };
		await refused( shop, { tray: PURCHASE } );
		shop.visit( { tray: [ { ...PURCHASE[ 0 ], ack: { order: 9, key: 'wc_order_n' } } ] } );
		await settle();
		shop.posts.splice( 0 );
		shop.reply = { status: 200, body: '{}' };
		shop.visit();
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'denied' }, { state: 'denied', ...ORDER }, { state: 'denied', order: 9, key: 'wc_order_n' } ] );
		expect( cookie( shop ) ).toBe( 'duet_visitor=d' );
	} );

	it( 'that the server never got ends with a new yes', async () => {
		const shop = new Shop();
		shop.reply = { status: 503, body: '' };
		await refused( shop, { tray: PURCHASE } );
		const tab = shop.visit();
		await settle();
		shop.reply = { status: 200, body: '{}' };
		shop.posts.splice( 0 );
		duet( tab ).consent( true );
		await settle();
		shop.visit();
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' } ] );
		expect( [ cookie( shop ), shop.local.getItem( 'duet_refused' ) ] ).toEqual( [ `duet_visitor=${ HEX }.g`, null ] );
	} );

	it.each( [ 'null', '7', '"x"', 'nonsense', '[]' ] )( 'survives %s where the orders are kept', async ( text ) => {
		const shop = new Shop();
		shop.local.setItem( 'duet_refused', text );
		await refused( shop );
		expect( shop.posted( 'consent' ).length ).toBeGreaterThan( 0 );
		expect( cookie( shop ) ).toBe( 'duet_visitor=d' );
	} );
} );

describe( 'duet.consent() and the event, for a banner that no file of ours reads', () => {
	const ways: [ string, ( tab: Tab, yes: boolean ) => void ][] = [
		[ 'the function', ( tab, yes ) => duet( tab ).consent( yes ) ],
		[ 'the event on window', ( tab, detail ) => void tab.win.dispatchEvent( new tab.win.CustomEvent( 'duet_consent', { detail } ) ) ],
		[ 'the event on document', ( tab, detail ) => void tab.doc.dispatchEvent( new tab.win.CustomEvent( 'duet_consent', { detail } ) ) ],
	];
	const cases = ways.flatMap( ( [ name, way ] ) => modes.map( ( consent ) => [ name, consent, way ] as const ) );

	it.each( cases )( '%s, %s: yes opens both channels and tells the server; no ends it, on later pages, too', async ( _, consent, way ) => {
		const shop = new Shop();
		const page = { consent };
		const tab = shop.visit( { page } );
		await settle();
		way( tab, true );
		await settle();
		expect( [ tab.tracks( 'Pageview' ).length, shop.relayed( 'Pageview' ).length, shop.posted( 'consent' ) ] ).toEqual( [ 1, 1, [ { state: 'granted' } ] ] );
		expect( cookie( shop ) ).toMatch( /^duet_visitor=[0-9a-f]{32}\.g$/ );
		expect( shop.visit( { page } ).tracks( 'Pageview' ) ).toHaveLength( 1 );
		way( tab, false );
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' }, { state: 'denied' } ] );
		expect( ( tab.win.ttq as string[][] ).map( ( call ) => call[ 0 ] ) ).toEqual( [ 'revokeConsent', 'disableCookie' ] );
		const { length } = shop.posts;
		for ( let later = 0; later < 3; later++ ) {
			isOff( shop.visit( { page } ) );
			await settle( 10_000 );
		}
		expect( [ cookie( shop ), shop.posts.length ] ).toEqual( [ 'duet_visitor=d', length ] );
	} );

	it( 'names the order on whose page it is said', async () => {
		const shop = new Shop();
		const tab = shop.visit( { tray: PURCHASE } );
		duet( tab ).consent( true );
		duet( tab ).consent( false );
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted', ...ORDER }, { state: 'denied' }, { state: 'denied', ...ORDER } ] );
	} );

	it.each( [ 'yes', 1, null, undefined, 'false', {} ] )( 'takes no answer from %j', async ( word ) => {
		const shop = new Shop();
		const tab = shop.visit( { page: { consent: 'required' } } );
		duet( tab ).consent( word );
		await settle();
		isOff( tab );
		expect( [ cookie( shop ), shop.posts ] ).toEqual( [ '', [] ] );
	} );

	it( 'is there and does nothing while the merchant has not chosen', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { consent: null } } );
		duet( tab ).consent( true );
		await settle();
		isOff( tab );
		expect( cookie( shop ) ).toBe( '' );
	} );

	it( 'holds on its page in a browser that keeps no cookies', async () => {
		const tab = new Shop().visit( {
			html: '<a id="call" href="tel:1">',
			page: { page: { bindings: [ { on: 'click', at: '#call', name: 'Contact' } ] } },
			before: ( win ) => Object.defineProperty( win.document, 'cookie', { get: () => '', set() {} } ),
		} );
		await settle();
		duet( tab ).consent( false );
		tab.click( '#call' );
		await settle();
		expect( tab.tracks( 'Contact' ) ).toEqual( [] );
	} );

	it( 'yes does not outrank a refusal that a tool or the browser states', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { ask: 1 }, before: tool( { said: false } ) } );
		duet( tab ).consent( true );
		const opted = shop.visit( { page: { gpc: 'block' }, before: ( win ) => Object.defineProperty( win.navigator, 'globalPrivacyControl', { value: true } ) } );
		duet( opted ).consent( true );
		await settle();
		isOff( tab );
		isOff( opted );
		expect( shop.posted( 'consent' ) ).toEqual( [] );
	} );

	it( 'no outranks the yes a tool goes on saying, until the tool says no and yes again or the page says yes', async () => {
		for ( const again of [ 'tool', 'page' ] ) {
			const shop = new Shop();
			const its: { said: Answer } = { said: true };
			const visit: Visit = { page: { ask: 1 }, before: tool( its ) };
			duet( shop.visit( visit ) ).consent( false );
			await settle();
			isOff( shop.visit( { page: { ask: 1 }, before: tool( { said: null } ) } ) );
			const tab = shop.visit( visit );
			await settle();
			isOff( tab );
			if ( again === 'tool' ) {
				await say( tab, its, false );
				await say( tab, its, true );
			} else {
				duet( tab ).consent( true );
				await settle();
			}
			expect( cookie( shop ) ).toMatch( /^duet_visitor=[0-9a-f]{32}\.g$/ );
			expect( shop.visit( visit ).tracks( 'Pageview' ) ).toHaveLength( 1 );
		}
	} );
} );
