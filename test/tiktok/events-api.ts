import { answerOf, OK, requestId, type Answer } from './answer.js';
import type { Book } from './book.js';
import type { Faults } from './faults.js';
import { drip, type Exchange, flatHeaders, header, pause, readBody, reset, send } from './http.js';
import { type Access, judge, type Judgement } from './judge.js';
import type { Plan } from './plan.js';

export const EVENTS_API_PATH = '/open_api/v1.3/event/track/';

/** POST /open_api/v1.3/event/track/: take the events or not, then answer, or not. */
export class EventsApi {
	constructor(
		private readonly book: Book,
		private readonly faults: Faults,
		private readonly access: Access,
		private readonly latency: number
	) {}

	async handle( exchange: Exchange ): Promise< void > {
		const plan = this.faults.next();
		const id = requestId( exchange.received_at );
		if ( plan.take === false && plan.then === 'reset' ) {
			this.log( exchange, plan, id, '', null );
			reset( exchange.request );
			return;
		}
		const body = await readBody( exchange.request );
		const judgement = judge(
			{
				token: header( exchange.request, 'access-token' ),
				contentType: header( exchange.request, 'content-type' ),
				body,
			},
			this.access,
			exchange.received_at,
			this.faults.poison
		);
		const answer = this.take( plan, judgement, id, exchange.received_at );
		const silent = plan.then === 'hang' || plan.then === 'reset';
		this.log( exchange, plan, id, body, silent ? null : answer.status );
		await pause( ( this.faults.scenario.latency ?? this.latency ) + ( plan.then === 'answer' ? plan.wait : 0 ) );
		this.finish( exchange, plan, answer );
	}

	/** Records what TikTok keeps and returns what it says; under a fault the two need not agree. */
	private take( plan: Plan, judgement: Judgement, request_id: string, received_at: number ): Answer {
		const normal = answerOf( judgement.verdict, request_id );
		const scripted = plan.answer?.( request_id );
		const ending = { request_id, received_at, except: plan.except };
		if ( plan.take === 'judge' ) {
			this.book.server( judgement, ending );
			return judgement.verdict.code === OK.code ? ( scripted ?? normal ) : normal;
		}
		if ( plan.take ) {
			this.book.server( judgement, ending );
		} else if ( plan.refusal !== undefined ) {
			this.book.server( judgement, { ...ending, verdict: plan.refusal } );
		}
		return scripted ?? normal;
	}

	private finish( exchange: Exchange, plan: Plan, answer: Answer ): void {
		switch ( plan.then ) {
			case 'answer':
				return send( exchange.response, answer );
			case 'drip':
				return drip( exchange.response, answer, plan.wait );
			case 'reset':
				return reset( exchange.request );
			case 'hang':
				// The socket stays open and silent until the sender gives up or the stand-in stops.
				return undefined;
		}
	}

	private log( exchange: Exchange, plan: Plan, request_id: string, body: string, status: number | null ): void {
		this.book.request( {
			received_at: exchange.received_at,
			method: exchange.request.method ?? '',
			path: exchange.url.pathname,
			query: exchange.url.search,
			headers: flatHeaders( exchange.request ),
			body,
			fault: plan.kind === 'ok' ? null : plan.kind,
			status,
			request_id,
		} );
	}
}
