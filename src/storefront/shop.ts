/**
 * What only a shop has: a cart, lists of products, a checkout. Beside the
 * script of every page, where WooCommerce is: composition root. What it sees it
 * says in the queue, whichever of the two files runs first.
 */
import { attempt, type Browser } from './config/browser.ts';
import { claim } from './config/dom.ts';
import { withPage } from './config/page.ts';
import type { Tell } from './pipeline.ts';
import { cartTrigger } from './triggers/cart.ts';
import { readerOf } from './triggers/cart/read.ts';
import { cartPageTrigger, checkoutTrigger } from './triggers/checkout.ts';
import { listTrigger } from './triggers/list.ts';

interface Duet {
	q?: { push( call: readonly unknown[] ): unknown };
	/** This file has run: an optimiser may run it twice. */
	shop?: true;
}

export const boot = ( win: Window & typeof globalThis & { duet?: Duet } ): void =>
	withPage( win, ( page ) => {
		const duet = claim< Duet >( win, 'duet', {} );
		if ( page.shop && ! duet.shop ) {
			duet.shop = true;
			const browser: Browser = { win, page };
			const { cart, checkout, list } = page.page;
			const tell: Tell = ( { name, params } ) => ( duet.q ??= [] ).push( [ name, params ] );
			const heard = checkout && checkoutTrigger( browser, tell );
			const read = readerOf( browser, page.shop.cart, heard );
			// The cart and the checkout are shown after what was added on the way to them.
			void Promise.resolve( attempt( () => cartTrigger( browser, read, tell ) ) ).then( () => {
				if ( checkout ) {
					void read();
				}
				if ( cart ) {
					cartPageTrigger( browser, read, tell );
				}
			} );
			if ( list ) {
				listTrigger( browser, list, tell );
			}
		}
	} );

boot( window );
