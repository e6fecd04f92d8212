/** The pages of the settings by name: which settings each of them saves, and which page a field is on. */
import { __ } from '@wordpress/i18n';
import type { Key } from './draft.ts';

/** Page => the settings that it saves. */
export const KEYS = {
	connection: [ 'pixels', 'offline', 'official_plugin_off' ],
	events: [ 'events' ],
	forms: [ 'rules', 'forms', 'links' ],
	purchases: [ 'purchase', 'content_id', 'subscriptions' ],
	consent: [ 'consent', 'exclusions', 'retention_days', 'uninstall' ],
	matching: [ 'matching' ],
	'tag-manager': [ 'data_layer' ],
	domain: [ 'verification' ],
	advanced: [ 'page_cache_days', 'table_megabytes', 'report' ],
} as const satisfies Readonly< Record< string, readonly Key[] > >;

export type PageId = keyof typeof KEYS;

/** The page of the field at a dotted path. */
export const pageOf = ( path: string ): PageId =>
	( Object.keys( KEYS ) as PageId[] ).find( ( id ) => KEYS[ id ].some( ( key ) => key === path.split( '.' )[ 0 ] ) ) ?? 'advanced';

export const pageTitles = (): Readonly< Record< PageId, string > > => ( {
	connection: __( 'Connection', 'duet-for-tiktok' ),
	events: __( 'Events', 'duet-for-tiktok' ),
	forms: __( 'Forms and rules', 'duet-for-tiktok' ),
	purchases: __( 'Purchases and products', 'duet-for-tiktok' ),
	consent: __( 'Consent and privacy', 'duet-for-tiktok' ),
	matching: __( 'Matching', 'duet-for-tiktok' ),
	'tag-manager': __( 'Tag Manager', 'duet-for-tiktok' ),
	domain: __( 'Domain', 'duet-for-tiktok' ),
	advanced: __( 'Advanced', 'duet-for-tiktok' ),
} );

/** The pages that this site has: without a shop there are no purchases. */
export const pageIds = ( shop: boolean ): readonly PageId[] =>
	( Object.keys( KEYS ) as PageId[] ).filter( ( id ) => shop || id !== 'purchases' );
