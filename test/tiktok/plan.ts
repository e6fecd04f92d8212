import { type Answer, answerOf, json, type Verdict, wordsFor } from './answer.js';
import type { FaultStep } from './faults.js';

/** What to do with one request. */
export interface Plan {
	readonly kind: FaultStep[ 'kind' ];
	/** 'judge': the normal answer decides; true/false: the events are taken or not, whatever is answered. */
	readonly take: 'judge' | boolean;
	readonly wait: number;
	readonly then: 'answer' | 'hang' | 'reset' | 'drip';
	/** Replaces the normal answer. */
	readonly answer?: ( request_id: string ) => Answer;
	/** Files the events as refused with these words; without it an untaken request leaves no trace but itself. */
	readonly refusal?: Verdict;
	/** Events to leave out (code 20001). */
	readonly except?: RegExp;
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>';
const TEN_MEGABYTES = 10 * 1024 * 1024;

const GARBAGE = {
	html: () => HTML,
	empty: () => '',
	truncated: () => '{"code":0,"message":"OK","requ',
	huge: () => `{"code":0,"message":"${ 'x'.repeat( TEN_MEGABYTES ) }"}`,
} as const;

const page = ( status: number, body: string, headers: Readonly< Record< string, string > > ): Answer => ( {
	status,
	headers: { 'content-type': 'text/html', ...headers },
	body,
} );

/** Reads a step as a plan. */
export const planFor = ( step: FaultStep ): Plan => {
	const plan: Plan = { kind: step.kind, take: 'judge', wait: 0, then: 'answer' };
	switch ( step.kind ) {
		case 'ok':
			return plan;
		case 'delay':
			return { ...plan, wait: step.ms };
		case 'hang':
			return { ...plan, take: false, then: 'hang' };
		case 'accept-then-hang':
			return { ...plan, then: 'hang' };
		case 'reset':
			return { ...plan, take: false, then: 'reset' };
		case 'accept-then-reset':
			return { ...plan, then: 'reset' };
		case 'drip':
			return { ...plan, then: 'drip', wait: step.ms };
		case 'status': {
			const retry = step.retryAfter === undefined ? {} : { 'retry-after': String( step.retryAfter ) };
			return {
				...plan,
				take: step.accept ?? false,
				answer: () => page( step.status, step.body ?? HTML, { ...retry, ...step.headers } ),
			};
		}
		case 'code': {
			const refusal = { code: step.code, message: step.message ?? wordsFor( step.code ) };
			return { ...plan, take: step.accept ?? step.code === 0, refusal, answer: ( id ) => answerOf( refusal, id ) };
		}
		case 'partial':
			return {
				...plan,
				answer: ( id ) => json( { code: 20001, message: wordsFor( 20001 ), request_id: id, data: {} } ),
				...( step.refuse === undefined ? {} : { except: new RegExp( step.refuse ) } ),
			};
		case 'garbage':
			return { ...plan, take: step.accept ?? false, answer: () => page( 200, GARBAGE[ step.body ](), {} ) };
		case 'redirect':
			return { ...plan, take: false, answer: () => page( step.status ?? 307, '', { location: step.location } ) };
	}
};
