/** The container's own code, run on what our dataLayer channel pushes: TikTok hears what our pixel would have told it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import catalogue from '../../../../src/events/catalogue.json';
import type { Params } from '../../../../src/events/event.ts';
import { dataLayerOf } from '../../../../src/storefront/channels/data-layer.ts';
import { propertiesOf } from '../../../../src/events/shapes.ts';
import type { Browser } from '../../../../src/storefront/browser/browser.ts';
import { pixelScript } from '../../../tiktok/pixel-routes.ts';
import { Google, type Container } from './google.ts';

const CODES = [ 'C9OPQFJC77U5NIJ6K7HG', 'AAAAAAAAAAAAAAAAAAAA' ] as const;
const [ CODE ] = CODES;
/** As PageJson prints them. */
const paramsThat = ( are: ( entry: object ) => boolean ) => Object.entries( catalogue.params ).flatMap( ( [ name, entry ] ) => ( are( entry ) ? name : [] ) );
const ONLY = [ ...paramsThat( ( entry ) => 'only' in entry ), 'variant', 'group_id', 'item_currency', 'tax', 'sig' ];
const NUMBERS = paramsThat( ( entry ) => 'number' in entry || 'integer' in entry );
const HASH = 'a'.repeat( 64 );

const containerOf = ( settings: object = {} ): Container => {
	const { stdout, stderr } = spawnSync( 'php', [ `${ import.meta.dirname }/container.php`, JSON.stringify( { pixels: CODES.map( ( code ) => ( { code } ) ), ...settings } ) ], { encoding: 'utf8' } );
	expect( stderr ).toBe( '' );
	return JSON.parse( stdout ) as Container;
};
const plain = containerOf();

const row = { content_id: 'SKU-1', content_name: "Zoë's </script> tea", content_category: 'Tea', brand: 'B', price: 9.5, quantity: 2, variant: 'red', group_id: 'G', item_currency: 'EUR', tax: 'incl' as const, sig: 'f'.repeat( 32 ) };
/** A value for every parameter there is. */
const valueOf = ( name: string ) => ( { contents: [ row, { content_id: 'SKU-2', price: 0, quantity: 1 } ], content_ids: [ 'SKU-1', 'SKU-2' ], currency: 'EUR', new_customer: false } )[ name ] ?? ( NUMBERS.includes( name ) ? 0 : `${ name } 1` );

/** Says it through our own dataLayer channel, on the page of a Tag Manager. */
const say = ( google: Google, as: string, params: Params, id = `id-${ as }`, layer = 'dataLayer' ) => {
	const browser = { win: google.page, page: { dataLayer: layer } } as unknown as Browser;
	dataLayerOf( browser ).accept( { name: as, id, time: 0, url: '', params }, as );
};

