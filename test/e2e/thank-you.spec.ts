/** Thank-you pages of every kind: one Purchase on the pixel and in the dataLayer, and none for a stranger. */
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { HEX, Shopper as Buyer } from '../integration/shopper';
import { eventually, layerOf, pushed, READY, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const noFunnel = await missing( { plugins: [ 'woocommerce', 'cartflows' ] } );

const purchases = async ( page: Page ) => ( await layerOf( page ) ).filter( ( { event } ) => event === 'purchase' ).length;
const keyOf = ( received: string ) => new URL( received ).searchParams.get( 'key' ) ?? '';
const bring = ( context: BrowserContext, url: string ) => context.addCookies( [ { name: 'duet_visitor', value: `${ HEX }.g`, url } ] );

test.describe( 'thank-you pages', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'thanks', theme: 'block', checkout: 'classic' } );
	test.beforeEach( () => shop.set() );

	const buy = async () => {
		const mug = await shop.ask< number >( "wc_get_product_id_by_sku( 'DUET-MUG' )" );
		return new Buyer( shop.site ).classic( mug, 'cod' );
	};
	const age = ( id: number ) => shop.site.php( `$order = wc_get_order( ${ id } ); $order->set_date_created( time() - 3600 ); $order->save();` );
	const acknowledged = ( id: number ) => shop.ask< string[] >( `(array) wc_get_order( ${ id } )->get_meta( '_duet_browser' )` );

	test( 'a page of the merchant\'s own, reloaded', async ( { page } ) => {
		const { id, received } = await buy();
		await page.goto( `${ shop.site.url }/sample-page/?order=${ id }&key=${ keyOf( received ) }` );
		await pushed( page, 'purchase' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		await expect.poll( () => acknowledged( id ) ).toHaveLength( 1 );
		await page.reload();
		await shop.later( page );
		const [ copy ] = await shop.paired( 'Purchase' );
		expect( copy?.properties ).toMatchObject( { value: 12.5, currency: 'EUR' } );
		expect( await purchases( page ) ).toBe( 0 );
	} );

	test( 'behind the e-mail check: nothing for a stranger, one Purchase for the browser that bought', async ( { page, context } ) => {
		const { id, received } = await buy();
		await age( id );
		await page.goto( received );
		await expect( page.locator( 'input[name="email"]' ) ).toBeVisible();
		await shop.later( page );
		expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 0 );
		await context.clearCookies();
		await bring( context, shop.site.url );
		await page.goto( received );
		await expect( page.locator( 'input[name="email"]' ) ).toBeVisible();
		await pushed( page, 'purchase' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		await expect.poll( () => acknowledged( id ) ).toHaveLength( 1 );
		expect( await shop.paired( 'Purchase' ) ).toHaveLength( 1 );
	} );

	test( 'once the e-mail address is confirmed on another device', async ( { page } ) => {
		const { id, received } = await buy();
		await age( id );
		await page.goto( received );
		await page.fill( 'input[name="email"]', 'ann@example.test' );
		await page.press( 'input[name="email"]', 'Enter' );
		await pushed( page, 'purchase' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		expect( await shop.paired( 'Purchase' ) ).toHaveLength( 1 );
	} );
} );

test.describe( 'a funnel of CartFlows', () => {
	test.skip( noFunnel !== undefined, noFunnel ?? '' );
	const shop = shopWith( { name: 'funnel', theme: 'block', checkout: 'classic', plugins: [ 'cartflows' ] } );

	test( 'its thank-you step sends the purchase once and begins no checkout', async ( { page } ) => {
		await shop.set( READY, `
			$flow = wp_insert_post( [ 'post_type' => 'cartflows_flow', 'post_status' => 'publish', 'post_title' => 'Funnel' ] );
			$step = wp_insert_post( [ 'post_type' => 'cartflows_step', 'post_status' => 'publish', 'post_title' => 'Thanks', 'post_name' => 'thanks', 'post_content' => '[cartflows_order_details]' ] );
			update_post_meta( $step, 'wcf-flow-id', $flow );
			update_post_meta( $step, 'wcf-step-type', 'thankyou' );
			update_post_meta( $flow, 'wcf-steps', [ [ 'id' => $step, 'title' => 'Thanks', 'type' => 'thankyou' ] ] );
			update_option( 'test_step', get_permalink( $step ) );
			flush_rewrite_rules();` );
		const mug = await shop.ask< number >( "wc_get_product_id_by_sku( 'DUET-MUG' )" );
		const { id, received } = await new Buyer( shop.site ).classic( mug, 'cod' );
		const step = new URL( await shop.ask< string >( "get_option( 'test_step' )" ) );
		step.searchParams.set( 'wcf-order', String( id ) );
		step.searchParams.set( 'wcf-key', keyOf( received ) );
		await page.goto( step.href );
		await expect( page.locator( 'body' ) ).toContainText( 'Mug' );
		await pushed( page, 'purchase' );
		await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
		await page.reload();
		await shop.later( page );
		expect( await shop.paired( 'Purchase' ) ).toHaveLength( 1 );
		expect( shop.copies( 'InitiateCheckout', 'pixel' ) ).toHaveLength( 0 );
	} );
} );
