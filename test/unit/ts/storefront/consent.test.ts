// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { registerSource, RANK, type ToolWindow } from '../../../../src/storefront/consent/ask.ts';
import { CHANGES, wpConsentApi } from '../../../../src/storefront/consent/tools/wp-consent-api.ts';
import { FakeStorage, settle, Shop, type Tab, type Visit } from './shop.ts';

beforeEach( () => {
	vi.useFakeTimers();
} );

/** The WP Consent API plugin as its script leaves the window, and our file that asks it. */
const api =
	( state: { type?: string; fallback?: string; wait?: boolean; has?: () => unknown } ) =>
	( win: Record< string, unknown > & Window ) => {
		const read = () => /wp_consent_marketing=(\w+)/.exec( win.document.cookie )?.[ 1 ] ?? '';
		Object.assign( win, {
			consent_api: { cookie_prefix: 'wp_consent' },
			wp_consent_type: state.type,
			wp_fallback_consent_type: state.fallback ?? '',
			waitfor_consent_hook: state.wait ?? false,
			wp_has_consent:
				state.has ??
				( () => {
					const type = ( win.wp_consent_type ?? win.wp_fallback_consent_type ) as string;
					return ! type || ( type.includes( 'optout' ) && ! read() ) || read() === 'allow';
				} ),
		} );
		const tools = win as unknown as ToolWindow;
		registerSource( tools, RANK.wpConsentApi, CHANGES, wpConsentApi( tools ) );
	};

const answer = ( tab: Tab, value: 'allow' | 'deny' ) => {
	tab.doc.cookie = `wp_consent_marketing=${ value };path=/`;
	const detail: string[] & { marketing?: string } = [];
	detail.marketing = value;
	tab.doc.dispatchEvent( new tab.win.CustomEvent( 'wp_listen_for_consent_change', { detail } ) );
};

const required = { consent: 'required' } as const;
const optin: Visit = { page: required, before: api( { type: 'optin' } ) };

/** No trace of us for TikTok or in cookies. */
const silent = ( shop: Shop, tab: Tab ) => {
	expect( tab.win.ttq ).toBeUndefined();
	expect( shop.posts ).toHaveLength( 0 );
	expect( tab.doc.cookie ).not.toMatch( /duet|ttclid/ );
	expect( tab.doc.querySelector( 'script[src*=tiktok]' ) ).toBeNull();
};

describe( 'before an answer', () => {
	it.each( [
		[ 'no tool, required', { page: required } ],
		[ 'the opt-in tool is unanswered', optin ],
		[ 'the tool has announced itself', { page: required, before: api( { wait: true } ) } ],
		[ 'the tool is unanswered and consent is otherwise assumed', { before: api( { type: 'optin' } ) } ],
		[ 'the tool has announced itself and consent is otherwise assumed', { before: api( { wait: true } ) } ],
		[ 'the site has the API, whose script comes late', { page: { consent: 'assumed', ask: 1 } } as const ],
		[ 'the API alone, with no tool, allows nothing', { page: required, before: api( {} ) } ],
		[ 'a wrongly typed answer', { page: required, before: api( { type: 'optin', has: () => 'yes' } ) } ],
		[
			'a tool that throws',
			{
				before: api( {
					type: 'optin',
					has() {
						throw new Error( 'tool' );
					},
				} ),
			},
		],
	] )( '%s: only the dataLayer', async ( _, visit: Visit ) => {
		const shop = new Shop();
		const tab = shop.visit( visit );
		await settle();
		silent( shop, tab );
		expect( tab.pushes( 'page_view' ) ).toHaveLength( 1 );
		expect( tab.session.keys() ).toContain( 'duet_held' );
	} );

	it( 'unset: nothing to TikTok ever, whatever a tool says', async () => {
		const shop = new Shop();
		const tab = shop.visit( { path: '/?ttclid=E.C.P.1', page: { consent: null }, before: api( { type: 'optin' } ) } );
		answer( tab, 'allow' );
		await settle();
		silent( shop, tab );
		expect( tab.session.keys() ).toEqual( [] );
	} );

	it( 'keeps no address query and no order in the held events', () => {
		const shop = new Shop();
		const tab = shop.visit( {
			...optin,
			path: '/checkout/order-received/4711/?email=a@b.c#x',
			tray: [ { name: 'Purchase', id: 'P-1-aaaaaaaa', params: { value: 1, currency: 'EUR', contents: [], order_id: '1' }, ack: { order: 1, key: 'k' } } ],
		} );
		const held = tab.session.getItem( 'duet_held' ) ?? '';
		expect( JSON.parse( held ) ).toHaveLength( 1 );
		expect( held ).toContain( '"https://shop.test/checkout/order-received/"' );
		expect( held ).not.toMatch( /a@b|4711|order_id|P-1/ );
	} );
} );

