/**
 * The shop's memory of the cart: one baseline for all tabs, and who is adding.
 * A difference counts once, in the tab where the shopper added; every other
 * change (second tab, log-in merge, expiry) only moves the baseline.
 */
import type { Browser } from '../../config/browser.ts';
import { increases, quantitiesOf, type Line, type Quantities } from './diff.ts';
import type { Cart } from './facts.ts';
import type { ReadCart } from './read.ts';

interface Baseline {
	readonly lines: Quantities;
	/** WooCommerce's cart hash when it was read. */
	readonly hash: string;
	/** When that reading began. */
	readonly at: number;
}

/** How long after the shopper's act a change is still its consequence, on this page or the next one of the tab. */
const INTENT_MS = 6e4;

/** After a double click on a plain form, the first of two posts may end after the page of the second has counted. */
const LATE_MS = 5e3;

/** Time of the last act, negative once it has been answered. */
const INTENT = 'duet_intent';

export interface Ledger {
	/** The shopper did something in this tab that may add to the cart. */
	intend(): void;
	/** Something may have changed: read and compare. `soft`: only with an intent or another hash. */
	check( soft?: boolean ): Promise< void >;
	/** At the start of a page; answers whether there may be a cart. */
	open(): boolean;
}

/**
 * @param scope tells the shops of one origin apart
 */
export function ledgerOf(
	{ win, local, session, now, cookie, log, attempt }: Browser,
	scope: string,
	read: ReadCart,
	added: ( lines: readonly Line[], cart: Cart ) => void
): Ledger {
	const key = `duet_cart ${ scope }`;
	// Lets a tab without intent keep its hands off while another one is adding.
	const adding = `duet_adding ${ scope }`;
	const opened = now();

	const hash = (): string => cookie( 'woocommerce_cart_hash' );
	const baseline = (): Baseline | null | undefined =>
		attempt( () => JSON.parse( local.get( key ) ?? 'null' ) as Baseline | null );
	const write = ( lines: Quantities, at: number ): void =>
		local.set( key, JSON.stringify( { lines, hash: hash(), at } ) );
	const asked = (): number => +( session.get( INTENT ) ?? 0 );
	const intends = (): boolean => asked() + INTENT_MS > now();

	const compare = async (): Promise< void > => {
		const at = now();
		const cart = await read();
		if ( ! cart ) {
			return;
		}
		const before = baseline();
		// Without locks another tab may have read later and written sooner.
		if ( before && before.at > at ) {
			return compare();
		}
		const mine = intends() || LATE_MS - asked() > now();
		if ( ! mine && +( local.get( adding ) ?? 0 ) + INTENT_MS > at ) {
			return;
		}
		const { items } = cart;
		const quantities = quantitiesOf( items );
		write( quantities, at );
		if ( mine ) {
			// A first visit that lands on an add-to-cart address has no baseline: one line can only be that one.
			const grown = increases( before?.lines ?? ( items[ 1 ] ? quantities : {} ), items );
			if ( asked() < ( grown[ 0 ] ? at + 1 : opened ) ) {
				session.set( INTENT, -Math.abs( asked() ) );
				local.drop( adding );
			}
			added( grown, cart );
		}
	};

	// One reading at a time, and one more for what came meanwhile: three signals make at most two requests.
	let last: Promise< void > = Promise.resolve();
	let queued = false;
	const check: Ledger[ 'check' ] = ( soft ) => {
		if ( ! queued && ( ! soft || intends() || hash() !== baseline()?.hash ) ) {
			queued = true;
			last = last
				.then( async () => {
					queued = false;
					// Absent outside secure contexts.
					const { locks } = win.navigator as Partial< Navigator >;
					await ( locks ? locks.request( key, compare ) : compare() );
				} )
				.catch( log );
		}
		return last;
	};

	return {
		check,
		intend() {
			session.set( INTENT, now() );
			local.set( adding, now() );
		},
		open() {
			const known = baseline();
			// A shop may hide its cookies from scripts; then a filled baseline has no hash, and absence says nothing.
			const filled =
				cookie( 'woocommerce_items_in_cart' ) ||
				( known && ! known.hash && Object.keys( known.lines )[ 0 ] );
			if ( filled ) {
				void check( true );
			} else {
				write( {}, opened );
				session.drop( INTENT );
			}
			return ! ! filled;
		},
	};
}
