import { OK, type Verdict } from './answer.js';
import type { Collected } from './collect.js';
import type { Judgement } from './judge.js';
import { reportedName, tally, type Tally } from './ledger.js';
import { asObject, type Conversion, type ConversionFilter, type Diagnostic, type EventCopy, type RecordedRequest } from './types.js';

/** How a request ended, as far as its events are concerned. */
export interface Ending {
	readonly request_id: string;
	readonly received_at: number;
	/** Replaces the judgement's own verdict: a scripted fault took or refused the events regardless. */
	readonly verdict?: Verdict;
	readonly except?: RegExp | undefined;
}

/** Everything that reached TikTok, in order of arrival. */
export class Book {
	private copies: EventCopy[] = [];
	private log: RecordedRequest[] = [];
	private seq = 0;
	private cached: Tally | null = null;

	events(): readonly EventCopy[] {
		return this.copies;
	}

	requests(): readonly RecordedRequest[] {
		return this.log;
	}

	/** The count is a pure function of the copies, worked out only when asked for. */
	tally(): Tally {
		this.cached ??= tally( this.copies );
		return this.cached;
	}

	diagnostics(): readonly Diagnostic[] {
		return this.copies.flatMap( ( copy ) =>
			[ ...( copy.accepted ? [] : [ copy.message ] ), ...copy.warnings ].map( ( message ) => ( {
				received_at: copy.received_at,
				channel: copy.channel,
				pixel_code: copy.pixel_code,
				event: copy.event,
				event_id: copy.event_id,
				message,
			} ) )
		);
	}

	request( request: Omit< RecordedRequest, 'seq' > ): void {
		this.log.push( { seq: this.log.length + 1, ...request } );
	}

	server( judgement: Judgement, ending: Ending ): void {
		const verdict = ending.verdict ?? judgement.verdict;
		for ( const { raw, event, problems, warnings } of judgement.events ) {
			const id = typeof event[ 'event_id' ] === 'string' ? event[ 'event_id' ] : null;
			const left = ending.except !== undefined && id !== null && ending.except.test( id );
			const accepted = verdict.code === 0 && ! left;
			this.add( {
				channel: 'server',
				source: judgement.source,
				pixel_code: judgement.sourceId,
				event: typeof event[ 'event' ] === 'string' ? event[ 'event' ] : '',
				event_id: id,
				received_at: ending.received_at,
				event_time: typeof event[ 'event_time' ] === 'number' ? event[ 'event_time' ] : null,
				properties: asObject( event[ 'properties' ] ),
				user: asObject( event[ 'user' ] ),
				page: asObject( event[ 'page' ] ),
				limited_data_use: event[ 'limited_data_use' ] === true,
				test_event_code: judgement.testEventCode,
				raw,
				accepted,
				code: accepted ? 0 : left ? 20001 : verdict.code,
				message: accepted ? OK.message : left ? 'Left out of a partly accepted batch' : words( verdict, problems ),
				request_id: ending.request_id,
				warnings,
			} );
		}
	}

	pixel( collected: Collected, ending: Ending ): void {
		this.add( {
			channel: 'pixel',
			source: 'web',
			pixel_code: collected.pixelCode,
			event: collected.event,
			event_id: collected.eventId,
			received_at: ending.received_at,
			event_time: collected.eventTime,
			properties: collected.properties,
			user: collected.user,
			page: collected.page,
			limited_data_use: collected.limitedDataUse,
			test_event_code: null,
			raw: collected.raw,
			accepted: collected.verdict.code === 0,
			code: collected.verdict.code,
			message: collected.verdict.message,
			request_id: ending.request_id,
			warnings: collected.warnings,
		} );
	}

	/** Conversions TikTok counts, under the reported name (asking for CompletePayment asks for Purchase). */
	matching( event?: string, filter: ConversionFilter = {} ): readonly Conversion[] {
		const wanted = event === undefined ? null : reportedName( event );
		return this.tally().conversions.filter(
			( conversion ) => ( wanted === null || conversion.event === wanted ) && passes( conversion, filter )
		);
	}

	clear(): void {
		this.copies = [];
		this.log = [];
		this.cached = null;
		this.seq = 0;
	}

	private add( copy: Omit< EventCopy, 'seq' > ): void {
		this.seq += 1;
		this.copies.push( { seq: this.seq, ...copy } );
		this.cached = null;
	}
}

/** Only a bad parameter is the fault of one event; its innocent companions say whose. */
const words = ( verdict: Verdict, problems: readonly string[] ): string =>
	/^Batch\.\d/.test( verdict.message ) ? ( problems[ 0 ] ?? `Refused with its batch (${ verdict.message })` ) : verdict.message;

const passes = ( conversion: Conversion, filter: ConversionFilter ): boolean =>
	typeof filter === 'function'
		? filter( conversion )
		: ( filter.pixel_code === undefined || conversion.pixel_code === filter.pixel_code ) &&
			( filter.event_id === undefined || conversion.event_id === filter.event_id ) &&
			( filter.source === undefined || conversion.source === filter.source );
