/**
 * The JSON that PHP prints into the page. This is the one place where printed
 * JSON is narrowed to types; everything behind it is typed.
 */
import type { Content, EventParams } from '../events/catalogue.ts';

/** A product as PHP signed it; the relay accepts money only in this shape. */
export interface SignedItem extends Content {
	readonly content_name: string;
	readonly item_currency: string;
	readonly tax: 'incl' | 'excl';
	readonly sig: string;
}

/** Which channels an event goes to, and under which name. Absent = off. */
export interface Switches {
	readonly layer?: string;
	readonly pixel?: string;
	readonly relay?: true;
}

export interface PageJson {
	/** Pixel codes; none = the pixel channel is off. */
	readonly pixels: readonly string[];
	/** URL of TikTok's script, without query. */
	readonly pixelScript: string;
	/** Our REST namespace; a route's name is appended to it. */
	readonly rest: string;
	/** What counts as consent; null while the merchant has not chosen, and for a visitor whose role he excluded. */
	readonly consent: 'required' | 'assumed' | null;
	/** The site has the WP Consent API, though its script may come late. */
	readonly tool?: boolean;
	/** Name of the dataLayer global, null = off. */
	readonly dataLayer: string | null;
	readonly events: Readonly< Record< string, Switches > >;
	/** Parameters, and members of `contents`, that are not for TikTok. */
	readonly only: readonly string[];
	/** Parameters that are numbers, none below zero. */
	readonly numbers: readonly string[];
	readonly cookiePath: string;
	readonly shop?: { readonly cart: string };
	readonly page: {
		readonly product?: EventParams< 'ViewContent' >;
		readonly checkout?: true;
		readonly cart?: true;
	};
}

/** A server-born event that this page shall tell the browser's channels. */
export interface TrayItem {
	readonly name: string;
	readonly id: string;
	readonly params: EventParams< 'Purchase' >;
	readonly ack: { readonly order: number; readonly key: string };
}

/** Reads a JSON block, null when it is absent; throws when it is broken. */
export const readJson = < T >( doc: Document, id: string ): T | null =>
	JSON.parse( doc.getElementById( id )?.textContent ?? 'null' );
