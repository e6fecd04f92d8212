/** What the server prints about the site for the editor. Only here the printed JSON gets its types. */

/** The channels of an event, and its name there. Absent: that channel is off. */
export interface Channels {
	readonly dataLayer?: string;
	readonly pixel?: string;
	readonly eventsApi?: true;
}

export interface EditorFacts {
	/** Events that an element may fire on this site, in the catalogue's order. */
	readonly events: Readonly< Record< string, Channels > >;
	/** The merchant's own events that have switches. */
	readonly own: Readonly< Record< string, Channels > >;
	/** Any other event of the merchant's own. */
	readonly custom: Channels;
	/** Number of pixels that are set up. */
	readonly pixels: number;
	/** The shop's currency, or ''. */
	readonly currency: string;
}

export const noFacts: EditorFacts = { events: {}, own: {}, custom: {}, pixels: 0, currency: '' };

export const readFacts = ( of: object ): EditorFacts => ( of as { duetEditor?: EditorFacts } ).duetEditor ?? noFacts;