describe( 'on grant', () => {
	it( 'releases events of this and earlier pages with their own ids and times, once', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		const first = shop.visit( { ...optin, path: '/a/?x=1', session } );
		const [ a ] = first.pushes();
		await settle( 60_000 );
		const second = shop.visit( { ...optin, path: '/b/', session } );
		const [ b ] = second.pushes();
		answer( second, 'allow' );
		answer( second, 'allow' );
		second.doc.dispatchEvent( new second.win.Event( 'wp_consent_type_defined' ) );
		await settle();
		expect( second.tracks().map( ( call ) => call[ 2 ].event_id ) ).toEqual( [ a?.event_id, b?.event_id ] );
		expect( shop.posted( 'events' ) ).toMatchObject( [
			{
				events: [
					{ id: a?.event_id, url: 'https://shop.test/a/' },
					{ id: b?.event_id, url: 'https://shop.test/b/', referrer: 'https://shop.test/before/' },
				],
			},
		] );
		expect( shop.relayed()[ 0 ] ).not.toHaveProperty( 'referrer' );
		const [ old ] = shop.relayed();
		expect( old?.age ).toBeGreaterThanOrEqual( 60_000 );
		expect( session.getItem( 'duet_held' ) ).toBeNull();
		shop.visit( { ...optin, session } );
		await settle();
		expect( shop.relayed() ).toHaveLength( 3 );
	} );

	it( 'writes the visitor number and the click ID, and informs the server once', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.visit( { ...optin, path: '/?ttclid=E.C.P.Old', session } );
		await settle();
		shop.visit( { ...optin, path: '/', session } );
		await settle();
		const tab = shop.visit( { ...optin, path: '/?utm=1&ttclid=E.C.P.New-_1', session } );
		expect( tab.doc.cookie ).toBe( '' );
		answer( tab, 'allow' );
		await settle();
		expect( tab.doc.cookie ).toMatch( /ttclid=E\.C\.P\.New-_1/ );
		expect( tab.doc.cookie ).toMatch( /duet_visitor=[0-9a-f]{32}\.g(;|$)/ );
		expect( session.getItem( 'ttclid' ) ).toBeNull();
		const visitor = tab.doc.cookie;
		shop.visit( { ...optin, session } );
		await settle();
		expect( tab.doc.cookie ).toBe( visitor );
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' } ] );
	} );

	it( 'keeps a click id that waited over pages', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		shop.visit( { ...optin, path: '/?ttclid=E.C.P.Waited', session } );
		const tab = shop.visit( { ...optin, session } );
		answer( tab, 'allow' );
		expect( tab.doc.cookie ).toMatch( /ttclid=E\.C\.P\.Waited/ );
	} );

	it( 'drops a click id that is none', () => {
		const shop = new Shop();
		const tab = shop.visit( { path: '/?ttclid=%22%3Cscript%3E' } );
		expect( tab.doc.cookie ).not.toContain( 'ttclid' );
	} );

	it( 'names the order on whose page it came', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			...optin,
			tray: [ { name: 'Purchase', id: 'P-7-aaaaaaaa', params: { value: 1, currency: 'EUR', contents: [] }, ack: { order: 7, key: 'wc_order_k' } } ],
		} );
		answer( tab, 'allow' );
		await settle();
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted', order: 7, key: 'wc_order_k' } ] );
		expect( tab.tracks( 'Purchase' ) ).toHaveLength( 1 );
	} );

	it( 'reads a tool that loads late', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: required, before: api( { wait: true } ) } );
		await settle();
		tab.win.wp_consent_type = 'optout';
		tab.doc.dispatchEvent( new tab.win.Event( 'wp_consent_type_defined' ) );
		await settle();
		expect( tab.tracks() ).toHaveLength( 1 );
	} );

	it( 'is bounded: the newest events are kept', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		for ( let page = 0; page < 50; page++ ) {
			shop.visit( { ...optin, session, path: `/p${ page }/` } );
		}
		const held = JSON.parse( session.getItem( 'duet_held' ) ?? '[]' ) as { url: string }[];
		expect( held ).toHaveLength( 40 );
		expect( held.at( -1 )?.url ).toBe( 'https://shop.test/p49/' );
	}, 30_000 );

	it.each( [ 'null', '{"a":1}', '[1,null]', 'nonsense' ] )( 'survives held events that read %s', async ( text ) => {
		const shop = new Shop();
		const session = new FakeStorage();
		session.setItem( 'duet_held', text );
		const tab = shop.visit( { ...optin, session } );
		answer( tab, 'allow' );
		await settle();
		expect( tab.tracks() ).toHaveLength( 1 );
	} );

	it( 'still releases this page when sessionStorage is full', async () => {
		const shop = new Shop();
		const session = new FakeStorage();
		session.full = true;
		const tab = shop.visit( { ...optin, session } );
		answer( tab, 'allow' );
		await settle();
		expect( tab.tracks() ).toHaveLength( 1 );
	} );
} );

