/** Compares two states of the cart; pure. */
import type { SignedItem } from '../../browser/page-json.ts';

/** One line of the cart with our facts about it; a line without `sig` has none. */
export interface Line extends Partial< Omit< SignedItem, 'quantity' > > {
	readonly line: string;
	readonly quantity: number;
	/** Signs only its ID and money. */
	readonly sig_core?: string;
}

/**
 * The lines that changed, each with the difference as its quantity. A line that is gone has lost its whole quantity.
 */
export function changes( before: readonly Line[], now: readonly Line[] ): Line[] {
	const quantity = ( lines: readonly Line[], { line }: Line ): number => lines.find( ( one ) => one.line === line )?.quantity ?? 0;
	return [ ...now, ...before.filter( ( line ) => ! quantity( now, line ) ) ]
		// Sums of fractions are slightly off.
		.map( ( line ) => ( { ...line, quantity: +( quantity( now, line ) - quantity( before, line ) ).toFixed( 6 ) } ) )
		.filter( ( line ) => line.quantity );
}
