/**
 * AddToCart and remove_from_cart from confirmed changes of the cart. What the shopper clicks and what the page requests
 * only show that this tab may be adding, and when to look; the cart itself shows what happened. So every theme, block
 * and side cart works alike, as long as it uses WooCommerce 9.2 - 10.9.
 */
import { answered, later, on, type Browser } from '../../browser/browser.ts';
import { factsOf } from './facts.ts';
import { ledgerOf } from './ledger.ts';
import type { ReadCart } from './read.ts';
import type { Track } from '../../pipeline.ts';

/**
 * What adding looks like, in addresses (links, wc-ajax, the Store API's changes, which may come in batches) and in the
 * markup of buttons and links: of product forms and lists, of the cart, its undo link, "Order again".
 */
const ADDS = /add[-_]to[-_]cart|v1\/(batch|cart\/)|update_cart|product_id|undo_item|order_again/;

/**
 * Of the Store API's changes those that the checkout block never requests itself: it sends a request for every address.
 */
const ADDS_IN_CHECKOUT = /add[-_]to[-_]cart|v1\/cart\/(add|ext)|product_id/;

/**
 * Reading the cart, placing the order and our own routes change nothing. Our own reading must not lead to another one.
 */
const OWN = /v1\/(cart(?!\/)|checkout)|ajax=checkout|duet[_/]/;

/** For a shop that saves the cart after it has answered. */
const SETTLE_MS = 100;

/** @return resolves when what this page was loaded to add has been counted */
export function cartTrigger( browser: Browser, read: ReadCart, track: Track ): Promise< unknown > {
	const { win, page } = browser;
	// Tells apart the shops of one origin.
	const { intend, check } = ledgerOf( browser, page.rest, read, ( line, cart ) => {
		const { quantity } = line;
		const params = factsOf( [ { ...line, quantity: Math.abs( quantity ) } ], cart );
		if ( params ) {
			track( { name: quantity > 0 ? 'AddToCart' : 'remove_from_cart', params } );
		}
	} );

	// The Enter key in a field presses the form's button, too.
	on( win, 'click', ( { target } ) => {
		if ( ADDS.test( `${ ( target as Element ).closest( 'a,button,input' )?.outerHTML }` ) ) {
			intend();
		}
	} );
	const { cart, checkout } = page.page;
	const settle = () => setTimeout( check, SETTLE_MS );
	const adds = checkout && ! cart ? ADDS_IN_CHECKOUT : ADDS;
	if ( checkout ) {
		// Blocks (an order bump, a cross-sell) add in batches as well, and announce it afterwards.
		on( win, 'wc-blocks_added_to_cart', () => {
			intend();
			settle();
		} );
	}
	// This page, or the page that redirected here, added to the cart by its address (Cart/AddedByLink).
	const isAdding = ADDS.test( win.location.search );
	return new Promise( ( resolve ) =>
		later( browser, () => {
			// Answers that came before are among what it tells.
			answered( browser, ( url ) => {
				if ( ! OWN.test( url ) ) {
					if ( adds.test( url ) ) {
						intend();
					}
					settle();
				}
			} );
			// The browser restored the page from its memory: another page may have changed the cart.
			on( win, 'pageshow', check );
			if ( isAdding ) {
				intend();
			}
			resolve( check() );
		} )
	);
}
