/** What the editor is told of the site. The one place where printed JSON is narrowed to types. */

/** Where an event goes, and under which name. Absent: that channel is off. */
export interface Channels {
	readonly dataLayer?: string;
	readonly pixel?: string;
	readonly eventsApi?: true;
}

export interface EditorFacts {
	/** Events an element may fire here, in the catalogue's order. */
	readonly events: Readonly< Record< string, Channels > >;
	/** Own events that have switches. */
	readonly own: Readonly< Record< string, Channels > >;
	/** Any other own event. */
	readonly custom: Channels;
	/** How many pixels are set up. */
	readonly pixels: number;
	/** The shop's currency, or ''. */
	readonly currency: string;
}

export const noFacts: EditorFacts = { events: {}, own: {}, custom: {}, pixels: 0, currency: '' };

export const readFacts = ( of: object ): EditorFacts => ( of as { duetEditor?: EditorFacts } ).duetEditor ?? noFacts;
