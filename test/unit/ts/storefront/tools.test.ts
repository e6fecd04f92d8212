// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerSource, CHANGED, RANK, type Answer, type ToolWindow } from '../../../../src/storefront/consent/ask.ts';
import { axeptio } from '../../../../src/storefront/consent/tools/axeptio.ts';
import { cookieyes } from '../../../../src/storefront/consent/tools/cookieyes.ts';
import { country } from '../../../../src/storefront/consent/tools/country.ts';
import { google, layerOf, answerIn } from '../../../../src/storefront/consent/tools/google.ts';
import { iubenda } from '../../../../src/storefront/consent/tools/iubenda.ts';
import { tcf } from '../../../../src/storefront/consent/tools/tcf.ts';
import { termly } from '../../../../src/storefront/consent/tools/termly.ts';
import { wpConsentApi } from '../../../../src/storefront/consent/tools/wp-consent-api.ts';
import vectors from '../../../vectors/consent-tools.json';
import { FakeStorage, settle, Shop, type Changes } from './shop.ts';

beforeEach( () => void vi.useFakeTimers() );

type Read = ( win: ToolWindow, changed: () => void ) => () => Answer;

interface Case {
	readonly title: string;
	readonly cookies?: Readonly< Record< string, string > >;
	readonly window?: object;
	readonly answer: Answer;
	readonly only?: 'server';
}

/** `name()` in a vector is a function with that result, `name(callback)` one that calls each function it is given with these values. */
function left( value: unknown ): unknown {
	if ( Array.isArray( value ) ) {
		return value.map( left );
	}
	if ( typeof value !== 'object' || value === null ) {
		return value;
	}
	const members = Object.entries( value ).map( ( [ key, inner ] ): [ string, unknown ] => {
		const result = left( inner );
		if ( key.endsWith( '(callback)' ) ) {
			const call = ( given: unknown ): void => void ( typeof given === 'function' && given( ...( result as unknown[] ) ) );
			return [ key.replace( '(callback)', '' ), ( ...given: unknown[] ) => given.forEach( call ) ];
		}
		return key.endsWith( '()' ) ? [ key.replace( '()', '' ), () => result ] : [ key, result ];
	} );
	return Object.fromEntries( members );
}

/** The adapter of a tool exports its source under the tool's slug, in camel case. */
async function adapterOf( slug: string ): Promise< Read > {
	const exported: Record< string, unknown > = await import( `../../../../src/storefront/consent/tools/${ slug }.ts` );
	return exported[ slug.replace( /-(\w)/g, ( _, letter: string ) => letter.toUpperCase() ) ] as Read;
}

const cases = Object.entries( vectors as unknown as Record< string, readonly Case[] > ).flatMap( ( [ slug, list ] ) =>
	list.filter( ( { only } ) => only !== 'server' ).map( ( vector ) => [ slug, vector.title, vector ] as const )
);

describe( 'each tool', () => {
	it.each( cases )( '%s: %s', async ( slug, _, { cookies = {}, window: globals = {}, answer: expected } ) => {
		const cookie = Object.entries( cookies ).map( ( [ name, value ] ) => `${ name }=${ encodeURIComponent( value ) }` ).join( '; ' );
		const storage = { getItem: () => null };
		const win = { document: { cookie }, localStorage: storage, ...( left( globals ) as object ) } as unknown as ToolWindow;
		const read = ( await adapterOf( slug ) )( win, () => {} );
		// The storefront script takes an adapter that throws for one without an answer.
		const answerOf = (): Answer => {
			try {
				return read();
			} catch {
				return null;
			}
		};
		answerOf();
		// Some tools call back on the first question.
		expect( answerOf() ).toBe( expected );
	} );

	it( 'iubenda: keeps the callback of the site and listens to it', () => {
		const heard: unknown[] = [];
		const callback: Record< string, ( value: unknown ) => void > = { onPreferenceExpressedOrNotNeeded: ( value ) => heard.push( value ) };
		const win = { document: { cookie: '' }, _iub: { csConfiguration: { callback } } } as unknown as ToolWindow;
		let told = 0;
		const source = iubenda( win, () => told++ );
		callback[ 'onPreferenceExpressedOrNotNeeded' ]?.( undefined );
		expect( [ heard, told, source() ] ).toEqual( [ [ undefined ], 1, true ] );
	} );
} );

