/**
 * What a decision means for our own cookies: the click id and the visitor's
 * number exist only after consent, and a refusal leaves nothing behind.
 */
import type { Browser } from '../config/browser.ts';
import type { TrayItem } from '../config.ts';
import type { Decision, Follower } from '../consent.ts';

const CLICK = 'ttclid';
const VISITOR = 'duet_visitor';

/** TikTok's attribution window is at most 28 days; its own templates keep the id for 30. */
const DAYS_30 = 2592e3;
const MONTHS_13 = 34128e3;

/**
 * @param order the order shown on this page, whose snapshot the answer changes
 */
export function visitorOf(
	{ win, session, cookie, setCookie, hex, post }: Browser,
	order: TrayItem[ 'ack' ] | undefined
): Follower {
	// A newer click beats every stored one. The id is case-sensitive and goes on unchanged.
	const click = /[?&]ttclid=([\w.~-]{1,512})(&|$)/.exec( win.location.search )?.[ 1 ] ?? session.get( CLICK );
	const answer = ( state: Decision, seconds: number ): Promise< unknown > => {
		const number = cookie( VISITOR ).slice( 0, 32 ) || hex();
		setCookie( VISITOR, `${ number }.${ state[ 0 ] }`, seconds );
		return post( 'consent', JSON.stringify( { state, ...order } ) );
	};

	return {
		waiting() {
			if ( click ) {
				session.set( CLICK, click );
			}
		},
		granted() {
			session.drop( CLICK );
			if ( click ) {
				setCookie( CLICK, click, DAYS_30 );
			}
			if ( order || ! cookie( VISITOR ).endsWith( '.g' ) ) {
				void answer( 'granted', MONTHS_13 );
			}
		},
		denied() {
			session.drop( CLICK );
			setCookie( CLICK );
			if ( cookie( VISITOR ) ) {
				// The server knows the visitor by this cookie, so it goes only after the answer.
				void answer( 'denied', 60 ).then( () => setCookie( VISITOR ) );
			}
		},
	};
}
