/**
 * `window.duet`: what the page's own scripts may call, and what Duet's files leave there for each other, whichever of
 * them runs first. This is its only declaration.
 */
import type { DuetEvent } from './event.ts';

/** An event of the page. @param person as typed, {email, phone, ...}: only for our own server */
export type Call = readonly [ name: string, params?: Readonly< Record< string, unknown > > | null, person?: object | undefined ];

export interface DuetApi {
	/** Calls that were made before the script ran. A later push is handled at once. */
	q?: { push( call: Call ): unknown };
	/** Set by the storefront script, like all members without another note. */
	track?( ...call: Call ): void;
	/**
	 * The visitor's answer about TikTok, from a banner that Duet does not read; the same as the event `duet_consent`.
	 */
	consent?( yes: boolean ): void;
	/** Set by the files of consent tools: the answer of each tool, by its rank (storefront/consent/ask.ts). */
	ask?: ( () => unknown )[];
	/** Whether the visitor may have refused in the site's own consent tool; its file sets it. */
	denies?: () => boolean;
	/**
	 * Set by matching.js: calls `send` after it has passed the visitor's identifiers to the pixel, if this event may
	 * carry them. Both calls then go into the queue of all pixels, which is processed before the queue of a single
	 * pixel.
	 */
	match?( event: Pick< DuetEvent, 'name' | 'person' >, send: ( inOrder: true ) => void ): void;
	/** Set by matching.js: what was typed into the checkout, for an event of that name. */
	person?( name: string ): object | undefined;
}

/** A window that contains it, once one of our files has run. */
export interface DuetWindow {
	duet?: DuetApi;
}
