/**
 * The JSON that PHP prints into the page. This is the one place where printed
 * JSON is narrowed to types; everything behind it is typed.
 */
import type { Content, EventParams } from '../events/catalogue.ts';

/** A product as PHP signed it; the relay accepts money only in this shape. */
export interface SignedItem extends Content {
	readonly content_name: string;
	readonly currency: string;
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
	readonly consent: { readonly mode: 'unset' | 'required' | 'assumed' };
	/** Name of the dataLayer global, null = off. */
	readonly dataLayer: string | null;
	readonly events: Readonly< Record< string, Switches > >;
	readonly cookiePath: string;
	readonly shop?: { readonly cart: string };
	readonly page: {
		readonly product?: EventParams< 'ViewContent' >;
		readonly checkout?: true;
		readonly cart?: true;
		/** A visitor whose role the merchant excluded. */
		readonly excluded?: true;
	};
}

/** A server-born event that this page shall tell the browser's channels. */
export interface TrayItem {
	readonly name: string;
	readonly id: string;
	readonly params: EventParams< 'Purchase' >;
	readonly ack: { readonly order: number; readonly key: string };
}

/** Reads a JSON block, null when it is absent or broken. */
export function readJson< T >( doc: Document, id: string ): T | null {
	try {
		return JSON.parse( doc.getElementById( id )?.textContent ?? '' ) as T;
	} catch {
		return null;
	}
}
