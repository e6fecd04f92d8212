/** Reads the cart from WooCommerce's Store API; a GET needs no nonce. */
import { log, type Browser } from '../../config/browser.ts';
import type { Cart } from './facts.ts';

export type ReadCart = () => Promise< Cart | undefined >;

/** Undefined when the cart cannot be read: then nothing is known and nothing changes. */
export const readerOf =
	( { win }: Browser, url: string ): ReadCart =>
	() =>
		win
			.fetch( url, { cache: 'no-store' } )
			.then( ( reply ) => reply.json() )
			// An error of the Store API is JSON too.
			.then( ( cart: Cart | { items?: undefined } ) => ( cart.items ? cart : undefined ) )
			.catch( log );
