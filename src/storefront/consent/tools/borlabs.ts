/**
 * Borlabs Cookie 2 and 3 ask per service, not per purpose: a yes is a yes to a
 * service whose id has "tiktok" in it, and the merchant makes that service.
 */
import { answer, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

export const borlabs = ( win: ToolWindow ) => (): Answer => {
	const text = cookieOf( win, /^borlabs-cookie$/ );
	const consents: unknown = text ? JSON.parse( text ).consents : null;
	// Without its cookie nobody has answered.
	return consents && typeof consents === 'object'
		? Object.values( consents ).some( ( group ) => Array.isArray( group ) && group.some( ( service ) => /tiktok/i.test( `${ service }` ) ) )
		: null;
};

const win = window as unknown as ToolWindow;
answer( win, RANK.tool, 'borlabs-cookie-consent-saved borlabs-cookie-after-init', borlabs( win ) );
