/** Consent: nothing of TikTok before the visitor's word, everything once after it, nothing left after a refusal. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { CLICK, READY, Shopper, eventually, pushed, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce', 'wp-consent-api' ] } );

/** What a consent plugin does for a visitor of an opt-in country. */
const BANNER = `
	add_filter( 'wp_get_consent_type', static fn() => 'optin' );
	add_action( 'wp_head', static function () {
		echo "<script>window.wp_consent_type = 'optin'; document.dispatchEvent( new CustomEvent( 'wp_consent_type_defined' ) );</script>";
	} );`;
const REQUIRED = { ...READY, consent: { mode: 'required' } };
const PLUGIN = "require_once ABSPATH . 'wp-admin/includes/plugin.php'; ";
const WITHOUT_TOOL = `${ PLUGIN } deactivate_plugins( 'wp-consent-api/wp-consent-api.php' );`;
const WITH_TOOL = `${ PLUGIN } activate_plugin( 'wp-consent-api/wp-consent-api.php' );`;
const LAST_ORDER = "wc_get_orders( [ 'limit' => 1, 'orderby' => 'ID', 'order' => 'DESC' ] )[0]";

const answer = ( page: Page, word: 'allow' | 'deny' ) => page.evaluate( `wp_set_consent( 'marketing', '${ word }' )` );
const ours = async ( context: BrowserContext ) => ( await context.cookies() ).map( ( { name } ) => name ).filter( ( name ) => /^(duet_|ttclid|_ttp|_tt_)/.test( name ) );
const stored = ( page: Page ) => page.evaluate( () => [ ...Object.keys( sessionStorage ), ...Object.keys( localStorage ) ].filter( ( key ) => /ttclid|duet_held/.test( key ) ) );

