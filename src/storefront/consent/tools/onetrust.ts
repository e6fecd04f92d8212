/**
 * OneTrust and CookiePro: group C0004 (4 in old set-ups) is targeting. A script tag adds them on most sites, not a
 * plugin.
 */
import { registerSource, cookieOf, RANK, type Answer, type ToolWindow } from '../ask.ts';

const answered = ( win: ToolWindow ): boolean => cookieOf( win, /^OptanonAlertBoxClosed$/ ) !== '';

export const onetrust = ( win: ToolWindow ) => (): Answer => {
	const groups = new URLSearchParams( cookieOf( win, /^OptanonConsent$/ ) ).get( 'groups' ) ?? '';
	const said = /(?:^|,)(?:C0004|4):([01])(?:,|$)/.exec( groups )?.[ 1 ];
	// In opt-out regions the group is on before any answer. If it is off before an answer, that is no refusal.
	return said === '1' || ( said === '0' && answered( win ) ? false : null );
};

const win = window as unknown as ToolWindow;
registerSource( win, RANK.tool, 'consent.onetrust OneTrustGroupsUpdated', onetrust( win ), () => answered( win ) );
