/**
 * Beautiful Cookie Consent Banner: a cookie per category, "marketing" among them, and one for a banner that asks for
 * everything at once. "dismiss" is a banner that only informs, and informing is not asking.
 */
import { afterClick, cookieOf, registerSource, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

export const beautifulCookieBanner = ( win: ToolWindow ) => (): Answer =>
	parseAnswer( cookieOf( win, /^cookieconsent_status_marketing$/ ) || cookieOf( win, /^cookieconsent_status$/ ) ) ?? null;

const win = window as unknown as ToolWindow;
afterClick( win, registerSource( win, RANK.tool, 'load', beautifulCookieBanner( win ), () => cookieOf( win, /^cookieconsent_status/ ) !== '' ) );
