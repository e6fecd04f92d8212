/** What the overview shows, as the REST routes give it. */
import type { Report } from '../accuracy/client.ts';
import type { Delivery, State } from '../deliveries/client.ts';
import { request, requestPage } from '../rest.ts';
import type { MatchReport } from '../settings/matching/report.ts';

/** A next step; `target` is the hash of a page of the screen, without its #. */
export interface Action {
	readonly label: string;
	readonly target: string;
}

export interface OverviewAnswer {
	readonly state: { readonly tone: 'good' | 'waiting' | 'bad'; readonly sentence: string; readonly action: Action | null };
	readonly steps: ReadonlyArray< { readonly id: string; readonly label: string; readonly done: boolean; readonly target: string } >;
	readonly counts: Readonly< Record< State, number > >;
	/** Seconds; null if nothing waits. */
	readonly oldest_pending: number | null;
}

/** Totals of as many days before; null if deliveries are not kept for so long. */
export type Before = Pick< Report, 'sales' | 'delivered' | 'accuracy' > | null;

export type Sales = Report & { readonly before: Before };

export interface OverviewClient {
	overview(): Promise< OverviewAnswer >;
	sales( days: number ): Promise< Sales >;
	quality(): Promise< MatchReport >;
	/** The last ten events, newest first. */
	latest(): Promise< readonly Delivery[] >;
}

export const overviewClient: OverviewClient = {
	overview: () => request( 'overview' ),
	sales: ( days ) => request( `accuracy?days=${ days }&compare=1` ),
	quality: () => request( 'match-quality' ),
	latest: async () => ( await requestPage< Delivery >( 'deliveries?test=false&page=1&per_page=10' ) ).rows,
};