describe( "the container's tags", () => {
	const entries = Object.entries( catalogue.events ).flatMap( ( [ name, { channels, requires, accepts } ] ) => {
		const layer = 'dataLayer' in channels ? channels.dataLayer.name : '';
		return 'pixel' in channels ? [ { name, layer, params: [ ...Object.keys( requires ), ...Object.keys( accepts ) ] } ] : [];
	} );

	it.each( entries )( 'tell of $name what our own pixel would, with every parameter and with the fewest', ( { name, layer, params } ) => {
		const full = Object.fromEntries( params.map( ( param ) => [ param, valueOf( param ) ] ) );
		const { contents: _contents, ...few } = full;
		for ( const given of [ full, few, {} ] as Params[] ) {
			const google = new Google( plain );
			say( google, layer, given );
			for ( const code of CODES ) {
				expect( google.calls( code ) ).toEqual( [ [ name, propertiesOf( given, ONLY ), { event_id: `id-${ layer }` } ] ] );
			}
		}
	} );

	it( 'keep nothing of an event for the next one, though the merged model does', () => {
		const google = new Google( plain );
		say( google, 'purchase', { value: 20, currency: 'EUR', contents: [ row, row ], content_type: 'product', order_id: '15' }, 'id-1' );
		say( google, 'generate_lead', { value: 5, currency: 'USD', content_name: 'Form' }, 'id-2' );
		say( google, 'contact', {}, 'id-3' );
		say( google, 'view_item', { value: 1, currency: 'EUR', contents: [ { content_id: 'X', price: 1, quantity: 1 } ] }, 'id-4' );
		expect( google.calls( CODE ).slice( 1 ) ).toEqual( [
			[ 'Lead', { value: 5, currency: 'USD', content_name: 'Form' }, { event_id: 'id-2' } ],
			[ 'Contact', {}, { event_id: 'id-3' } ],
			[ 'ViewContent', { value: 1, currency: 'EUR', contents: [ { content_id: 'X', price: 1, quantity: 1 } ] }, { event_id: 'id-4' } ],
		] );
	} );

	it( "leave pushes of other tools and events that are not TikTok's alone", () => {
		const google = new Google( plain );
		const layer = google.page[ 'dataLayer' ] as object[];
		layer.push( { event: 'purchase', ecommerce: { value: 1 } } );
		say( google, 'page_view', {} );
		say( google, 'view_cart', { contents: [ row ] } );
		layer.push( { event: 'purchase', ecommerce: { value: 1 } }, { event: 'gtm.click' }, { event: 'my_purchase', event_id: 'x' } );
		expect( google.calls( CODE ) ).toEqual( [ [ 'Pageview', {}, { event_id: 'id-page_view' } ] ] );
	} );

	it( 'wait for consent, load each pixel once and without page views of its own', () => {
		const google = new Google( plain );
		google.granted = false;
		say( google, 'page_view', {} );
		expect( [ google.ran, google.page[ 'ttq' ] ] ).toEqual( [ [], undefined ] );
		google.granted = true;
		say( google, 'view_item', {} );
		say( google, 'search', { search_string: 'tea' } );
		const scripts = [ ...google.page.document.querySelectorAll( 'script' ) ].map( ( { src } ) => src );
		expect( scripts ).toEqual( CODES.map( ( code ) => `https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=${ code }&lib=ttq` ) );
		const ttq = google.page[ 'ttq' ] as { _o: object; _t: object; methods: string[] } & unknown[];
		expect( ttq._o ).toEqual( Object.fromEntries( CODES.map( ( code ) => [ code, { historyObserver: false } ] ) ) );
		expect( Array.isArray( ttq ) || google.page.eval( 'Array.isArray( ttq )' ) ).toBe( true );
		expect( google.calls( CODE, 'page' ) ).toEqual( [] );
		expect( google.calls( CODE ).map( ( [ name ] ) => name ) ).toEqual( [ 'ViewContent', 'Search' ] );
	} );

	it( "share a pixel that is there already instead of replacing it", () => {
		const google = new Google( plain );
		google.page.eval( `ttq = []; ttq._i = { ${ CODE }: { track: function () { ( window.heard = window.heard || [] ).push( [].slice.call( arguments ) ); } } }; ttq.instance = function ( code ) { return ttq._i[ code ]; }; ttq.load = function ( code ) { ttq._i[ code ] = { track: function () {} }; };` );
		say( google, 'contact', { description: 'x' } );
		expect( JSON.parse( JSON.stringify( google.page[ 'heard' ] ) ) ).toEqual( [ [ 'Contact', { description: 'x' }, { event_id: 'id-contact' } ] ] );
		expect( google.page.document.querySelector( 'script' ) ).toBeNull();
	} );

	it( "follow the merchant's names, own events and the dataLayer's name", () => {
		const google = new Google( containerOf( { data_layer: { name: 'myLayer', pixel_by: 'gtm' }, events: { Purchase: { name: 'CompletePayment' }, LevelUp: { eventsApi: false } } } ), 'myLayer' );
		say( google, 'purchase', {}, 'id-1', 'myLayer' );
		say( google, 'LevelUp', { level_number: 3, boss: true }, 'id-2', 'myLayer' );
		expect( google.calls( CODE ) ).toEqual( [
			[ 'CompletePayment', {}, { event_id: 'id-1' } ],
			[ 'LevelUp', { level_number: 3, boss: true }, { event_id: 'id-2' } ],
		] );
	} );

	it.each( [
		[ 'block', false, 'silence' ],
		[ 'limit', false, { limited_data_use: true } ],
		[ 'ignore', false, {} ],
		[ 'ignore', true, { limited_data_use: true } ],
	] )( 'apply Global Privacy Control: %s, and limited use %s', ( gpc, limited_data_use, says ) => {
		const google = new Google( containerOf( { consent: { gpc, limited_data_use } } ) );
		google.page.eval( 'navigator.globalPrivacyControl = true' );
		say( google, 'contact', {} );
		const options = google.page.eval( 'window.ttq && ttq._o' ) as object | undefined;
		expect( google.calls( CODE ) ).toEqual( says === 'silence' ? [] : [ [ 'Contact', says, { event_id: 'id-contact' } ] ] );
		expect( options ).toEqual( says === 'silence' ? undefined : Object.fromEntries( CODES.map( ( code ) => [ code, { historyObserver: false, ...( says as object ) } ] ) ) );
	} );

	it( 'identify with hashes alone, and only when the merchant gives Tag Manager the shopper', () => {
		const user_data = { sha256_email_address: HASH, sha256_phone_number: '+49301234567', email: 'buyer@example.test', address: { sha256_first_name: HASH, first_name: 'Zoe' } };
		const identified = ( container: Container ) => {
			const google = new Google( container );
			( google.page[ 'dataLayer' ] as object[] ).push( { user_data } );
			say( google, 'purchase', {} );
			return [ JSON.parse( JSON.stringify( [ ...( google.page[ 'ttq' ] as unknown[][] ) ] ) ), ...CODES.map( ( code ) => google.calls( code ) ) ] as unknown;
		};
		const alone = [ [ 'Purchase', {}, { event_id: 'id-purchase' } ] ];
		expect( identified( plain ) ).toEqual( [ [], alone, alone ] );
		// One queue for both, or the pixel would hear it in another order.
		expect( identified( containerOf( { data_layer: { user_data: true } } ) ) ).toEqual( [
			[ [ 'identify', { email: HASH, first_name: HASH } ], ...CODES.map( ( pixel_code ) => [ 'track', 'Purchase', {}, { event_id: 'id-purchase', pixel_code } ] ) ],
			[],
			[],
		] );
	} );

	it( "give no event an identity that came after it, however late TikTok's script loads", () => {
		const google = new Google( containerOf( { data_layer: { user_data: true } } ) );
		const sent: { event: string; event_id: string; context: { pixel: { code: string }; user: { email?: string } } }[] = [];
		const post = ( _to: string, { body }: { body: string } ) => {
			sent.push( JSON.parse( body ) as ( typeof sent )[ number ] );
			return Promise.resolve();
		};
		Object.assign( google.page, { fetch: post, TextEncoder } );
		const layer = google.page[ 'dataLayer' ] as object[];
		say( google, 'page_view', {} );
		layer.push( { event: 'duet_user_data', user_data: { sha256_email_address: HASH } } );
		say( google, 'begin_checkout', { value: 5, currency: 'EUR' } );
		for ( const code of CODES ) {
			google.page.eval( pixelScript( code, 'https://tiktok.test' ) );
		}
		say( google, 'purchase', {} );
		expect( sent.map( ( { event, event_id, context: { pixel, user } } ) => [ pixel.code, event, event_id, user.email ] ).sort() ).toEqual(
			CODES.flatMap( ( code ) => [
				[ code, 'InitiateCheckout', 'id-begin_checkout', HASH ],
				[ code, 'Pageview', 'id-page_view', undefined ],
				[ code, 'Purchase', 'id-purchase', HASH ],
			] ).sort()
		);
	} );
} );
