/**
 * The requests a page makes after a form was sent, as the browser's own timing lists them: nothing of the page is patched,
 * so nobody can trip over it.
 */

/** Milliseconds after the submit in which a form's script sends it. */
const STARTS_WITHIN = 5000;

/** What runs by itself on many pages and answers nothing about a form. */
const OTHERS = /\/duet\/v1\/|duet_door=|wc-ajax=|get_refreshed_fragments|wp-cron|heartbeat|\/wc\/store\/|\/collect\b|analytics/;

/** Form services on other hosts let the page read their answers; trackers do not. */
const FORM_SERVICE = /form|submi|subscri|contact|signup|newsletter|lead/i;

/** 'open': no answer yet. */
export type Outcome = 'open' | 'accepted' | 'failed';

export interface Requests {
	outcome(): Outcome;
	stop(): void;
}

interface Timing extends PerformanceResourceTiming {
	readonly responseStatus: number;
}

/** @param since as performance.now() says it */
export function requestsSince( win: Window & typeof globalThis, since: number, changed: () => void ): Requests {
	let outcome: Outcome = 'open';
	const read = ( { name, initiatorType, startTime, responseStatus }: Timing ): void => {
		const sent = /^(fetch|xml)/.test( initiatorType ) && startTime >= since && startTime < since + STARTS_WITHIN;
		if ( ! sent || OTHERS.test( name ) || ! responseStatus || ! ( name.startsWith( win.location.origin ) || FORM_SERVICE.test( name ) ) ) {
			return;
		}
		// One that failed decides, whatever else came through.
		outcome = outcome === 'failed' || responseStatus >= 300 ? 'failed' : 'accepted';
		changed();
	};
	const observer = new win.PerformanceObserver( ( list ) => ( list.getEntries() as Timing[] ).forEach( read ) );
	observer.observe( { type: 'resource' } );
	return { outcome: () => outcome, stop: () => observer.disconnect() };
}
