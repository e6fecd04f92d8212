/**
 * view_cart and InitiateCheckout when a cart or checkout with items is shown; add_shipping_info and AddPaymentInfo when
 * the shopper presses Place order with a shipping rate, and a payment method, chosen. In the checkout each of them once
 * per cart.
 */
import { on, session, openSession, type Browser } from '../browser/browser.ts';
import { native } from '../browser/dom.ts';
import type { Cart } from './cart/facts.ts';
import { factsOf } from './cart/facts.ts';
import { CHECKOUT } from './cart/ledger.ts';
import type { ReadCart } from './cart/read.ts';
import type { CreateEvent } from '../pipeline.ts';
import type { BrowserEventName } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';

const PLACE_ORDER = '#place_order,[class*=checkout-place-order-button]';
/** The block has a radio group of its own for saved cards. */
const METHOD = '[name=payment_method]:checked,[name^=radio-control-wc-payment]:checked';
const RATE = '[name^=shipping_method]:checked,[class*=shipping-rates-control] :checked';

/** Only the dataLayer uses view_cart: if it is off, the cart is not read for this event. */
export function cartPageTrigger( { page }: Browser, read: ReadCart, createEvent: CreateEvent ): void {
	if ( page.events.view_cart?.dataLayer ) {
		void read().then( ( cart ) => {
			const params = cart && factsOf( cart.items, cart );
			if ( params ) {
				createEvent( { name: 'view_cart', params } );
			}
		} );
	}
}

/**
 * @return gets each cart that any part of the script reads, because the cart counts as it is when the button is pressed
 */
export function checkoutTrigger( browser: Browser, createEvent: CreateEvent ): ( now: Cart ) => void {
	const { win } = browser;
	let cart: Cart | undefined;

	const once = ( name: BrowserEventName, more?: Params ): void => {
		openSession( browser );
		const had = session< Record< string, string > >( browser, CHECKOUT ) ?? {};
		// Lines and quantities. WooCommerce's own hash also changes with every choice of a shipping rate.
		const what = cart?.items.map( ( { line, quantity } ) => line + quantity ).join();
		if ( cart && what && had[ name ] !== what ) {
			session( browser, CHECKOUT, { ...had, [ name ]: what } );
			createEvent( {
				name,
				params: { ...factsOf( cart.items, cart ), coupon: cart.coupons.map( ( { code } ) => code ).join(), ...more },
			} );
		}
	};

	// The Enter key in a field presses the button, too.
	on( win, 'click', ( { target } ) => {
		const chosen = ( selector: string ) => ( native( win.document, 'querySelector' )( selector ) as HTMLInputElement | null )?.value;
		const placing = ( target as Element ).closest( PLACE_ORDER );
		// A single rate has no radio button.
		const shipping_tier =
			chosen( RATE ) ??
			( placing && cart?.shipping_rates?.flatMap( ( parcel ) => parcel.shipping_rates ).find( ( rate ) => rate.selected )?.rate_id );
		const payment_type = chosen( METHOD );
		if ( shipping_tier && ( placing || ( target as Element ).matches( RATE ) ) ) {
			once( 'add_shipping_info', { shipping_tier } );
		}
		if ( payment_type && placing ) {
			once( 'AddPaymentInfo', { payment_type } );
		}
	} );
	return ( now ) => {
		// A checkout beside a product may be empty at first.
		const first = ! cart?.items[ 0 ];
		cart = now;
		if ( first ) {
			once( 'InitiateCheckout' );
		}
	};
}
