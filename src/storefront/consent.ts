/**
 * The consent of the browser. A source that knows an answer decides, else the
 * merchant's setting. A source is one small file that reads one tool.
 */
import { attempt, on, type Browser } from './config/browser.ts';

/** Granted, denied, or null: the visitor, or a tool that is about to speak, has not answered (the server calls it unknown). */
export type Decision = boolean | null;

/** Undefined while the tool is not there. */
export type Source = () => Decision | undefined;

/** Acts on each new decision. */
export interface Follower {
	/** @param said whether the visitor decided, not the setting */
	follow( decision: Decision, said: boolean ): void;
}

export function consentOf(
	browser: Browser,
	source: Source,
	followers: readonly Follower[]
): void {
	let last: Decision | undefined;

	const update = (): void => {
		// A tool that breaks while answering has not allowed anything.
		const said = attempt( source, null );
		const decision = said === undefined ? browser.page.consent === 'assumed' || null : said;
		if ( decision !== last ) {
			last = decision;
			followers.forEach( ( { follow } ) => attempt( () => follow( decision, said !== undefined ) ) );
		}
	};
	// The detail of the change is an array object with string keys; reading the state again needs none of it.
	on( browser.win, 'wp_consent_type_defined wp_listen_for_consent_change load', update );
	update();
}
