/** A shopper in Chromium on a real shop: what every walk does, in words of the shop. */
import { expect, type Page } from '@playwright/test';

export const PIXEL = 'C9OPQFJC77U5NIJ6K7HG';
export const TOKEN = '0123456789abcdef0123456789abcdef01234567';
export const CLICK = 'E.C.P.CrABCdEf-12_3';
export const ADDRESS = '203.0.113.7';

export const BUYER = {
	email: 'Buyer@Example.test',
	first_name: 'Zoë',
	last_name: "O'Brien",
	street: 'Canary Street 7',
	city: 'Berlin',
	postcode: '10117',
	phone: '030 1234567',
} as const;

/** The settings of a shop whose merchant has finished the first screen. */
export const READY = {
	pixels: [ { code: PIXEL, label: '', test_event_code: '' } ],
	consent: { mode: 'assumed' },
} as const;

/** Where both checkouts post an order to. */
export const ORDER = /wc-ajax=checkout|wc\/store\/v1\/checkout/;

export type CheckoutKind = 'block' | 'classic';
export type Method = 'cod' | 'bacs';

export class Shopper {
	public constructor(
		public readonly page: Page,
		private readonly shop: string,
		private readonly kind: CheckoutKind
	) {}

	/** Everything the shop serves comes to PHP as if a proxy had forwarded it for a public address. */
	public async arrive( path: string ): Promise< void > {
		await this.page.context().route( `${ this.shop }/**`, ( route ) => route.continue( { headers: { ...route.request().headers(), 'x-forwarded-for': ADDRESS } } ) );
		await this.go( path );
	}

	public async go( path: string ): Promise< void > {
		await this.page.goto( this.shop + path );
	}

	public async addToCart( slug: string ): Promise< void > {
		await this.go( `/product/${ slug }/` );
		await this.page.locator( 'form.cart button[type="submit"]' ).first().click();
		await expect.poll( () => this.page.evaluate( () => document.cookie ) ).toContain( 'woocommerce_items_in_cart' );
		await this.page.waitForLoadState( 'load' );
	}

	public async fillCheckout(): Promise< void > {
		await this.go( '/checkout/' );
		if ( this.kind === 'classic' ) {
			await this.fill( '#billing_', '#billing_email' );
			return;
		}
		await this.page.locator( '#email' ).waitFor();
		const billing = await this.page.locator( '#billing-first_name' ).isVisible();
		await this.fill( billing ? '#billing-' : '#shipping-', '#email' );
	}

	private async fill( prefix: string, email: string ): Promise< void > {
		const { street, email: address, ...rest } = BUYER;
		await this.page.fill( email, address );
		await this.page.fill( `${ prefix }address_1`, street );
		for ( const [ name, value ] of Object.entries( rest ) ) {
			await this.page.fill( prefix + name, value );
		}
	}

	/** Presses "Place order" and arrives on the thank-you page. */
	public async pay( method: Method ): Promise< void > {
		await this.choose( method );
		await this.placeOrder();
		await this.page.waitForURL( /order-received/ );
		await this.page.waitForLoadState( 'load' );
	}

	public async choose( method: Method ): Promise< void > {
		if ( this.kind === 'block' ) {
			await this.page.locator( `#radio-control-wc-payment-method-options-${ method }` ).check( { force: true } );
			// The block sends address and method first; pressed before the totals are back, the button does nothing.
			await this.page.waitForFunction( "! wp.data.select( 'wc/store/cart' ).isCustomerDataUpdating() && ! wp.data.select( 'wc/store/checkout' ).isCalculating()" );
			await expect( this.page.locator( '.wc-block-components-checkout-place-order-button' ) ).toBeEnabled();
			return;
		}
		await expect( this.page.locator( '.blockUI' ) ).toHaveCount( 0 );
		await this.page.locator( `label[for="payment_method_${ method }"]` ).click();
		await expect( this.page.locator( '.blockUI' ) ).toHaveCount( 0 );
	}

	/** Presses the button until the shop hears of it: while totals are being worked out the checkout block ignores a press. */
	public async placeOrder(): Promise< void > {
		const button = this.page.locator( this.kind === 'block' ? '.wc-block-components-checkout-place-order-button' : '#place_order' );
		await expect( async () => {
			const order = this.page.waitForRequest( ( request ) => request.method() === 'POST' && ORDER.test( request.url() ), { timeout: 4000 } );
			await Promise.all( [ order, button.click( { timeout: 4000 } ) ] );
		} ).toPass( { timeout: 60_000 } );
	}
}

/** Waits until a condition about the stand-in holds: beacons and requests need a moment. */
export async function eventually( check: () => void ): Promise< void > {
	await expect( check ).toPass( { timeout: 15_000, intervals: [ 100, 200, 400 ] } );
}