describe( 'a default that a tool writes into the WP Consent API at page load', () => {
	const visit = ( advertisement: boolean, acted: boolean ) => {
		const consent = { categories: { advertisement }, isUserActionCompleted: acted };
		return Object.assign( new EventTarget(), {
			document: { cookie: 'wp_consent_marketing=deny' },
			localStorage: new FakeStorage(),
			getCkyConsent: () => consent,
			wp_consent_type: 'optin',
			wp_has_consent: () => false,
		} ) as unknown as ToolWindow;
	};
	const register = ( win: ToolWindow, acted: boolean ) => registerSource( win, RANK.tool, 'x', cookieyes( win ), () => acted );

	it( 'is no refusal while the visitor has not answered the tool', () => {
		const win = visit( false, false );
		register( win, false );
		expect( wpConsentApi( win )() ).toBe( null );
	} );

	it( 'is none while a yes arrives category by category', () => {
		const win = visit( true, true );
		register( win, true );
		expect( wpConsentApi( win )() ).toBe( null );
	} );

	it( 'is one once they have refused, or if no tool can tell', () => {
		const win = visit( false, true );
		register( win, true );
		expect( wpConsentApi( win )() ).toBe( false );
		expect( wpConsentApi( visit( false, false ) )() ).toBe( false );
	} );
} );

describe( 'tools that call back', () => {
	it( 'Termly: off is a refusal once it says that the visitor answered', () => {
		const heard: Record< string, () => void > = {};
		const win = { Termly: { getConsentState: () => ( { advertising: false } ), on: ( event: string, run: () => void ) => void ( heard[ event ] = run ) } };
		let told = 0;
		const source = termly( win as unknown as ToolWindow, () => told++ );
		expect( [ source(), source() ] ).toEqual( [ null, null ] );
		heard[ 'consent' ]?.();
		expect( [ told, source() ] ).toEqual( [ 1, false ] );
	} );

	it( 'TCF: reads each answer, of a stub and of the tool that replaces it', () => {
		const calls: ( ( data: object, ok: boolean ) => void )[] = [];
		const versions: number[] = [];
		const win: Record< string, unknown > = { __tcfapi: ( ...[ , version, told ]: [ string, number, () => void ] ) => void ( versions.push( version ), calls.push( told ) ) };
		let told = 0;
		const source = tcf( win as unknown as ToolWindow, () => told++ );
		expect( [ source(), source(), calls.length, versions ] ).toEqual( [ null, null, 1, [ 2 ] ] );
		const consents = { 1: true, 3: true, 4: true, 7: true };
		calls[ 0 ]?.( { eventStatus: 'useractioncomplete', purpose: { consents } }, true );
		expect( [ told, source() ] ).toEqual( [ 1, true ] );
		calls[ 0 ]?.( { eventStatus: 'useractioncomplete', purpose: { consents: { ...consents, 4: false } } }, true );
		expect( [ told, source() ] ).toEqual( [ 2, false ] );
	} );

	it( 'Axeptio: waits in its queue, and keeps the queue of others', () => {
		const queue: ( ( sdk: object ) => void )[] = [ () => {} ];
		let told = 0;
		axeptio( { document: { cookie: '' }, _axcb: queue } as unknown as ToolWindow, () => told++ );
		queue.at( -1 )?.( { on: ( event: string, run: () => void ) => void ( event === 'cookies:complete' && run() ) } );
		expect( [ queue.length, told ] ).toEqual( [ 2, 1 ] );
	} );
} );

