/** One figure of the bench, beside what it may be. */
export interface BenchRow {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	readonly budget: number;
	readonly better: 'lower' | 'higher';
	readonly ok: boolean;
}

export function row( name: string, value: number, unit: string, budget: number, better: BenchRow[ 'better' ] = 'lower' ): BenchRow {
	return { name, value, unit, budget, better, ok: better === 'lower' ? value <= budget : value >= budget };
}
