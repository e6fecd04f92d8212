/** Chance that can be had again: the "minimal standard" of Park and Miller, seeded by DUET_SEED or by the time. */
export class Chance {
	private state: number;

	public constructor( public readonly seed: number ) {
		this.state = ( Math.abs( Math.trunc( seed ) ) % 2147483646 ) + 1;
	}

	/** 0 <= x < 1. */
	public next(): number {
		this.state = ( this.state * 48271 ) % 2147483647;
		return ( this.state - 1 ) / 2147483646;
	}

	/** A whole number, both included. */
	public between( least: number, most: number ): number {
		return least + Math.floor( this.next() * ( most - least + 1 ) );
	}

	/** One of them, by weight. */
	public pick<T>( choices: readonly ( readonly [ number, T ])[] ): T {
		let at = this.next() * choices.reduce( ( sum, [ weight ] ) => sum + weight, 0 );
		const found = choices.find( ( [ weight ] ) => ( at -= weight ) < 0 ) ?? choices.at( -1 );
		if ( found === undefined ) {
			throw new Error( 'nothing to choose from' );
		}
		return found[ 1 ];
	}
}

export const seed = Number( process.env.DUET_SEED ?? Date.now() % 1_000_000_000 );
export const full = process.env.DUET_SOAK === 'full';
