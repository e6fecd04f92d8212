/** Real banner plugins: a visitor's no holds on every later page and for the order, their yes counts, in both consent modes. */
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { READY, Shopper, eventually, pushed, shopWith, type Shop } from './shop';

const LAST_ORDER = "wc_get_orders( [ 'limit' => 1, 'orderby' => 'ID', 'order' => 'DESC' ] )[0]";
const MODES = [ 'assumed', 'required' ] as const;

interface Banner {
	/** A merchant's own script, where Duet reads no answer of the banner. */
	readonly mustUse: string;
	/** What its wizard does. */
	readonly setUp?: string;
	answer( page: Page, yes: boolean ): Promise< void >;
}

/** Cookie Notice with both buttons, and the three lines that connect it. */
const COOKIE_NOTICE: Banner = {
	mustUse: `
		add_filter( 'cn_cookie_notice_args', static fn( $shown ) => [ 'refuse_opt' => true ] + $shown );
		// It takes the browser of the tests for a bot.
		add_filter( 'cn_is_bot', '__return_false' );
		add_action( 'wp_head', static function () {
			echo "<script>document.addEventListener( 'setCookieNotice', ( { detail } ) => duet.consent( detail.value === true || detail.value === 'true' ) );</script>";
		} );`,
	answer: ( page, yes ) => page.locator( yes ? '#cn-accept-cookie' : '#cn-refuse-cookie' ).click(),
};

/** Complianz as its wizard leaves it for a shop in the EU that uses social media. */
const COMPLIANZ: Banner = {
	mustUse: '',
	setUp: `require_once ABSPATH . 'wp-admin/includes/admin.php';
		update_option( 'cmplz_wizard_completed_once', true );
		update_option( 'cmplz_options', [ 'regions' => [ 'eu' ], 'uses_cookies' => 'yes', 'uses_social_media' => 'yes' ] + (array) get_option( 'cmplz_options', [] ) );
		cmplz_install_cookiebanner_table( true );
		if ( [] === cmplz_get_cookiebanners() ) { $banner = new CMPLZ_COOKIEBANNER(); $banner->default = true; $banner->save(); }`,
	answer: ( page, yes ) => page.locator( `.cmplz-cookiebanner .cmplz-btn.${ yes ? 'cmplz-accept' : 'cmplz-deny' }` ).click(),
};

async function buy( shop: Shop, page: Page ): Promise< void > {
	const shopper = new Shopper( page, shop.site.url, 'classic' );
	await shopper.addToCart( 'duet-card' );
	await shopper.fillCheckout();
	await shopper.pay( 'cod' );
	await pushed( page, 'purchase' );
	await shop.site.drain();
}
const decision = ( shop: Shop ) => shop.ask( `${ LAST_ORDER }->get_meta( '_duet_visitor' )['consent']['decision']` );
const tombstones = ( shop: Shop ) => shop.ask< string >( "$GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND created_at > 0\" )" );

for ( const [ plugin, banner ] of [ [ 'cookie-notice', COOKIE_NOTICE ], [ 'complianz-gdpr', COMPLIANZ ] ] as const ) {
	test.describe( plugin, () => {
		test.setTimeout( 120_000 );
		let reason: string | undefined;
		test.beforeAll( async () => {
			reason = await missing( { plugins: [ 'woocommerce', plugin ] } );
			test.skip( reason !== undefined, reason ?? '' );
		} );
		const shop = shopWith( { name: `banner-${ plugin }`, theme: 'classic', checkout: 'classic', plugins: [ plugin ], mustUse: banner.mustUse } );

		test.beforeAll( async () => {
			if ( banner.setUp !== undefined ) {
				await shop.site.php( banner.setUp );
			}
		} );

		for ( const mode of MODES ) {
			const settings = { ...READY, consent: { mode } };

			test( `${ mode }: no, then a purchase: nothing of it leaves, and one withdrawal at most`, async ( { page } ) => {
				await shop.set( settings );
				const before = Number( await tombstones( shop ) );
				await new Shopper( page, shop.site.url, 'classic' ).arrive( '/' );
				await banner.answer( page, false );
				await eventually( async () => expect( await page.evaluate( 'document.cookie' ) ).not.toMatch( /duet_visitor=[0-9a-f]{32}/ ) );
				shop.tiktok.clear();
				await buy( shop, page );
				expect( await decision( shop ) ).toBe( 'denied' );
				await page.reload();
				await pushed( page, 'page_view' );
				await shop.site.drain();
				expect( shop.tiktok.events() ).toEqual( [] );
				expect( Number( await tombstones( shop ) ) - before ).toBeLessThanOrEqual( 1 );
			} );

			test( `${ mode }: yes, then a purchase: once on each channel`, async ( { page } ) => {
				await shop.set( settings );
				await new Shopper( page, shop.site.url, 'classic' ).arrive( '/' );
				await banner.answer( page, true );
				await expect.poll( () => page.evaluate( 'document.cookie' ) ).toMatch( /duet_visitor=[0-9a-f]{32}\.g/ );
				await buy( shop, page );
				expect( await decision( shop ) ).toBe( 'granted' );
				await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
				await shop.paired( 'Purchase' );
			} );
		}
	} );
}
