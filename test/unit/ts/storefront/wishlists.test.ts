// @vitest-environment jsdom
/** The wishlists' own signals -> AddToWishlist; what is no addition is none. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Middleware, WishlistPage } from '../../../../src/storefront/triggers/wishlist.ts';

const FACTS = { content_type: 'product', contents: [ { content_id: 'MUG', price: 7.5, quantity: 1, sig: 'x' } ], value: 7.5, currency: 'EUR' };
const page = window as unknown as WishlistPage & Record< string, unknown >;
let told: unknown[][];
let asked: string[];
let heard: Record< string, ( event: { target: unknown }, ...answers: unknown[] ) => void >;
let middleware: Middleware | undefined;

async function load( plugin: 'yith' | 'ti' | 'woocommerce' ): Promise< void > {
	vi.resetModules();
	await import( `../../../../src/storefront/triggers/wishlists/${ plugin }.ts` );
}
const settled = () => new Promise( ( done ) => setTimeout( done, 5 ) );

beforeEach( () => {
	[ told, asked, heard, middleware ] = [ [], [], {}, undefined ];
	document.body.innerHTML = '';
	document.head.innerHTML = `<script type="application/json" id="duet-page">${ JSON.stringify( { door: '/?duet_door=', shop: { product: '/wc/store/v1/products/' } } ) }</script>`;
	page.duet = { track: ( ...call ) => void told.push( call ) };
	page.jQuery = () => ( { on: ( type, run ) => ( heard[ type ] = run ) } );
	page.wp = { apiFetch: { use: ( run ) => ( middleware = run ) } };
	page.fetch = vi.fn( async ( address: unknown ) => {
		asked.push( `${ address }` );
		return new Response( JSON.stringify( { extensions: { duet: FACTS } } ) );
	} ) as typeof fetch;
} );
afterEach( () => {
	delete page.duetWishlists;
	delete page.duet;
} );

describe( 'YITH', () => {
	const answered = ( result: unknown, data: unknown = 'action=add_to_wishlist&add_to_wishlist=12' ) => heard.ajaxSuccess?.( { target: document }, {}, { data }, { result } );

	it( 'by its templates: the answer says whether it was added', async () => {
		await load( 'yith' );
		[ 'exists', 'error', false, undefined, true ].forEach( ( result ) => answered( result ) );
		answered( 'true', 'action=other' );
		answered( 'true', new FormData() );
		await settled();
		expect( told ).toEqual( [] );
		answered( 'true' );
		await settled();
		expect( [ told, asked ] ).toEqual( [ [ [ 'AddToWishlist', FACTS ] ], [ '/wc/store/v1/products/12' ] ] );
	} );

	it( 'by React: the request and its answer, both left as they are', async () => {
		await load( 'yith' );
		const send = ( method: string, answer: unknown, path = 'yith/wishlist/v1/items' ) => middleware?.( { path, method, data: { product_id: 12 } }, async () => answer );
		const added = { product_data: { added_to: 3 } };
		await send( 'DELETE', { product_data: { removed_from: 3 } } );
		await send( 'POST', { success: false } );
		await send( 'POST', { product_data: {} }, 'yith/wishlist/v1/items/move' );
		await expect( middleware?.( { path: 'yith/wishlist/v1/items', method: 'POST' }, async () => Promise.reject( new Error( 'down' ) ) ) ).rejects.toThrow( 'down' );
		await settled();
		expect( told ).toEqual( [] );
		expect( await send( 'POST', added ) ).toBe( added );
		await settled();
		expect( told ).toEqual( [ [ 'AddToWishlist', FACTS ] ] );
	} );

	it( 'asks the front door for the facts where the Store API is closed to visitors', async () => {
		page.fetch = vi.fn( async ( address: unknown, init: unknown ) => {
			asked.push( `${ address }` );
			return address === '/?duet_door=product' && ( init as { body: string } ).body === '{"id":12}'
				? new Response( JSON.stringify( { extensions: { duet: FACTS } } ) )
				: new Response( '{"code":"rest_forbidden"}', { status: 401 } );
		} ) as typeof fetch;
		await load( 'yith' );
		answered( 'true' );
		await settled();
		expect( [ told, asked ] ).toEqual( [ [ [ 'AddToWishlist', FACTS ] ], [ '/wc/store/v1/products/12', '/?duet_door=product' ] ] );
	} );

	it( 'counts without the facts', async () => {
		page.fetch = ( async () => new Response( 'no JSON' ) ) as typeof fetch;
		await load( 'yith' );
		answered( 'true' );
		await settled();
		expect( told ).toEqual( [ [ 'AddToWishlist', {} ] ] );
	} );

	it( 'before the script has booted it waits in the queue; run twice it counts once', async () => {
		page.duet = { q: [] };
		await load( 'yith' );
		await load( 'yith' );
		answered( 'true' );
		await settled();
		expect( page.duet.q ).toEqual( [ [ 'AddToWishlist', FACTS ] ] );
	} );
} );

describe( 'TI', () => {
	it( 'true is an addition, of the variation where one is chosen', async () => {
		document.body.innerHTML = '<form class="cart"><input name="variation_id" value="31"><a id="one" data-tinv-wl-product="30" data-tinv-wl-productvariation="0"></a></form><a id="two" data-tinv-wl-product="12"></a>';
		await load( 'ti' );
		const say = ( id: string, status: unknown ) => heard.tinvwl_wishlist_added_status?.( { target: document.body }, document.getElementById( id ), status );
		[ false, 'true', undefined ].forEach( ( status ) => say( 'two', status ) );
		say( 'nobody', true );
		say( 'one', true );
		say( 'two', true );
		await settled();
		expect( asked ).toEqual( [ '/wc/store/v1/products/31', '/wc/store/v1/products/12' ] );
	} );
} );

describe( "WooCommerce's own", () => {
	const button = () => document.querySelector( 'button' ) as HTMLButtonElement;
	const press = async ( pressed: string | null ) => {
		button().click();
		if ( pressed !== null ) {
			button().setAttribute( 'aria-pressed', pressed );
		}
		await settled();
	};

	it( 'counts once the list has it, after a press; not a failure, a removal, or a variation that was in it', async () => {
		document.body.innerHTML = '<form><div data-wp-context=\'{"productId":12,"isVariableType":false}\'><button class="wc-block-add-to-wishlist-button__toggle" type="button" aria-pressed="false"><span>x</span></button></div></form>';
		await load( 'woocommerce' );
		await press( null );
		expect( told ).toEqual( [] );
		await press( 'true' );
		expect( [ told.length, asked ] ).toEqual( [ 1, [ '/wc/store/v1/products/12' ] ] );
		await press( 'false' );
		button().setAttribute( 'aria-pressed', 'true' );
		await settled();
		expect( told ).toHaveLength( 1 );
	} );
} );
