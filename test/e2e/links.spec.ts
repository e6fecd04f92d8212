/** Links that fill a cart and lead on: each line is an AddToCart, before the checkout it leads to. */
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { eventually, layerOf, pushed, READY, shopWith, Shopper } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );

const CUSTOMER = "if ( ! username_exists( 'linked' ) ) { wp_insert_user( [ 'user_login' => 'linked', 'user_pass' => 'password', 'user_email' => 'linked@example.test', 'role' => 'customer' ] ); } update_option( 'woocommerce_cart_redirect_after_add', 'no' );";

/** The storefront's events, in their order. */
const names = async ( page: Page ) => ( await layerOf( page ) ).map( ( { event } ) => event );

for ( const kind of [ 'block', 'classic' ] as const ) {
	test.describe( `${ kind } checkout`, () => {
		test.skip( reason !== undefined, reason ?? '' );
		const shop = shopWith( { name: `links-${ kind }`, theme: kind, checkout: kind } );
		test.beforeEach( () => shop.set( READY, CUSTOMER ) );

		const ids = () => shop.ask< [ number, number ] >( "[ wc_get_product_id_by_sku( 'DUET-MUG' ), wc_get_product_id_by_sku( 'DUET-CARD' ) ]" );
		const links = async () => await shop.ask< boolean >( "class_exists( 'Automattic\\\\WooCommerce\\\\Blocks\\\\Domain\\\\Services\\\\CheckoutLink' )" );
		const bothAdded = async () => {
			await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 2 ) );
			expect( [ ...( await shop.added() ) ].sort() ).toEqual( [ '1 DUET-CARD', '2 DUET-MUG' ] );
		};

		test( 'a checkout link adds each of its lines, for a new visitor and once', async ( { page } ) => {
			test.skip( ! ( await links() ), 'this WooCommerce has no checkout links' );
			const [ mug, card ] = await ids();
			const shopper = new Shopper( page, shop.site.url, kind );
			await shopper.arrive( `/checkout-link/?products=${ mug }:2,${ card }:1&utm_source=mail` );
			await pushed( page, 'begin_checkout' );
			expect( await names( page ) ).toEqual( [ 'page_view', 'add_to_cart', 'add_to_cart', 'begin_checkout' ] );
			await bothAdded();
			await page.reload();
			await shop.later( page );
			expect( await shop.added() ).toHaveLength( 2 );
			expect( await shop.paired( 'InitiateCheckout' ) ).toHaveLength( 1 );
		} );

		test( 'a checkout link of a customer who is logged in', async ( { page } ) => {
			test.skip( ! ( await links() ), 'this WooCommerce has no checkout links' );
			const [ mug, card ] = await ids();
			const shopper = new Shopper( page, shop.site.url, kind );
			await shopper.arrive( '/wp-login.php' );
			await page.fill( '#user_login', 'linked' );
			await page.fill( '#user_pass', 'password' );
			await Promise.all( [ page.waitForURL( /my-account|wp-admin/ ), page.click( '#wp-submit' ) ] );
			await shopper.go( `/checkout-link/?products=${ mug }:2,${ card }:1` );
			await pushed( page, 'begin_checkout' );
			expect( await names( page ) ).toEqual( [ 'page_view', 'add_to_cart', 'add_to_cart', 'begin_checkout' ] );
			await bothAdded();
		} );

		test( 'a link that adds and leads to the cart, as the first page of a visit', async ( { page } ) => {
			await shop.set( READY, `${ CUSTOMER } update_option( 'woocommerce_cart_redirect_after_add', 'yes' );` );
			const [ mug ] = await ids();
			const shopper = new Shopper( page, shop.site.url, kind );
			await shopper.arrive( `/?add-to-cart=${ mug }&quantity=2` );
			await pushed( page, 'view_cart' );
			expect( await names( page ) ).toEqual( [ 'page_view', 'add_to_cart', 'view_cart' ] );
			await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 1 ) );
			expect( await shop.added() ).toEqual( [ '2 DUET-MUG' ] );
		} );

		test( 'a link that is out of date adds nothing', async ( { page } ) => {
			test.skip( ! ( await links() ), 'this WooCommerce has no checkout links' );
			const shopper = new Shopper( page, shop.site.url, kind );
			await shopper.arrive( '/checkout-link/?products=999999:1' );
			expect( page.url() ).not.toContain( 'duet-add-to-cart' );
			await shop.later( page );
			expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 0 );
			await shopper.addToCart( 'duet-card' );
			await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ) ).toHaveLength( 1 ) );
			expect( await shop.added() ).toEqual( [ '1 DUET-CARD' ] );
		} );
	} );
}
