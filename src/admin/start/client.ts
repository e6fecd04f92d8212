/** The routes of the guided start. */
import { request } from '../rest.ts';

/** Another active plugin with a TikTok pixel. */
export interface OtherPlugin {
	readonly folder: string;
	readonly name: string;
	/** '' if none is set or Duet cannot read it. */
	readonly pixel_code: string;
	readonly has_token: boolean;
	/** Where the merchant switches TikTok off in that plugin; '' if Duet can do it. */
	readonly switch_off: string;
}

export interface SiteCheck {
	readonly id: string;
	readonly state: 'good' | 'note' | 'bad';
	readonly label: string;
	readonly text: string;
}

export interface StartClient {
	others(): Promise< readonly OtherPlugin[] >;
	/** Takes seconds: the site requests its own pages. */
	checks(): Promise< readonly SiteCheck[] >;
	/** Answers in words. */
	takeOver( folder: string ): Promise< string >;
}

export const startClient: StartClient = {
	others: async () => ( await request< { others: readonly OtherPlugin[] } >( 'start' ) ).others,
	checks: () => request( 'start/checks' ),
	takeOver: async ( folder ) => ( await request< { message: string } >( 'start/take-over', { method: 'POST', data: { folder } } ) ).message,
};
