/** What feeds the audiences of Ads Manager. */
import { request } from '../rest.ts';

export interface Feed {
	/** As TikTok knows it. */
	readonly event: string;
	readonly pixel: boolean;
	readonly eventsApi: boolean;
	/** Sent by the server in these days; the pixel's copies are not counted here. */
	readonly events: number;
	/** Of those, how many carried an e-mail, phone or external id. */
	readonly identified: number;
}

export interface Audience {
	readonly audience: 'viewed' | 'cart' | 'buyers';
	readonly with: Feed;
	readonly without: Feed | null;
}

export interface AudiencesReport {
	readonly days: number;
	readonly audiences: readonly Audience[];
}

export interface AudiencesClient {
	report(): Promise< AudiencesReport >;
}

export const audiencesClient: AudiencesClient = { report: () => request( 'audiences' ) };
