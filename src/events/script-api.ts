/**
 * `window.duet`: what the page's own scripts may call, and what the files of Duet leave there for each other, whichever of
 * them runs first. The one declaration of it.
 */
import type { DuetEvent } from './event.ts';

/** An event of the page. @param person as typed, {email, phone, ...}: for our own server alone */
export type Call = readonly [ name: string, params?: Readonly< Record< string, unknown > > | null, person?: object | undefined ];

export interface DuetApi {
	/** Calls that came before the script. What is pushed later is taken at once. */
	q?: { push( call: Call ): unknown };
	/** Of the storefront script, as all calls without another note. */
	track?( ...call: Call ): void;
	/** The visitor's answer about TikTok, from a banner that no file of ours reads; the same as the event `duet_consent`. */
	consent?( yes: boolean ): void;
	/** What each consent tool says, by its rank (storefront/consent/ask.ts). Of the tools' files. */
	ask?: ( () => unknown )[];
	/**
	 * Of matching.js: calls `send` after it has told the pixel who this is, if this event may say so. Both then go into the
	 * queue of all pixels, where what waits comes before what waits for one of them.
	 */
	match?( event: Pick< DuetEvent, 'name' | 'person' >, send: ( inOrder: true ) => void ): void;
	/** Of matching.js: what was typed into the checkout, for an event of that name. */
	person?( name: string ): object | undefined;
}

/** A window with it, once one of our files has run. */
export interface DuetWindow {
	duet?: DuetApi;
}