describe( 'on refusal', () => {
	it( 'drops what waited, sends nothing about an unknown visitor and leaves nothing', async () => {
		const shop = new Shop();
		const tab = shop.visit( { ...optin, path: '/?ttclid=E.C.P.1' } );
		answer( tab, 'deny' );
		await settle();
		silent( shop, tab );
		expect( tab.session.keys() ).toEqual( [] );
		answer( tab, 'allow' );
		await settle();
		expect( tab.tracks() ).toHaveLength( 0 );
	} );

	it( 'names the order on whose page it came, and gives a stranger no number for it', async () => {
		const shop = new Shop();
		const tab = shop.visit( {
			...optin,
			tray: [ { name: 'Purchase', id: 'P-7-aaaaaaaa', params: { value: 1, currency: 'EUR', contents: [] }, ack: { order: 7, key: 'wc_order_k' } } ],
		} );
		answer( tab, 'deny' );
		await settle();
		expect( shop.posts ).toMatchObject( [ { route: 'consent', body: { state: 'denied', order: 7, key: 'wc_order_k' }, cookies: 'wp_consent_marketing=deny; duet_visitor=d' } ] );
		expect( tab.doc.cookie ).toBe( 'wp_consent_marketing=deny' );
	} );

	it( 'withdrawn: the server gets it with the visitor number, then the number is deleted and the refusal stays', async () => {
		const shop = new Shop();
		const tab = shop.visit( { path: '/?ttclid=E.C.P.1', before: api( { type: 'optout' } ) } );
		await settle();
		const number = /duet_visitor=(\w{32})\.g/.exec( tab.doc.cookie )?.[ 1 ];
		expect( number ).toBeDefined();
		answer( tab, 'deny' );
		await settle();
		const { cookies, body } = shop.posts.at( -1 ) ?? {};
		expect( body ).toEqual( { state: 'denied' } );
		expect( cookies ).toContain( `duet_visitor=${ number }.d` );
		expect( tab.doc.cookie ).toBe( 'duet_visitor=d; wp_consent_marketing=deny' );
		const ttq = tab.win.ttq as string[][];
		expect( ttq.map( ( call ) => call[ 0 ] ) ).toEqual( [ 'revokeConsent', 'disableCookie' ] );
		answer( tab, 'allow' );
		expect( ttq.map( ( call ) => call[ 0 ] ).slice( 2 ) ).toEqual( [ 'grantConsent', 'enableCookie' ] );
		expect( tab.doc.cookie ).not.toContain( `${ number }` );
	} );

	it( 'withdrawn by a tool that deletes our cookie first: the server still gets it with the visitor number', async () => {
		const shop = new Shop();
		const tab = shop.visit( { before: api( { type: 'optout' } ) } );
		await settle();
		answer( tab, 'allow' );
		await settle();
		const number = /duet_visitor=(\w{32})\.g/.exec( tab.doc.cookie )?.[ 1 ];
		tab.doc.cookie = 'duet_visitor=;path=/;max-age=0';
		answer( tab, 'deny' );
		await settle();
		expect( shop.posts.at( -1 ) ).toMatchObject( { body: { state: 'denied' }, cookies: expect.stringContaining( `duet_visitor=${ number }.d` ) } );
		expect( [ tab.doc.cookie, tab.win.localStorage.getItem( 'duet_visitor' ) ] ).toEqual( [ 'wp_consent_marketing=deny; duet_visitor=d', null ] );
	} );

	it( 'withdrawn in one tab: the other sends nothing more either', async () => {
		const shop = new Shop();
		const visit = { html: '<a id="call" href="tel:1">', page: { page: { bindings: [ { on: 'click', at: '#call', name: 'Contact' } ] } }, before: api( { type: 'optout' } ) } as const;
		const [ one, other ] = [ shop.visit( visit ), shop.visit( visit ) ];
		await settle();
		other.click( '#call' );
		await settle();
		expect( other.tracks( 'Contact' ) ).toHaveLength( 1 );
		answer( one, 'deny' );
		await settle();
		const { length } = shop.relayed();
		other.click( '#call' );
		await settle();
		expect( other.tracks( 'Contact' ) ).toHaveLength( 1 );
		expect( shop.relayed() ).toHaveLength( length );
		expect( ( other.win.ttq as string[][] ).map( ( call ) => call[ 0 ] ) ).toContain( 'revokeConsent' );
	} );

	it( "takes TikTok's own cookies along, also when the tool reloads the page to withdraw", async () => {
		const shop = new Shop();
		const before = ( win: Record< string, unknown > & Window ) => {
			[ '_ttp=1;path=/;domain=shop.test', '_tt_enable_cookie=1;path=/', 'ttcsid_C1=1;path=/;domain=.shop.test', 'my_ttp=1;path=/', '_ttp2=1;path=/', 'wp_consent_marketing=deny;path=/' ].forEach( ( cookie ) => ( win.document.cookie = cookie ) );
			api( { type: 'optin' } )( win );
		};
		const tab = shop.visit( { page: required, before } );
		await settle();
		expect( tab.doc.cookie.split( '; ' ).sort() ).toEqual( [ '_ttp2=1', 'my_ttp=1', 'wp_consent_marketing=deny' ] );
	} );

	it( 'taken back at once: the number of who agrees again stays', async () => {
		const shop = new Shop();
		const tab = shop.visit( { before: api( { type: 'optout' } ) } );
		await settle();
		const [ number ] = /duet_visitor=\w{32}/.exec( tab.doc.cookie ) ?? [];
		answer( tab, 'deny' );
		answer( tab, 'allow' );
		await settle();
		expect( tab.doc.cookie ).toContain( `${ number }.g` );
		expect( shop.posted( 'consent' ) ).toEqual( [ { state: 'granted' }, { state: 'denied' }, { state: 'granted' } ] );
		expect( shop.said ).toEqual( [ ...( shop.said as number[] ) ].sort( ( one, other ) => one - other ) );
		expect( shop.said.every( ( at ) => Number.isInteger( at ) && Math.abs( Number( at ) - Date.now() ) < 60_000 ), `${ shop.said }` ).toBe( true );
	} );

	it( 'withdrawn before the relay has sent anything: nothing is relayed', async () => {
		const shop = new Shop();
		const tab = shop.visit( { before: api( { type: 'optout' } ) } );
		answer( tab, 'deny' );
		await settle();
		expect( shop.relayed() ).toHaveLength( 0 );
	} );

	it( 'does not load the script when consent goes before the page is at rest', async () => {
		const shop = new Shop();
		const tab = shop.visit( { before: api( { type: 'optout' } ) } );
		answer( tab, 'deny' );
		await settle();
		expect( tab.doc.querySelector( 'script[src*=tiktok]' ) ).toBeNull();
		answer( tab, 'allow' );
		await settle();
		expect( tab.doc.querySelectorAll( 'script[src*=tiktok]' ) ).toHaveLength( 1 );
	} );
} );

