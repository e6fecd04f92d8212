/* Generated from settings.json by `npm run types`. Change the schema, not this file. */

export interface Settings {
	/**
	 * @maxItems 10
	 */
	pixels?: {
		code: string;
		label?: string;
		test_event_code?: string;
		/**
		 * Unix seconds, set by the server: earlier orders are not this pixel's.
		 */
		added?: number;
	}[];
	/**
	 * Per event what differs from the catalogue's default channels.
	 */
	events?: {
		[k: string]: {
			dataLayer?: boolean;
			pixel?: boolean;
			eventsApi?: boolean;
			name?: string;
		};
	};
	purchase?: {
		moment?: 'paid' | 'placed';
		methods?: {
			[k: string]: {
				moment: string;
			};
		};
		value?: 'total' | 'without_tax_shipping';
		without_snapshot?: 'none' | 'web' | 'offline';
		zero_total?: boolean;
	};
	content_id?: {
		source?: 'official' | 'sku' | 'id';
		/**
		 * With WPML or Polylang: a translated product has the id of its original.
		 */
		original_language?: boolean;
		prefix?: string;
	};
	consent?: {
		mode?: 'unset' | 'required' | 'assumed';
		/**
		 * The consent tool, if no plugin brings it: the slug of a class in includes/Consent/Tool.
		 */
		tool?: string;
		/**
		 * ISO 3166-1 alpha-2. With mode "assumed": where consent is required all the same.
		 *
		 * @maxItems 250
		 */
		countries?: string[];
		/**
		 * What Global Privacy Control means: nothing is sent, or TikTok is told to limit its use.
		 */
		gpc?: 'block' | 'limit' | 'ignore';
		limited_data_use?: boolean;
		/**
		 * The merchant has confirmed mode "assumed" beside a banner that Duet cannot read.
		 */
		banner_confirmed?: boolean;
	};
	data_layer?: {
		mode?: 'auto' | 'on' | 'off';
		name?: string;
		pixel_by?: 'duet' | 'gtm';
		server_by?: 'duet' | 'gtm';
		/**
		 * Hashed identity for Tag Manager, after consent, on responses no cache may store.
		 */
		user_data?: boolean;
	};
	/**
	 * Custom events without code.
	 *
	 * @maxItems 100
	 */
	rules?: {
		id: string;
		label?: string;
		on?: boolean;
		event: string;
		/**
		 * The ready example this rule began as, whose required parameters hold.
		 */
		example?: string;
		when: {
			type: 'page' | 'view' | 'click' | 'submit' | 'layer';
			url?: string;
			selector?: string;
			layer?: string;
			/**
			 * A form counts when it was accepted, when it was submitted, or when an element appears.
			 */
			counts?: 'accepted' | 'sent' | 'shown';
			/**
			 * Selector of the element that appears.
			 */
			shown?: string;
		};
		/**
		 * @maxItems 20
		 */
		params?: {
			name: string;
			from: 'fixed' | 'url' | 'attribute' | 'layer';
			value: string;
		}[];
	}[];
	links?: {
		phone?: boolean;
		email?: boolean;
		whatsapp?: boolean;
		messenger?: boolean;
		/**
		 * @maxItems 40
		 */
		file_types?: string[];
	};
	forms?: {
		/**
		 * What an accepted form means; empty: nothing.
		 */
		event?: 'Lead' | 'Contact' | 'Subscribe' | 'CompleteRegistration' | 'SubmitApplication' | 'Schedule' | '';
		/**
		 * By form, "<plugin>:<form id>"; empty: nothing.
		 */
		each?: {
			[k: string]: {
				event: string;
			};
		};
	};
	subscriptions?: {
		/**
		 * Whether each paid renewal is a Purchase of its own.
		 */
		renewals?: boolean;
	};
	verification?: {
		name?: 'tiktok-domain-verification' | 'tiktok-developers-site-verification';
		token?: string;
		file?: string;
		file_body?: string;
	};
	matching?: {
		sensitive?: 'unset' | 'no' | 'yes';
		/**
		 * Per event the identifiers that differ from the default table.
		 */
		events?: {
			[k: string]: {
				email?: boolean;
				phone?: boolean;
				external_id?: boolean;
				first_name?: boolean;
				last_name?: boolean;
				city?: boolean;
				state?: boolean;
				zip_code?: boolean;
				country?: boolean;
			};
		};
	};
	offline?: {
		event_set_id?: string;
	};
	report?: {
		weekly?: boolean;
		email?: string;
	};
	exclusions?: {
		/**
		 * Leaves out whoever may manage the shop, and whoever acts as another user.
		 */
		staff?: boolean;
		/**
		 * @maxItems 50
		 */
		roles?: string[];
	};
	uninstall?: {
		delete_order_data?: boolean;
	};
	/**
	 * TikTok's own plugin sends no pixel and server events.
	 */
	official_plugin_off?: boolean;
	/**
	 * Longest life of a page in a cache: for as long the values that Duet signed in it hold.
	 */
	page_cache_days?: number;
	retention_days?: number;
	table_megabytes?: number;
}
