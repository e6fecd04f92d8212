/**
 * Hands browser-born events to our own server, which makes the second copy.
 * Events of one page travel together, in batches that keep the relay's limits,
 * and each batch is sent once.
 */
import type { DuetEvent } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { Follower } from '../consent.ts';
import type { Channel } from './channel.ts';

const MOST_EVENTS = 20;
const MOST_BYTES = 16e3;

/** Long enough to catch what a page says at its start, short enough to leave before a quick visitor. */
const TICK_MS = 300;

/**
 * Bodies for the events of one page, oldest event first; pure. A batch that is
 * too large is halved, an event too large to be taken alone is left out.
 */
export function batchesOf( events: readonly DuetEvent[], referrer: string, now: number ): string[] {
	const [ first ] = events;
	const body = JSON.stringify( {
		url: first?.url,
		referrer,
		events: events.map( ( { name, id, time, params } ) => ( { name, id, age: Math.max( 0, now - time ), params } ) ),
	} );
	if ( events.length <= MOST_EVENTS && new Blob( [ body ] ).size <= MOST_BYTES ) {
		return [ body ];
	}
	const half = Math.floor( events.length / 2 );
	return half
		? [ events.slice( 0, half ), events.slice( half ) ].flatMap( ( part ) => batchesOf( part, referrer, now ) )
		: [];
}

export function relayOf( { win, doc, now, post, on }: Browser ): Channel & Follower {
	let queue: DuetEvent[] = [];

	const flush = ( leaving?: boolean ): void => {
		const events = queue;
		queue = [];
		// Events held on an earlier page name that page, whose referrer is gone.
		new Set( events.map( ( { url } ) => url ) ).forEach( ( page ) =>
			batchesOf(
				events.filter( ( { url } ) => url === page ),
				page === win.location.href ? doc.referrer : '',
				now()
			).forEach( ( body ) => post( 'events', body, leaving ) )
		);
	};
	on( win, 'pagehide', () => flush( true ) );
	on( doc, 'visibilitychange', () => doc.hidden && flush( true ) );

	return {
		key: 'relay',
		accept( event ) {
			// A server-born event is the server's to send.
			if ( ! event.tray && queue.push( event ) === 1 ) {
				setTimeout( flush, TICK_MS );
			}
		},
		denied() {
			queue = [];
		},
	};
}
