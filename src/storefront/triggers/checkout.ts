/**
 * InitiateCheckout when the checkout is shown with items, AddPaymentInfo when
 * Place order is pressed with a method chosen; each once per cart. Also tells
 * the order where it was made.
 */
import type { Draft } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { Cart } from './cart/facts.ts';
import { factsOf } from './cart/facts.ts';
import type { ReadCart } from './cart/read.ts';
import type { Track } from '../pipeline.ts';

const FORMS = 'form.checkout,form#order_review';
const PLACE_ORDER = '#place_order,.wc-block-components-checkout-place-order-button';
/** A saved card of the block has a radio group of its own. */
const METHOD = '[name=payment_method]:checked,[name^=radio-control-wc-payment]:checked';

interface WpData {
	dispatch( store: string ): Partial< Record< string, ( name: string, data: object ) => void > > | undefined;
}

/** The next cart is another one, even with the same products. */
export const forgetCheckout = ( { session }: Browser ): void =>
	[ 'InitiateCheckout', 'AddPaymentInfo' ].forEach( ( name ) => session.drop( `duet_${ name }` ) );

export function checkoutTrigger( { win, doc, session, attempt, on }: Browser, read: ReadCart, track: Track ): void {
	const page = { url: win.location.href, referrer: doc.referrer };
	let cart: Cart | undefined;

	const describe = (): void => {
		doc.querySelectorAll( FORMS ).forEach( ( form ) => {
			if ( ! form.querySelector( '[name=duet_page]' ) ) {
				const input = doc.createElement( 'input' );
				input.type = 'hidden';
				input.name = 'duet_page';
				input.value = JSON.stringify( page );
				form.append( input );
			}
		} );
		// The block's store comes late or, on a classic checkout, never.
		const store = ( win as { wp?: { data?: WpData } } ).wp?.data?.dispatch( 'wc/store/checkout' );
		// Public since WooCommerce 9.9.
		( store?.setExtensionData ?? store?.__internalSetExtensionData )?.( 'duet', page );
	};

	const facts = () => ( {
		...( cart && factsOf( cart.items, cart ) ),
		coupon: cart?.coupons?.map( ( { code } ) => code ).join() ?? '',
	} );
	const once = ( draft: Draft ): void => {
		const key = `duet_${ draft.name }`;
		// Lines and quantities; WooCommerce's own hash changes with every shipping choice.
		const what = cart ? cart.items.map( ( line ) => line.key + line.quantity ).join() : win.location.pathname;
		if ( session.get( key ) !== what ) {
			session.set( key, what );
			track( draft );
		}
	};

	on( doc, 'click submit', ( { type, target } ) => {
		if ( ( target as Element ).closest( type === 'submit' ? FORMS : PLACE_ORDER ) ) {
			attempt( describe );
			const payment_type = doc.querySelector< HTMLInputElement >( METHOD )?.value;
			if ( payment_type ) {
				once( { name: 'AddPaymentInfo', params: { ...facts(), payment_type } } );
			}
		}
	} );
	attempt( describe );
	on( win, 'load', describe );
	// Paying for an existing order shows that order, not the cart.
	if ( ! doc.querySelector( 'form#order_review' ) ) {
		void read().then( ( now ) => {
			cart = now;
			if ( now?.items[ 0 ] ) {
				once( { name: 'InitiateCheckout', params: facts() } );
			}
		} );
	}
}
