/**
 * Sends events that the browser created to our own server, which makes the second copy. Events of one page travel
 * together, in batches within the relay's limits. Each batch is sent once, and once more if the server was too busy to
 * accept it.
 */
import type { DuetEvent } from '../../events/event.ts';
import { on, post, type Browser } from '../browser/browser.ts';
import { limitsDataUse, type Decision, type Follower } from '../consent/consent.ts';
import type { Channel } from './channel.ts';

const MOST_EVENTS = 20;
/** The relay accepts 16 KB. Most of a body is ASCII; a letter of another script takes up to three bytes. */
const MOST_CHARACTERS = 5e3;

/** Long enough to collect the events of a page's start, short enough for a visitor who leaves quickly. */
const TICK_MS = 300;

/** How long to wait after "too many requests" before the only other attempt. */
const BUSY_MS = 1e4;

export function relayOf( browser: Browser ): Channel & Follower {
	const queue: DuetEvent[] = [];
	let open: Decision;

	const send = ( batch: DuetEvent[], again?: true ): void => {
		const now = Date.now();
		// The server's clock may differ, so an age is sent instead of a time.
		const events = batch.map( ( { time, ...event } ) => ( { ...event, age: Math.max( 0, now - time ) } ) );
		if ( events[ 0 ] && open ) {
			// The header that says the same may get lost on the way.
			void post( browser, 'events', { events, limited: limitsDataUse( browser ) || undefined }, () => {
				if ( ! again ) {
					const repeat = () => send( batch.splice( 0 ), true );
					setTimeout( repeat, BUSY_MS );
					on( browser.win, 'pagehide', repeat );
				}
			} );
		}
	};
	const flush = (): void => send( queue.splice( 0 ) );
	on( browser.win, 'pagehide visibilitychange', flush );

	return {
		key: 'eventsApi',
		old: 'relay',
		accept( event ) {
			// The server itself sends the events that it created.
			if ( ! event.ack ) {
				// Only the relay decides how large a single event may be.
				if ( queue.length === MOST_EVENTS || JSON.stringify( [ queue, event ] ).length > MOST_CHARACTERS ) {
					flush();
				}
				if ( queue.push( event ) === 1 ) {
					setTimeout( flush, TICK_MS );
				}
			}
		},
		follow( decision ) {
			open = decision;
		},
	};
}
