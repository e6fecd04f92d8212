/** Finds a setting by its label and by the words merchants use for it. */
import { __ } from '@wordpress/i18n';
import type { Site } from '../../settings/settings.ts';

export interface SettingEntry {
	/** Dotted path of the field. */
	readonly path: string;
	/** The field's own label. */
	readonly label: string;
	/** More words that lead to it. */
	readonly words: string;
}

const entry = ( path: string, label: string, words = '' ): SettingEntry => ( { path, label, words } );

/** Settings of every site. */
const everywhere = (): readonly SettingEntry[] => [
	entry( 'pixels.0.code', __( 'Pixel code', 'duet-for-tiktok' ), __( 'pixel ID, Events Manager', 'duet-for-tiktok' ) ),
	entry( 'pixels.0.access_token', __( 'Access token', 'duet-for-tiktok' ), __( 'Events API, server, key, password', 'duet-for-tiktok' ) ),
	entry( 'pixels.0.test_event_code', __( 'Test event code', 'duet-for-tiktok' ), __( 'test events, try, debug', 'duet-for-tiktok' ) ),
	entry( 'offline.event_set_id', __( 'Offline event set ID', 'duet-for-tiktok' ), __( 'till, point of sale, POS, phone orders', 'duet-for-tiktok' ) ),
	entry( 'events', __( 'Events', 'duet-for-tiktok' ), __( 'channels, switch off, Purchase, AddToCart, name', 'duet-for-tiktok' ) ),
	entry( 'rules.add', __( 'Rules', 'duet-for-tiktok' ), __( 'custom events, click, button, selector', 'duet-for-tiktok' ) ),
	entry( 'forms.event', __( 'What an accepted form means', 'duet-for-tiktok' ), __( 'lead, contact form, newsletter', 'duet-for-tiktok' ) ),
	entry( 'links.phone', __( 'Clicks that count as Contact', 'duet-for-tiktok' ), __( 'telephone, e-mail, WhatsApp, Messenger, links', 'duet-for-tiktok' ) ),
	entry( 'links.file_types', __( 'Files whose links count as Download', 'duet-for-tiktok' ), __( 'PDF, zip', 'duet-for-tiktok' ) ),
	entry( 'consent.mode', __( 'When may events of a visitor be sent to TikTok?', 'duet-for-tiktok' ), __( 'consent, opt-in, opt-out, GDPR, cookies, banner', 'duet-for-tiktok' ) ),
	entry( 'consent.tool', __( 'Consent tool on this site', 'duet-for-tiktok' ), __( 'banner, CMP, Complianz, Cookiebot, OneTrust', 'duet-for-tiktok' ) ),
	entry( 'consent.gpc', __( 'Visitors whose browser sends Global Privacy Control', 'duet-for-tiktok' ), __( 'GPC, California, CCPA', 'duet-for-tiktok' ) ),
	entry( 'consent.limited_data_use', __( 'Ask for Limited Data Use with every event', 'duet-for-tiktok' ), __( 'LDU, CCPA', 'duet-for-tiktok' ) ),
	entry( 'exclusions.staff', __( 'Visitors who are not counted', 'duet-for-tiktok' ), __( 'staff, administrator, roles, test orders', 'duet-for-tiktok' ) ),
	entry( 'retention_days', __( 'Days to keep the list of deliveries', 'duet-for-tiktok' ), __( 'delete, retention, privacy', 'duet-for-tiktok' ) ),
	entry( 'matching.sensitive', __( 'Is your business finance, health or another sensitive field?', 'duet-for-tiktok' ), __( 'advanced matching, automatic, manual', 'duet-for-tiktok' ) ),
	entry( 'matching.events', __( 'Identifiers sent with each event', 'duet-for-tiktok' ), __( 'e-mail, phone, external ID, match keys, hash', 'duet-for-tiktok' ) ),
	entry( 'data_layer.mode', __( 'Push events to the dataLayer?', 'duet-for-tiktok' ), __( 'Google Analytics, GA4, GTM', 'duet-for-tiktok' ) ),
	entry( 'data_layer.pixel_by', __( 'What runs the TikTok pixel in the browser', 'duet-for-tiktok' ), __( 'Google Tag Manager, container, GTM', 'duet-for-tiktok' ) ),
	entry( 'data_layer.server_by', __( 'What sends to the Events API from the server', 'duet-for-tiktok' ), __( 'server-side tagging, Stape', 'duet-for-tiktok' ) ),
	entry( 'verification.pasted', __( 'Domain verification', 'duet-for-tiktok' ), __( 'meta tag, DNS, file, TikTok for Developers', 'duet-for-tiktok' ) ),
	entry( 'table_megabytes', __( 'Largest size of the list of deliveries, in megabytes', 'duet-for-tiktok' ), __( 'database, disk, table', 'duet-for-tiktok' ) ),
	entry( 'page_cache_days', __( 'Days a page may stay in a cache', 'duet-for-tiktok' ), __( 'page cache, CDN', 'duet-for-tiktok' ) ),
];

/** Settings of a shop. */
const shopOnly = ( site: Site ): readonly SettingEntry[] => [
	entry( 'purchase.moment', __( 'When does an order count as a Purchase?', 'duet-for-tiktok' ), __( 'paid, placed, moment, order status', 'duet-for-tiktok' ) ),
	...site.gateways.map( ( { id, title } ) =>
		entry( `purchase.methods.${ id }.moment`, title, __( 'payment method, moment', 'duet-for-tiktok' ) )
	),
	entry( 'purchase.value', __( 'Value of a Purchase', 'duet-for-tiktok' ), __( 'tax, shipping, total', 'duet-for-tiktok' ) ),
	entry( 'purchase.zero_total', __( 'Count free orders too, with the value 0', 'duet-for-tiktok' ), __( 'zero, coupon', 'duet-for-tiktok' ) ),
	entry( 'purchase.without_snapshot', __( 'Orders without a known visitor', 'duet-for-tiktok' ), __( 'manual orders, import, app, POS', 'duet-for-tiktok' ) ),
	entry( 'content_id.source', __( 'Which ID do products have in your TikTok catalog?', 'duet-for-tiktok' ), __( 'content ID, SKU, catalogue, variations', 'duet-for-tiktok' ) ),
	entry( 'content_id.prefix', __( 'Prefix', 'duet-for-tiktok' ), __( 'content ID', 'duet-for-tiktok' ) ),
	entry( 'report.weekly', __( 'Send me a short mail every week', 'duet-for-tiktok' ), __( 'e-mail, report', 'duet-for-tiktok' ) ),
];

export const entries = ( site: Site ): readonly SettingEntry[] => [ ...everywhere(), ...( site.shop ? shopOnly( site ) : [] ) ];

const wordsOf = ( text: string ): readonly string[] => text.toLowerCase().split( /[\s,]+/ ).filter( ( word ) => word !== '' );

/** Settings whose label or words hold every word of the text; those that match by label come first. */
export function found( text: string, site: Site ): readonly SettingEntry[] {
	const wanted = wordsOf( text );
	const holds = ( where: string ) => wanted.every( ( word ) => where.toLowerCase().includes( word ) );
	const hits = wanted.length === 0 ? [] : entries( site ).filter( ( { label, words } ) => holds( `${ label } ${ words }` ) );
	return [ ...hits.filter( ( { label } ) => holds( label ) ), ...hits.filter( ( { label } ) => ! holds( label ) ) ];
}
