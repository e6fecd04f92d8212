/** The settings as the REST route `duet/v1/settings` returns and accepts them; the schema itself is settings.json. */
import type { Settings } from './settings.generated.ts';

export type { Settings };

/** Stored settings contain every default. */
type Complete = {
	readonly [ K in keyof Settings ]-?: Readonly< Required< NonNullable< Settings[ K ] > > >;
};

export type TokenSource = 'constant' | 'stored' | 'unreadable' | 'none';

/** A pixel as the server shows it: at most the last characters of its access token. */
export interface SavedPixel {
	readonly code: string;
	readonly label: string;
	readonly test_event_code: string;
	readonly has_token: boolean;
	readonly token_source: TokenSource;
	/** Last 4 characters, or ''. */
	readonly token_tail: string;
}

/** What the server shows of an access token: at most the last characters. */
export type SavedToken = Pick< SavedPixel, 'has_token' | 'token_source' | 'token_tail' >;

export type SavedSettings = Omit< Complete, 'pixels' | 'offline' > & {
	readonly pixels: readonly SavedPixel[];
	readonly offline: Complete[ 'offline' ] & SavedToken;
};

export type EventChoice = NonNullable< Settings[ 'events' ] >[ string ];
export type EventChoices = Readonly< Record< string, EventChoice > >;

/** What the screen needs to know of its site. */
export interface Site {
	/** Of the plugin. */
	readonly version: string;
	readonly shop: boolean;
	readonly can_store_tokens: boolean;
	/** Other plugins that push commerce events into dataLayer. */
	readonly other_tags: readonly string[];
	/** Address of the site, with a slash at its end. */
	readonly home: string;
	/** Other plugins that may load a TikTok pixel of their own. */
	readonly other_pixels: readonly string[];
	/** Banner plugins whose answers Duet cannot read, if there is no tool that it can read. */
	readonly unreadable_banners: readonly string[];
	/** Whether the saved settings push into dataLayer. */
	readonly data_layer_active: boolean;
	/** The consent tools to choose from; `hint` is what the merchant has to do in the tool, or empty. */
	readonly consent_tools: ReadonlyArray< { readonly value: string; readonly label: string; readonly hint: string } >;
	readonly consent: {
		readonly recommends: 'required' | 'assumed' | null;
		readonly because: 'tool' | 'country' | null;
		readonly tool: string | null;
		/** Whether the plugin WP Consent API is active, through which Duet reads a banner's answer. */
		readonly api: boolean;
	};
	readonly gateways: ReadonlyArray< { readonly id: string; readonly title: string } >;
	readonly moments: ReadonlyArray< { readonly value: string; readonly label: string } >;
	/** The shop's currency if TikTok does not list it, else empty. */
	readonly unlisted_currency: string;
	readonly roles: ReadonlyArray< { readonly value: string; readonly label: string } >;
	/** Whether a plugin that translates products is there. */
	readonly translated: boolean;
}

export interface Loaded {
	readonly settings: SavedSettings;
	/** What the settings are without any choice of the merchant. */
	readonly defaults: SavedSettings;
	/** Changes with the settings: a save names the revision that it was made for. */
	readonly revision: string;
	readonly site: Site;
}

/** Messages by dotted path: `pixels.0.code`. */
export type Errors = Readonly< Record< string, string > >;

/** TikTok's own answer to a test event, and what it means. */
export interface TestAnswer {
	readonly ok: boolean;
	readonly code: number;
	readonly message: string;
	readonly request_id: string;
	readonly summary: string;
	readonly next: string;
}

/** A form plugin of this site, with its forms. */
export interface FormPlugin {
	readonly slug: string;
	readonly name: string;
	readonly forms: ReadonlyArray< { readonly id: string; readonly title: string } >;
}

export interface FormsAnswer {
	/** Active ones. */
	readonly plugins: readonly FormPlugin[];
	/** Names of all form plugins that Duet supports. */
	readonly hears: readonly string[];
}

/** What a crawler gets of one proof of domain verification. */
export interface Crawled {
	/** unset: there is nothing to look for; blocked: the site gave no usable answer. */
	readonly state: 'unset' | 'found' | 'missing' | 'blocked';
	readonly url: string;
	/** HTTP status, or the message of the connection. */
	readonly detail: string;
}

export type ContentIdSource = 'official' | 'sku' | 'id';

export interface PreviewProduct {
	readonly id: number;
	readonly name: string;
	readonly sku: string;
	readonly content_ids: Readonly< Record< ContentIdSource, string > >;
}
