/** Cart lines -> event parameters; pure. Prices are the server's, only multiplied and rounded once. */
import type { EventParams } from '../../../events/catalogue.ts';
import type { SignedItem } from '../../config.ts';
import type { Line } from './diff.ts';

/** A cart as WooCommerce's Store API tells it (GET wc/store/v1/cart), its lines by our facts. */
export interface Cart {
	readonly items: readonly Line[];
	readonly totals: { readonly currency_minor_unit: number };
	readonly coupons: readonly { readonly code: string }[];
	readonly shipping_rates?: readonly { readonly shipping_rates: readonly { readonly rate_id: string; readonly selected: boolean }[] }[];
}

/** The commerce parameters of some lines of a cart, null when the server has signed none of them. */
export function factsOf( lines: readonly Line[], { totals }: Cart ): EventParams< 'AddToCart' > | null {
	const contents = lines.filter( ( line ): line is Line & SignedItem => !! line.sig );
	return contents[ 0 ]
		? {
				content_type: 'product',
				contents,
				description: contents.map( ( row ) => row.content_name ).join( ', ' ),
				currency: contents[ 0 ].item_currency,
				value: +contents
					.reduce( ( sum, { price, quantity } ) => sum + price * quantity, 0 )
					.toFixed( totals.currency_minor_unit ),
		  }
		: null;
}
