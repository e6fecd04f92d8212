/**
 * The consent gate of the browser. The first source that knows an answer
 * decides; the merchant's setting is asked last. A source is one small file
 * that reads one tool and says when to read again.
 */
import type { DuetEvent } from '../events/event.ts';
import type { Browser } from './config/browser.ts';
import type { PageJson } from './config.ts';
import type { Held } from './consent/held.ts';

/** `waiting`: the visitor, or a tool that is about to speak, has not answered (the server calls it unknown). */
export type Decision = 'granted' | 'denied' | 'waiting';

/** Sets its listeners once; the reader answers undefined while the tool is not there. */
export type Source = ( browser: Browser, changed: () => void ) => () => Decision | undefined;

/** What follows from a decision besides opening or closing the gate. */
export type Follower = { readonly [ D in Decision ]?: () => void };

/** Runs `pass` now or once consent is given, or never. */
export type Gate = ( event: DuetEvent, pass: () => void ) => void;

export interface Consent {
	readonly gate: Gate;
	/** Reads all sources and acts on what changed. */
	update(): void;
}

export function consentOf(
	browser: Browser,
	mode: PageJson[ 'consent' ][ 'mode' ],
	sources: readonly Source[],
	followers: readonly Follower[],
	held: Held
): Consent {
	let decision: Decision | undefined;

	const update = (): void => {
		if ( mode === 'unset' ) {
			return;
		}
		const before = decision;
		decision = mode === 'assumed' ? 'granted' : 'waiting';
		readers.some( ( read ) => {
			// A tool that breaks while answering has not allowed anything.
			const answer = browser.attempt( () => [ read?.() ] ) ?? [ 'waiting' as const ];
			return ( answer[ 0 ] && ( decision = answer[ 0 ] ) );
		} );
		if ( decision !== before ) {
			const step = decision;
			followers.forEach( ( follower ) => browser.attempt( () => follower[ step ]?.() ) );
			held[ step ]?.();
		}
	};
	// A tool may call before all readers are there; half of them must not decide.
	const changed = (): void => ( decision ? update() : undefined );
	const readers = sources.map( ( source ) => browser.attempt( () => source( browser, changed ) ) );

	return {
		update,
		gate( event, pass ) {
			if ( decision === 'granted' ) {
				pass();
			} else if ( decision === 'waiting' ) {
				held.keep( event, pass );
			}
		},
	};
}
