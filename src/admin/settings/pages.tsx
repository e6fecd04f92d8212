/** The pages of the settings, in order: each is listed here once, for the page and for the list of pages. */
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { FormsAnswer } from '../../settings/settings.ts';
import { Storage } from './advanced/Storage.tsx';
import { Transfer } from './advanced/Transfer.tsx';
import { WeeklyMail } from './advanced/WeeklyMail.tsx';
import type { Client } from './client.ts';
import { Connection } from './connection/Connection.tsx';
import { OfflineSet } from './connection/OfflineSet.tsx';
import { OtherPixels } from './connection/OtherPixels.tsx';
import { Consent } from './consent/Consent.tsx';
import { ConsentTools } from './consent/ConsentTools.tsx';
import { Exclusions } from './consent/Exclusions.tsx';
import { Privacy } from './consent/Privacy.tsx';
import { Verification } from './domain/Verification.tsx';
import type { Key } from './draft.ts';
import { Events } from './events/Events.tsx';
import { Forms } from './forms/Forms.tsx';
import { Links } from './forms/Links.tsx';
import { Matching } from './matching/Matching.tsx';
import { MatchQuality } from './matching/MatchQuality.tsx';
import { Rules } from './rules/Rules.tsx';
import { KEYS, type PageId, pageTitles } from './page-ids.ts';
import type { SectionProps } from './section.ts';
import { ContentIds } from './shop/ContentIds.tsx';
import { Purchases } from './shop/Purchases.tsx';
import { DataLayer } from './tag-manager/DataLayer.tsx';
import { TagManager, UserData } from './tag-manager/TagManager.tsx';

export interface Section {
	/** Part of the id of its heading. */
	readonly id: string;
	readonly title: string;
	readonly content: ReactNode;
}

export interface SettingsPage {
	/** Stands in the address: `#settings/purchases`. */
	readonly id: string;
	readonly title: string;
	/** The top-level settings that this page saves; each belongs to one page. */
	readonly keys: readonly Key[];
	readonly sections: readonly Section[];
}

export interface PageProps extends SectionProps {
	readonly client: Client;
	readonly changed: readonly Key[];
	/** Null until it is known which form plugins there are. */
	readonly forms: FormsAnswer | null;
}

type Maker = ( props: PageProps ) => readonly ( Section | false )[];

const section = ( id: string, title: string, content: ReactNode ): Section => ( { id, title, content } );

const isDirty = ( { changed }: PageProps, page: PageId ): boolean =>
	KEYS[ page ].some( ( key ) => ( changed as readonly string[] ).includes( key ) );

const makers: Readonly< Record< PageId, Maker > > = {
	connection: ( props ) => [
		section(
			'connection',
			__( 'TikTok pixel', 'duet-for-tiktok' ),
			<>
				<Connection { ...props } dirty={ isDirty( props, 'connection' ) } />
				<OtherPixels { ...props } />
			</>
		),
		section( 'offline-set', __( 'Offline event set', 'duet-for-tiktok' ), <OfflineSet { ...props } /> ),
	],
	events: ( props ) => [ section( 'events', __( 'Events', 'duet-for-tiktok' ), <Events { ...props } /> ) ],
	forms: ( props ) => [
		props.forms !== null && section( 'forms', __( 'Forms', 'duet-for-tiktok' ), <Forms { ...props } answer={ props.forms } /> ),
		section( 'rules', __( 'Rules', 'duet-for-tiktok' ), <Rules { ...props } /> ),
		section( 'links', __( 'Links', 'duet-for-tiktok' ), <Links { ...props } /> ),
	],
	purchases: ( props ) => [
		section( 'purchases', __( 'Purchases', 'duet-for-tiktok' ), <Purchases { ...props } /> ),
		section( 'products', __( 'Products', 'duet-for-tiktok' ), <ContentIds { ...props } /> ),
	],
	consent: ( props ) => [
		section(
			'consent',
			__( 'Consent', 'duet-for-tiktok' ),
			<>
				<Consent { ...props } />
				<hr />
				<ConsentTools { ...props } />
			</>
		),
		section( 'exceptions', __( 'Exceptions', 'duet-for-tiktok' ), <Exclusions { ...props } /> ),
		section( 'privacy', __( 'Stored data', 'duet-for-tiktok' ), <Privacy { ...props } /> ),
	],
	matching: ( props ) => [
		section( 'matching', __( 'Advanced matching', 'duet-for-tiktok' ), <Matching { ...props } /> ),
		section( 'match-quality', __( 'Match quality', 'duet-for-tiktok' ), <MatchQuality load={ props.client.quality } /> ),
	],
	'tag-manager': ( props ) => [
		section( 'data-layer', __( 'dataLayer', 'duet-for-tiktok' ), <DataLayer { ...props } /> ),
		section(
			'tag-manager',
			__( 'Google Tag Manager', 'duet-for-tiktok' ),
			<>
				<TagManager { ...props } dirty={ isDirty( props, 'tag-manager' ) } />
				<UserData { ...props } />
			</>
		),
	],
	domain: ( props ) => [
		section(
			'verification',
			__( 'Domain verification', 'duet-for-tiktok' ),
			<Verification { ...props } dirty={ isDirty( props, 'domain' ) } />
		),
	],
	advanced: ( props ) => [
		section( 'storage', __( 'Storage and page cache', 'duet-for-tiktok' ), <Storage { ...props } /> ),
		props.loaded.site.shop && section( 'mail', __( 'Weekly mail', 'duet-for-tiktok' ), <WeeklyMail { ...props } /> ),
		section( 'transfer', __( 'Copy these settings to another site', 'duet-for-tiktok' ), <Transfer { ...props } /> ),
	],
};

export const settingsPage = ( id: PageId, props: PageProps ): SettingsPage => ( {
	id,
	title: pageTitles()[ id ],
	keys: KEYS[ id ],
	sections: makers[ id ]( props ).filter( ( one ): one is Section => one !== false ),
} );
