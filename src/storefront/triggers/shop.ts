/** What only a shop has: a cart, lists of products, a checkout. */
import { attempt, type Browser } from '../browser/browser.ts';
import type { Tell } from '../pipeline.ts';
import { cartTrigger } from './cart/trigger.ts';
import { readerOf } from './cart/read.ts';
import { cartPageTrigger, checkoutTrigger } from './checkout.ts';
import { listTrigger } from './list.ts';

export function shopTriggers( browser: Browser, tell: Tell ): void {
	const { shop, page: { cart, checkout, list } } = browser.page;
	if ( shop ) {
		const heard = checkout && checkoutTrigger( browser, tell );
		const read = readerOf( browser, shop.cart, heard );
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
}
