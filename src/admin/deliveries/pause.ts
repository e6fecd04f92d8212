/** Paused pixels, as the REST route gives them. */
import { request } from '../rest.ts';

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

export const pausesClient: PausesClient = {
	list: () => request( 'pauses' ),
	resume: ( pixel_code ) => request( 'pauses', { method: 'POST', data: { pixel_code } } ),
};
