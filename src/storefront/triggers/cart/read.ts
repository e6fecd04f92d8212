/**
 * Reads the cart from WooCommerce's Store API - a GET needs no nonce - or, where that is closed to visitors, from the
 * front door (Cart/ShopFacts), to which a POST is the only way.
 */
import { attempt, DOOR, log, session, type Browser } from '../../browser/browser.ts';
import type { SignedItem } from '../../browser/page-json.ts';
import type { Cart } from './facts.ts';

export type ReadCart = () => Promise< Cart | undefined >;

/** As far as the Store API's shape is used here. */
interface Answer extends Omit< Cart, 'items' > {
	/** Absent in an error, which is JSON too. */
	readonly items?: readonly {
		readonly key: string;
		readonly quantity: number;
		/** Our facts; an extension that failed answers an empty list. */
		readonly extensions?: { readonly duet?: SignedItem | { readonly sig?: never } };
	}[];
}

/**
 * Undefined when the cart cannot be read: then nothing is known and nothing changes.
 *
 * @param heard gets the cart of every answer: who asked is not the only one who wants to know
 */
export const readerOf = ( browser: Browser, url: string, heard: ( ( cart: Cart ) => void ) | undefined ): ReadCart => {
	const { win, page } = browser;
	const read = ( door: unknown ): Promise< Cart | undefined > =>
		win
			.fetch( door ? `${ page.door }cart` : url, { method: door ? 'POST' : 'GET', cache: 'no-store' } )
			.then( ( reply ) => reply.json() )
			.then( ( { items, ...rest }: Answer ) => {
				const cart = items && { ...rest, items: items.map( ( { key: line, quantity, extensions } ) => ( { ...extensions?.duet, line, quantity } ) ) };
				if ( cart ) {
					// After the cart trigger, which counts what was added before the checkout begins.
					setTimeout( () => attempt( () => heard?.( cart ) ) );
				}
				return cart;
			} )
			.catch( log )
			.then( ( cart ) => ( cart || door ? cart : read( true ) ) );
	return () => read( session( browser, DOOR ) );
};
