import { type Plan, planFor } from './plan.js';

/**
 * One scripted misfortune. `accept` says whether TikTok took the events before things went wrong;
 * the sender cannot know, which is what the tests are about.
 */
export type FaultStep =
	| { readonly kind: 'ok' }
	/** Takes the events, answers after `ms`. */
	| { readonly kind: 'delay'; readonly ms: number }
	/** Never answers; the first takes nothing, the second has taken the events. */
	| { readonly kind: 'hang' }
	| { readonly kind: 'accept-then-hang' }
	/** TCP reset before reading, or after taking the events. */
	| { readonly kind: 'reset' }
	| { readonly kind: 'accept-then-reset' }
	/** Any HTTP status, with TikTok's or a proxy's body. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly body?: string;
			readonly headers?: Readonly< Record< string, string > >;
			readonly retryAfter?: string | number;
			readonly accept?: boolean;
	  }
	/** HTTP 200 with a code; 40100 throttled, 40105 bad token, 50000 trouble inside. */
	| { readonly kind: 'code'; readonly code: number; readonly message?: string; readonly accept?: boolean }
	/** Code 20001: events whose id matches `refuse` are left out, the rest taken. */
	| { readonly kind: 'partial'; readonly refuse?: string }
	/** HTTP 200 with a body that is no answer. */
	| { readonly kind: 'garbage'; readonly body: 'html' | 'empty' | 'truncated' | 'huge'; readonly accept?: boolean }
	| { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 307 | 308 }
	/** Takes the events, then one byte of the answer every `ms`. */
	| { readonly kind: 'drip'; readonly ms: number };

export interface FaultScenario {
	/** One step per Events API request, in order. */
	readonly steps?: readonly FaultStep[];
	/** True: the last step stays until the faults are cleared. False (default): then all is well again. */
	readonly repeat?: boolean;
	/** Regular expression: every event whose id matches is refused with 40002, until cleared. */
	readonly poison?: string;
	/** Constant time, in ms, before every Events API answer. */
	readonly latency?: number;
	/** Nobody listens: true until cleared, a number for that many ms. `controlUrl` still answers. */
	readonly refuse?: boolean | number;
	/** Fate of the script the browser loads, and (`collect`) of what it posts. */
	readonly pixel?: { readonly status?: number; readonly delay?: number; readonly collect?: number };
}

/** The script of misfortunes, consumed one step per Events API request. */
export class Faults {
	private steps: FaultStep[] = [];
	private repeat = false;
	scenario: FaultScenario = {};
	poison: RegExp | null = null;

	set( scenario: FaultScenario | readonly FaultStep[] ): void {
		this.scenario = isSteps( scenario ) ? { steps: scenario } : scenario;
		this.steps = [ ...( this.scenario.steps ?? [] ) ];
		this.repeat = this.scenario.repeat ?? false;
		this.poison = this.scenario.poison === undefined ? null : new RegExp( this.scenario.poison );
	}

	/** The plan for the request that has just come in. */
	next(): Plan {
		const [ step ] = this.steps;
		if ( step !== undefined && ! ( this.repeat && this.steps.length === 1 ) ) {
			this.steps.shift();
		}
		return planFor( step ?? { kind: 'ok' } );
	}
}

const isSteps = ( value: FaultScenario | readonly FaultStep[] ): value is readonly FaultStep[] => Array.isArray( value );
