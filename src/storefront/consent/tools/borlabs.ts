/**
 * Borlabs Cookie 2 and 3 ask per service, not per purpose: consent to a service with "tiktok" in its ID, which the
 * merchant adds.
 */
import { registerSource, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

export const borlabs = ( win: ToolWindow ) => (): Answer => {
	const text = cookieOf( win, /^borlabs-cookie$/ );
	const consents: unknown = text ? JSON.parse( text ).consents : null;
	// Without its cookie the visitor has not answered.
	return consents && typeof consents === 'object'
		? Object.values( consents ).some( ( group ) => Array.isArray( group ) && group.some( ( service ) => /tiktok/i.test( `${ service }` ) ) )
		: null;
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'borlabs-cookie-consent-saved borlabs-cookie-after-init', borlabs( win ) );
