/**
 * Events that wait for consent: in memory on this page, in sessionStorage
 * across pages. They keep their ids and times.
 */
import type { DuetEvent } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { Follower } from '../consent.ts';

const KEY = 'duet_held';

/** A visitor who never answers must not fill the storage. */
const MOST = 40;

/** The relay takes nothing older than a day. */
const DAY = 864e5;

export interface Held extends Follower {
	keep( event: DuetEvent, pass: () => void ): void;
}

/**
 * @param release lets an event of an earlier page go
 */
export function heldOf( { session, now, attempt }: Browser, release: ( event: DuetEvent ) => void ): Held {
	let waiting: { event: DuetEvent; pass: () => void }[] =
		// What somebody else wrote there must not stop the page.
		attempt( () =>
			( JSON.parse( session.get( KEY ) ?? '[]' ) as DuetEvent[] )
				.filter( ( event ) => event.time > now() - DAY )
				.map( ( event ) => ( { event, pass: () => release( event ) } ) )
		) ?? [];

	const denied = (): void => {
		waiting = [];
		session.drop( KEY );
	};
	return {
		denied,
		keep( event, pass ) {
			waiting = [ ...waiting, { event, pass } ].slice( -MOST );
			// Order numbers stay out of the storage, and the address goes without its query: both may be personal.
			session.set(
				KEY,
				JSON.stringify(
					waiting.flatMap( ( { event: { tray, url, ...rest } } ) =>
						tray ? [] : { ...rest, url: url.split( /[?#]/ )[ 0 ] }
					)
				)
			);
		},
		granted() {
			const ready = waiting;
			denied();
			ready.forEach( ( { pass } ) => attempt( pass ) );
		},
	};
}
