/** Paused pixels, as the REST route gives them. */
import apiFetch from '@wordpress/api-fetch';

export interface Paused {
	readonly pixel_code: string;
	readonly label: string;
	/** What happened, and what to do, in words. */
	readonly summary: string;
	readonly next: string;
	/** TikTok's last answer, or what the connection reported; '' without one. */
	readonly answer: string;
	/** Unix seconds of the next attempt; 0 when only the merchant can end the pause. */
	readonly until: number;
	readonly can_resume: boolean;
}

export interface PausesClient {
	list(): Promise< readonly Paused[] >;
	/** Ends the pause; gives what is still paused. */
	resume( pixelCode: string ): Promise< readonly Paused[] >;
}

const path = '/duet/v1/pauses';

export const pausesClient: PausesClient = {
	list: () => apiFetch( { path } ),
	resume: ( pixel_code ) => apiFetch( { path, method: 'POST', data: { pixel_code } } ),
};
