/** A shopper in Chromium on a real shop: what every walk does, in words of the shop. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import catalogue from '../../src/events/catalogue.json' with { type: 'json' };
import { createSite, type Site, type SiteOptions } from '../../bin/site/index';
import { startStandIn, type Diagnostic, type EventCopy, type StandIn } from '../tiktok/server';

export const PIXEL = 'C9OPQFJC77U5NIJ6K7HG';
export const TOKEN = '0123456789abcdef0123456789abcdef01234567';
export const CLICK = 'E.C.P.CrABCdEf-12_3';
export const ADDRESS = '203.0.113.7';

export const BUYER = {
	email: 'Buyer@Example.test',
	first_name: 'Zoë',
	last_name: "O'Brien",
	street: 'Canary Street 7',
	city: 'Berlin',
	postcode: '10117',
	phone: '030 1234567',
} as const;

/** The settings of a shop whose merchant has finished the first screen. */
export const READY = {
	pixels: [ { code: PIXEL, label: '', test_event_code: '' } ],
	consent: { mode: 'assumed' },
} as const;

/** Where both checkouts post an order to; the block posts its drafts to the same route, with a query. */
export const ORDER = /wc-ajax=checkout|wc\/store\/v1\/checkout(?!.*calc_totals)/;

/** The setting `events` with one channel's switch at the same place for every event. */
export const switched = ( channel: 'dataLayer' | 'pixel' | 'eventsApi', on: boolean ) =>
	Object.fromEntries( Object.keys( catalogue.events ).map( ( name ) => [ name, { [ channel ]: on } ] ) );

export type CheckoutKind = 'block' | 'classic';
export type Method = 'cod' | 'bacs';

export class Shopper {
	public constructor(
		public readonly page: Page,
		private readonly shop: string,
		private readonly kind: CheckoutKind
	) {}

	/**
	 * Comes as if a proxy had forwarded a public address. Not by intercepting requests: what a page sends while it is
	 * left would be held for the test's word and lost.
	 */
	public async arrive( path: string ): Promise< void > {
		await this.page.context().setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		await this.go( path );
	}

	public async go( path: string ): Promise< void > {
		await this.page.goto( this.shop + path );
	}

	public async addToCart( slug: string ): Promise< void > {
		await this.go( `/product/${ slug }/` );
		await this.page.locator( 'form.cart button[type="submit"]' ).first().click();
		await expect.poll( () => this.page.evaluate( () => document.cookie ) ).toContain( 'woocommerce_items_in_cart' );
		await this.page.waitForLoadState( 'load' );
	}

	public async fillCheckout(): Promise< void > {
		await this.go( '/checkout/' );
		if ( this.kind === 'classic' ) {
			await this.fill( '#billing_', '#billing_email' );
			return;
		}
		await this.page.locator( '#email' ).waitFor();
		const billing = await this.page.locator( '#billing-first_name' ).isVisible();
		await this.fill( billing ? '#billing-' : '#shipping-', '#email' );
	}

	private async fill( prefix: string, email: string ): Promise< void > {
		const { street, email: address, ...rest } = BUYER;
		await this.page.fill( email, address );
		await this.page.fill( `${ prefix }address_1`, street );
		for ( const [ name, value ] of Object.entries( rest ) ) {
			await this.page.fill( prefix + name, value );
		}
	}

	/** Presses "Place order" and arrives on the thank-you page. */
	public async pay( method: Method ): Promise< void > {
		await this.choose( method );
		await this.placeOrder();
		await this.page.waitForURL( /order-received/ );
		await this.page.waitForLoadState( 'load' );
	}

	public async choose( method: Method ): Promise< void > {
		if ( this.kind === 'block' ) {
			await this.page.locator( `#radio-control-wc-payment-method-options-${ method }` ).check( { force: true } );
			// The block sends address and method first; pressed before the totals are back, the button does nothing.
			await this.page.waitForFunction( "! wp.data.select( 'wc/store/cart' ).isCustomerDataUpdating() && ! wp.data.select( 'wc/store/checkout' ).isCalculating()" );
			await expect( this.page.locator( '.wc-block-components-checkout-place-order-button' ) ).toBeEnabled();
			return;
		}
		await expect( this.page.locator( '.blockUI' ) ).toHaveCount( 0 );
		await this.page.locator( `label[for="payment_method_${ method }"]` ).click();
		await expect( this.page.locator( '.blockUI' ) ).toHaveCount( 0 );
	}

	/** Presses the button until the shop hears of it: while totals are being worked out the checkout block ignores a press. */
	public async placeOrder(): Promise< void > {
		const button = this.page.locator( this.kind === 'block' ? '.wc-block-components-checkout-place-order-button' : '#place_order' );
		await expect( async () => {
			const order = this.page.waitForRequest( ( request ) => request.method() === 'POST' && ORDER.test( request.url() ), { timeout: 4000 } );
			await Promise.all( [ order, button.click( { timeout: 4000 } ) ] );
		} ).toPass( { timeout: 60_000 } );
	}
}

/** The events in the page's dataLayer, without the resets between them. */
/** What TikTok complains of, but for what its own pixel does: it reads the thank-you page's address as the browser shows it, with the order's key. */
export const complaints = ( tiktok: StandIn ): readonly Diagnostic[] =>
	tiktok.diagnostics().filter( ( { channel, message } ) => channel !== 'pixel' || message !== 'page.url carries personal data or an order key' );

