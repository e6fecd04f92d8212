/**
 * The shop's memory of the cart: one baseline for all tabs, and the tab that is adding. A difference counts once, in
 * the tab in which the shopper added something. Every other change (second tab, merge after a log-in, expiry) only
 * moves the baseline.
 */
import { cookie, isFirstPage, local, log, session, type Browser } from '../../browser/browser.ts';
import { changes, type Line } from './diff.ts';
import type { Cart } from './facts.ts';
import type { ReadCart } from './read.ts';

interface Baseline {
	/** With their facts, because a line that is removed is reported as it was in the cart. */
	readonly lines: readonly Line[];
	/** WooCommerce's cart hash at the time of reading. */
	readonly hash: string;
}

/** How long after the shopper's act a change is still its result, on this page or the next one in the tab. */
const INTENT_MS = 6e4;

/**
 * After a double click on a plain form, the first of the two requests may end after the page of the second has counted.
 */
const LATE_MS = 5e3;

/** Time of the last act; negative once its change has been counted. */
const INTENT = 'duet_intent';

/** Which events of the checkout this cart has had. The next cart is another one, even with the same products. */
export const CHECKOUT = 'duet_checkout';

export interface Ledger {
	/** The shopper did something in this tab that may add to the cart. */
	intend(): void;
	/**
	 * Something may have changed: reads the cart and compares, if there is an intent or another hash. Resolves when
	 * that is done.
	 */
	check(): Promise< unknown >;
}

/**
 * @param scope   tells apart the shops of one origin
 * @param changed gets each line that the shopper changed in this tab, with the difference as its quantity
 */
export function ledgerOf(
	browser: Browser,
	scope: string,
	read: ReadCart,
	changed: ( line: Line, cart: Cart ) => void
): Ledger {
	const key = `duet_cart ${ scope }`;
	// Makes a tab without an intent wait while another tab is adding.
	const adding = `${ key } adding`;
	const opened = Date.now();

	const hash = (): string => cookie( browser, 'woocommerce_cart_hash' );
	const baseline = () => local< Baseline >( browser, key );
	const write = ( lines: Baseline[ 'lines' ] ) => local< Baseline >( browser, key, { lines, hash: hash() } );
	const asked = (): number => session< number >( browser, INTENT ) ?? 0;
	const intends = (): boolean => asked() + INTENT_MS > Date.now();

	/**
	 * No tab has added anything yet, or the cart of the baseline is gone. A shop that hides its cookies from scripts never shows
	 * a hash, so its baseline holds, and its cart is read only after an intent.
	 */
	const begin = (): void => {
		const known = begun || hash() ? undefined : baseline();
		if ( ! begun && ! hash() && ( ! known || known.hash ) ) {
			write( [] );
			session( browser, CHECKOUT, null );
		}
		begun = true;
	};
	let begun = false;

	const compare = async (): Promise< void > => {
		const at = Date.now();
		const cart = await read();
		if ( ! cart ) {
			return;
		}
		const before = baseline();
		const mine = intends() || LATE_MS - asked() > Date.now();
		if ( ! mine && ( local< number >( browser, adding ) ?? 0 ) + INTENT_MS > at ) {
			return;
		}
		const { items } = cart;
		write( items );
		if ( mine ) {
			// A first visit to an address that fills the cart has no baseline: every line came with that address.
			// What was added while the cart was being read says nothing about the lines that were there before.
			const differences = changes( before?.lines ?? ( asked() > at ? items : [] ), items );
			// A cart that is suddenly empty on the next page, or in the checkout, was ordered.
			const took = intends() && ( items[ 0 ] || ( asked() > opened && ! browser.page.page.checkout ) );
			if ( asked() < ( differences.some( ( { quantity } ) => quantity > 0 ) ? at + 1 : opened ) ) {
				session( browser, INTENT, -Math.abs( asked() ) );
				local( browser, adding, null );
			}
			differences.forEach( ( line ) => ( line.quantity > 0 || took ) && changed( line, cart ) );
		}
		if ( ! items[ 0 ] ) {
			session( browser, CHECKOUT, null );
		}
	};

	// One reading at a time: the change may already be part of the reading before.
	let last: Promise< unknown > = Promise.resolve();
	// Absent outside secure contexts.
	const { locks } = browser.win.navigator as Partial< Navigator >;
	const check = (): Promise< unknown > =>
		( last = last
			.then< unknown >(
				() => ( ( ! begun && ! hash() && isFirstPage( browser ) ) ? undefined : ( begin(), intends() || hash() !== baseline()?.hash ) ) && ( locks ? locks.request( key, compare ) : compare() )
			)
			.catch( log ) );

	return {
		check,
		intend() {
			begin();
			session( browser, INTENT, Date.now() );
			local( browser, adding, Date.now() );
		},
	};
}
