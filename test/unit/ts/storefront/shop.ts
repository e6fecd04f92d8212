/**
 * A small shop for the storefront's tests: tabs are jsdom windows that share
 * cookies, localStorage, locks and one cart behind a fake Store API.
 */
import { CookieJar, JSDOM, VirtualConsole } from 'jsdom';
import { expect, vi } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import { pattern } from '../../../../src/events/personal.json';
import type { PageJson, SignedItem, TrayItem } from '../../../../src/storefront/browser/page-json.ts';
import { boot } from '../../../../src/storefront/boot.ts';
import { shopTriggers } from '../../../../src/storefront/triggers/shop.ts';

type PageWindow = Parameters< typeof boot >[ 0 ];

export const ORIGIN = 'https://shop.test';

/** What was thrown into a page, by anybody; `settle` expects none. */
const thrown: unknown[] = [];
const virtualConsole = new VirtualConsole().on( 'jsdomError', ( error: Error ) => {
	// jsdom cannot submit forms, and says so as an error.
	if ( ! error.message.startsWith( 'Not implemented' ) ) {
		thrown.push( error );
	}
} );

export class FakeStorage {
	private readonly items = new Map< string, string >();
	public full = false;
	public getItem( key: string ): string | null {
		return this.items.get( key ) ?? null;
	}
	public setItem( key: string, value: string ): void {
		if ( this.full ) {
			throw new DOMException( 'full', 'QuotaExceededError' );
		}
		this.items.set( key, value );
	}
	public removeItem( key: string ): void {
		this.items.delete( key );
	}
	public keys(): string[] {
		return [ ...this.items.keys() ];
	}
}

const all = { dataLayer: 'x', pixel: 'x', eventsApi: true } as const;
const events: PageJson[ 'events' ] = {
	Pageview: { dataLayer: 'page_view', pixel: 'Pageview', eventsApi: true },
	ViewContent: { dataLayer: 'view_item', pixel: 'ViewContent' },
	AddToCart: { ...all, dataLayer: 'add_to_cart', pixel: 'AddToCart' },
	InitiateCheckout: { ...all, dataLayer: 'begin_checkout', pixel: 'InitiateCheckout' },
	AddPaymentInfo: { ...all, dataLayer: 'add_payment_info', pixel: 'AddPaymentInfo' },
	Purchase: { ...all, dataLayer: 'purchase', pixel: 'Purchase' },
	Lead: { ...all, dataLayer: 'generate_lead', pixel: 'Lead' },
	Contact: { ...all, dataLayer: 'contact', pixel: 'Contact' },
	Download: { ...all, dataLayer: 'file_download', pixel: 'Download' },
	CompleteRegistration: { ...all, dataLayer: 'sign_up', pixel: 'CompleteRegistration' },
	Schedule: {},
	...Object.fromEntries( [ 'select_item', 'view_cart', 'remove_from_cart', 'add_shipping_info' ].map( ( name ) => [ name, { dataLayer: name, own: true } ] ) ),
};

const names = ( wanted: ( entry: object ) => boolean ) =>
	Object.entries( catalogue.params ).flatMap( ( [ name, entry ] ) => ( wanted( entry ) ? name : [] ) );
/** As PageJson prints it: dataLayer parameters, and members of rows that TikTok does not get. */
export const ONLY = [ ...names( ( entry ) => 'only' in entry ), 'variant', 'group_id', 'item_currency', 'sig', 'sig_price', 'sig_pieces' ];
export const NUMBERS = names( ( entry ) => 'number' in entry || 'integer' in entry );

/** What differs from a page that says nothing. */
export type Changes = Partial< Omit< PageJson, 'page' > > & { readonly page?: Partial< PageJson[ 'page' ] > };

export const pageJson = ( changes: Changes = {} ): PageJson => ( {
	pixels: [ 'C1' ],
	pixelScript: 'https://tiktok.test/events.js',
	rest: `${ ORIGIN }/wp-json/duet/v1/`,
	door: '/?duet_door=',
	consent: 'assumed',
	dataLayer: 'dataLayer',
	events,
	custom: { dataLayer: '', pixel: '', eventsApi: true, own: true },
	aliases: { completepayment: 'Purchase', submitform: 'Lead', item_id: 'content_id', order_value: 'value' },
	only: ONLY,
	numbers: NUMBERS,
	personal: pattern,
	cookiePath: '/',
	...changes,
	page: { events: [], bindings: [], ...changes.page },
} );

export const CART_URL = `${ ORIGIN }/wp-json/wc/store/v1/cart`;

