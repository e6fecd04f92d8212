/** Tag Manager instead of Duet's pixel: chosen on the screen, driven by the downloaded container; and domain verification. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import catalogue from '../../src/events/catalogue.json' with { type: 'json' };
import { missing } from '../../bin/site/index';
import { eventually, layerOf, PIXEL, pushed, READY, Shopper, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const SCREEN = '/wp-admin/admin.php?page=duet-for-tiktok';
const TOKEN = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

interface Part {
	readonly name: string;
	readonly parameter: { key: string; value?: string }[];
	readonly customEventFilter?: { parameter: { value: string }[] }[];
}
interface Container {
	readonly exportFormatVersion: number;
	readonly containerVersion: Record< 'tag' | 'trigger' | 'variable', Part[] >;
}

test.describe( 'Tag Manager and domain verification', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.describe.configure( { mode: 'serial' } );
	const shop = shopWith( { name: 'tag-manager' } );

	async function screen( page: Page, part: string ): Promise< void > {
		await page.goto( `${ shop.site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
		await page.goto( `${ shop.site.url }${ SCREEN }#settings/${ part }` );
	}
	const save = async ( page: Page ) => {
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( page.getByRole( 'status' ).filter( { hasText: /^Saved\.$/ } ) ).toBeVisible();
	};
	const by = ( page: Page, question: RegExp, answer: string ) => page.getByRole( 'radiogroup', { name: question } ).getByRole( 'radio', { name: answer, exact: true } );

	test( 'chosen on the screen, refused without the dataLayer; the downloaded container names every event', async ( { page } ) => {
		await screen( page, 'tag-manager' );
		const tagManager = page.getByRole( 'region', { name: 'Google Tag Manager' } );

		// Without the dataLayer Tag Manager would have nothing to send.
		await page.locator( '#duet-data_layer-mode-off' ).check();
		await by( page, /runs the TikTok pixel/, 'Google Tag Manager' ).check();
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( tagManager.locator( '.duet-error' ).first() ).toContainText( 'switch the dataLayer on' );
		await expect( by( page, /runs the TikTok pixel/, 'Google Tag Manager' ) ).toBeFocused();
		await page.locator( '#duet-data_layer-mode-auto' ).check();
		await by( page, /runs the TikTok pixel/, 'Google Tag Manager' ).check();
		await save( page );

		const download = page.waitForEvent( 'download' );
		await page.getByRole( 'button', { name: 'Download container' } ).click();
		const file = await download;
		expect( file.suggestedFilename() ).toBe( 'duet-tag-manager-container.json' );
		const text = readFileSync( await file.path(), 'utf8' );
		const { exportFormatVersion, containerVersion } = JSON.parse( text ) as Container;
		expect( exportFormatVersion ).toBe( 2 );
		const patterns = containerVersion.trigger.map( ( { customEventFilter = [] } ) => customEventFilter[ 0 ]?.parameter[ 1 ]?.value ?? '' );
		for ( const [ name, { channels } ] of Object.entries( catalogue.events ) ) {
			const layer = 'dataLayer' in channels ? channels.dataLayer.name : undefined;
			if ( layer !== undefined ) {
				expect( patterns.filter( ( pattern ) => new RegExp( pattern ).test( layer ) ), layer ).toHaveLength( 1 );
				expect( text.includes( `"${ name }"` ), name ).toBe( 'pixel' in channels );
			}
		}
		expect( text.split( PIXEL ) ).toHaveLength( 2 );

		// The other half, with what it costs.
		await by( page, /sends to the Events API/, 'A server container of Tag Manager' ).check();
		await expect( tagManager.getByText( 'do not return to the thank-you page' ) ).toBeVisible();
		await page.getByRole( 'button', { name: 'Download container' } ).click();
		await expect( tagManager.getByText( 'Save your changes first' ) ).toBeVisible();
		await save( page );
		expect( await shop.ask( 'get_option( "duet_settings" )["data_layer"]' ) ).toEqual( { pixel_by: 'gtm', server_by: 'gtm' } );
	} );

	test( 'pixel by Tag Manager: Duet loads no pixel, the dataLayer carries the ids, the server copy still goes', async ( { page: visitor } ) => {
		await shop.set( { ...READY, data_layer: { pixel_by: 'gtm' } } );
		const asked: string[] = [];
		visitor.on( 'request', ( request ) => asked.push( request.url() ) );
		const shopper = new Shopper( visitor, shop.site.url, 'block' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await pushed( visitor, 'add_to_cart' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		const events = await pushed( visitor, 'purchase' );
		expect( events.every( ( { event_id } ) => /^[A-Za-z0-9.-]{8,64}$/.test( String( event_id ) ) ) ).toBe( true );
		expect( await visitor.evaluate( () => 'ttq' in window ) ).toBe( false );
		expect( asked.filter( ( url ) => url.startsWith( shop.tiktok.url ) ) ).toEqual( [] );

		// Tag Manager's copy of the order and the server's are the same event.
		const purchase = events.find( ( { event } ) => event === 'purchase' );
		await eventually( () => expect( asked.some( ( url ) => url.includes( 'duet/v1/ack' ) ) ).toBe( true ) );
		await shop.site.drain();
		await eventually( () => expect( shop.copies( 'Purchase', 'server' ).map( ( { event_id } ) => event_id ) ).toEqual( [ purchase?.event_id ] ) );
		await eventually( () => expect( shop.copies( 'AddToCart', 'server' ) ).toHaveLength( 1 ) );
		await visitor.reload();
		await pushed( visitor, 'page_view' );
		expect( ( await layerOf( visitor ) ).filter( ( { event } ) => event === 'purchase' ) ).toEqual( [] );
	} );

	test( "the container, run in the shop's own page, sends the same IDs to TikTok's pixel", async ( { page } ) => {
		await shop.set( { ...READY, data_layer: { pixel_by: 'gtm' } } );
		const container = await shop.ask< Container >( '( function () { wp_set_current_user( 1 ); return rest_do_request( new WP_REST_Request( "GET", "/duet/v1/tag-manager-container" ) )->get_data(); } )()' );
		const html = ( name: string ) => ( container.containerVersion.tag.find( ( tag ) => tag.name === name )?.parameter[ 0 ]?.value ?? '' ).replace( /^<script>|<\/script>$/g, '' ).replaceAll( 'https://analytics.tiktok.com/i18n/pixel/events.js', shop.tiktok.pixelScriptUrl );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( '/product/duet-mug/' );
		const events = await pushed( page, 'view_item' );
		for ( const [ name, layer ] of [ [ 'Pageview', 'page_view' ], [ 'ViewContent', 'view_item' ] ] as const ) {
			const values: Record< string, string > = { 'Duet - TikTok pixel code': `"${ PIXEL }"`, 'TikTok event name': `"${ name }"`, 'Duet - push': `dataLayer.filter( ( push ) => push.event === "${ layer }" )[ 0 ]` };
			for ( const tag of [ 'Duet - TikTok pixel', 'Duet - TikTok event' ] ) {
				await page.evaluate( html( tag ).replace( /\{\{(.*?)\}\}/g, ( _all, variable: string ) => values[ variable ] ?? '' ) );
			}
			await eventually( () => expect( shop.copies( name, 'pixel' ).map( ( { event_id } ) => event_id ) ).toEqual( [ events.find( ( { event } ) => event === layer )?.event_id ] ) );
		}
		const [ view ] = shop.copies( 'ViewContent', 'pixel' );
		expect( view?.properties ).toMatchObject( { content_type: 'product', value: 7.5, currency: 'EUR', contents: [ { content_id: 'DUET-MUG', price: 7.5, quantity: 1 } ] } );
	} );

	test( 'verification: a hostile paste is refused beside the field, a tag is saved, and the check finds it', async ( { page } ) => {
		const dialogs: string[] = [];
		page.on( 'dialog', ( dialog ) => {
			dialogs.push( dialog.message() );
			void dialog.dismiss();
		} );
		await shop.set();
		await screen( page, 'domain' );
		const section = page.getByRole( 'region', { name: 'Domain verification' } );
		const field = page.getByLabel( 'Paste what TikTok shows you' );
		await field.fill( `<meta name="tiktok-domain-verification" content="${ TOKEN }"><script>alert( 1 )</script>` );
		await page.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( field ).toHaveAccessibleDescription( /Duet does not know this/ );
		await expect( field ).toBeFocused();

		await field.fill( `<meta content='${ TOKEN }' name=tiktok-domain-verification>` );
		await save( page );
		await expect( field ).toHaveValue( '' );
		await expect( section.getByText( `tiktok-domain-verification=${ TOKEN }`, { exact: true } ) ).toBeVisible();
		await section.getByRole( 'button', { name: 'Check what TikTok gets' } ).click();
		await expect( section.getByText( `Meta tag found at ${ shop.site.url }/.` ) ).toBeVisible();

		await section.locator( 'input[type="file"]' ).setInputFiles( { name: 'tiktokAbCdEf0123456789.txt', mimeType: 'text/plain', buffer: Buffer.from( 'tiktok-developers-site-verification=AbCdEf0123456789' ) } );
		await expect( field ).toHaveValue( /^tiktokAbCdEf0123456789\.txt/ );
		await section.getByRole( 'button', { name: 'Check what TikTok gets' } ).click();
		await expect( section.getByText( 'Save your changes first' ) ).toBeVisible();
		await save( page );
		await section.getByRole( 'button', { name: 'Check what TikTok gets' } ).click();
		await expect( section.getByText( 'File found at' ) ).toBeVisible();
		expect( await ( await fetch( `${ shop.site.url }/tiktokAbCdEf0123456789.txt` ) ).text() ).toBe( 'tiktok-developers-site-verification=AbCdEf0123456789' );

		await section.getByRole( 'button', { name: 'Remove the verification from this site' } ).click();
		await save( page );
		await page.goto( shop.site.url );
		await expect( page.locator( 'meta[name^="tiktok-"]' ) ).toHaveCount( 0 );
		expect( dialogs ).toEqual( [] );
	} );
} );
