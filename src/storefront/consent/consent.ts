/**
 * The consent of the browser. The consent tools' own small files answer
 * (consent/ask.ts), the first that knows decides. What none of them knows, our
 * own cookie remembers, until a tool or the visitor says otherwise; without
 * any answer the merchant's setting decides.
 */
import type { DuetWindow } from '../../events/script-api.ts';
import { attempt, cookie, on, type Browser } from '../browser/browser.ts';
import { CHANGED, VISITOR } from './ask.ts';

/** Granted, denied, or null: the visitor, or a tool that is about to speak, has not answered (the server calls it unknown). */
export type Decision = boolean | null;

interface Page extends DuetWindow {
	readonly navigator: { readonly globalPrivacyControl?: unknown };
}

/** Whether the visitor's browser sends Global Privacy Control. */
const optsOut = ( { win }: Browser ): boolean => ( win as unknown as Page ).navigator.globalPrivacyControl === true;

/** Whether TikTok is to be told to limit its use of this visitor's data. */
export const limits = ( browser: Browser ): boolean => browser.page.limited || ( !! browser.page.gpc && optsOut( browser ) );

/** What any tool says; undefined when none of them is there. Anything but a plain yes allows nothing. */
function saidTo( browser: Browser ): Decision | undefined {
	const { ask = 0, gpc } = browser.page;
	if ( gpc === 'block' && optsOut( browser ) ) {
		return false;
	}
	// By rank; a tool of a higher rank than the answer is not asked.
	const asked = Object.values( ( browser.win as Page ).duet?.ask ?? [] );
	const answers = asked.map( ( source ) => attempt( source, null ) );
	const said = answers.find( ( one ) => one !== undefined );
	// A file that has not run yet may be of a tool that refuses.
	return asked.length < ask ? null : said === undefined || said === true || said === false ? said : null;
}

/** What the letter of our cookie means. */
const MEANING: Readonly< Record< string, boolean > > = { g: true, d: false };

/** Acts on each new decision. */
export interface Follower {
	/**
	 * @param said whether the visitor decided, not the setting
	 * @param ours whether no tool states the refusal, so that it is ours to remember
	 */
	follow( decision: Decision, said: boolean, ours: boolean ): void;
}

/** @return asks anew: what was said in another tab reaches this one without an event */
export function consentOf( browser: Browser, followers: readonly Follower[] ): () => void {
	let last: string | undefined;
	let said: boolean | undefined;

	const update = ( event?: Event & { readonly detail?: unknown } ): void => {
		const tool = attempt( () => saidTo( browser ), null );
		// Told by the page itself (`duet.consent()`), which no tool's refusal lets pass.
		const word = event?.detail;
		// A browser without cookies remembers on this page alone.
		said = tool === false ? tool : word === true || word === false ? word : tool ?? MEANING[ `${ attempt( () => cookie( browser, VISITOR ).slice( -1 ) ) }` ] ?? said;
		const decision = said ?? ( ( tool === undefined && browser.page.consent === 'assumed' ) || null );
		const now = `${ decision } ${ said }`;
		if ( now !== last ) {
			last = now;
			followers.forEach( ( { follow } ) => attempt( () => follow( decision, said !== undefined, tool !== false ) ) );
		}
	};
	on( browser.win, `${ CHANGED } load visibilitychange`, update );
	update();
	return update;
}
