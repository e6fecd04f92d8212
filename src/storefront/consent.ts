/**
 * The consent of the browser. The consent tools' own small files answer
 * (consent/ask.ts), the first that knows decides, else the merchant's setting.
 */
import { attempt, on, type Browser } from './config/browser.ts';

/** Granted, denied, or null: the visitor, or a tool that is about to speak, has not answered (the server calls it unknown). */
export type Decision = boolean | null;

interface Page {
	/** By rank; a tool of a higher rank than the answer is not asked. */
	readonly duet?: { readonly ask?: readonly ( () => unknown )[] };
	readonly navigator: { readonly globalPrivacyControl?: unknown };
}

/** Whether the visitor's browser sends Global Privacy Control. */
const optsOut = ( { win }: Browser ): boolean => ( win as unknown as Page ).navigator.globalPrivacyControl === true;

/** Whether TikTok is to be told to limit its use of this visitor's data. */
export const limits = ( browser: Browser ): boolean => browser.page.limited || ( !! browser.page.gpc && optsOut( browser ) );

/** What the visitor said by any tool; undefined when none of them is there. Anything but a plain yes allows nothing. */
function saidTo( browser: Browser ): Decision | undefined {
	const { ask = 0, gpc } = browser.page;
	if ( gpc === 'block' && optsOut( browser ) ) {
		return false;
	}
	const asked = Object.values( ( browser.win as Page ).duet?.ask ?? [] );
	const answers = asked.map( ( source ) => attempt( source, null ) );
	const said = answers.find( ( one ) => one !== undefined );
	// A file that has not run yet may be of a tool that refuses.
	return asked.length < ask ? null : said === undefined || said === true || said === false ? said : null;
}

/** Acts on each new decision. */
export interface Follower {
	/** @param said whether the visitor decided, not the setting */
	follow( decision: Decision, said: boolean ): void;
}

/** @return asks anew: what was said in another tab reaches this one without an event */
export function consentOf( browser: Browser, followers: readonly Follower[] ): () => void {
	let last: Decision | undefined;

	const update = (): void => {
		const said = attempt( () => saidTo( browser ), null );
		const decision = said === undefined ? browser.page.consent === 'assumed' || null : said;
		if ( decision !== last ) {
			last = decision;
			followers.forEach( ( { follow } ) => attempt( () => follow( decision, said !== undefined ) ) );
		}
	};
	on( browser.win, 'duet_consent load visibilitychange', update );
	update();
	return update;
}
