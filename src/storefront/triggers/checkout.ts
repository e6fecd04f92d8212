/**
 * InitiateCheckout when the checkout is shown with items, AddPaymentInfo when
 * Place order is pressed with a method chosen; each once per cart.
 */
import { on, session, type Browser } from '../config/browser.ts';
import type { Cart } from './cart/facts.ts';
import { factsOf } from './cart/facts.ts';
import { CHECKOUT } from './cart/ledger.ts';
import type { ReadCart } from './cart/read.ts';
import type { BrowserEventName } from '../../events/catalogue.ts';
import type { DuetEvent } from '../../events/event.ts';

const PLACE_ORDER = '#place_order,[class*=checkout-place-order-button]';
/** A saved card of the block has a radio group of its own. */
const METHOD = '[name=payment_method]:checked,[name^=radio-control-wc-payment]:checked';

export function checkoutTrigger( browser: Browser, read: ReadCart, track: ( draft: Pick< DuetEvent, 'name' | 'params' > ) => void ): void {
	const { win } = browser;
	let cart: Cart | undefined;

	const once = ( name: BrowserEventName, payment_type?: string ): void => {
		const had = session< Record< string, string > >( browser, CHECKOUT ) ?? {};
		// Lines and quantities; WooCommerce's own hash changes with every shipping choice.
		const what = cart?.items.map( ( line ) => line.key + line.quantity ).join();
		if ( cart && what && had[ name ] !== what ) {
			session( browser, CHECKOUT, { ...had, [ name ]: what } );
			track( {
				name,
				params: { ...factsOf( cart.items, cart ), coupon: cart.coupons.map( ( { code } ) => code ).join(), payment_type },
			} );
		}
	};

	// Return in a field presses the button too.
	on( win, 'click', ( { target } ) => {
		const method = win.document.querySelector< HTMLInputElement >( METHOD )?.value;
		if ( method && ( target as Element ).closest( PLACE_ORDER ) ) {
			once( 'AddPaymentInfo', method );
		}
	} );
	void read().then( ( now ) => {
		cart = now;
		once( 'InitiateCheckout' );
	} );
}