export const item = ( id: string, price = 10 ): SignedItem => ( {
	content_id: id,
	content_name: `Product ${ id }`,
	price,
	quantity: 1,
	item_currency: 'EUR',
	tax: 'incl',
	sig: 'a'.repeat( 32 ),
} );

export interface Tab {
	readonly win: PageWindow & Record< string, unknown >;
	readonly doc: Document;
	readonly session: FakeStorage;
	/** dataLayer pushes with an event name. */
	pushes( name?: string ): Record< string, unknown >[];
	/** [name, properties, options] of each track call for a pixel. */
	tracks( name?: string ): [ string, Record< string, unknown >, { event_id: string } ][];
	click( selector: string ): void;
	/** Elements that match come into view, as an IntersectionObserver tells it. */
	show( selector: string ): void;
	/** A request of this page has ended, as a PerformanceObserver tells it. */
	ended( path: string, initiatorType?: string ): void;
}

export interface Visit {
	readonly path?: string;
	readonly html?: string;
	readonly page?: Changes;
	readonly tray?: readonly TrayItem[];
	readonly session?: FakeStorage;
	/** Without WooCommerce. */
	readonly withoutShop?: true;
	/** Changes the window before the script runs. */
	readonly before?: ( win: Record< string, unknown > & Window ) => void;
}

export class Shop {
	public readonly jar = new CookieJar();
	public readonly local = new FakeStorage();
	public cart: Record< string, number > = {};
	public prices: Record< string, number > = {};
	public locks = true;
	/** Answer of each Store API request is taken when it is made, and given after this. */
	public delay = 0;
	public reads = 0;
	/** Shipping rates of the one parcel. */
	public rates: { rate_id: string; selected: boolean }[] = [];
	public broken = false;
	/** What our own routes answer. */
	public reply = { status: 200, body: '{}' };
	public readonly posts: { route: string; body: Record< string, unknown >; cookies: string }[] = [];
	/** When each posted answer about consent was said; no other body has such a time. */
	public readonly said: unknown[] = [];
	private tail: Promise< unknown > = Promise.resolve();

	/** Changes the cart on the server, cookies included. */
	public put( key: string, quantity: number ): void {
		this.cart = { ...this.cart, [ key ]: quantity };
		if ( quantity < 1 ) {
			delete this.cart[ key ];
		}
		const filled = Object.keys( this.cart ).length > 0;
		const life = filled ? '' : '; max-age=0';
		this.jar.setCookieSync( `woocommerce_items_in_cart=1; path=/${ life }`, ORIGIN );
		this.jar.setCookieSync( `woocommerce_cart_hash=${ JSON.stringify( this.cart ).length }${ Object.values( this.cart ).join( '-' ) }; path=/${ life }`, ORIGIN );
	}

	/** What answers at REST in place of WordPress, at the Store API and at our routes alike: a plugin, a firewall. */
	public closed: ( () => Response ) | undefined;
	/** Statuses of our routes' next answers; `reply` after them. */
	public answers: number[] = [];
	/** Every address that was asked for, in order. */
	public readonly asked: string[] = [];

	private async request( url: string, init: { body?: string; method?: string } = {} ): Promise< unknown > {
		this.asked.push( url.replace( ORIGIN, '' ) );
		if ( this.closed && url.includes( '/wp-json/' ) ) {
			return this.closed();
		}
		if ( url.startsWith( CART_URL ) || url === '/?duet_door=cart' ) {
			this.reads += +url.startsWith( CART_URL );
			const lines = Object.entries( this.cart );
			const answer = {
				items: lines.map( ( [ key, quantity ] ) => ( {
					key,
					quantity,
					extensions: { duet: { ...item( key, this.prices[ key ] ?? 10 ), sig_core: 'c'.repeat( 32 ) } },
				} ) ),
				totals: { currency_minor_unit: 2 },
				coupons: [],
				shipping_rates: [ { shipping_rates: this.rates } ],
			};
			await new Promise( ( resolve ) => setTimeout( resolve, this.delay ) );
			return { json: async () => ( this.broken ? { code: 'error' } : answer ) };
		}
		const { at, age, ...rest } = JSON.parse( init.body ?? '{}' ) as Record< string, unknown >;
		// 0: said now.
		const body = age ? { ...rest, age } : rest;
		if ( at !== undefined ) {
			this.said.push( at );
		}
		this.posts.push( {
			route: url.replace( /.*(\/duet\/v1\/|duet_door=)/, '' ),
			body,
			cookies: this.jar.getCookieStringSync( ORIGIN ),
		} );
		const { status, body: text } = this.reply;
		return { status: this.answers.shift() ?? status, text: async () => text };
	}

