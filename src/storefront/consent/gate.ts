/**
 * The gate to TikTok: events pass, are dropped, or wait for consent: in memory on this page, in sessionStorage across
 * pages. They keep their IDs and times.
 */
import type { DuetEvent } from '../../events/event.ts';
import { attempt, session, openSession, type Browser } from '../browser/browser.ts';
import type { Decision, Follower } from './consent.ts';

const KEY = 'duet_held';

/** A visitor who never answers must not fill the storage. */
const MOST = 40;

/** The relay accepts nothing older than a day. */
const DAY = 864e5;

export interface Gate extends Follower {
	gate( event: DuetEvent ): void;
}

export function gateOf( browser: Browser, pass: ( event: DuetEvent ) => void ): Gate {
	let state: Decision | undefined;
	// Invalid data in the storage must not stop the page.
	const read = () => attempt( () => session< DuetEvent[] >( browser, KEY )?.filter( ( { time } ) => time > Date.now() - DAY ) ) ?? [];
	let waiting = read();

	return {
		gate( event ) {
			if ( state ) {
				pass( event );
			} else if ( state === null ) {
				openSession( browser );
				waiting = [ ...( waiting[ 0 ] ? waiting : read() ), event ].slice( -MOST );
				session(
					browser,
					KEY,
					waiting
						// Order numbers and what was typed are not stored, and addresses are stored without query and
						// without a number at
						// their end, which on an order's page is the order's: all of this may be personal data.
						.filter( ( { ack } ) => ! ack || ack === true )
						.map( ( { referrer, url, person, ...rest } ) => ( { ...rest, url: url.replace( /(\/\d+)?(\/?)([?#].*)?$/, '$2' ) } ) )
				);
			}
		},
		follow( decision ) {
			state = decision;
			if ( decision !== null ) {
				const ready = waiting;
				waiting = [];
				session( browser, KEY, null );
				if ( state ) {
					ready.forEach( pass );
				}
			}
		},
	};
}
