/** A shopper without a browser: a cookie jar, the classic checkout's form and the Store API. */
import type { Site } from '../../bin/site/index.ts';

export const HEX = '0123456789abcdef0123456789abcdef';
const ADDRESS = { first_name: 'Ann', last_name: 'Example', address_1: 'Musterstr. 1', city: 'Berlin', postcode: '10115', country: 'DE', email: 'ann@example.test', phone: '030 1234567' };

/** What WooCommerce answered to "Place order". */
export interface Placed {
	readonly id: number;
	readonly received: string;
}

export class Shopper {
	readonly cookies = new Map<string, string>( [ [ 'duet_visitor', `${ HEX }.g` ], [ 'ttclid', 'E.C.P.click' ] ] );

	constructor( private readonly site: Site, consent = true ) {
		if ( ! consent ) {
			this.cookies.clear();
		}
	}

	/** A request with this shopper's cookies, not following redirects. */
	async ask( path: string, init: RequestInit = {} ): Promise<Response> {
		const headers = new Headers( init.headers );
		headers.set( 'Cookie', [ ...this.cookies ].map( ( [ name, value ] ) => `${ name }=${ value }` ).join( '; ' ) );
		headers.set( 'User-Agent', 'Mozilla/5.0 (a shopper)' );
		const answer = await fetch( path.startsWith( 'http' ) ? path : this.site.url + path, { redirect: 'manual', ...init, headers } );
		for ( const line of answer.headers.getSetCookie() ) {
			const [ , name = '', value = '' ] = /^([^=]+)=([^;]*)/.exec( line ) ?? [];
			this.cookies.set( name, value );
		}
		return answer;
	}

	/** POST to our own REST routes as the page's script does. */
	async tell( route: 'events' | 'ack' | 'consent', body: object, headers: Record<string, string> = { Origin: this.site.url } ): Promise<number> {
		const answer = await this.ask( `/wp-json/duet/v1/${ route }`, { method: 'POST', headers: { 'Content-Type': 'text/plain', ...headers }, body: JSON.stringify( body ) } );
		return answer.status;
	}

	async classic( product: number, method: string ): Promise<Placed> {
		await this.prepare( product );
		return this.place( method );
	}

	private nonce = '';

	/**
	 * Cart filled, checkout open.
	 *
	 * @param checkout a page with the classic checkout
	 */
	async prepare( product: number, checkout = '/checkout/' ): Promise<void> {
		// To its end: WooCommerce writes the session down when the page is out.
		await ( await this.ask( `/?add-to-cart=${ product }` ) ).text();
		const page = await ( await this.ask( checkout ) ).text();
		this.nonce = /name="woocommerce-process-checkout-nonce" value="([^"]+)"/.exec( page )?.[ 1 ] ?? '';
	}

	/**
	 * "Place order" on the classic checkout.
	 *
	 * @param more other or further fields
	 */
	async place( method: string, more: Record<string, string> = {} ): Promise<Placed> {
		const form = new URLSearchParams( {
			...Object.fromEntries( Object.entries( ADDRESS ).map( ( [ field, value ] ) => [ `billing_${ field }`, value ] ) ),
			payment_method: method,
			'woocommerce-process-checkout-nonce': this.nonce,
			wc_order_attribution_referrer: 'https://www.tiktok.com/',
			...more,
		} );
		const answer = await this.ask( '/?wc-ajax=checkout', { method: 'POST', body: form, headers: { Referer: `${ this.site.url }/checkout/?step=1` } } );
		return placed( await answer.json(), ( said ) => said.redirect );
	}

	async block( product: number, method: string, more: object = {}, email = ADDRESS.email ): Promise<Placed> {
		const cart = await this.ask( '/wp-json/wc/store/v1/cart' );
		const headers = { Origin: this.site.url, Referer: `${ this.site.url }/checkout/?block=1`, 'Content-Type': 'application/json', Nonce: cart.headers.get( 'Nonce' ) ?? '', 'Cart-Token': cart.headers.get( 'Cart-Token' ) ?? '' };
		await this.ask( '/wp-json/wc/store/v1/cart/add-item', { method: 'POST', headers, body: JSON.stringify( { id: product, quantity: 1 } ) } );
		const answer = await this.ask( '/wp-json/wc/store/v1/checkout', {
			method: 'POST',
			headers,
			body: JSON.stringify( { billing_address: { ...ADDRESS, email }, shipping_address: ADDRESS, payment_method: method, ...more } ),
		} );
		return placed( await answer.json(), ( said ) => said.payment_result?.redirect_url );
	}
}

interface Said {
	readonly order_id?: number;
	readonly redirect?: string;
	readonly payment_result?: { readonly redirect_url?: string };
}

function placed( said: Said, where: ( said: Said ) => string | undefined ): Placed {
	const received = where( said );
	if ( said.order_id === undefined || received === undefined ) {
		throw new Error( `no order: ${ JSON.stringify( said ).replace( /<[^>]*>|\\[nt]/g, '' ).slice( 0, 500 ) }` );
	}
	return { id: said.order_id, received };
}