	public posted( route: string ): Record< string, unknown >[] {
		return this.posts.filter( ( post ) => post.route === route ).map( ( post ) => post.body );
	}

	/** Events that reached the relay. */
	public relayed( name?: string ): Record< string, unknown >[] {
		return this.posted( 'events' )
			.flatMap( ( body ) => body.events as Record< string, unknown >[] )
			.filter( ( event ) => ! name || event.name === name );
	}

	public visit( visit: Visit = {} ): Tab {
		const json = ( id: string, value: unknown ) =>
			`<script type="application/json" id="${ id }">${ JSON.stringify( value ).replace( /</g, '\\u003C' ) }</script>`;
		// As PHP prints it: a page with an order's event says in its own data which order it shows.
		const order = visit.tray?.find( ( { ack } ) => ack )?.ack;
		const { window: dom } = new JSDOM(
			`<body>${ visit.html ?? '' }${ json( 'duet-page', pageJson( { ...( order && { order } ), shop: { cart: CART_URL, product: `${ ORIGIN }/wp-json/wc/store/v1/products/` }, ...visit.page } ) ) }${
				visit.tray ? json( 'duet-tray', visit.tray ) : ''
			}</body>`,
			{ url: ORIGIN + ( visit.path ?? '/' ), cookieJar: this.jar, virtualConsole, referrer: `${ ORIGIN }/before/` }
		);
		const win = dom as unknown as Tab[ 'win' ];
		const session = visit.session ?? new FakeStorage();
		const observers: ( ( list: { getEntries(): object[] } ) => void )[] = [];
		const ended: Tab[ 'ended' ] = ( path, initiatorType = 'fetch' ) =>
			observers.forEach( ( run ) => run( { getEntries: () => [ { name: new URL( path, ORIGIN ).href, initiatorType } ] } ) );
		const define = ( name: string, value: unknown ) =>
			Object.defineProperty( win, name, { value, configurable: true, writable: true } );
		define( 'localStorage', this.local );
		define( 'sessionStorage', session );
		define( 'fetch', async ( url: string, init?: { body?: string } ) => {
			const reply = await this.request( url, init );
			ended( url );
			return reply;
		} );
		define(
			'PerformanceObserver',
			class {
				public constructor( private readonly run: ( typeof observers )[ number ] ) {}
				public observe() {
					observers.push( this.run );
				}
			}
		);
		const watched = new Map< Element, ( entries: object[] ) => void >();
		define(
			'IntersectionObserver',
			class {
				public constructor( private readonly run: ( entries: object[] ) => void ) {}
				public observe( element: Element ) {
					watched.set( element, this.run );
				}
				public unobserve( element: Element ) {
					watched.delete( element );
				}
			}
		);
		if ( this.locks ) {
			Object.defineProperty( win.navigator, 'locks', {
				value: {
					request: ( _: string, run: () => Promise< void > ) => ( this.tail = this.tail.then( run ) ),
				},
			} );
		}
		Object.defineProperty( win.document, 'readyState', { value: 'complete', configurable: true } );
		visit.before?.( win as Record< string, unknown > & Window );
		boot( win, visit.withoutShop ? undefined : shopTriggers );
		const tab: Tab = {
			win,
			doc: win.document,
			session,
			pushes: ( name ) =>
				( ( win.dataLayer ?? [] ) as Record< string, unknown >[] ).filter( ( push ) =>
					name ? push?.event === name : push?.event
				),
			tracks( name ) {
				const { ttq } = win as { ttq?: { _i: Record< string, [ string, ...unknown[] ][] > } };
				return Object.values( ttq?._i ?? {} )
					.flat()
					.filter( ( call ) => call[ 0 ] === 'track' && ( ! name || call[ 1 ] === name ) )
					.map( ( [ , ...rest ] ) => rest as ReturnType< Tab[ 'tracks' ] >[ number ] );
			},
			click( selector ) {
				win.document
					.querySelector( selector )
					?.dispatchEvent( new win.MouseEvent( 'click', { bubbles: true, cancelable: true } ) );
			},
			show: ( selector ) =>
				win.document.querySelectorAll( selector ).forEach( ( target ) => watched.get( target )?.( [ { target, isIntersecting: true } ] ) ),
			ended,
		};
		return tab;
	}
}

/** Lets timers, requests and promises run; nothing may have been thrown into a page meanwhile. */
export async function settle( ms = 1000 ): Promise< void > {
	await vi.advanceTimersByTimeAsync( ms );
	expect( thrown.splice( 0 ) ).toEqual( [] );
}
