/** Compares two states of the cart; pure. */
import type { SignedItem } from '../../config.ts';

/** One line of the cart, as far as the Store API's shape is used here. */
export interface Line {
	readonly key: string;
	readonly quantity: number;
	/** Our facts; an extension that failed answers an empty list. */
	readonly extensions?: { readonly duet?: SignedItem | { readonly sig?: never } };
}

/** Quantity by line key. */
export type Quantities = Readonly< Record< string, number > >;

export const quantitiesOf = ( lines: readonly Line[] ): Quantities =>
	Object.fromEntries( lines.map( ( { key, quantity } ) => [ key, quantity ] ) );

/** The lines that grew, each with the quantity that came in addition. */
export const increases = ( before: Quantities, lines: readonly Line[] ): Line[] =>
	lines
		.map( ( line ) => ( { ...line, quantity: line.quantity - ( before[ line.key ] ?? 0 ) } ) )
		.filter( ( line ) => line.quantity > 0 );
