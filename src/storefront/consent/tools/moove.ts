/**
 * GDPR Cookie Compliance by Moove: a cookie with "1" or "0" per category. "3rd Party Cookies" is the one TikTok belongs to.
 * It announces nothing, but every answer is a click.
 */
import { afterClick, cookieOf, jsonCookie, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const moove = ( win: ToolWindow ) => (): Answer => {
	const { thirdparty } = jsonCookie< { readonly thirdparty?: unknown } >( win, /^moove_gdpr_popup$/ );
	return parseAnswer( thirdparty ) ?? null;
};

const win = window as unknown as ToolWindow;
afterClick( win, registerSource( win, RANK.tool, 'load', moove( win ), () => cookieOf( win, /^moove_gdpr_popup$/ ) !== '' ) );
