/**
 * Hands browser-born events to our own server, which makes the second copy.
 * Events of one page travel together, in batches that keep the relay's limits.
 * Each batch is sent once, and once more if the server was too busy to take it.
 */
import type { DuetEvent } from '../../events/event.ts';
import { on, post, type Browser } from '../browser/browser.ts';
import { limits, type Decision, type Follower } from '../consent/consent.ts';
import type { Channel } from './channel.ts';

const MOST_EVENTS = 20;
/** The relay takes 16 KB; most of a body is ASCII, a letter of another script is up to three bytes. */
const MOST_CHARACTERS = 5e3;

/** Long enough to catch what a page says at its start, short enough to leave before a quick visitor. */
const TICK_MS = 300;

/** How long to wait after "too many requests" before the only other try. */
const BUSY_MS = 1e4;

export function relayOf( browser: Browser ): Channel & Follower {
	const queue: DuetEvent[] = [];
	let open: Decision;

	const send = ( batch: DuetEvent[], again?: true ): void => {
		const now = Date.now();
		// The server's clock may be another one, so an age travels instead of a time.
		const events = batch.map( ( { time, ...event } ) => ( { ...event, age: Math.max( 0, now - time ) } ) );
		if ( events[ 0 ] && open ) {
			// The header that says so may get lost on the way.
			void post( browser, 'events', { events, limited: limits( browser ) || undefined }, () => {
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
		mark: 'duet_relay',
		accept( event ) {
			// A server-born event is the server's to send.
			if ( ! event.ack ) {
				// How large a single event may be is the relay's to say.
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