test.describe( 'with a consent plugin that asks first', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'consent', theme: 'block', checkout: 'block', plugins: [ 'wp-consent-api' ], mustUse: BANNER } );
	/** Requests of the browser to any other host than the shop's. */
	let elsewhere: string[] = [];
	test.beforeEach( async ( { page } ) => {
		await shop.set( REQUIRED, WITH_TOOL );
		elsewhere = [];
		page.on( 'request', ( request ) => {
			if ( /^http/.test( request.url() ) && ! request.url().startsWith( `${ shop.site.url }/` ) ) {
				elsewhere.push( request.url() );
			}
		} );
	} );

	/** Neither the browser nor the server has said anything, and neither remembers anybody. */
	const silence = async ( context: BrowserContext ) => {
		await shop.site.drain();
		expect( elsewhere ).toEqual( [] );
		expect( shop.tiktok.requests() ).toEqual( [] );
		expect( await ours( context ) ).toEqual( [] );
		expect( await shop.rows() ).toEqual( [] );
	};

	test( 'agreement at the checkout, without a reload: what had waited goes once, with its own ids', async ( { page, context } ) => {
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		const seen = [ ...( await pushed( page, 'page_view' ) ) ];
		await shopper.addToCart( 'duet-mug' );
		seen.push( ...( await pushed( page, 'add_to_cart' ) ) );
		await shopper.fillCheckout();
		seen.push( ...( await pushed( page, 'begin_checkout' ) ) );
		await silence( context );

		await answer( page, 'allow' );
		await eventually( () => {
			const arrived = shop.tiktok.events().map( ( { event_id } ) => event_id );
			expect( arrived ).toEqual( expect.arrayContaining( seen.map( ( { event_id } ) => event_id ) ) );
			expect( new Set( arrived ).size ).toBe( arrived.length );
		} );
		await eventually( () => expect( shop.copies( 'Pageview', 'pixel' ) ).toHaveLength( 4 ) );
		await shopper.pay( 'cod' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		for ( const [ event, layer ] of [ [ 'AddToCart', 'add_to_cart' ], [ 'InitiateCheckout', 'begin_checkout' ] ] as const ) {
			const ids = ( await shop.paired( event ) ).map( ( { event_id } ) => event_id );
			expect( ids ).toEqual( seen.filter( ( one ) => one.event === layer ).map( ( one ) => one.event_id ) );
		}
		expect( await shop.paired( 'Purchase' ) ).toHaveLength( 1 );
		const [ purchase ] = shop.copies( 'Purchase', 'server' );
		expect( purchase?.user.ttclid ).toBe( CLICK );
		expect( shop.copies( 'AddToCart', 'server' )[ 0 ]?.page.url ).toBe( `${ shop.site.url }/product/duet-mug/` );
		expect( await shop.ask( `${ LAST_ORDER }->get_meta( '_duet_visitor' )` ) ).toMatchObject( { ttclid: CLICK, consent: { decision: 'granted', source: 'wp_consent_api', mode: 'required' } } );
		expect( await ours( context ) ).toEqual( expect.arrayContaining( [ 'duet_visitor', 'ttclid', '_ttp' ] ) );
	} );

	test( 'a refusal: nothing is sent about the order, and nothing is kept', async ( { page, context } ) => {
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await pushed( page, 'page_view' );
		expect( await stored( page ) ).not.toEqual( [] );
		await answer( page, 'deny' );
		await expect.poll( () => stored( page ) ).toEqual( [] );
		await shopper.addToCart( 'duet-mug' );
		await pushed( page, 'add_to_cart' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		await pushed( page, 'purchase' );
		await silence( context );
		expect( await stored( page ) ).toEqual( [] );
		const visitor = await shop.ask< Record< string, unknown > >( `${ LAST_ORDER }->get_meta( '_duet_visitor' )` );
		expect( visitor ).toMatchObject( { consent: { decision: 'denied' } } );
		expect( Object.keys( visitor ) ).toEqual( [ 'consent' ] );
		// Cron, a paid invoice or an admin must not find a way round it either.
		await shop.site.php( `wp_set_current_user( 1 ); ${ LAST_ORDER }->update_status( 'completed' );` );
		await silence( context );
	} );

	test( 'an order without an answer waits, and agreement on the thank-you page sends it once', async ( { page, context } ) => {
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await shopper.addToCart( 'duet-mug' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		const [ layer ] = ( await pushed( page, 'purchase' ) ).filter( ( { event } ) => event === 'purchase' );
		await silence( context );
		await answer( page, 'allow' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		await page.reload();
		await shop.later( page );
		const [ purchase, ...more ] = await shop.paired( 'Purchase' );
		expect( more ).toEqual( [] );
		expect( purchase?.event_id ).toBe( layer?.event_id );
		expect( shop.copies( 'Purchase', 'server' )[ 0 ]?.user.ttclid ).toBe( CLICK );
	} );

	test( 'a withdrawal takes back what still waits on the server, and the cookies', async ( { page, context } ) => {
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await answer( page, 'allow' );
		await shopper.addToCart( 'duet-mug' );
		await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 1 ) );
		await expect.poll( () => shop.rows() ).toEqual( [ { event: 'AddToCart', state: 'pending' } ] );
		await answer( page, 'deny' );
		await expect.poll( () => ours( context ) ).toEqual( [] );
		const before = shop.tiktok.requests().length;
		await shopper.addToCart( 'duet-card' );
		await pushed( page, 'add_to_cart' );
		await shop.site.drain();
		expect( shop.tiktok.requests() ).toHaveLength( before );
		expect( shop.copies( 'AddToCart', 'server' ) ).toEqual( [] );
	} );

	test( 'no tool and consent assumed: granted at once', async ( { page, context } ) => {
		await shop.set( READY, WITHOUT_TOOL );
		await new Shopper( page, shop.site.url, 'block' ).arrive( `/?ttclid=${ CLICK }` );
		await eventually( () => expect( shop.copies( 'Pageview', 'pixel' ) ).toHaveLength( 1 ) );
		await expect.poll( () => ours( context ) ).toEqual( expect.arrayContaining( [ 'duet_visitor', 'ttclid', '_ttp' ] ) );
	} );

	test( 'the merchant has not chosen yet: nothing, with pixel, token and an agreeing visitor', async ( { page, context } ) => {
		await shop.set( { pixels: READY.pixels } );
		const shopper = new Shopper( page, shop.site.url, 'block' );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await answer( page, 'allow' );
		await shopper.addToCart( 'duet-mug' );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		await pushed( page, 'purchase' );
		await silence( context );
	} );
} );
