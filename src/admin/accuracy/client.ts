/** Sales against conversions, as the REST routes give them. */
import { request } from '../rest.ts';

export interface Day {
	/** By the site's own calendar, "2026-11-23". */
	readonly date: string;
	readonly sales: number;
	readonly delivered: number;
	readonly reasons: Readonly< Record< string, number > >;
}

export interface Difference {
	readonly order: number;
	readonly number: string;
	/** Unix seconds. */
	readonly time: number;
	/** '' where the reason concerns all pixels. */
	readonly pixel_code: string;
	readonly reason: string;
}

export interface Report {
	readonly sales: number;
	/** Sales that may be sent. */
	readonly allowed: number;
	/** Sales without a known visitor: no shopper placed the order on this site. */
	readonly unseen: number;
	readonly delivered: number;
	/** 0 to 1; null without a sale that may be sent. */
	readonly accuracy: number | null;
	readonly days: readonly Day[];
	readonly differences: readonly Difference[];
	/** Differences that are not in the list. */
	readonly more: number;
	/** Reason => in a merchant's words. */
	readonly words: Readonly< Record< string, string > >;
}

export interface AccuracyClient {
	report( days: number ): Promise< Report >;
	/** Sends what can still be sent; answers in words. */
	repair(): Promise< string >;
}

export const accuracyClient: AccuracyClient = {
	report: ( days ) => request( `accuracy?days=${ days }` ),
	repair: async () => ( await request< { message: string } >( 'accuracy/repair', { method: 'POST' } ) ).message,
};
