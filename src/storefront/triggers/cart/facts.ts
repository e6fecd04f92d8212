/**
 * Cart lines -> event parameters; pure. Prices come from the server and are only multiplied and rounded once, as in
 * Order/Order.
 */
import type { EventParams } from '../../../events/catalogue.ts';
import type { SignedItem } from '../../browser/page-json.ts';
import type { Line } from './diff.ts';

/** A cart as WooCommerce's Store API returns it (GET wc/store/v1/cart), with our facts about its lines. */
export interface Cart {
	readonly items: readonly Line[];
	readonly totals: { readonly currency_minor_unit: number };
	readonly coupons: readonly { readonly code: string }[];
	readonly shipping_rates?: readonly { readonly shipping_rates: readonly { readonly rate_id: string; readonly selected: boolean }[] }[];
}

/** Bytes that the relay's limit of 16 KB leaves for the lines. */
const MOST_BYTES = 13e3;

const fitting = < T extends object >( rows: readonly T[] ): readonly T[] | undefined =>
	new Blob( [ JSON.stringify( rows ) ] ).size > MOST_BYTES ? undefined : rows;

/**
 * The commerce parameters of some lines of a cart; null if the server has signed none of them. With more than about
 * forty lines the rows contain only IDs and money, with more than a hundred there are no rows, because an event that
 * the relay refuses for its size would be lost.
 */
export function factsOf( lines: readonly Line[], { totals }: Cart ): EventParams< 'AddToCart' > | null {
	const places = totals.currency_minor_unit;
	const rows = lines
		.filter( ( line ): line is Line & SignedItem => !! line.sig )
		// TikTok counts whole pieces: 1.5 m of cloth are one piece at the price of the line, and the relay can check
		// the calculation.
		.map( ( { line, price, quantity, ...row } ) => ( {
			...row,
			...( quantity % 1
				? { price: +( price * quantity ).toFixed( places + 2 ), quantity: 1, sig_price: price, sig_pieces: quantity }
				: { price, quantity } ),
		} ) );
	const contents =
		fitting( rows.map( ( { sig_core, ...row } ) => row ) ) ??
		fitting( rows.map( ( { content_name, content_category, brand, variant, group_id, sig_core: sig = '', ...row } ) => ( { ...row, sig } ) ) );
	// A product's name may look like an e-mail address or a telephone number only in its own row. In all other texts it
	// is left out.
	const plain = rows.slice( 0, 3 ).flatMap( ( { content_name } ) => ( /[@＠]|\+\d|%\d/.test( content_name ) ? [] : content_name ) );
	const names = [ ...plain.join( ', ' ) ];
	return rows[ 0 ]
		? {
				content_type: 'product',
				...( contents && { contents } ),
				description: ( names[ 100 ] ? [ ...names.slice( 0, 99 ), '…' ] : names ).join( '' ),
				currency: rows[ 0 ].item_currency,
				value: +rows.reduce( ( sum, { price, quantity } ) => sum + price * quantity, 0 ).toFixed( places ),
		  }
		: null;
}