describe( 'Google Consent Mode', () => {
	const granted = { ad_storage: 'granted', ad_user_data: 'granted' };
	const denied = { ad_storage: 'denied', ad_user_data: 'denied' };

	it.each< [ string, unknown[], Answer ] >( [
		[ 'is not there', [ { event: 'x' }, null, 7 ], undefined ],
		[ 'waits', [ [ 'consent', 'default', denied ] ], null ],
		[ 'grants by default', [ [ 'consent', 'default', granted ] ], true ],
		[ 'is granted', [ [ 'consent', 'default', denied ], [ 'consent', 'update', granted ] ], true ],
		[ 'is granted in two steps', [ [ 'consent', 'default', denied ], [ 'consent', 'update', { ad_storage: 'granted' } ], [ 'consent', 'update', { ad_user_data: 'granted' } ] ], true ],
		[ 'is granted in part', [ [ 'consent', 'default', denied ], [ 'consent', 'update', { ad_storage: 'granted' } ] ], null ],
		[ 'is refused', [ [ 'consent', 'default', denied ], [ 'consent', 'update', denied ] ], false ],
		[ 'is withdrawn', [ [ 'consent', 'update', granted ], [ 'consent', 'update', denied ] ], false ],
		[ 'speaks version 1', [ [ 'consent', 'update', { ad_storage: 'granted' } ] ], true ],
		[ 'denies in one region', [ [ 'consent', 'default', { ...denied, region: [ 'DE' ] } ], [ 'consent', 'default', granted ] ], null ],
		[ 'talks nonsense', [ [ 'consent', 'update', 'granted' ], [ 'consent', 'default', null ], [ 'consent' ] ], undefined ],
	] )( '%s', ( _, entries, expected ) => expect( answerIn( entries ) ).toBe( expected ) );

	it( 'reads what is pushed later, and lets the push through', () => {
		const win = { dataLayer: [] as unknown[] };
		let told = 0;
		const source = layerOf( win as unknown as ToolWindow, 'dataLayer', () => told++ );
		expect( source() ).toBeUndefined();
		win.dataLayer.push( { event: 'x' } );
		expect( win.dataLayer.push( [ 'consent', 'update', granted ] ) ).toBe( 2 );
		expect( [ told, source() ] ).toEqual( [ 1, true ] );
	} );

	it( 'gives a tool the time it asked for to correct what is granted by default', () => {
		const win = { dataLayer: [ [ 'consent', 'default', { ...granted, wait_for_update: 500 } ] ] as unknown[] };
		let told = 0;
		const source = layerOf( win as unknown as ToolWindow, 'dataLayer', () => told++ );
		expect( source() ).toBeNull();
		vi.advanceTimersByTime( 499 );
		expect( [ told, source() ] ).toEqual( [ 0, null ] );
		vi.advanceTimersByTime( 1 );
		expect( [ told, source() ] ).toEqual( [ 1, true ] );
		const quick = { dataLayer: [ [ 'consent', 'default', { ...granted, wait_for_update: 500 } ], [ 'consent', 'update', denied ] ] };
		expect( layerOf( quick as unknown as ToolWindow, 'dataLayer', () => {} )() ).toBe( false );
	} );

	it( 'reads entries of gtag, which are no arrays', () => {
		const win = { dataLayer: [] as unknown[] };
		const gtag: ( ...entry: unknown[] ) => void = function () {
			// eslint-disable-next-line prefer-rest-params -- Just this is what gtag pushes.
			win.dataLayer.push( arguments );
		};
		let told = 0;
		const source = layerOf( win as unknown as ToolWindow, 'dataLayer', () => told++ );
		gtag( 'consent', 'default', denied );
		expect( [ told, source() ] ).toEqual( [ 0, null ] );
		gtag( 'consent', 'update', granted );
		expect( [ told, source() ] ).toEqual( [ 1, true ] );
	} );

	it( "reads Google's own dataLayer if ours has another name, and takes the stricter of the two answers", () => {
		const win = { ours: [] as unknown[], dataLayer: [ [ 'consent', 'update', denied ] ] };
		const source = google( win as unknown as ToolWindow, () => {}, 'ours' );
		expect( source() ).toBe( false );
		win.ours.push( [ 'consent', 'update', granted ] );
		expect( source() ).toBe( false );
		expect( google( { dataLayer: [ [ 'consent', 'update', granted ] ] } as unknown as ToolWindow, () => {}, 'ours' )() ).toBe( true );
		expect( google( {} as ToolWindow, () => {}, 'dataLayer' )() ).toBeUndefined();
	} );

	it( 'only reads a frozen dataLayer', () => {
		const win = { dataLayer: Object.freeze( [ [ 'consent', 'update', granted ] ] ) };
		expect( layerOf( win as unknown as ToolWindow, 'dataLayer', () => {} )() ).toBe( true );
	} );
} );

