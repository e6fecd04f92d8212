/** Three channels, each switched for itself: what is off says nothing, what is on says everything. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { READY, Shopper, eventually, layerOf, pushed, shopWith, switched } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const SERVER_EVENTS = [ 'AddToCart', 'InitiateCheckout', 'AddPaymentInfo', 'Purchase' ];

test.describe( 'channels', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'channels', theme: 'classic', checkout: 'classic', hpos: false } );

	/** Requests of the browser to TikTok, and to our relay. */
	const listen = ( page: Page ) => {
		const heard = { tiktok: [] as string[], relay: [] as string[] };
		page.on( 'request', ( request ) => {
			if ( request.url().startsWith( shop.tiktok.url ) ) {
				heard.tiktok.push( request.url() );
			}
			if ( /duet\/v1\/events/.test( request.url() ) ) {
				heard.relay.push( request.url() );
			}
		} );
		return heard;
	};
	/** Buys a mug; answers what the pages pushed on the way: product page, after adding, checkout, thank-you page. */
	const buy = async ( page: Page ) => {
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/product/duet-mug/' );
		const layers = [ await pushed( page, 'view_item' ) ];
		await shopper.addToCart( 'duet-mug' );
		layers.push( await pushed( page, 'add_to_cart' ) );
		await shopper.fillCheckout();
		layers.push( await pushed( page, 'begin_checkout' ) );
		await shopper.pay( 'cod' );
		layers.push( await pushed( page, 'purchase' ) );
		return layers.flat();
	};

	test( 'pixel off for every event: no script, no request of the browser, the whole sale by the server', async ( { page } ) => {
		await shop.set( { ...READY, events: switched( 'pixel', false ) } );
		const heard = listen( page );
		await buy( page );
		await expect( async () => {
			await shop.site.drain();
			expect( SERVER_EVENTS.map( ( event ) => shop.tiktok.count( event ) ) ).toEqual( [ 1, 1, 1, 1 ] );
		} ).toPass( { timeout: 15_000 } );
		expect( shop.tiktok.events().filter( ( { channel } ) => channel === 'pixel' ) ).toEqual( [] );
		expect( heard.tiktok ).toEqual( [] );
		expect( await page.evaluate( () => 'ttq' in window ) ).toBe( false );
	} );

	test( 'server off for every event: the pixel alone, no row and no relay request', async ( { page } ) => {
		await shop.set( { ...READY, events: switched( 'eventsApi', false ) } );
		const heard = listen( page );
		await buy( page );
		await shop.later( page );
		await shop.site.drain();
		expect( SERVER_EVENTS.map( ( event ) => shop.copies( event, 'pixel' ).length ) ).toEqual( [ 1, 1, 1, 1 ] );
		expect( shop.copies( 'Purchase', 'pixel' )[ 0 ]?.properties ).toMatchObject( { value: 12.5, currency: 'EUR' } );
		expect( shop.tiktok.events().filter( ( { channel } ) => channel === 'server' ) ).toEqual( [] );
		expect( await shop.rows() ).toEqual( [] );
		expect( heard.relay ).toEqual( [] );
	} );

	test( 'both off: the dataLayer alone, in the shapes of GA4', async ( { page } ) => {
		const off = switched( 'pixel', false );
		await shop.set( { ...READY, events: Object.fromEntries( Object.entries( off ).map( ( [ name, one ] ) => [ name, { ...one, eventsApi: false } ] ) ) } );
		const heard = listen( page );
		const layer = await buy( page );
		await shop.site.drain();
		expect( [ heard.tiktok, heard.relay, shop.tiktok.requests().map( ( { path } ) => path ), await shop.rows() ] ).toEqual( [ [], [], [], [] ] );

		const item = { item_id: 'DUET-MUG', item_name: 'Duet Mug', item_category: 'Kitchen', price: 7.5, quantity: 1 };
		for ( const [ event, value ] of [ [ 'view_item', 7.5 ], [ 'add_to_cart', 7.5 ], [ 'begin_checkout', 7.5 ], [ 'purchase', 12.5 ] ] as const ) {
			const one = layer.find( ( other ) => other.event === event );
			expect( one, event ).toMatchObject( { event_id: expect.stringMatching( /^[A-Za-z0-9.-]{8,64}$/ ), ecommerce: { currency: 'EUR', value, items: [ item ] } } );
		}
		const purchase = layer.find( ( { event } ) => event === 'purchase' );
		expect( purchase?.ecommerce ).toMatchObject( { transaction_id: expect.stringMatching( /^\d+$/ ), shipping: 5, tax: 0 } );
		// Tag Manager merges: each shop event has a reset right before it.
		const whole = await page.evaluate( () => ( window as unknown as { dataLayer: Record< string, unknown >[] } ).dataLayer );
		const at = whole.findIndex( ( { event } ) => event === 'purchase' );
		expect( whole[ at - 1 ] ).toEqual( { ecommerce: null } );
		expect( Object.keys( whole[ at ] ?? {} ).sort() ).toEqual( [ 'ecommerce', 'event', 'event_id', 'search_term', 'tiktok' ] );
	} );

	test( 'dataLayer off: the global is not touched, and neither is one of other code', async ( { page } ) => {
		await shop.set( { ...READY, data_layer: { mode: 'off' } } );
		await page.goto( `${ shop.site.url }/product/duet-mug/` );
		await eventually( () => expect( shop.copies( 'ViewContent', 'pixel' ) ).toHaveLength( 1 ) );
		expect( await page.evaluate( () => 'dataLayer' in window ) ).toBe( false );
		await page.addInitScript( "window.dataLayer = [ { event: 'mine' } ];" );
		await page.reload();
		await eventually( () => expect( shop.copies( 'ViewContent', 'pixel' ) ).toHaveLength( 2 ) );
		expect( await layerOf( page ) ).toEqual( [ { event: 'mine' } ] );
	} );

	test( 'another name of the global', async ( { page } ) => {
		await shop.set( { ...READY, data_layer: { mode: 'on', name: 'shopLayer' } } );
		await page.goto( `${ shop.site.url }/product/duet-mug/` );
		await expect.poll( async () => ( await layerOf( page, 'shopLayer' ) ).map( ( { event } ) => event ) ).toEqual( [ 'page_view', 'view_item' ] );
		expect( await page.evaluate( () => 'dataLayer' in window ) ).toBe( false );
	} );

	test( 'beside another plugin that pushes shop events we stay quiet, unless the merchant says on', async ( { page } ) => {
		const folder = join( shop.site.root, 'wp-content/plugins/duracelltomi-google-tag-manager' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'duracelltomi-google-tag-manager-for-wordpress.php' ), '<?php\n/* Plugin Name: Stand-in for GTM4WP */\n' );
		const basename = 'duracelltomi-google-tag-manager/duracelltomi-google-tag-manager-for-wordpress.php';
		const plugin = ( what: string ) => `require_once ABSPATH . 'wp-admin/includes/plugin.php'; wp_clean_plugins_cache(); ${ what }( '${ basename }' );`;
		try {
			await shop.set( READY, plugin( 'activate_plugin' ) );
			await page.goto( `${ shop.site.url }/product/duet-mug/` );
			await eventually( () => expect( shop.copies( 'ViewContent', 'pixel' ) ).toHaveLength( 1 ) );
			expect( await page.evaluate( () => 'dataLayer' in window ) ).toBe( false );
			await shop.set( { ...READY, data_layer: { mode: 'on' } } );
			await page.reload();
			expect( await pushed( page, 'view_item' ) ).toHaveLength( 2 );
		} finally {
			await shop.site.php( plugin( 'deactivate_plugins' ) );
		}
	} );
} );
