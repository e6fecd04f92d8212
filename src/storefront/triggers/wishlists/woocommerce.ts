/**
 * WooCommerce's own wishlist (feature `product_wishlist`, 10.9). Its store is locked and announces nothing, but its
 * button shows by `aria-pressed` whether the product is in the list, once the server has confirmed it. It also changes
 * with the chosen variation, so only a change after a press counts.
 */
import { fieldOf } from '../form-signals.ts';
import { wishlistAdapter, type WishlistPage } from '../wishlist.ts';

const BUTTON = '.wc-block-add-to-wishlist-button__toggle';
const PRESSED = 'aria-pressed';

/** A server that is slower than this is rarer than a visitor who chooses another variation meanwhile. */
const PATIENCE = 15_000;

/** The chosen variation, else the product of the block, which is named by its Interactivity context. */
function productOf( button: Element ): unknown {
	const form = button.closest( 'form' );
	const chosen = form && fieldOf( form, 'variation_id' )?.value;
	const context = button.closest( '[data-wp-context*="productId"]' )?.getAttribute( 'data-wp-context' ) ?? '';
	return Number( chosen ) > 0 ? chosen : /"productId":\s*(\d+)/.exec( context )?.[ 1 ];
}

export const woocommerce = ( win: WishlistPage ): void =>
	wishlistAdapter( win, 'woocommerce', ( added ) => {
		const watches = new WeakMap< Element, MutationObserver >();
		win.addEventListener(
			'click',
			( { target } ) => {
				const button = target instanceof Element ? target.closest( BUTTON ) : null;
				if ( ! button || button.getAttribute( PRESSED ) === 'true' ) {
					return;
				}
				const product = productOf( button );
				// A second press while the first request is on its way adds nothing.
				watches.get( button )?.disconnect();
				const watch = new MutationObserver( () => {
					if ( button.getAttribute( PRESSED ) === 'true' ) {
						watch.disconnect();
						added( product );
					}
				} );
				watches.set( button, watch );
				watch.observe( button, { attributes: true, attributeFilter: [ PRESSED ] } );
				setTimeout( () => watch.disconnect(), PATIENCE );
			},
			true
		);
	} );

woocommerce( window );