describe( 'rules per country', () => {
	const visit = ( reply: unknown, stored: string | null = null, rest = '/duet/v1/' ) => {
		const kept: string[] = [];
		const win = {
			sessionStorage: { getItem: () => stored, setItem: ( _: string, value: string ) => kept.push( value ) },
			fetch: vi.fn< ( address: string ) => Promise< unknown > >( async () => ( { json: async () => reply } ) ),
		};
		let told = 0;
		return { source: country( win as unknown as ToolWindow, rest, () => told++ ), kept, fetch: win.fetch, told: () => told };
	};

	it( 'allows nothing until answered, then leaves it to the setting', async () => {
		const { source, kept, told } = visit( { required: false } );
		expect( source() ).toBeNull();
		await settle();
		expect( [ source(), kept, told() ] ).toEqual( [ undefined, [ 'false' ], 1 ] );
	} );

	it.each( [ [ { required: true } ], [ {} ], [ null ], [ { required: 'false' } ] ] )( 'allows nothing by %j', async ( reply ) => {
		const { source } = visit( reply );
		await settle();
		expect( source() ).toBeNull();
	} );

	it.each( [ [ { required: false }, undefined, [ 'false' ] ], [ { required: true }, null, [ 'true' ] ] ] )( 'asks the front door where REST is closed to visitors: %j', async ( reply, expected, stored ) => {
		const asked: string[] = [];
		const kept: string[] = [];
		const win = {
			sessionStorage: { getItem: () => null, setItem: ( _: string, value: string ) => kept.push( value ) },
			fetch: async ( address: string, init: { method: string } ) => {
				asked.push( `${ init.method } ${ address.split( '?_' )[ 0 ] }` );
				return address.startsWith( '/?duet_door' ) ? Response.json( reply ) : Response.json( { code: 'rest_forbidden' }, { status: 401 } );
			},
		};
		const source = country( win as unknown as ToolWindow, '/duet/v1/', () => {}, '/?duet_door=' );
		await settle();
		expect( [ source(), kept, asked ] ).toEqual( [ expected, stored, [ 'GET /duet/v1/region', 'POST /?duet_door=region' ] ] );
	} );

	it( 'asks at an address of his own, that no cache shares', async () => {
		const asked = [ '/wp-json/duet/v1/', '/?rest_route=/duet/v1/' ].flatMap( ( rest ) => [ rest, rest ] ).map( ( rest ) => visit( {}, null, rest ).fetch.mock.calls[ 0 ]?.[ 0 ] ?? '' );
		expect( new Set( asked ).size ).toBe( 4 );
		expect( asked[ 0 ] ).toMatch( /^\/wp-json\/duet\/v1\/region\?_=[\d.e-]+$/ );
		expect( asked[ 3 ] ).toMatch( /^\/\?rest_route=\/duet\/v1\/region&_=[\d.e-]+$/ );
		await settle();
	} );

	it( 'asks once per session', () => {
		const { source, fetch } = visit( {}, 'false' );
		expect( source() ).toBeUndefined();
		expect( fetch ).not.toHaveBeenCalled();
	} );
} );

