/**
 * The JSON that PHP prints into the page. This is the one place where printed
 * JSON is narrowed to types; everything behind it is typed.
 */
import type { Content } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';
import { native } from './dom.ts';

/** A product as PHP signed it; the relay accepts money only in this shape. */
export interface SignedItem extends Content {
	readonly content_name: string;
	readonly item_currency: string;
	readonly tax: 'incl' | 'excl';
	readonly sig: string;
}

/** Which channels an event goes to, and under which name; '' is its own. Absent = off. */
export interface Switches {
	readonly dataLayer?: string | undefined;
	readonly pixel?: string;
	readonly eventsApi?: true | undefined;
	/** A shop's sales are the server's to tell; only the tray may hand one out. */
	readonly server?: true;
	/** Not one of TikTok's events: its parameters keep the names they came with. */
	readonly own?: true;
}

/** Switches on a page of version 0.1 that a cache still serves: two channels had other names there. */
interface PrintedSwitches extends Switches {
	readonly layer?: string;
	readonly relay?: true;
}

/** What on this page becomes an event: a rule, a link, a shortcode, as PHP compiled it. */
export interface Binding {
	readonly on: 'view' | 'click' | 'submit' | 'layer';
	/** CSS selector; for 'layer' the name of a dataLayer event. A view without it happens at once. */
	readonly at?: string;
	/** The catalogue's name, or an own one. */
	readonly name: string;
	/** Fixed values, typed; money may come with its `sig`. */
	readonly params?: Params;
	/**
	 * Parameter -> where its value is: `url:<name in the query>`, `data:<attribute, as in the markup>` of the element
	 * or its closest ancestor that has it, `layer:<dotted path>`, or of the clicked link `href`, `text`, `file` (its
	 * name), `extension`.
	 */
	readonly from?: Readonly< Record< string, string > >;
	/** Parameters without which nothing is sent. */
	readonly required?: readonly string[];
}

export interface PageJson {
	/** Pixel codes; none = the pixel channel is off. */
	readonly pixels: readonly string[];
	/** URL of TikTok's script, without query. Not printed: index.ts knows it, whatever stands in the JSON. */
	readonly pixelScript: string;
	/** Our REST namespace; a route's name is appended to it. */
	readonly rest: string;
	/** The same routes in the front end, for sites that close REST to visitors; POST alone. */
	readonly door: string;
	/** What counts as consent; null while the merchant has not chosen, and for a visitor whose role they excluded. */
	readonly consent: 'required' | 'assumed' | null;
	/** How many files that ask consent tools (consent/ask.ts) the page has, though they may run late. */
	readonly ask?: number;
	/** What the visitor's Global Privacy Control does here: nothing is sent, or TikTok is told to limit its use. */
	readonly gpc?: 'block' | 'limit';
	/** The log-in page, or a post in somebody else's site: what the server left for the visitor's next page is not for it. */
	readonly apart?: true;
	/** Every event asks for Limited Data Use. */
	readonly limited?: true;
	/** A refusal, and that nobody has answered, is written down without a number, for the server cannot ask the tool itself and would assume consent. */
	readonly deaf?: true;
	/** Name of the dataLayer global, null = off. */
	readonly dataLayer: string | null;
	/** Every event of the catalogue, and the merchant's own that have switches. */
	readonly events: Readonly< Record< string, PrintedSwitches > >;
	/** What any other name gets. */
	readonly custom: PrintedSwitches;
	/** Folded other names of events -> keys of `events`; other names of parameters -> the names sent. */
	readonly aliases: Readonly< Record< string, string > >;
	/** Parameters, and members of `contents`, that are not for TikTok. */
	readonly only: readonly string[];
	/** Finds personal data in `name=value` (config/personal.ts). */
	readonly personal?: string;
	/** Parameters that are numbers, none below zero. */
	readonly numbers: readonly string[];
	readonly cookiePath: string;
	/** Selector of forms that an adapter of ours watches. */
	readonly forms?: string;
	/** WooCommerce's Store API; only with WooCommerce. */
	readonly shop?: { readonly cart: string; readonly product: string };
	/** The order this page shows, on a page that no cache keeps: an answer about consent changes what is stored with it. */
	readonly order?: OrderKey;
	readonly page: {
		/** In order, after Pageview. */
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

/** An order by its number and by WooCommerce's key, which only the shopper and the shop have. */
export interface OrderKey {
	readonly order: number;
	readonly key: string;
}

/** A server-born event that this page shall tell the browser's channels. */
export interface TrayItem {
	readonly name: string;
	readonly id: string;
	/** Unix seconds by the server's clock. */
	readonly time?: number;
	readonly params?: Params;
	/** Lets the browser bring the event to the relay under this id. */
	readonly proof?: string;
	/** The visitor had refused when it happened. */
	readonly refused?: true;
	/** The server sends its own copy, and wants to hear that the browser has this one. */
	readonly ack?: OrderKey;
}

/** Where an event goes; a name of nobody's goes where custom events go. */
export const switchesOf = ( { events, custom }: PageJson, name: string ): Switches => {
	const { layer, relay, ...rest } = events[ name ] ?? custom;
	return { dataLayer: layer, eventsApi: relay, ...rest };
};

/**
 * Reads a JSON block that Duet printed, null when it is absent; throws when it is broken. WordPress lets authors save any
 * element with any id, but no script.
 */
export const readJson = < T >( doc: Document, id: string ): T | null =>
	JSON.parse( native( doc, 'querySelector' )( `script#${ id }[type="application/json"]` )?.textContent ?? 'null' );
