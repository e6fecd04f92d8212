/** AddToCart is a confirmed change of the cart: once, with what came in addition, equal on both channels. */
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { READY, Shopper, eventually, shopWith, type Shop } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );

/** The shop may refuse a product, as plugins do; the tests say when. */
const REFUSAL = "add_filter( 'woocommerce_add_to_cart_validation', fn( $passed ) => $passed && ! get_option( 'test_refuses' ) );";
/** A shop that sells by the metre where the tests say so, fills a cart with sixty lines, and offers a card in the checkout. */
const UNUSUAL = `
add_action( 'init', function () {
	if ( get_option( 'test_metres' ) ) {
		remove_filter( 'woocommerce_stock_amount', 'intval' );
		add_filter( 'woocommerce_stock_amount', 'floatval' );
	}
} );
add_action( 'wp_loaded', function () {
	if ( isset( $_GET['sixty'] ) ) {
		for ( $line = 0; $line < 60; $line++ ) {
			WC()->cart->add_to_cart( wc_get_product_id_by_sku( 'DUET-SHIRT-BLUE-L' ), 1, 0, array(), array( 'engraving' => $line ) );
		}
	}
}, 30 );
add_action( 'woocommerce_review_order_before_submit', function () {
	$id = wc_get_product_id_by_sku( 'DUET-CARD' );
	echo "<label><input type='checkbox' id='bump' data-product_id='$id' onclick=\\"fetch( '/?wc-ajax=add_to_cart', { method: 'POST', body: new URLSearchParams( { product_id: $id } ) } ).then( () => jQuery( document.body ).trigger( 'update_checkout' ) )\\">A card?</label>";
} );`;
const RESET = "update_option( 'test_metres', '' ); update_option( 'test_refuses', '' ); update_option( 'woocommerce_cart_redirect_after_add', 'no' ); update_option( 'woocommerce_enable_ajax_add_to_cart', 'yes' );";

const idOf = ( shop: Shop, sku: string ) => shop.ask< number >( `wc_get_product_id_by_sku( '${ sku }' )` );
const button = ( page: Page ) => page.locator( 'form.cart button[type="submit"]' );
const pixels = ( shop: Shop ) => shop.copies( 'AddToCart', 'pixel' ).length;
const counted = ( shop: Shop, number: number ) => eventually( () => expect( pixels( shop ) ).toBe( number ) );

/** Pieces in the cart as WooCommerce says, whatever we told TikTok. */
const inCart = ( page: Page ) =>
	page.evaluate( async () => ( ( await ( await fetch( '/wp-json/wc/store/v1/cart', { cache: 'no-store' } ) ).json() ) as { items_count: number } ).items_count );

/** Everything after `act` has come, and a real addition afterwards is the only one. */
async function nothing( shop: Shop, shopper: Shopper ): Promise< void > {
	await shop.later( shopper.page );
	const before = pixels( shop );
	await shopper.addToCart( 'duet-card' );
	await counted( shop, before + 1 );
	expect( ( await shop.added() ).at( -1 ) ).toBe( '1 DUET-CARD' );
}

