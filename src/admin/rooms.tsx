/** The sections of the settings page, top to bottom: each stands here once, for the page and for its list of contents. */
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { FormsAnswer } from '../settings/settings.ts';
import type { Client } from './client.ts';
import { Connection, type SectionProps } from './sections/Connection.tsx';
import { Consent } from './sections/Consent.tsx';
import { ConsentTools } from './sections/ConsentTools.tsx';
import { ContentIds } from './sections/ContentIds.tsx';
import { DataLayer } from './sections/DataLayer.tsx';
import { Events } from './sections/Events.tsx';
import { Exclusions } from './sections/Exclusions.tsx';
import { Forms } from './sections/Forms.tsx';
import { Links } from './sections/Links.tsx';
import { Matching } from './sections/Matching.tsx';
import { MatchQuality } from './sections/MatchQuality.tsx';
import { OfflineSet } from './sections/OfflineSet.tsx';
import { Privacy } from './sections/Privacy.tsx';
import { Purchases } from './sections/Purchases.tsx';
import { Report } from './sections/Report.tsx';
import { Rules } from './sections/rules/Rules.tsx';
import { OtherPixels, TagManager } from './sections/TagManager.tsx';
import { Transfer } from './sections/Transfer.tsx';
import { Verification } from './sections/Verification.tsx';

export interface Room {
	/** Stands in the address: `#settings?section=purchases`. */
	readonly id: string;
	readonly title: string;
	readonly content: ReactNode;
}

interface Props extends SectionProps {
	readonly client: Client;
	readonly dirty: boolean;
	/** Null until it is known which form plugins there are. */
	readonly forms: FormsAnswer | null;
}

export function rooms( { client, dirty, forms, ...section }: Props ): readonly Room[] {
	const { shop } = section.loaded.site;
	const all: readonly ( Room | false )[] = [
		{
			id: 'connection',
			title: __( 'Connection', 'duet-for-tiktok' ),
			content: (
				<>
					<p>
						{ __(
							'Four steps, and your site reports to TikTok: the pixel code, the access token, a test event, and your choice about consent. You find the first three in TikTok Events Manager.',
							'duet-for-tiktok'
						) }
					</p>
					<Connection { ...section } client={ client } dirty={ dirty } />
					<OtherPixels { ...section } />
					<hr />
					<Consent { ...section } />
				</>
			),
		},
		{ id: 'events', title: __( 'Events', 'duet-for-tiktok' ), content: <Events { ...section } /> },
		{ id: 'links', title: __( 'Links', 'duet-for-tiktok' ), content: <Links { ...section } /> },
		{ id: 'rules', title: __( 'Rules', 'duet-for-tiktok' ), content: <Rules { ...section } /> },
		forms !== null && {
			id: 'forms',
			title: __( 'Forms', 'duet-for-tiktok' ),
			content: <Forms { ...section } answer={ forms } />,
		},
		shop && { id: 'purchases', title: __( 'Purchases', 'duet-for-tiktok' ), content: <Purchases { ...section } /> },
		shop && {
			id: 'products',
			title: __( 'Products', 'duet-for-tiktok' ),
			content: <ContentIds { ...section } client={ client } />,
		},
		{
			id: 'consent',
			title: __( 'Consent and privacy', 'duet-for-tiktok' ),
			content: (
				<>
					<ConsentTools { ...section } />
					<hr />
					<Privacy { ...section } />
				</>
			),
		},
		{
			id: 'matching',
			title: __( 'Advanced matching', 'duet-for-tiktok' ),
			content: (
				<>
					<Matching { ...section } />
					<hr />
					<h3>{ __( 'Match quality', 'duet-for-tiktok' ) }</h3>
					<MatchQuality load={ client.quality } />
				</>
			),
		},
		{
			id: 'tag-manager',
			title: __( 'dataLayer and Tag Manager', 'duet-for-tiktok' ),
			content: (
				<>
					<DataLayer { ...section } />
					<hr />
					<TagManager { ...section } client={ client } dirty={ dirty } />
				</>
			),
		},
		{
			id: 'verification',
			title: __( 'Domain verification', 'duet-for-tiktok' ),
			content: <Verification { ...section } client={ client } dirty={ dirty } />,
		},
		{ id: 'exceptions', title: __( 'Exceptions', 'duet-for-tiktok' ), content: <Exclusions { ...section } /> },
		{ id: 'offline-set', title: __( 'Offline sales', 'duet-for-tiktok' ), content: <OfflineSet { ...section } /> },
		shop && { id: 'mail', title: __( 'Weekly mail', 'duet-for-tiktok' ), content: <Report { ...section } /> },
		{
			id: 'another-shop',
			title: __( 'Another shop', 'duet-for-tiktok' ),
			content: <Transfer { ...section } client={ client } />,
		},
	];
	return all.filter( ( room ): room is Room => room !== false );
}
