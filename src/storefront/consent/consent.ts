/**
 * The consent of the browser. The small files of consent tools answer (consent/ask.ts), and the first one with an
 * answer decides. Without one, our own cookie holds until a tool or the visitor answers; without any answer the
 * merchant's setting decides.
 */
import type { DuetWindow } from '../../events/script-api.ts';
import { attempt, cookie, on, type Browser } from '../browser/browser.ts';
import { CHANGED, VISITOR } from './ask.ts';

/**
 * Granted, denied, or null: the visitor, or a tool that is still loading, has not answered (the server calls it
 * unknown).
 */
export type Decision = boolean | null;

interface Page extends DuetWindow {
	readonly navigator: { readonly globalPrivacyControl?: unknown };
}

/** Whether the visitor's browser sends Global Privacy Control. */
const optsOut = ( { win }: Browser ): boolean => ( win as unknown as Page ).navigator.globalPrivacyControl === true;

/** Whether TikTok is asked to limit its use of this visitor's data. */
export const limitsDataUse = ( browser: Browser ): boolean => browser.page.limited || ( !! browser.page.gpc && optsOut( browser ) );

/** The answer of the tools; undefined if there are none. Anything but a plain yes allows nothing. */
function readTools( browser: Browser ): Decision | undefined {
	const { ask = 0, gpc } = browser.page;
	if ( gpc === 'block' && optsOut( browser ) ) {
		return false;
	}
	// By rank, and all of them are read, because the first answer counts.
	const asked = Object.values( ( browser.win as Page ).duet?.ask ?? [] );
	const answers = asked.map( ( source ) => attempt( source, null ) );
	const said = answers.find( ( one ) => one !== undefined );
	// A file that has not run yet may belong to a tool that refuses.
	return asked.length < ask ? null : said === undefined || said === true || said === false ? said : null;
}

/** The decision for each letter of our cookie. */
const MEANING: Readonly< Record< string, boolean > > = { g: true, d: false };

/** Acts on each new decision. */
export interface Follower {
	/**
	 * @param said whether the visitor decided, not the setting
	 * @param ours whether no tool holds the refusal, so that we have to store it
	 */
	follow( decision: Decision, said: boolean, ours: boolean ): void;
}

/** @return reads the answers again: an answer in another tab sends no event to this one */
export function consentOf( browser: Browser, followers: readonly Follower[], early?: Event ): () => void {
	let last: string | undefined;
	let said: boolean | undefined;

	const update = ( event?: Event & { readonly detail?: unknown } ): void => {
		const tool = attempt( () => readTools( browser ), null );
		// The answer that the page itself reports (`duet.consent()`). A refusal in a tool outranks it.
		const word = event?.detail;
		// Without cookies the answer holds on this page only.
		said = tool === false ? tool : word === true || word === false ? word : tool ?? MEANING[ `${ attempt( () => cookie( browser, VISITOR ).slice( -1 ) ) }` ] ?? said;
		const decision = said ?? ( ( tool === undefined && browser.page.consent === 'assumed' ) || null );
		const now = `${ decision } ${ said }`;
		if ( now !== last ) {
			last = now;
			followers.forEach( ( { follow } ) => attempt( () => follow( decision, said !== undefined, tool !== false ) ) );
		}
	};
	on( browser.win, `${ CHANGED } load visibilitychange`, update );
	update( early );
	return update;
}
