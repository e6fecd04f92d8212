import type { Loaded, SavedPixel } from '../../../../src/settings/settings.ts';

export const CODE = 'C9OPQFJC77U5NIJ6K7HG';

export const pixel = ( part: Partial< SavedPixel > = {} ): SavedPixel => ( {
	code: CODE,
	label: '',
	test_event_code: '',
	has_token: false,
	token_source: 'none',
	token_tail: '',
	...part,
} );

/** The settings of a fresh shop. */
export const defaults: Loaded[ 'settings' ] = {
	pixels: [],
	events: {},
	purchase: { moment: 'paid', methods: {}, value: 'total', without_snapshot: 'none', zero_total: true },
	content_id: { source: 'official', original_language: true, prefix: '' },
	consent: { mode: 'unset', tool: 'auto', countries: [], gpc: 'block', limited_data_use: false, banner_confirmed: false },
	data_layer: { mode: 'auto', name: 'dataLayer', pixel_by: 'duet', server_by: 'duet', user_data: false },
	rules: [],
	links: { phone: true, email: true, whatsapp: true, messenger: true, file_types: [ 'pdf' ] },
	forms: { event: 'Lead', each: {} },
	subscriptions: { renewals: false },
	verification: { name: 'tiktok-domain-verification', token: '', file: '', file_body: '' },
	matching: { sensitive: 'unset', events: {} },
	offline: { event_set_id: '', has_token: false, token_source: 'none', token_tail: '' },
	report: { weekly: false, email: '' },
	exclusions: { staff: true, roles: [] },
	page_cache_days: 30,
	retention_days: 30,
	table_megabytes: 200,
	official_plugin_off: false,
	uninstall: { delete_order_data: false },
};

/** What GET settings answers on a fresh shop, with changes. */
export const fresh = ( settings: Partial< Loaded[ 'settings' ] > = {}, site: Partial< Loaded[ 'site' ] > = {} ): Loaded => ( {
	settings: { ...defaults, ...settings },
	defaults,
	revision: 'r1',
	site: {
		version: '1.2.3',
		shop: true,
		can_store_tokens: true,
		home: 'https://shop.test/',
		other_tags: [],
		other_pixels: [],
		unreadable_banners: [],
		data_layer_active: true,
		consent_tools: [ { value: 'complianz', label: 'Complianz', hint: '' }, { value: 'axeptio', label: 'Axeptio', hint: 'Add TikTok.' } ],
		consent: { recommends: null, because: null, tool: null, api: false },
		gateways: [ { id: 'bacs', title: 'Direct bank transfer' } ],
		moments: [ { value: 'paid', label: 'When the order is paid' } ],
		unlisted_currency: '',
		translated: false,
		roles: [ { value: 'administrator', label: 'Administrator' } ],
		...site,
	},
} );