describe( 'the page with tools', () => {
	const tool = ( rank: number, source: () => unknown ) => ( win: object ) => void registerSource( win as ToolWindow, rank, 'load', source as () => Answer );

	it.each( [
		[ 'throws', () => { throw new Error( 'tool' ); } ],
		[ 'answers a word', () => 'yes' ],
		[ 'answers an object', () => ( {} ) ],
		[ 'answers 1', () => 1 ],
	] )( 'a tool that %s allows nothing and breaks nothing', async ( _, source ) => {
		const shop = new Shop();
		const tab = shop.visit( { page: { ask: 1 }, before: tool( RANK.tool, source ) } );
		await settle();
		expect( tab.win.ttq ).toBeUndefined();
		expect( shop.posts ).toEqual( [] );
		expect( tab.pushes( 'page_view' ) ).toHaveLength( 1 );
	} );

	it( 'asks in the order of the ranks, whichever file ran first', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			page: { ask: 2 },
			before( win ) {
				tool( RANK.googleConsentMode, () => true )( win );
				tool( RANK.tool, () => false )( win );
			},
		} );
		await settle();
		expect( tab.win.ttq ).toBeUndefined();
	} );

	it( 'a file that comes late holds everything, and its answer twice sends once', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { ask: 1 } } );
		await settle();
		expect( tab.win.ttq ).toBeUndefined();
		tool( RANK.tool, () => true )( tab.win );
		tab.win.dispatchEvent( new tab.win.Event( CHANGED ) );
		await settle();
		expect( tab.tracks( 'Pageview' ) ).toHaveLength( 1 );
	} );

	it( 'a tool that is not there after all leaves it to the setting, whose cookie is no consent', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { ask: 1 }, before: tool( RANK.googleConsentMode, () => undefined ) } );
		await settle();
		expect( tab.tracks( 'Pageview' ) ).toHaveLength( 1 );
		expect( tab.doc.cookie ).toMatch( /duet_visitor=[0-9a-f]{32}\.a/ );
		expect( shop.posted( 'consent' ) ).toEqual( [] );
	} );

	it( 'remembers a refusal without a number where the server cannot ask', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { ask: 1, serverCannotReadTool: true }, before: tool( RANK.googleConsentMode, () => false ) } );
		await settle();
		expect( tab.doc.cookie ).toBe( 'duet_visitor=d' );
		expect( shop.posts ).toEqual( [] );
	} );

	describe( 'a tool without an answer, for longer than a slow one needs', () => {
		const HEX = '0123456789abcdef0123456789abcdef';
		/** The page as it stands 4 and 6 seconds later. */
		const later = async ( { page = {}, cookie = '', asks = '' }: { page?: Changes; cookie?: string; asks?: string } ) => {
			const shop = new Shop();
			const session = new FakeStorage();
			if ( asks ) {
				session.setItem( 'duet_country', asks );
			}
			const its: { said: Answer } = { said: null };
			const tab = shop.visit( {
				session,
				page: { ask: 1, ...page },
				before( win ) {
					if ( cookie ) {
						win.document.cookie = `duet_visitor=${ cookie };path=/;max-age=999`;
					}
					tool( RANK.googleConsentMode, () => its.said )( win );
				},
			} );
			await settle( 4_000 );
			const early = tab.doc.cookie;
			await settle( 2_000 );
			const say = async ( said: Answer ) => {
				its.said = said;
				tab.win.dispatchEvent( new tab.win.Event( CHANGED ) );
				await settle();
			};
			return { shop, tab, say, early, cookie: tab.doc.cookie };
		};

		it( 'reaches a server that would assume consent, as a letter without a visitor number', async () => {
			const { early, cookie, shop } = await later( { page: { serverCannotReadTool: true } } );
			expect( [ early, cookie, shop.posts ] ).toEqual( [ '', 'duet_visitor=u', [] ] );
			const [ kept ] = shop.jar.getCookiesSync( 'https://shop.test/' );
			expect( kept?.maxAge ).toBe( 86_400 );
		} );

		it( 'reads the name that this has on a page of version 0.1 that a cache still serves', async () => {
			expect( ( await later( { page: { deaf: true } } ) ).cookie ).toBe( 'duet_visitor=u' );
		} );

		it.each( [
			[ 'assumes nothing', { page: { consent: 'required' } } ],
			[ 'reads the tool itself', {} ],
			[ 'requires consent for the country', { page: { serverCannotReadTool: true }, asks: 'true' } ],
		] as const )( 'writes no cookie where the server %s', async ( _, visit ) => {
			expect( ( await later( visit ) ).cookie ).toBe( '' );
		} );

		it( 'takes back what the setting assumed and keeps the number, whatever is set', async () => {
			for ( const page of [ { consent: 'required' }, { consent: 'assumed', serverCannotReadTool: true } ] as const ) {
				const { early, cookie, shop } = await later( { page, cookie: `${ HEX }.a` } );
				expect( [ early, cookie, shop.posts ] ).toEqual( [ `duet_visitor=${ HEX }.a`, `duet_visitor=${ HEX }.u`, [] ] );
			}
		} );

		it( 'leaves what the visitor once answered, whatever is set', async () => {
			for ( const page of [ { consent: 'required' }, { consent: 'assumed', serverCannotReadTool: true } ] as const ) {
				const { cookie, shop, tab } = await later( { page, cookie: `${ HEX }.g` } );
				expect( [ cookie, shop.posted( 'consent' ), tab.tracks( 'Pageview' ).length ] ).toEqual( [ `duet_visitor=${ HEX }.g`, [], 1 ] );
			}
		} );

		it( 'leaves a refusal, and the life of a number that is undecided already', async () => {
			expect( ( await later( { page: { serverCannotReadTool: true }, cookie: 'd' } ) ).cookie ).toBe( 'duet_visitor=d' );
			const { shop } = await later( { cookie: `${ HEX }.u` } );
			expect( shop.jar.getCookiesSync( 'https://shop.test/' )[ 0 ]?.maxAge ).toBe( 999 );
		} );

		it( 'agreed at last: the number has consent again, and the server gets it', async () => {
			const { tab, say, shop } = await later( { cookie: `${ HEX }.a` } );
			await say( true );
			expect( tab.doc.cookie ).toContain( `duet_visitor=${ HEX }.g` );
			expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' } ] );
			await say( null );
			await settle( 6_000 );
			expect( tab.doc.cookie ).toContain( `duet_visitor=${ HEX }.g` );
		} );

		it( 'agreed at last without a number: he gets one', async () => {
			const { tab, say } = await later( { page: { serverCannotReadTool: true } } );
			await say( true );
			expect( tab.doc.cookie ).toMatch( /duet_visitor=[0-9a-f]{32}\.g/ );
		} );

		it( 'refused at last: the server gets it with the number', async () => {
			const { tab, say, shop } = await later( { cookie: `${ HEX }.g` } );
			await say( false );
			expect( shop.posts.filter( ( { route } ) => route === 'consent' ) ).toMatchObject( [ { body: { state: 'denied' }, cookies: `duet_visitor=${ HEX }.d` } ] );
			expect( tab.doc.cookie ).toBe( 'duet_visitor=d' );
		} );

		it( 'leaves what another tab wrote meanwhile', async () => {
			const shop = new Shop();
			const tab = shop.visit( { page: { ask: 1, serverCannotReadTool: true }, before: tool( RANK.googleConsentMode, () => null ) } );
			await settle( 2_000 );
			tab.doc.cookie = `duet_visitor=${ HEX }.g;path=/`;
			await settle( 6_000 );
			expect( tab.doc.cookie ).toBe( `duet_visitor=${ HEX }.g` );
		} );

		it( 'answered while it was slow: nothing is written, nothing sent', async () => {
			const shop = new Shop();
			const its: { said: Answer } = { said: null };
			const tab = shop.visit( {
				page: { ask: 1 },
				before( win ) {
					win.document.cookie = `duet_visitor=${ HEX }.g;path=/`;
					tool( RANK.tool, () => its.said )( win );
				},
			} );
			await settle( 3_000 );
			its.said = true;
			tab.win.dispatchEvent( new tab.win.Event( CHANGED ) );
			await settle( 6_000 );
			expect( tab.doc.cookie ).toBe( `duet_visitor=${ HEX }.g` );
			expect( shop.posted( 'consent' ) ).toEqual( [] );
		} );
	} );
} );

