/** The JSON that PHP prints on the page. Only here printed JSON gets its types. */
import type { Content } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';
import { native } from './dom.ts';

/** A product as PHP signed it; the relay accepts money only in this form. */
export interface SignedItem extends Content {
	readonly content_name: string;
	readonly item_currency: string;
	readonly tax: 'incl' | 'excl';
	readonly sig: string;
}

/** The channels of an event, and its name there; '' stands for its own name. Absent = off. */
export interface Switches {
	readonly dataLayer?: string;
	readonly pixel?: string;
	readonly eventsApi?: true;
	/** The names of `dataLayer` and `eventsApi` on a page of version 0.1 that a cache still serves. */
	readonly layer?: string;
	readonly relay?: true;
	/** Only the server may create it; the browser gets it through the tray. */
	readonly server?: true;
	/** No event of TikTok's: its parameters keep their names. */
	readonly own?: true;
}

/** What becomes an event on this page: a rule, a link or a shortcode, compiled by PHP. */
export interface Binding {
	readonly on: 'view' | 'click' | 'submit' | 'layer' | 'sent' | 'shown';
	/** CSS selector; for 'layer' the name of a dataLayer event. A view without it happens at once. */
	readonly at?: string;
	/** For 'shown': selector of what appears once a form was accepted. */
	readonly until?: string;
	/** The catalogue's name, or a name of the merchant's own. */
	readonly name: string;
	/** Fixed values of the correct type; money may have its `sig`. */
	readonly params?: Params;
	/**
	 * Parameter -> where its value is: `url:<name in the query>`, `data:<attribute, as in the markup>` of the element
	 * or its closest ancestor that has it, `layer:<dotted path>`, or of the clicked link `href`, `text`, `file` (its
	 * name), `extension`.
	 */
	readonly from?: Readonly< Record< string, string > >;
	/** Parameters without which the event is not sent. */
	readonly required?: readonly string[];
}

export interface PageJson {
	/** Pixel codes; none = the pixel channel is off. */
	readonly pixels: readonly string[];
	/** URL of TikTok's script, without query. It is not printed: boot.ts sets it, whatever the JSON contains. */
	readonly pixelScript: string;
	/** Our REST namespace; the name of a route is appended to it. */
	readonly rest: string;
	/** The same routes in the front end, for sites that close REST to visitors; POST only. */
	readonly door: string;
	/** What counts as consent; null if the merchant has not chosen yet, or has excluded the visitor's role. */
	readonly consent: 'required' | 'assumed' | null;
	/** The site may be a copy of another one: nothing goes to TikTok, but the visitor's answer is stored. */
	readonly copy?: true;
	/** How many files of consent tools (consent/ask.ts) the page has. They may run late. */
	readonly ask?: number;
	/**
	 * What happens if the visitor's browser sends Global Privacy Control: nothing is sent, or TikTok is asked to limit
	 * its use.
	 */
	readonly gpc?: 'block' | 'limit';
	/**
	 * The log-in page, or a post embedded in another site. Events that the server left for the visitor's next page are
	 * not for this one.
	 */
	readonly apart?: true;
	/** Every event asks for Limited Data Use. */
	readonly limited?: true;
	/**
	 * The server cannot read the consent tool and would assume consent. So the script stores a refusal, or that the
	 * visitor has not answered, in the cookie, without a visitor number.
	 */
	readonly serverCannotReadTool?: true;
	/** The same on a page of version 0.1 that a cache still serves. */
	readonly deaf?: true;
	/** Name of the dataLayer global; null = off. */
	readonly dataLayer: string | null;
	/** Every event of the catalogue, and the merchant's own events that have switches. */
	readonly events: Readonly< Record< string, Switches > >;
	/** Switches of every other name. */
	readonly custom: Switches;
	/** Folded other names of events -> keys of `events`; other names of parameters -> the names that are sent. */
	readonly aliases: Readonly< Record< string, string > >;
	/** Parameters, and members of `contents`, that are not for TikTok. */
	readonly only: readonly string[];
	/** Finds personal data in `name=value` (events/personal.ts). */
	readonly personal?: string;
	/** Parameters that are numbers, none below zero. */
	readonly numbers: readonly string[];
	readonly cookiePath: string;
	/** Selector of forms that an adapter of ours counts. */
	readonly forms?: string;
	/** WooCommerce's Store API; only on sites with WooCommerce. */
	readonly shop?: { readonly cart: string; readonly product: string };
	/**
	 * The order that this page shows, on a page that no cache stores: an answer about consent changes what is stored
	 * with the order.
	 */
	readonly order?: OrderKey;
	readonly page: {
		/** In this order, after Pageview. */
		readonly events: readonly { readonly name: string; readonly params: Params }[];
		readonly bindings: readonly Binding[];
		readonly checkout?: true;
		readonly cart?: true;
		/** The products of this page's list by the path of their pages. */
		readonly list?: {
			readonly id: string;
			readonly name: string;
			readonly items: Readonly< Record< string, SignedItem > >;
		};
	};
}

/** An order by its ID and by WooCommerce's order key, which only the shopper and the shop have. */
export interface OrderKey {
	readonly order: number;
	readonly key: string;
}

/** An event of the server that this page passes to the browser's channels. */
export interface TrayItem {
	readonly name: string;
	readonly id: string;
	/** Unix seconds by the server's clock. */
	readonly time?: number;
	readonly params?: Params;
	/** Makes the relay accept the event under this ID. */
	readonly proof?: string;
	/** The visitor had refused consent when it happened. */
	readonly refused?: true;
	/** The server sends its own copy, and expects an acknowledgement that the browser has this one. */
	readonly ack?: OrderKey;
}

/** The channels of an event. A name that the page does not list has the channels of custom events. */
export const switchesOf = ( { events, custom }: PageJson, name: string ): Switches => events[ name ] ?? custom;

/**
 * Reads a JSON block that Duet printed: null if there is none; throws if it is invalid. WordPress lets authors save any
 * element with any ID, but no script.
 */
export const readJson = < T >( doc: Document, id: string ): T | null =>
	JSON.parse( native( doc, 'querySelector' )( `script#${ id }[type="application/json"]` )?.textContent ?? 'null' );