/** Cases every shop has, whatever its theme. */
function everywhere( shop: Shop, kind: 'block' | 'classic' ): void {
	const enter = ( page: Page, path: string ) => {
		const shopper = new Shopper( page, shop.site.url, kind );
		return shopper.arrive( path ).then( () => shopper );
	};

	test( 'three at once by the form of a product page', async ( { page } ) => {
		await enter( page, '/product/duet-mug/' );
		await page.fill( 'form.cart .qty', '3' );
		await button( page ).click();
		await counted( shop, 1 );
		// Chromium posts the form again where the page was the answer to it, and then WooCommerce does add again. More than a few
		// seconds after the press nobody takes that for the shopper's wish.
		await page.reload();
		await shop.later( page );
		const added = await shop.added();
		expect( added ).toEqual( added.map( () => '3 DUET-MUG' ) );
		expect( [ 1, ( await inCart( page ) ) / 3 ] ).toContain( added.length );
		expect( shop.copies( 'AddToCart', 'server' )[ 0 ]?.properties ).toMatchObject( { value: 22.5, currency: 'EUR', content_type: 'product' } );
	} );

	test( 'the variation that was chosen, and nothing without a choice', async ( { page } ) => {
		const shopper = await enter( page, '/product/duet-shirt/' );
		await Promise.all( [ page.waitForEvent( 'dialog' ).then( ( dialog ) => dialog.accept() ), button( page ).click() ] );
		// The same without its script: WooCommerce sends the shopper back with an error.
		await shopper.go( `/?add-to-cart=${ await idOf( shop, 'DUET-SHIRT' ) }` );
		await shop.later( page );
		await shopper.go( '/product/duet-shirt/' );
		await page.selectOption( '#colour', 'Blue' );
		await page.selectOption( '#size', 'L' );
		await expect( button( page ) ).not.toHaveClass( /disabled/ );
		await button( page ).click();
		await counted( shop, 1 );
		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-SHIRT-BLUE-L' ] );
		expect( shop.copies( 'AddToCart', 'server' )[ 0 ]?.properties.value ).toBe( 22 );
	} );

	test( 'a link that adds, and the cart page after adding where the shop says so', async ( { page } ) => {
		const shopper = await enter( page, `/?add-to-cart=${ await idOf( shop, 'DUET-MUG' ) }&quantity=2` );
		await counted( shop, 1 );
		expect( await shop.added() ).toEqual( [ '2 DUET-MUG' ] );
		await shop.set( READY, "update_option( 'woocommerce_cart_redirect_after_add', 'yes' );" );
		await shopper.go( '/product/duet-card/' );
		await button( page ).click();
		await page.waitForURL( /\/cart\// );
		await counted( shop, 1 );
		await page.reload();
		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-CARD' ] );
	} );

	test( 'nothing when the shop refuses the product', async ( { page } ) => {
		await shop.set( READY, "update_option( 'test_refuses', 'yes' );" );
		const shopper = await enter( page, '/product/duet-mug/' );
		await button( page ).click();
		await shop.later( page );
		expect( await inCart( page ) ).toBe( 0 );
		await shop.site.php( RESET );
		await nothing( shop, shopper );
		expect( pixels( shop ) ).toBe( 1 );
	} );

	test( 'a second tab that looks before the first one can speak leaves the addition to it', async ( { page, context } ) => {
		await enter( page, '/product/duet-mug/' );
		const other = await context.newPage();
		await other.goto( `${ shop.site.url }/product/duet-shirt/` );
		let speak: () => void = () => undefined;
		const silent = new Promise< void >( ( resolve ) => ( speak = resolve ) );
		await page.route( /build\/shop\.js/, ( route ) => silent.then( () => route.continue() ) );
		await button( page ).click();
		await expect.poll( async () => ( await context.cookies() ).map( ( { name } ) => name ) ).toContain( 'woocommerce_items_in_cart' );
		const [ looked ] = await Promise.all( [ other.waitForResponse( /wc\/store\/v1\/cart/ ), other.reload() ] );
		expect( await looked.json() ).toMatchObject( { items_count: 1 } );
		speak();
		await counted( shop, 1 );
		await shop.later( other );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG' ] );
		expect( shop.copies( 'AddToCart', 'pixel' )[ 0 ]?.page.url ).toContain( '/duet-mug/' );
	} );

	test( 'the button of the shop page: once, again, and nothing for a reload', async ( { page } ) => {
		await enter( page, '/shop/' );
		const add = page.locator( `[data-product_id="${ await idOf( shop, 'DUET-MUG' ) }"].ajax_add_to_cart` );
		await add.click();
		await counted( shop, 1 );
		await add.click();
		await counted( shop, 2 );
		await page.reload();
		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG', '1 DUET-MUG' ] );
		expect( await inCart( page ) ).toBe( 2 );
	} );

	test( 'a double click, on the shop page or on a form, counts what came into the cart', async ( { page } ) => {
		const shopper = await enter( page, '/shop/' );
		await page.locator( `[data-product_id="${ await idOf( shop, 'DUET-MUG' ) }"].ajax_add_to_cart` ).dblclick();
		await eventually( () => expect( pixels( shop ) ).toBeGreaterThan( 0 ) );
		await shop.later( page );
		const pieces = async () => ( await shop.added() ).reduce( ( sum, text ) => sum + parseInt( text, 10 ), 0 );
		const first = await pieces();
		expect( first ).toBe( await inCart( page ) );
		// Two requests at once may overwrite each other in WooCommerce's session; the block's button sends one batch.
		expect( kind === 'block' ? [ 2 ] : [ 1, 2 ] ).toContain( first );
		await shopper.go( '/product/duet-card/' );
		await button( page ).dblclick();
		await eventually( () => expect( shop.copies( 'AddToCart', 'pixel' ).map( ( { properties } ) => properties.description ) ).toContain( 'Duet Gift Card' ) );
		await shop.later( page );
		expect( await pieces() ).toBe( await inCart( page ) );
	} );
}

test.describe( 'block theme, block cart', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'cart-block', theme: 'block', checkout: 'block', mustUse: REFUSAL } );
	test.beforeEach( () => shop.set( READY, RESET ) );
	everywhere( shop, 'block' );

	for ( const place of [ 'cart page', 'mini cart' ] ) {
		test( `${ place }: more is counted, less and removal are not`, async ( { page } ) => {
			if ( place === 'mini cart' ) {
				await shop.set( READY, "wp_update_post( [ 'ID' => get_page_by_path( 'sample-page' )->ID, 'post_content' => '<!-- wp:woocommerce/mini-cart /-->' ] );" );
			}
			const shopper = new Shopper( page, shop.site.url, 'block' );
			await shopper.arrive( '/' );
			await shopper.addToCart( 'duet-mug' );
			await counted( shop, 1 );
			await shopper.go( place === 'mini cart' ? '/sample-page/' : '/cart/' );
			if ( place === 'mini cart' ) {
				await page.locator( '.wc-block-mini-cart__button' ).click();
			}
			const press = async ( what: string, left: number ) => {
				await page.locator( what ).first().click();
				await expect.poll( () => inCart( page ) ).toBe( left );
			};
			await press( '.wc-block-components-quantity-selector__button--plus', 2 );
			await counted( shop, 2 );
			await press( '.wc-block-components-quantity-selector__button--minus', 1 );
			await press( '.wc-block-cart-item__remove-link', 0 );
			await shop.later( page );
			expect( await shop.added() ).toEqual( [ '1 DUET-MUG', '1 DUET-MUG' ] );
			await nothing( shop, shopper );
		} );
	}
} );

