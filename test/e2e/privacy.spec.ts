/** Privacy: what is typed into a checkout is found nowhere; nothing leaves before a yes; tools, countries and opt-out signals are heard on both sides. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { CLICK, READY, Shopper, eventually, pushed, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce', 'wp-consent-api' ] } );

const CANARY = {
	email: 'canary.bird+77@example.test',
	first_name: 'Canarina',
	last_name: 'Zwitscher',
	address_1: 'Kanarienweg 4711',
	phone: '+49 30 55501234',
} as const;
const ADDRESS = '198.51.100.77';
/** As they may turn up: as typed, encoded, without spaces, half. */
const WORDS = [ 'canary.bird', 'Canarina', 'Zwitscher', 'Kanarienweg', '55501234', '55501 234' ];

/** What TikTok gets of them, by which anybody who has it knows the person. */
const HASHES = [ CANARY.email, '+493055501234' ].map( ( text ) => createHash( 'sha256' ).update( text ).digest( 'hex' ) );

/** An opt-in banner for the WP Consent API, and scripts that stand for other tools when a test asks for them. */
const TOOLS = `
	add_filter( 'wp_get_consent_type', static fn() => 'optin' );
	add_action( 'wp_head', static function () {
		echo "<script>window.wp_consent_type = 'optin'; document.dispatchEvent( new CustomEvent( 'wp_consent_type_defined' ) );</script>";
		echo get_option( 'test_head' );
	} );`;
const PLUGIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php'; ";
const API = ( on: boolean ) => `${ PLUGIN } ${ on ? 'activate_plugin' : 'deactivate_plugins' }( 'wp-consent-api/wp-consent-api.php' );`;
const head = ( html = '' ) => `update_option( 'test_head', base64_decode( '${ Buffer.from( html ).toString( 'base64' ) }' ) );`;
const REQUIRED = { ...READY, consent: { mode: 'required' } };
const LAST_ORDER = "wc_get_orders( [ 'limit' => 1, 'orderby' => 'ID', 'order' => 'DESC' ] )[0]";

const ours = async ( context: BrowserContext ) => ( await context.cookies() ).map( ( { name, value } ) => `${ name }=${ value }` ).filter( ( pair ) => /^(duet_|ttclid|_ttp|_tt_)/.test( pair ) );

/** Where a word stands in the page outside WooCommerce's own markup. */
const inPage = ( page: Page ): Promise< string[] > =>
	page.evaluate( ( words ) => {
		const has = ( text: string ) => words.some( ( word ) => text.includes( word ) );
		const theirs = '[class*="woocommerce"],[class*="wc-block"],script[id^="wc-"],script[id^="wp-"],#wpadminbar';
		const found = [ ...document.querySelectorAll( '*' ) ].filter( ( element ) => {
			const own = [ ...element.childNodes ].filter( ( node ) => node.nodeType === 3 || node.nodeType === 8 ).map( ( node ) => node.nodeValue ?? '' );
			return has( [ ...own, ...[ ...element.attributes ].map( ( { value } ) => value ) ].join( ' ' ) ) && ! element.closest( theirs );
		} );
		const globals = window as unknown as { dataLayer?: unknown; ttq?: unknown; duet?: unknown };
		const storage = [ sessionStorage, localStorage ].flatMap( ( store ) => Object.entries( store ).filter( ( [ key ] ) => key.startsWith( 'duet' ) ) );
		return [
			...found.map( ( element ) => element.outerHTML.slice( 0, 200 ) ),
			...[ globals.dataLayer, globals.ttq, storage ].map( ( value ) => JSON.stringify( value ) ?? '' ).filter( has ),
		];
	}, WORDS );

/** Files below a folder that hold a word. */
function inFiles( folder: string ): string[] {
	return readdirSync( folder, { recursive: true, withFileTypes: true } )
		.filter( ( entry ) => entry.isFile() )
		.map( ( entry ) => join( entry.parentPath, entry.name ) )
		.filter( ( file ) => WORDS.some( ( word ) => readFileSync( file ).includes( word ) ) );
}

/** Tables with a word in them: "table" or "wp_wc_orders_meta _key". WooCommerce's order, customer and session live in wp_wc_* and wp_woocommerce_*. */
const dump = ( words: readonly string[] ) => `( static function () {
	global $wpdb;
	$found = [];
	foreach ( $wpdb->get_col( 'SHOW TABLES' ) as $table ) {
		foreach ( $wpdb->get_results( "SELECT * FROM \`$table\`", ARRAY_A ) as $row ) {
			foreach ( json_decode( '${ JSON.stringify( words ) }' ) as $word ) {
				if ( str_contains( implode( ' ', $row ), $word ) ) {
					$found[] = $table . ' ' . ( $row['meta_key'] ?? $row['option_name'] ?? '' );
				}
			}
		}
	}
	return array_values( array_unique( $found ) );
} )()`;
const WOOCOMMERCES = /^wp_(wc_|woocommerce_)(?!\S* _duet)/;

