/** Cookie Notice by Hu-manity: a cookie with the one answer there is, "true" or "false". */
import { cookieOf, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const cookieNotice = ( win: ToolWindow ) => (): Answer => parseAnswer( cookieOf( win, /^cookie_notice_accepted$/ ) ) ?? null;

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'setCookieNotice', cookieNotice( win ), () => cookieOf( win, /^cookie_notice_accepted$/ ) !== '' );