describe( 'the WP Consent API asked about one service (1.0.8 and later)', () => {
	const STATUS = 'wp_consent_api_status_change_service';
	const prefix = 'wp_consent_consented_services=';
	/** Its two functions, as they stand in 2.0.1: the cookie read as it is, without decoding. */
	const services = ( win: Record< string, unknown > & Window ) => {
		api( { type: 'optin' } )( win );
		const own = ( service: string ): unknown => {
			try {
				return ( JSON.parse( ( win.document.cookie.split( '; ' ).find( ( pair ) => pair.startsWith( prefix ) ) ?? '' ).slice( prefix.length ) ) as Record< string, unknown > )[ service ];
			} catch {
				return undefined;
			}
		};
		Object.assign( win, {
			wp_has_service_consent: ( service: string ) => own( service ) ?? ( win.wp_has_consent as ( category: string ) => unknown )( 'marketing' ),
			wp_is_service_denied: ( service: string ) => own( service ) === false,
		} );
	};
	const yes = '{"tiktok-pixel":true}';
	const no = '{"tiktok-pixel":false}';

	it.each( [
		[ 'refused, its category granted', 'allow', no, false ],
		[ 'refused by PHP, which encodes', 'allow', encodeURIComponent( no ), false ],
		[ 'granted, its category refused', 'deny', yes, true ],
		[ 'granted by PHP', '', encodeURIComponent( yes ), true ],
		[ 'not asked about, its category granted', 'allow', '{"youtube":false}', true ],
		[ 'not asked about, its category refused', 'deny', '{"youtube":true}', false ],
		[ 'not asked about, nor its category', '', '', null ],
		[ 'nonsense, its category granted', 'allow', '[', true ],
	] )( 'the service is %s', ( _, category, own, said ) => {
		const tab = new Shop().visit( {
			page: required,
			before( win ) {
				services( win );
				win.document.cookie = `wp_consent_marketing=${ category };path=/`;
				win.document.cookie = `${ prefix }${ own };path=/`;
			},
		} );
		expect( wpConsentApi( tab.win as unknown as ToolWindow )() ).toBe( said );
	} );

	it( 'a service cookie says nothing to an API without services', () => {
		const tab = new Shop().visit( {
			page: required,
			before( win ) {
				api( { type: 'optin' } )( win );
				win.document.cookie = `${ prefix }${ yes };path=/`;
			},
		} );
		expect( wpConsentApi( tab.win as unknown as ToolWindow )() ).toBeNull();
	} );

	it( 'its change has an effect', async () => {
		const shop = new Shop();
		const tab = shop.visit( { page: required, before: services } );
		await settle();
		expect( tab.tracks() ).toHaveLength( 0 );
		tab.doc.cookie = `${ prefix }${ yes };path=/`;
		tab.doc.dispatchEvent( new tab.win.CustomEvent( STATUS, { detail: { service: 'tiktok-pixel', value: true } } ) );
		await settle();
		expect( tab.tracks() ).toHaveLength( 1 );
	} );
} );