test.describe( 'classic theme, classic cart', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'cart-classic', theme: 'classic', checkout: 'classic', hpos: false, mustUse: REFUSAL + UNUSUAL } );
	test.beforeEach( () => shop.set( READY, RESET ) );
	everywhere( shop, 'classic' );

	test( 'cloth by the metre is one piece at the price of the line, added and in the checkout', async ( { page } ) => {
		await shop.set( READY, "update_option( 'test_metres', 'yes' );" );
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( `/?add-to-cart=${ await idOf( shop, 'DUET-MUG' ) }&quantity=1.5` );
		await counted( shop, 1 );
		await shopper.go( '/checkout/' );
		for ( const event of [ 'AddToCart', 'InitiateCheckout' ] ) {
			await eventually( () => expect( shop.copies( event, 'pixel' ) ).toHaveLength( 1 ) );
			const [ copy ] = await shop.paired( event );
			expect( copy?.properties ).toMatchObject( { value: 11.25, contents: [ { content_id: 'DUET-MUG', price: 11.25, quantity: 1 } ] } );
		}
	} );

	test( 'sixty lines begin a checkout on both channels', async ( { page } ) => {
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/shop/?sixty=1' );
		await shopper.go( '/checkout/' );
		await eventually( () => expect( shop.copies( 'InitiateCheckout', 'pixel' ) ).toHaveLength( 1 ) );
		const [ copy ] = await shop.paired( 'InitiateCheckout' );
		expect( copy?.properties.value ).toBe( 1320 );
		expect( copy?.properties.contents ).toHaveLength( 60 );
	} );

	test( 'what is accepted in the checkout is added, and paid', async ( { page } ) => {
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await counted( shop, 1 );
		await shopper.fillCheckout();
		await page.locator( '#bump' ).click();
		await counted( shop, 2 );
		await shopper.choose( 'cod' );
		await shopper.placeOrder();
		await page.waitForURL( /order-received/ );
		await eventually( () => expect( shop.copies( 'AddPaymentInfo', 'pixel' ) ).toHaveLength( 1 ) );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG', '1 DUET-CARD' ] );
		expect( ( await shop.paired( 'AddPaymentInfo' ) )[ 0 ]?.properties.value ).toBe( 10.5 );
		expect( await shop.paired( 'InitiateCheckout' ) ).toHaveLength( 1 );
	} );

	test( 'cart page: more is counted, less and removal are not', async ( { page } ) => {
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		await shopper.arrive( '/' );
		await shopper.addToCart( 'duet-mug' );
		await counted( shop, 1 );
		await shopper.go( '/cart/' );
		const change = async ( quantity: number ) => {
			await page.fill( '.woocommerce-cart-form .qty', String( quantity ) );
			await page.locator( '[name="update_cart"]' ).click();
			await expect.poll( () => inCart( page ) ).toBe( quantity );
			await expect( page.locator( '.blockUI' ) ).toHaveCount( 0 );
		};
		await change( 4 );
		await counted( shop, 2 );
		await change( 2 );
		await page.locator( '.woocommerce-cart-form a.remove' ).click();
		await expect.poll( () => inCart( page ) ).toBe( 0 );
		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG', '3 DUET-MUG' ] );
		await nothing( shop, shopper );
	} );
} );