describe( 'Global Privacy Control', () => {
	const opted = ( win: Window ) => Object.defineProperty( win.navigator, 'globalPrivacyControl', { value: true } );

	it( 'blocks, whatever a tool says', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			page: { gpc: 'block', ask: 1 },
			before( win ) {
				opted( win );
				registerSource( win as unknown as ToolWindow, RANK.tool, 'load', () => true );
			},
		} );
		await settle();
		expect( tab.win.ttq ).toBeUndefined();
		expect( shop.posts ).toEqual( [] );
	} );

	it( 'limits, on the load of the pixel and on each event', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: { gpc: 'limit' }, before: opted } );
		await settle();
		expect( shop.posted( 'events' ) ).toMatchObject( [ { limited: true } ] );
		expect( tab.tracks( 'Pageview' )[ 0 ]?.[ 1 ] ).toEqual( { limited_data_use: true } );
		expect( ( tab.win.ttq as unknown as { _o: object } )._o ).toEqual( { C1: { historyObserver: false, limited_data_use: true } } );
	} );

	it.each( [ [ 'nobody opted out', { gpc: 'limit' }, () => {} ], [ 'it is ignored', {}, opted ] ] as const )( 'changes nothing when %s', async ( _, page, before ) => {
		const tab = new Shop().visit( { page, before } );
		await settle();
		expect( tab.tracks( 'Pageview' )[ 0 ]?.[ 1 ] ).toEqual( {} );
	} );

	it( 'Limited Data Use for everybody', async () => {
		const tab = new Shop().visit( { page: { limited: true } } );
		await settle();
		expect( tab.tracks( 'Pageview' )[ 0 ]?.[ 1 ] ).toEqual( { limited_data_use: true } );
	} );
} );
