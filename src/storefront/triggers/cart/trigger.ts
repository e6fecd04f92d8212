/**
 * AddToCart and remove_from_cart from confirmed cart changes. What the shopper touches and what the
 * page asks the shop only say that this tab may be adding, and when to look;
 * the cart itself says what happened. So every theme, block and side cart is
 * heard alike, as long as it talks to WooCommerce 9.2 - 10.9.
 */
import { answered, on, type Browser } from '../../browser/browser.ts';
import { factsOf } from './facts.ts';
import { ledgerOf } from './ledger.ts';
import type { ReadCart } from './read.ts';
import type { Track } from '../../pipeline.ts';

/**
 * What adding looks like, in addresses (links, wc-ajax, the Store API's changes,
 * which may come in batches) and in the markup of buttons and links: of product
 * forms and lists, of the cart, its undo link, "Order again".
 */
const ADDS = /add[-_]to[-_]cart|v1\/(batch|cart\/)|update_cart|product_id|undo_item|order_again/;

/** Of the Store API's changes what none of the checkout block's own is: it asks for every address. */
const ADDS_IN_CHECKOUT = /add[-_]to[-_]cart|v1\/cart\/(add|ext)|product_id/;

/** Reading the cart, placing the order and our own routes change nothing; our own reading must not lead to another. */
const OWN = /v1\/(cart(?!\/)|checkout)|ajax=checkout|duet[_/]/;

/** For a shop that keeps the cart after it has answered. */
const SETTLE_MS = 100;

/** @return resolves when what this page was loaded to add has been counted */
export function cartTrigger( browser: Browser, read: ReadCart, track: Track ): Promise< unknown > {
	const { win, page } = browser;
	// Tells the shops of one origin apart.
	const { intend, check } = ledgerOf( browser, page.rest, read, ( line, cart ) => {
		const { quantity } = line;
		const params = factsOf( [ { ...line, quantity: Math.abs( quantity ) } ], cart );
		if ( params ) {
			track( { name: quantity > 0 ? 'AddToCart' : 'remove_from_cart', params } );
		}
	} );

	// Return in a field presses the form's button too.
	on( win, 'click', ( { target } ) => {
		if ( ADDS.test( `${ ( target as Element ).closest( 'a,button,input' )?.outerHTML }` ) ) {
			intend();
		}
	} );
	// Back from the browser's memory: another page may have changed the cart.
	on( win, 'pageshow', check );
	const { cart, checkout } = page.page;
	const settle = () => setTimeout( check, SETTLE_MS );
	const adds = checkout && ! cart ? ADDS_IN_CHECKOUT : ADDS;
	answered( browser, ( url ) => {
		if ( ! OWN.test( url ) ) {
			if ( adds.test( url ) ) {
				intend();
			}
			settle();
		}
	} );
	if ( checkout ) {
		// Blocks add in batches, too, and then say so: an order bump, a cross-sell.
		on( win, 'wc-blocks_added_to_cart', () => {
			intend();
			settle();
		} );
	}
	// The page itself was the adding, or the page that redirected here (Cart/AddedByLink).
	if ( ADDS.test( win.location.search ) ) {
		intend();
	}
	return check();
}
