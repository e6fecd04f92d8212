/** What only a shop has: a cart, lists of products, a checkout. */
import { attempt, type Browser } from '../browser/browser.ts';
import type { CreateEvent } from '../pipeline.ts';
import { cartTrigger } from './cart/trigger.ts';
import { readerOf } from './cart/read.ts';
import { cartPageTrigger, checkoutTrigger } from './checkout.ts';
import { listTrigger } from './list.ts';

export function shopTriggers( browser: Browser, createEvent: CreateEvent ): void {
	const { shop, page: { cart, checkout, list } } = browser.page;
	if ( shop ) {
		const onCart = checkout && checkoutTrigger( browser, createEvent );
		const read = readerOf( browser, shop.cart, onCart );
		// What was added on the way to the cart or the checkout is counted before their own events.
		void Promise.resolve( attempt( () => cartTrigger( browser, read, createEvent ) ) ).then( () => {
			if ( checkout ) {
				void read();
			}
			if ( cart ) {
				cartPageTrigger( browser, read, createEvent );
			}
		} );
		if ( list ) {
			listTrigger( browser, list, createEvent );
		}
	}
}
