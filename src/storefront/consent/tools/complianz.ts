/** Complianz (complianz-gdpr): a function that applies the law of the visitor's region, and a cookie per category. */
import { globalOf } from '../../browser/dom.ts';
import { registerSource, cookieOf, RANK, parseAnswer, type Answer, type ToolWindow } from '../ask.ts';

const CATEGORY = /^cmplz_(rt_)?marketing$/;

export const complianz = ( win: ToolWindow ) => (): Answer => {
	const has = globalOf< unknown >( win, 'cmplz_has_consent' );
	if ( typeof has === 'function' && has( 'marketing' ) === true ) {
		return true;
	}
	// Its function also returns false before any answer.
	return parseAnswer( cookieOf( win, CATEGORY ) ) === false ? false : null;
};

const win = window as unknown as ToolWindow;
const answered = () => parseAnswer( cookieOf( win, CATEGORY ) ) === true;
registerSource( win, RANK.tool, 'cmplz_status_change cmplz_fire_categories cmplz_enable_category cmplz_revoke cmplz_banner_status', complianz( win ), answered );