export const layerOf = ( page: Page, name = 'dataLayer' ): Promise< Record< string, unknown >[] > =>
	page.evaluate( ( global ) => ( ( ( window as unknown as Record< string, unknown > )[ global ] ?? [] ) as Record< string, unknown >[] ).filter( ( one ) => 'event' in one ), name );

/** Waits until the page has pushed an event, and answers all it has pushed. */
export async function pushed( page: Page, event: string ): Promise< Record< string, unknown >[] > {
	await expect.poll( async () => ( await layerOf( page ) ).map( ( one ) => one.event ) ).toContain( event );
	return layerOf( page );
}

/** One shop and its TikTok for all tests of a file or describe; each test starts with an empty record. */
export class Shop {
	private running: { readonly site: Site; readonly tiktok: StandIn } | undefined;

	public constructor( private readonly options: ShopOptions ) {}

	public get site(): Site {
		return this.open().site;
	}

	public get tiktok(): StandIn {
		return this.open().tiktok;
	}

	private open() {
		if ( this.running === undefined ) {
			throw new Error( 'the shop opens before the first test' );
		}
		return this.running;
	}

	public async start(): Promise< void > {
		const { mustUse, without, plugins = [], ...options } = this.options;
		const tiktok = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
		const site = await createSite( { settings: READY, token: TOKEN, ...options, plugins: [ ...( without === undefined ? [ 'woocommerce' as const ] : [] ), 'duet', ...plugins ], standIn: tiktok } );
		this.running = { site, tiktok };
		if ( mustUse !== undefined ) {
			const folder = join( site.root, 'wp-content/mu-plugins' );
			mkdirSync( folder, { recursive: true } );
			writeFileSync( join( folder, 'shop.php' ), `<?php\n${ mustUse }` );
		}
	}

	public async stop(): Promise< void > {
		const running = this.running;
		this.running = undefined;
		await running?.site.stop();
		await running?.tiktok.stop();
		expect( running?.site.debugLog() ?? '' ).not.toMatch( /duet-for-tiktok|Duet\\/ );
	}

	/** An empty outbox, other settings, and what else the test needs. */
	public async set( settings: object = READY, php = '' ): Promise< void > {
		const value = Buffer.from( JSON.stringify( settings ) ).toString( 'base64' );
		await this.site.php( `
			update_option( 'duet_settings', json_decode( base64_decode( '${ value }' ), true ) );
			$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state <> 'tombstone'" );
			${ php }` );
		this.tiktok.clear();
	}

	/** Answers what PHP prints as JSON. */
	public async ask< T >( php: string ): Promise< T > {
		return JSON.parse( await this.site.php( `echo wp_json_encode( ${ php } );` ) ) as T;
	}

	/** Events in the outbox, oldest first. */
	public rows(): Promise< { event: string; state: string }[] > {
		return this.ask( '$GLOBALS["wpdb"]->get_results( "SELECT event, state FROM {$GLOBALS["wpdb"]->prefix}duet_outbox WHERE state <> \'tombstone\' ORDER BY id" )' );
	}

	public copies( event: string, channel: EventCopy[ 'channel' ] ): EventCopy[] {
		return this.tiktok.events().filter( ( copy ) => copy.event === event && copy.channel === channel );
	}

	/** Visits another page until TikTok knows of it: whatever the shopper's act had led to has come by then. */
	public async later( page: Page ): Promise< void > {
		const visits = () => this.copies( 'Pageview', 'pixel' ).filter( ( { page: { url } } ) => String( url ).endsWith( '?later' ) ).length;
		const before = visits();
		await page.goto( `${ this.site.url }/sample-page/?later` );
		await eventually( () => expect( visits() ).toBe( before + 1 ) );
	}

	/** Delivers, then holds each copy of the pixel against the server's: same ids, same amounts, each counted once. */
	public async paired( event: string ): Promise< EventCopy[] > {
		const told = ( channel: EventCopy[ 'channel' ] ) =>
			this.copies( event, channel )
				.map( ( { event_id, properties: { value, currency, contents } } ) => ( { event_id, value, currency, contents } ) )
				.sort( ( a, b ) => String( a.event_id ).localeCompare( String( b.event_id ) ) );
		// A relay request may still be under way.
		await expect( async () => {
			await this.site.drain();
			expect( told( 'server' ) ).toEqual( told( 'pixel' ) );
		} ).toPass( { timeout: 15_000 } );
		const copies = this.copies( event, 'pixel' );
		expect( this.tiktok.count( event ) ).toBe( copies.length );
		return copies;
	}

	/** What was added to the cart according to both channels, in order: "2 DUET-MUG". */
	public async added(): Promise< string[] > {
		const rows = ( await this.paired( 'AddToCart' ) ).flatMap( ( { properties } ) => properties.contents as unknown as { content_id: string; quantity: number }[] );
		return rows.map( ( { content_id, quantity } ) => `${ quantity } ${ content_id }` );
	}
}

export interface ShopOptions extends Omit< SiteOptions, 'standIn' > {
	/** A site that sells nothing. */
	readonly without?: 'woocommerce';
	/** PHP of a must-use plugin. */
	readonly mustUse?: string;
}

/** Opens a shop before the tests of this file or describe and closes it after them. */
export function shopWith( options: ShopOptions ): Shop {
	const shop = new Shop( options );
	test.beforeAll( () => shop.start() );
	test.afterAll( () => shop.stop() );
	return shop;
}

/** Waits until a condition about the stand-in holds: beacons and requests need a moment. */
export async function eventually( check: () => void ): Promise< void > {
	await expect( check ).toPass( { timeout: 15_000, intervals: [ 100, 200, 400 ] } );
}
