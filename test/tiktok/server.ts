import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Book } from './book.js';
import { Clock } from './clock.js';
import { control, type Controls } from './control.js';
import { EVENTS_API_PATH, EventsApi } from './events-api.js';
import { Faults, type FaultScenario, type FaultStep } from './faults.js';
import { Listener } from './listener.js';
import { renderPage } from './page.js';
import { PIXEL_SCRIPT_PATH, PixelRoutes } from './pixel-routes.js';
import { router } from './router.js';
import type { Conversion, ConversionFilter, Diagnostic, EventCopy, RecordedRequest, StandInOptions } from './types.js';

export type * from './types.js';
export type { FaultScenario, FaultStep } from './faults.js';

/** The account of demos and tests that name none: 20 characters and 40 hex, the real shapes. */
export const DEMO_PIXEL = 'DUETDEMO000000000001';
export const DEMO_TOKEN = 'd0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7';
export const DEMO_OFFLINE_SET = '7000000000000000001';

/** A running stand-in. Every method answers from memory; only starting and stopping take time. */
export interface StandIn {
	/** `http://127.0.0.1:<port>`, also the page that shows what TikTok counts. */
	readonly url: string;
	readonly eventsApiUrl: string;
	readonly pixelScriptUrl: string;
	/** A second port that answers the same, even while `refuse` keeps the first one shut. */
	readonly controlUrl: string;
	events(): readonly EventCopy[];
	requests(): readonly RecordedRequest[];
	/** Counted conversions, by reported name: `count('Purchase')` includes CompletePayment. */
	count( event?: string, filter?: ConversionFilter ): number;
	conversions(): readonly Conversion[];
	/** Test-coded copies, which are never counted. */
	tested(): readonly EventCopy[];
	diagnostics(): readonly Diagnostic[];
	/** Replaces all faults; `fault({})` ends them. A list of steps is a scenario of these steps. */
	fault( scenario: FaultScenario | readonly FaultStep[] ): void;
	/** Resolves once a port that `fault({})` or `clear()` opens again listens. */
	ready(): Promise< void >;
	/** Back to the start: no records, no faults, real time. */
	clear(): void;
	/** Without an argument the current time in ms; a number stops the clock there, null releases it. */
	now( ms?: number | null ): number;
	stop(): Promise< void >;
}

/** Starts the stand-in on loopback. It replaces TikTok, and nothing else, in demo, tests and bench. */
export const startStandIn = async ( options: StandInOptions = {} ): Promise< StandIn > => {
	const access = {
		tokens: options.tokens ?? { [ DEMO_PIXEL ]: DEMO_TOKEN },
		offlineSets: options.offlineSets ?? { [ DEMO_OFFLINE_SET ]: DEMO_TOKEN },
	};
	const book = new Book();
	const clock = new Clock();
	const faults = new Faults();
	const api = new EventsApi( book, faults, access, options.latency ?? 0 );
	const pixel = new PixelRoutes( book, faults, Object.keys( access.tokens ) );

	const handler = router( {
		api,
		pixel,
		clock,
		page: () => renderPage( book, clock.now() ),
		control: ( exchange ) => control( controls, exchange ),
	} );
	const main = new Listener( handler );
	const side = new Listener( handler );
	await main.open( options.port ?? 0 );
	await side.open();

	let opening = Promise.resolve();
	const fault = ( scenario: FaultScenario | readonly FaultStep[] ): void => {
		faults.set( scenario );
		const { refuse } = faults.scenario;
		if ( refuse === undefined || refuse === false ) {
			opening = opening.then( () => main.reopen() );
		} else {
			main.refuse( refuse );
		}
	};
	const clear = (): void => {
		book.clear();
		clock.set( null );
		fault( {} );
	};
	const urls = {
		url: main.url,
		eventsApiUrl: main.url + EVENTS_API_PATH,
		pixelScriptUrl: main.url + PIXEL_SCRIPT_PATH,
		controlUrl: side.url,
	};
	const controls: Controls = { book, clock, fault, clear, ready: () => opening, urls: () => urls };

	return {
		...urls,
		events: () => book.events(),
		requests: () => book.requests(),
		count: ( event, filter ) => book.matching( event, filter ).length,
		conversions: () => book.tally().conversions,
		tested: () => book.tally().tested,
		diagnostics: () => book.diagnostics(),
		fault,
		ready: () => opening,
		clear,
		now: ( ms ) => {
			if ( ms !== undefined ) {
				clock.set( ms );
			}
			return clock.now();
		},
		stop: async () => {
			await opening;
			await Promise.all( [ main.close(), side.close() ] );
		},
	};
};

/** `tsx test/tiktok/server.ts --port N [--tokens '{"CODE":"token"}']`: prints its addresses as one JSON line. */
if ( process.argv[ 1 ] !== undefined && import.meta.url === pathToFileURL( process.argv[ 1 ] ).href ) {
	const { values } = parseArgs( { options: { port: { type: 'string' }, tokens: { type: 'string' }, latency: { type: 'string' } } } );
	const standIn = await startStandIn( {
		port: Number( values.port ?? 0 ),
		latency: Number( values.latency ?? 0 ),
		...( values.tokens === undefined ? {} : { tokens: JSON.parse( values.tokens ) as Record< string, string > } ),
	} );
	const { url, eventsApiUrl, pixelScriptUrl, controlUrl } = standIn;
	process.stdout.write( `${ JSON.stringify( { url, eventsApiUrl, pixelScriptUrl, controlUrl } ) }\n` );
	for ( const signal of [ 'SIGINT', 'SIGTERM' ] as const ) {
		process.once( signal, () => void standIn.stop().then( () => process.exit( 0 ) ) );
	}
}
