/**
 * Reads the cart from WooCommerce's Store API (a GET needs no nonce) or, if that is closed to visitors, from the front
 * door (Cart/ShopFacts), which accepts only POST.
 */
import { attempt, DOOR, log, session, type Browser } from '../../browser/browser.ts';
import type { SignedItem } from '../../browser/page-json.ts';
import type { Cart } from './facts.ts';

export type ReadCart = () => Promise< Cart | undefined >;

/** The part of the Store API's answer that is used here. */
interface Answer extends Omit< Cart, 'items' > {
	/** Absent in an error, which is JSON as well. */
	readonly items?: readonly {
		readonly key: string;
		readonly quantity: number;
		/** Our facts; an extension that failed returns an empty list. */
		readonly extensions?: { readonly duet?: SignedItem | { readonly sig?: never } };
	}[];
}

/**
 * Undefined if the cart cannot be read: then nothing changes.
 *
 * @param onRead gets the cart of every answer, because several triggers use it
 */
export const readerOf = ( browser: Browser, url: string, onRead: ( ( cart: Cart ) => void ) | undefined ): ReadCart => {
	const { win, page } = browser;
	const read = ( door: unknown ): Promise< Cart | undefined > =>
		win
			.fetch( door ? `${ page.door }cart` : url, { method: door ? 'POST' : 'GET', cache: 'no-store' } )
			.then( ( reply ) => reply.json() )
			.then( ( { items, ...rest }: Answer ) => {
				const cart = items && { ...rest, items: items.map( ( { key: line, quantity, extensions } ) => ( { ...extensions?.duet, line, quantity } ) ) };
				if ( cart ) {
					// Runs after the cart trigger, which counts what was added before the checkout began.
					setTimeout( () => attempt( () => onRead?.( cart ) ) );
				}
				return cart;
			} )
			.catch( log )
			.then( ( cart ) => ( cart || door ? cart : read( true ) ) );
	return () => read( session( browser, DOOR ) );
};
