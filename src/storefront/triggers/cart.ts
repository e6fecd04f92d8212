/**
 * AddToCart from confirmed cart changes. Clicks and form posts only say that
 * this tab wants to add; the signals say when to look; the cart itself says
 * what happened. Signals as WooCommerce 9.2 - 10.9 sends them.
 */
import type { Browser } from '../config/browser.ts';
import { factsOf } from './cart/facts.ts';
import { ledgerOf } from './cart/ledger.ts';
import type { ReadCart } from './cart/read.ts';
import type { Track } from '../pipeline.ts';

/**
 * Buttons and links that add, in themes, archives and blocks; the undo link;
 * quantities of both carts and the mini cart. The cart block's minus and remove
 * are here too: its signal says nothing of what changed, so the click must.
 */
const ACTS =
	'.add_to_cart_button,[data-product_id]:not(.remove),[href*="add-to-cart="],.restore-item,.woocommerce-cart-form .qty,[class*=quantity-selector__],[class*=cart-item__remove]';

const FORMS = 'form.cart,.woocommerce-cart-form';

/** Waits for signals that come together, and for a request that the first one has started. */
const SETTLE_MS = 100;

type JQuery = ( target: unknown ) => { on( events: string, run: () => void ): void };

/** Answers whether there may be a cart. */
export function cartTrigger( browser: Browser, scope: string, read: ReadCart, track: Track ): boolean {
	const { win, doc, on } = browser;
	const { intend, check, open } = ledgerOf( browser, scope, read, ( lines, cart ) =>
		lines.forEach( ( line ) => {
			const params = factsOf( [ line ], cart );
			if ( params ) {
				track( { name: 'AddToCart', params } );
			}
		} )
	);

	let timer: ReturnType< typeof setTimeout > | undefined;
	let soft = true;
	const look = ( gently: boolean ): void => {
		soft &&= gently;
		clearTimeout( timer );
		timer = setTimeout( () => {
			void check( soft );
			soft = true;
		}, SETTLE_MS );
	};
	const maybe = (): void => look( true );
	const surely = (): void => look( false );
	// WooCommerce says it only in the tab where it happened, so it is as good as a click.
	const added = (): void => {
		intend();
		surely();
	};

	on( doc, 'click input submit', ( { type, target } ) => {
		if ( ( target as Element ).closest( type === 'submit' ? FORMS : ACTS ) ) {
			intend();
		}
	} );
	on( doc, 'wc-blocks_added_to_cart', added );
	on( win, 'wc-blocks_store_sync_required', ( { detail }: CustomEventInit ) =>
		// The other kind comes from the checkout block for every address change too.
		detail?.type === 'from_iAPI' ? added() : maybe()
	);
	// Back from the browser's memory: another page may have changed the cart.
	on( win, 'pageshow', ( { persisted }: PageTransitionEventInit ) => persisted && maybe() );

	let heard = false;
	const hear = (): void => {
		const { jQuery } = win as { jQuery?: JQuery };
		if ( jQuery && ! heard ) {
			heard = true;
			const body = jQuery( doc.body );
			body.on( 'added_to_cart', added );
			body.on( 'updated_wc_div removed_from_cart wc_cart_emptied', surely );
			body.on( 'wc_fragments_refreshed', maybe );
		}
	};
	hear();
	// An optimiser may bring jQuery after us.
	on( win, 'load', hear );

	// The page itself was the adding.
	if ( /[?&]add-to-cart=/.test( win.location.search ) ) {
		intend();
	}
	return open();
}
