/** Match quality, as the REST route gives it. */

export interface MatchDay {
	readonly day: string;
	readonly event: string;
	readonly deliveries: number;
	readonly with: Readonly< Record< string, number > >;
}

export interface Advice {
	readonly event: string;
	readonly identifier: string;
	readonly missing: number;
	readonly of: number;
	readonly unticked: boolean;
}

export interface MatchReport {
	readonly days: readonly MatchDay[];
	readonly advice: Advice | null;
}
