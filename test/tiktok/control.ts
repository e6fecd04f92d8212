import { json } from './answer.js';
import type { Book } from './book.js';
import type { Clock } from './clock.js';
import type { FaultScenario, FaultStep } from './faults.js';
import { type Exchange, readBody, send } from './http.js';

/** What other processes (PHP tests, the demo) may do to the stand-in. */
export interface Controls {
	readonly book: Book;
	readonly clock: Clock;
	readonly fault: ( scenario: FaultScenario | readonly FaultStep[] ) => void;
	readonly clear: () => void;
	readonly ready: () => Promise< void >;
	readonly urls: () => Readonly< Record< string, string > >;
}

const listing = ( controls: Controls, what: string, query: URLSearchParams ): unknown => {
	const event = query.get( 'event' );
	switch ( what ) {
		case '':
			return controls.urls();
		case 'events':
			return controls.book
				.events()
				.filter(
					( copy ) =>
						( event === null || copy.event === event ) &&
						( ! query.has( 'channel' ) || copy.channel === query.get( 'channel' ) )
				);
		case 'conversions':
			return controls.book.matching( event ?? undefined );
		case 'count':
			return { count: controls.book.matching( event ?? undefined ).length };
		case 'tested':
			return controls.book.tally().tested;
		case 'requests':
			return controls.book.requests();
		case 'diagnostics':
			return controls.book.diagnostics();
		case 'clock':
			return { now: controls.clock.now() };
		default:
			return undefined;
	}
};

/** `{now: ms | null}` stops or releases the clock, `{advance: ms}` moves it. */
const setClock = ( clock: Clock, order: { now?: unknown; advance?: unknown } ): void => {
	if ( typeof order.now === 'number' || order.now === null ) {
		clock.set( order.now );
	}
	if ( typeof order.advance === 'number' ) {
		clock.advance( order.advance );
	}
};

/** `/_/...`: the stand-in's own address space, which TikTok does not have. */
export const control = async ( controls: Controls, exchange: Exchange ): Promise< void > => {
	const what = exchange.url.pathname.replace( /^\/_\/?/, '' ).replace( /\/$/, '' );
	if ( exchange.request.method !== 'POST' ) {
		const list = listing( controls, what, exchange.url.searchParams );
		send( exchange.response, list === undefined ? json( { error: 'unknown' }, 404 ) : json( list ) );
		return;
	}
	const body = await readBody( exchange.request );
	const order = JSON.parse( body === '' ? '{}' : body ) as FaultScenario & { now?: unknown; advance?: unknown };
	switch ( what ) {
		case 'faults':
			controls.fault( order );
			break;
		case 'clear':
			controls.clear();
			break;
		case 'clock':
			setClock( controls.clock, order );
			break;
		default:
			send( exchange.response, json( { error: 'unknown' }, 404 ) );
			return;
	}
	// The answer means done: a port that opens again is open before it.
	await controls.ready();
	// Not kept alive, so that closing the port for a fault leaves no way in.
	send( exchange.response, json( { ok: true, now: controls.clock.now() }, 200, { connection: 'close' } ) );
};
