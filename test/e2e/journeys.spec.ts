/** What visitors do besides buying: browse a category, search, wish for something, make an account. Once each, and not when it failed. */
import { cpSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { ADDRESS, READY, eventually, layerOf, pushed, shopWith } from './shop';

const plugins = [ 'yith-woocommerce-wishlist', 'ti-woocommerce-wishlist' ] as const;
const reason = await missing( { plugins: [ 'woocommerce', ...plugins ] } );
const PASSWORD = 'correct horse battery';

test.describe( 'journeys', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'journeys', theme: 'classic', checkout: 'classic', plugins } );
	let errors: string[];

	test.beforeAll( async () => {
		// TI looks for WooCommerce beside its own file, and a test site only links to it: without finding it, it switches itself off.
		const folder = join( shop.site.root, 'wp-content/plugins/ti-woocommerce-wishlist' );
		const real = realpathSync( folder );
		if ( real !== folder ) {
			rmSync( folder );
			cpSync( real, folder, { recursive: true } );
		}
		await shop.site.php( `require_once ABSPATH . 'wp-admin/includes/plugin.php';
			if ( is_wp_error( activate_plugin( 'ti-woocommerce-wishlist/ti-woocommerce-wishlist.php' ) ) ) { throw new RuntimeException( 'TI' ); }
			update_option( 'users_can_register', 1 ); update_option( 'yith_wcwl_modal_enable', 'no' );` );
	} );
	test.beforeEach( async ( { page } ) => {
		await page.context().setExtraHTTPHeaders( { 'x-forwarded-for': ADDRESS } );
		errors = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await shop.set();
	} );
	test.afterEach( () => expect( errors.filter( ( error ) => /duet/i.test( error ) ) ).toEqual( [] ) );

	const go = ( page: Page, path: string ) => page.goto( shop.site.url + path );
	/** The one push under this name; there must be one. */
	const one = async ( page: Page, name: string ) => {
		const found = ( await pushed( page, name ) ).filter( ( { event } ) => event === name );
		expect( found, name ).toHaveLength( 1 );
		return found[ 0 ] as { event_id: string; ecommerce?: Record< string, unknown > } & Record< string, unknown >;
	};
	/** Pixel and dataLayer have it once under one id, the server not at all. */
	const seen = async ( page: Page, event: string, layer: string ) => {
		const { event_id, ...rest } = await one( page, layer );
		await eventually( () => expect( shop.copies( event, 'pixel' ) ).toHaveLength( 1 ) );
		const [ copy ] = shop.copies( event, 'pixel' );
		expect( copy?.event_id ).toBe( event_id );
		await shop.site.drain();
		expect( shop.copies( event, 'server' ) ).toEqual( [] );
		return { copy, push: rest };
	};

	test( 'a product page: Pageview and ViewContent, once each; an address that a script changes: nothing', async ( { page } ) => {
		await go( page, '/product/duet-mug/' );
		await seen( page, 'Pageview', 'page_view' );
		expect( ( await seen( page, 'ViewContent', 'view_item' ) ).copy?.properties ).toMatchObject( { value: 7.5, currency: 'EUR', content_type: 'product', contents: [ { content_id: 'DUET-MUG' } ] } );
		await page.evaluate( () => history.pushState( {}, '', '/product/duet-mug/?tab=reviews' ) );
		await shop.later( page );
		expect( [ shop.copies( 'Pageview', 'pixel' ).length, shop.copies( 'ViewContent', 'pixel' ).length ] ).toEqual( [ 2, 1 ] );
	} );

	test( 'a product category, the shop, and a category of posts: ViewCategory', async ( { page } ) => {
		await go( page, '/product-category/kitchen/' );
		const { copy, push } = await seen( page, 'ViewCategory', 'view_item_list' );
		expect( copy?.properties ).toMatchObject( { category_name: 'Kitchen', content_category: 'Kitchen', value: 7.5, currency: 'EUR', contents: [ { content_id: 'DUET-MUG', price: 7.5, quantity: 1 } ] } );
		expect( Object.keys( copy?.properties ?? {} ) ).not.toContain( 'item_list_id' );
		expect( push.ecommerce ).toMatchObject( { item_list_id: 'product_cat-kitchen', item_list_name: 'Kitchen', items: [ { item_id: 'DUET-MUG' } ] } );
		shop.tiktok.clear();
		await go( page, '/shop/' );
		expect( ( await seen( page, 'ViewCategory', 'view_item_list' ) ).push.ecommerce ).toMatchObject( { item_list_id: 'shop', items: { length: 3 } } );
		shop.tiktok.clear();
		await go( page, '/category/uncategorized/' );
		expect( ( await seen( page, 'ViewCategory', 'view_item_list' ) ).copy?.properties ).toMatchObject( { category_name: 'Uncategorized' } );
		shop.tiktok.clear();
		await go( page, '/sample-page/' );
		await pushed( page, 'page_view' );
		expect( ( await layerOf( page ) ).map( ( { event } ) => event ) ).toEqual( [ 'page_view' ] );
	} );

	test( 'what only analytics asks for: select_item, view_cart, remove_from_cart, add_shipping_info; each once, in the dataLayer alone', async ( { page } ) => {
		const heard: { event: string; event_id?: string; ecommerce?: Record< string, unknown > }[] = [];
		await page.exposeFunction( 'duetHeard', ( push: string ) => heard.push( JSON.parse( push ) ) );
		// A click that leaves the page takes the page's own array with it.
		await page.addInitScript( `window.dataLayer = []; const { push } = Array.prototype; window.dataLayer.push = function ( ...entries ) {
			entries.forEach( ( entry ) => entry.event && window.duetHeard( JSON.stringify( entry ) ) );
			return push.apply( this, entries );
		};` );
		const of = ( name: string ) => heard.filter( ( { event } ) => event === name );
		const once = async ( name: string, ecommerce: object ) => {
			await eventually( () => expect( of( name ).map( ( entry ) => entry.ecommerce ), name ).toMatchObject( [ ecommerce ] ) );
			expect( of( name )[ 0 ]?.event_id ).toMatch( /^[0-9a-f]{32}$/ );
		};
		const mug = [ { item_id: 'DUET-MUG', quantity: 1, price: 7.5 } ];

		await go( page, '/cart/' );
		await go( page, '/shop/' );
		await page.locator( '.products a[href$="/product/duet-mug/"]' ).first().click();
		await page.waitForURL( /product\/duet-mug/ );
		await once( 'select_item', { currency: 'EUR', item_list_id: 'shop', items: mug } );
		await page.locator( 'form.cart button[type="submit"]' ).first().click();
		await eventually( () => expect( of( 'add_to_cart' ) ).toHaveLength( 1 ) );

		expect( of( 'view_cart' ), 'an empty cart is no cart' ).toEqual( [] );
		await go( page, '/cart/' );
		await once( 'view_cart', { currency: 'EUR', value: 7.5, items: mug } );
		await page.locator( 'a.remove' ).first().click();
		await once( 'remove_from_cart', { currency: 'EUR', value: 7.5, items: mug } );

		await go( page, '/product/duet-mug/' );
		await page.locator( 'form.cart button[type="submit"]' ).first().click();
		await eventually( () => expect( of( 'add_to_cart' ) ).toHaveLength( 2 ) );
		await go( page, '/checkout/' );
		await eventually( () => expect( of( 'begin_checkout' ) ).toHaveLength( 1 ) );
		await expect( page.locator( '.blockUI' ) ).toHaveCount( 0 );
		expect( of( 'add_shipping_info' ) ).toEqual( [] );
		// Twice, for the form lacks an address: still one choice.
		await page.locator( '#place_order' ).click();
		await once( 'add_shipping_info', { currency: 'EUR', shipping_tier: 'flat_rate:1', items: mug } );
		await expect( page.locator( '.woocommerce-error, .woocommerce-NoticeGroup' ).first() ).toBeVisible();
		await page.locator( '#place_order' ).click();
		await shop.later( page );
		expect( [ 'select_item', 'view_cart', 'remove_from_cart', 'add_shipping_info' ].map( ( name ) => of( name ).length ) ).toEqual( [ 1, 1, 1, 1 ] );
		expect( shop.tiktok.events().filter( ( { event } ) => /_/.test( event ) ) ).toEqual( [] );
	} );

	test( 'a search for posts and one for products: Search; an empty one: nothing', async ( { page } ) => {
		// The last one has one hit, and WooCommerce goes to it at once.
		for ( const [ path, words ] of [ [ '/?s=duet', 'duet' ], [ '/?s=duet&post_type=product', 'duet' ], [ '/?s=gift+card&post_type=product', 'gift card' ] ] as const ) {
			shop.tiktok.clear();
			await go( page, path );
			const { copy, push } = await seen( page, 'Search', 'search' );
			expect( [ copy?.properties.search_string, push.search_term ] ).toEqual( [ words, words ] );
		}
		expect( page.url() ).toContain( '/product/duet-card/' );
		shop.tiktok.clear();
		await page.reload();
		await shop.later( page );
		expect( shop.copies( 'Search', 'pixel' ) ).toEqual( [] );
		for ( const path of [ '/?s=', '/?s=+&post_type=product' ] ) {
			shop.tiktok.clear();
			await go( page, path );
			await shop.later( page );
			expect( shop.copies( 'Search', 'pixel' ) ).toEqual( [] );
		}
	} );

	/** One on all three channels, under one id, and no more of it after a reload. */
	const registered = async ( page: Page ) => {
		const { event_id } = await one( page, 'sign_up' );
		await eventually( () => expect( shop.copies( 'CompleteRegistration', 'pixel' ) ).toHaveLength( 1 ) );
		const [ copy ] = await shop.paired( 'CompleteRegistration' );
		expect( copy?.event_id ).toBe( event_id );
		await page.reload();
		await shop.later( page );
		await shop.site.drain();
		expect( [ shop.copies( 'CompleteRegistration', 'pixel' ).length, shop.copies( 'CompleteRegistration', 'server' ).length ] ).toEqual( [ 1, 1 ] );
	};
	const account = async ( page: Page, email: string ) => {
		await go( page, '/my-account/' );
		await page.fill( '#reg_email', email );
		await page.fill( '#reg_password', PASSWORD );
		// Not by the button, which moves when the meter judges the password.
		await Promise.all( [ page.waitForNavigation(), page.locator( '#reg_password' ).press( 'Enter' ) ] );
	};

	test( 'an account at the shop, logged in at once: CompleteRegistration; with an address that is taken: nothing', async ( { page, browser } ) => {
		await account( page, 'joy@example.test' );
		await registered( page );
		shop.tiktok.clear();
		const other = await ( await browser.newContext() ).newPage();
		await account( other, 'joy@example.test' );
		await expect( other.locator( '.woocommerce-error' ) ).toBeVisible();
		await shop.later( other );
		await shop.site.drain();
		expect( shop.tiktok.events().filter( ( { event } ) => event === 'CompleteRegistration' ) ).toEqual( [] );
	} );

	test( "an account on WordPress's own page, without log-in: the next page says it; a refused one says nothing", async ( { page } ) => {
		await go( page, '/wp-login.php?action=register' );
		await page.fill( '#user_login', 'walt' );
		await page.fill( '#user_email', 'walt@example' );
		await page.locator( '#wp-submit' ).click();
		await expect( page.locator( '#login_error' ) ).toBeVisible();
		await page.fill( '#user_email', 'walt@example.test' );
		await page.locator( '#wp-submit' ).click();
		await page.waitForURL( /checkemail=registered/ );
		await go( page, '/' );
		await registered( page );
	} );

	/** AddToWishlist for the mug on all three channels under one id. */
	const wished = async ( page: Page ) => {
		const push = await one( page, 'add_to_wishlist' );
		await eventually( () => expect( shop.copies( 'AddToWishlist', 'pixel' ) ).toHaveLength( 1 ) );
		const [ copy ] = await shop.paired( 'AddToWishlist' );
		expect( copy ).toMatchObject( { event_id: push.event_id, properties: { value: 7.5, currency: 'EUR', content_type: 'product', contents: [ { content_id: 'DUET-MUG', price: 7.5 } ] } } );
		expect( push.ecommerce ).toMatchObject( { value: 7.5, items: [ { item_id: 'DUET-MUG' } ] } );
	};
	/** Still the one, on every channel. */
	const noMore = async ( page: Page ) => {
		await shop.later( page );
		await shop.site.drain();
		expect( [ shop.copies( 'AddToWishlist', 'pixel' ).length, shop.copies( 'AddToWishlist', 'server' ).length ] ).toEqual( [ 1, 1 ] );
	};

	test( 'YITH, its React button: added once; removed: nothing', async ( { page } ) => {
		await shop.set( READY, "update_option( 'yith_wcwl_rendering_method', 'react-components' ); update_option( 'yith_wcwl_after_add_to_wishlist_behaviour', 'remove' );" );
		await go( page, '/product/duet-mug/' );
		// Until it has heard whether the product is in the list, a press does nothing.
		const button = page.locator( '.summary .yith-wcwl-add-to-wishlist-button:not(.yith-wcwl-add-to-wishlist-button--loading)' ).first();
		await button.click();
		await wished( page );
		const removed = page.waitForResponse( ( answer ) => /wishlist\/v1\/items/.test( answer.url() ) && answer.request().method() !== 'GET' );
		await button.click();
		expect( ( await removed ).ok() ).toBe( true );
		await noMore( page );
	} );

	test( 'YITH, its template button: added once; one that is there already, and a removal: nothing', async ( { page } ) => {
		await shop.set( READY, "update_option( 'yith_wcwl_rendering_method', 'php-templates' ); update_option( 'yith_wcwl_after_add_to_wishlist_behaviour', 'add' );" );
		await go( page, '/product/duet-mug/' );
		const button = page.locator( '.summary a.add_to_wishlist' ).first();
		await button.click();
		await wished( page );
		const again = await page.evaluate( async () => {
			const { yith_wcwl_l10n: words, jQuery: $ } = window as unknown as { yith_wcwl_l10n: { ajax_url: string; nonce: { add_to_wishlist_nonce: string } }; jQuery: { post( url: string, data: object ): Promise< { result: string } > } };
			const product = document.querySelector( 'form.cart button[name="add-to-cart"]' )?.getAttribute( 'value' );
			return ( await $.post( words.ajax_url, { action: 'add_to_wishlist', context: 'frontend', nonce: words.nonce.add_to_wishlist_nonce, add_to_wishlist: product } ) ).result;
		} );
		expect( again ).toBe( 'exists' );
		await noMore( page );
	} );

	test( 'TI: added once; removed: nothing', async ( { page } ) => {
		await go( page, '/product/duet-mug/' );
		const button = page.locator( '.summary .tinvwl_add_to_wishlist_button' ).first();
		await button.click();
		await wished( page );
		await page.keyboard.press( 'Escape' );
		await go( page, '/product/duet-mug/' );
		const answer = page.waitForResponse( ( given ) => given.request().method() === 'POST' && /tinvwl|product_action/.test( given.url() + given.request().postData() ) );
		await page.locator( '.summary .tinvwl_add_to_wishlist_button' ).first().click( { force: true } );
		expect( ( ( await ( await answer ).json() ) as { status: boolean } ).status ).toBe( false );
		await noMore( page );
	} );
} );