test.describe( 'privacy', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'privacy', theme: 'block', checkout: 'block', plugins: [ 'wp-consent-api' ], mustUse: TOOLS } );
	/** Requests of the browser to any other host than the shop's. */
	let elsewhere: string[] = [];
	/** Bodies of our own REST answers. */
	let answers: string[] = [];
	test.beforeEach( ( { page } ) => {
		elsewhere = [];
		answers = [];
		page.on( 'request', ( request ) => {
			if ( /^http/.test( request.url() ) && ! request.url().startsWith( `${ shop.site.url }/` ) ) {
				elsewhere.push( request.url() );
			}
		} );
		page.on( 'response', ( response ) => {
			if ( response.url().includes( '/duet/v1/' ) ) {
				void response.text().then( ( text ) => answers.push( text ), () => {} );
			}
		} );
	} );

	const silent = async ( context: BrowserContext ) => {
		expect( elsewhere ).toEqual( [] );
		expect( await ours( context ) ).toEqual( [] );
	};

	test( 'a whole purchase: silence before the yes, each held event once after it, and the canary nowhere', async ( { page, context } ) => {
		test.setTimeout( 300_000 );
		await shop.set( REQUIRED, API( true ) + head() );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await context.setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		const seen: Record< string, unknown >[] = [];
		for ( const path of [ `/?ttclid=${ CLICK }`, '/shop/', '/product/duet-mug/' ] ) {
			await shopper.go( path );
			seen.push( ...( await pushed( page, 'page_view' ) ) );
			await silent( context );
		}
		await shopper.addToCart( 'duet-mug' );
		seen.push( ...( await pushed( page, 'add_to_cart' ) ) );
		await shopper.go( '/cart/' );
		seen.push( ...( await pushed( page, 'page_view' ) ) );
		await silent( context );
		await shopper.fillCheckout();
		const prefix = ( await page.locator( '#billing-first_name' ).isVisible() ) ? '#billing-' : '#shipping-';
		for ( const [ field, value ] of Object.entries( CANARY ) ) {
			await page.fill( field === 'email' ? '#email' : prefix + field, value );
		}
		seen.push( ...( await pushed( page, 'begin_checkout' ) ) );
		await shopper.choose( 'cod' );
		await silent( context );
		expect( await shop.rows() ).toEqual( [] );
		expect( shop.tiktok.requests() ).toEqual( [] );
		expect( await inPage( page ) ).toEqual( [] );

		// Late, on the checkout page: everything of the walk goes, once, with its own id.
		await page.evaluate( "wp_set_consent( 'marketing', 'allow' )" );
		const names = new Map( [ [ 'page_view', 'Pageview' ], [ 'view_item', 'ViewContent' ], [ 'add_to_cart', 'AddToCart' ], [ 'begin_checkout', 'InitiateCheckout' ] ] );
		const held = seen.flatMap( ( { event, event_id } ) => ( names.has( String( event ) ) ? `${ names.get( String( event ) ) } ${ event_id }` : [] ) ).sort();
		await eventually( () => {
			const arrived = shop.tiktok.events().filter( ( { channel, event } ) => channel === 'pixel' && [ ...names.values() ].includes( event ) );
			const ids = arrived.map( ( { event, event_id } ) => `${ event } ${ event_id }` );
			// Posting a product page shows it once more, so there may be page views this test has not read.
			expect( ids ).toEqual( expect.arrayContaining( held ) );
			expect( new Set( ids ).size ).toBe( ids.length );
		} );
		await shopper.placeOrder();
		await page.waitForURL( /order-received/ );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		await shop.paired( 'Purchase' );
		await shop.paired( 'InitiateCheckout' );

		expect( await inPage( page ) ).toEqual( [] );
		await shopper.go( '/shop/' );
		expect( await inPage( page ) ).toEqual( [] );
		const told = [ ...answers, ...( await context.cookies() ).map( ( { value } ) => decodeURIComponent( value ) ), ...shop.tiktok.requests().map( ( { query, body } ) => query + body ) ];
		expect( told.filter( ( text ) => WORDS.some( ( word ) => text.includes( word ) ) ) ).toEqual( [] );
		expect( inFiles( join( shop.site.root, 'wp-content/uploads' ) ) ).toEqual( [] );
		expect( WORDS.filter( ( word ) => shop.site.debugLog().includes( word ) ) ).toEqual( [] );
		expect( shop.tiktok.requests().filter( ( { body } ) => HASHES.some( ( hash ) => body.includes( hash ) ) ) ).not.toEqual( [] );
		expect( ( await shop.ask< string[] >( dump( [ ...WORDS, ...HASHES ] ) ) ).filter( ( place ) => ! WOOCOMMERCES.test( place ) ) ).toEqual( [] );
		// The address is kept with the order for a resend, two days after the delivery no more.
		const places = () => shop.ask< string[] >( dump( [ ADDRESS ] ) );
		expect( ( await places() ).filter( ( place ) => ! WOOCOMMERCES.test( place ) ) ).toEqual( [ 'wp_wc_orders_meta _duet_visitor' ] );
		await shop.site.php( "$GLOBALS['wpdb']->query( \"UPDATE {$GLOBALS['wpdb']->prefix}duet_outbox SET delivered_at = delivered_at - 180000 WHERE delivered_at > 0\" ); do_action( 'duet_hourly' );" );
		expect( ( await places() ).filter( ( place ) => ! WOOCOMMERCES.test( place ) ) ).toEqual( [] );
	} );

	test( 'a refusal leaves nothing, and a second answer brings back nothing of before', async ( { page, context } ) => {
		await shop.set( REQUIRED, API( true ) + head() );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await pushed( page, 'page_view' );
		await page.evaluate( "wp_set_consent( 'marketing', 'deny' )" );
		await expect.poll( () => page.evaluate( () => Object.keys( sessionStorage ).filter( ( key ) => /duet_held|ttclid/.test( key ) ) ) ).toEqual( [] );
		await silent( context );
		await page.evaluate( "wp_set_consent( 'marketing', 'allow' )" );
		await shop.later( page );
		expect( shop.copies( 'Pageview', 'pixel' ) ).toHaveLength( 1 );
	} );

	test( "CookieYes, named by the merchant: read by the script at once, by the server through the tool's cookie", async ( { page, context } ) => {
		const script = `<script>
			window.getCkyConsent = () => ( { categories: { advertisement: /advertisement:yes/.test( document.cookie ) }, isUserActionCompleted: /action:yes/.test( document.cookie ) } );
			window.say = ( word ) => { document.cookie = 'cookieyes-consent=action:yes,advertisement:' + word + ';path=/'; document.dispatchEvent( new CustomEvent( 'cookieyes_consent_update' ) ); };
		</script>`;
		await shop.set( { ...READY, consent: { mode: 'required', tool: 'cookieyes' } }, API( false ) + head( script ) );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await silent( context );
		await page.evaluate( "window.say( 'yes' )" );
		await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 1 ) );
		await shopper.fillCheckout();
		await shopper.choose( 'cod' );
		// Withdrawn in the tool the moment before: the order is the server's to judge.
		await page.evaluate( "document.cookie = 'cookieyes-consent=action:yes,advertisement:no;path=/'" );
		await shopper.placeOrder();
		await page.waitForURL( /order-received/ );
		expect( await shop.ask( `${ LAST_ORDER }->get_meta( '_duet_visitor' )` ) ).toMatchObject( { consent: { decision: 'denied', source: 'cookieyes' } } );
		await shop.site.drain();
		expect( shop.copies( 'Purchase', 'server' ) ).toEqual( [] );
		// TikTok's script is not on this page to take its own cookies back.
		await expect.poll( () => ours( context ) ).toEqual( [] );
	} );

	test( 'Google Consent Mode outranks "assumed": denied by default waits, an update opens or refuses', async ( { page, context } ) => {
		const script = `<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push( arguments ); }
			gtag( 'consent', 'default', { ad_storage: 'denied', ad_user_data: 'denied' } );</script>`;
		await shop.set( READY, API( false ) + head( script ) );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( '/' );
		await pushed( page, 'page_view' );
		expect( elsewhere ).toEqual( [] );
		// After five seconds the letter is there, on a slow machine by now.
		expect( ( await ours( context ) ).filter( ( pair ) => pair !== 'duet_visitor=u' ) ).toEqual( [] );
		await page.evaluate( "gtag( 'consent', 'update', { ad_storage: 'granted', ad_user_data: 'granted' } )" );
		await eventually( () => expect( shop.copies( 'Pageview', 'pixel' ) ).toHaveLength( 1 ) );
		await page.evaluate( "gtag( 'consent', 'update', { ad_storage: 'denied', ad_user_data: 'denied' } )" );
		// The server cannot ask Google's tool and would assume consent, so a refusal without any number is remembered.
		await expect.poll( () => ours( context ) ).toEqual( [ 'duet_visitor=d' ] );
	} );

	test( "a banner without an answer outranks \"assumed\" on the server, too: the order waits for an answer on its own page", async ( { page, context } ) => {
		const script = `<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push( arguments ); }
			gtag( 'consent', 'default', { ad_storage: 'denied', ad_user_data: 'denied' } );</script>`;
		await shop.set( READY, API( false ) + head( script ) );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.go( '/' );
		await expect.poll( () => ours( context ), { timeout: 15_000 } ).toEqual( [ 'duet_visitor=u' ] );
		await shopper.addToCart( 'duet-mug' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		const consent = () => shop.ask( `${ LAST_ORDER }->get_meta( '_duet_visitor' )['consent']` );
		expect( await consent() ).toMatchObject( { decision: 'unknown', source: 'cookie' } );
		await shop.site.drain();
		expect( shop.tiktok.requests() ).toEqual( [] );

		await page.evaluate( "gtag( 'consent', 'update', { ad_storage: 'denied', ad_user_data: 'denied' } )" );
		await expect.poll( consent ).toMatchObject( { decision: 'denied' } );
		await page.evaluate( "gtag( 'consent', 'update', { ad_storage: 'granted', ad_user_data: 'granted' } )" );
		await expect.poll( consent ).toMatchObject( { decision: 'granted' } );
		await eventually( async () => {
			await shop.site.drain();
			expect( shop.copies( 'Purchase', 'server' ) ).toHaveLength( 1 );
		} );
	} );

	test.describe( 'Global Privacy Control', () => {
		test.beforeEach( ( { context } ) => context.addInitScript( "Object.defineProperty( Navigator.prototype, 'globalPrivacyControl', { get: () => true } )" ) );
		const fill = async ( page: Page, gpc: string ) => {
			await shop.set( { ...READY, consent: { mode: 'assumed', gpc } }, API( false ) + head() );
			const shopper = new Shopper( page, shop.site.url, 'block' );
			await page.context().setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS, 'sec-gpc': '1' } );
			await shopper.go( '/' );
			await shopper.addToCart( 'duet-mug' );
			return shopper;
		};

		test( 'block: nothing on either channel', async ( { page, context } ) => {
			await fill( page, 'block' );
			await pushed( page, 'add_to_cart' );
			await shop.site.drain();
			expect( shop.tiktok.requests() ).toEqual( [] );
			expect( elsewhere ).toEqual( [] );
			expect( ( await ours( context ) ).filter( ( pair ) => pair !== 'duet_visitor=d' ) ).toEqual( [] );
		} );

		test( 'limit: Limited Data Use on both channels', async ( { page } ) => {
			const shopper = await fill( page, 'limit' );
			await shopper.fillCheckout();
			await shopper.pay( 'cod' );
			await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			await shop.site.drain();
			await eventually( () => expect( shop.copies( 'Purchase', 'server' ) ).toHaveLength( 1 ) );
			expect( shop.tiktok.events().filter( ( { limited_data_use } ) => ! limited_data_use ).map( ( { event, channel } ) => `${ event } ${ channel }` ) ).toEqual( [] );
			expect( shop.tiktok.events().length ).toBeGreaterThan( 4 );
		} );
	} );

	test( 'rules per country: asked once per session, held where consent is required, judged alike by the server', async ( { page, context, browser } ) => {
		await shop.set( { ...READY, consent: { mode: 'assumed', countries: [ 'DE', 'FR' ] } }, API( false ) + head() );
		const asked: string[] = [];
		page.on( 'request', ( request ) => void ( request.url().includes( '/duet/v1/region' ) && asked.push( request.url() ) ) );
		await context.setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS, 'cf-ipcountry': 'DE' } );
		for ( const path of [ '/', '/shop/' ] ) {
			await page.goto( shop.site.url + path );
			await pushed( page, 'page_view' );
			await expect.poll( () => page.evaluate( "sessionStorage.getItem( 'duet_country' )" ) ).toBe( 'true' );
		}
		expect( asked ).toHaveLength( 1 );
		await silent( context );

		const abroad = await browser.newContext( { extraHTTPHeaders: { 'x-forwarded-for': ADDRESS, 'cf-ipcountry': 'US' } } );
		const there = await abroad.newPage();
		await there.goto( shop.site.url );
		await eventually( () => expect( shop.copies( 'Pageview', 'pixel' ) ).toHaveLength( 1 ) );
		expect( ( await ours( abroad ) ).join() ).toMatch( /duet_visitor=[0-9a-f]{32}\.a/ );
		await abroad.close();
	} );
} );
