/**
 * TI WooCommerce Wishlist: jQuery `tinvwl_wishlist_added_status` carries the button and whether a product was added.
 * False means that it was removed, was in the list already, or that the request failed.
 */
import { native } from '../../browser/dom.ts';
import { fieldOf, onJQuery } from '../form-signals.ts';
import { wishlistAdapter, type WishlistPage } from '../wishlist.ts';

export const ti = ( win: WishlistPage ): void =>
	wishlistAdapter( win, 'ti', ( added ) =>
		onJQuery( win, 'tinvwl_wishlist_added_status', ( _, button, status ) => {
			if ( status === true && button instanceof Element ) {
				const { document: doc } = win;
				// As the plugin's server reads it: the button's own variation, else the one that is chosen in the form
				// beside it.
				const product = button.getAttribute( 'data-tinv-wl-product' );
				const variation = button.getAttribute( 'data-tinv-wl-productvariation' );
				const form = button.closest( 'form.cart' ) ?? native( doc, 'querySelector' )( `form.cart[data-product_id="${ product }"]` );
				const chosen = form ? fieldOf( form, 'variation_id' )?.value : undefined;
				added( [ variation, chosen, product ].find( ( id ) => Number( id ) > 0 ) );
			}
		} )
	);

ti( window );
