import { Card, CardBody, CardHeader, Notice, Spinner } from '@wordpress/components';
import { useEffect, useId, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Client } from './client.ts';
import { focusFirst } from './fields.tsx';
import { Problems } from './Problems.tsx';
import { SaveBar } from './SaveBar.tsx';
import { Connection } from './sections/Connection.tsx';
import { Consent } from './sections/Consent.tsx';
import { ConsentTools } from './sections/ConsentTools.tsx';
import { ContentIds } from './sections/ContentIds.tsx';
import { DataLayer } from './sections/DataLayer.tsx';
import { Events } from './sections/Events.tsx';
import { Exclusions } from './sections/Exclusions.tsx';
import { Forms, useForms } from './sections/Forms.tsx';
import { Links } from './sections/Links.tsx';
import { Matching } from './sections/Matching.tsx';
import { MatchQuality } from './sections/MatchQuality.tsx';
import { Privacy } from './sections/Privacy.tsx';
import { OfflineSet } from './sections/OfflineSet.tsx';
import { Purchases } from './sections/Purchases.tsx';
import { Rules } from './sections/Rules.tsx';
import { OtherPixels, TagManager } from './sections/TagManager.tsx';
import { Report } from './sections/Report.tsx';
import { Transfer } from './sections/Transfer.tsx';
import { Verification } from './sections/Verification.tsx';
import { useSettings } from './use-settings.ts';

export function App( { client }: { client: Client } ) {
	const state = useSettings( client );
	const { status, loaded, draft, errors, message, dirty, change, save } = state;
	const forms = useForms( client );

	// Focus moves when a save was refused, not again while its errors are being corrected: so by reference.
	const refused = useRef( errors );
	refused.current = errors;
	useEffect( () => {
		if ( status === 'refused' ) {
			focusFirst( Object.keys( refused.current ) );
		}
	}, [ status ] );

	if ( status === 'unreachable' ) {
		return (
			<Notice status="error" isDismissible={ false }>
				{ __( 'The settings could not be loaded. Reload the page.', 'duet-for-tiktok' ) } { message }
			</Notice>
		);
	}
	if ( loaded === undefined || draft === undefined ) {
		return <Spinner />;
	}
	const section = { loaded, draft, errors, change };
	return (
		<form
			noValidate
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			{ status === 'refused' && <Problems message={ message } errors={ errors } /> }
			<Section title={ __( 'Connection', 'duet-for-tiktok' ) }>
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
			</Section>
			<Section title={ __( 'Events', 'duet-for-tiktok' ) }>
				<Events { ...section } />
			</Section>
			<Section title={ __( 'Links', 'duet-for-tiktok' ) }>
				<Links { ...section } />
			</Section>
			<Section title={ __( 'Rules', 'duet-for-tiktok' ) }>
				<Rules { ...section } />
			</Section>
			{ forms && (
				<Section title={ __( 'Forms', 'duet-for-tiktok' ) }>
					<Forms { ...section } answer={ forms } />
				</Section>
			) }
			{ loaded.site.shop && (
				<>
					<Section title={ __( 'Purchases', 'duet-for-tiktok' ) }>
						<Purchases { ...section } />
					</Section>
					<Section title={ __( 'Products', 'duet-for-tiktok' ) }>
						<ContentIds { ...section } client={ client } />
					</Section>
				</>
			) }
			<Section title={ __( 'Consent and privacy', 'duet-for-tiktok' ) }>
				<ConsentTools { ...section } />
				<hr />
				<Privacy { ...section } />
			</Section>
			<Section title={ __( 'Advanced matching', 'duet-for-tiktok' ) }>
				<Matching { ...section } />
				<hr />
				<h3>{ __( 'Match quality', 'duet-for-tiktok' ) }</h3>
				<MatchQuality load={ client.quality } />
			</Section>
			<Section title={ __( 'dataLayer and Tag Manager', 'duet-for-tiktok' ) }>
				<DataLayer { ...section } />
				<hr />
				<TagManager { ...section } client={ client } dirty={ dirty } />
			</Section>
			<Section title={ __( 'Domain verification', 'duet-for-tiktok' ) }>
				<Verification { ...section } client={ client } dirty={ dirty } />
			</Section>
			<Section title={ __( 'Exceptions', 'duet-for-tiktok' ) }>
				<Exclusions { ...section } />
			</Section>
			<Section title={ __( 'Offline sales', 'duet-for-tiktok' ) }>
				<OfflineSet { ...section } />
			</Section>
			{ loaded.site.shop && (
				<Section title={ __( 'Weekly mail', 'duet-for-tiktok' ) }>
					<Report { ...section } />
				</Section>
			) }
			<Section title={ __( 'Another shop', 'duet-for-tiktok' ) }>
				<Transfer { ...section } client={ client } />
			</Section>
			<SaveBar status={ status } dirty={ dirty } errors={ errors } />
		</form>
	);
}

function Section( { title, children }: { title: string; children: ReactNode } ) {
	const id = useId();
	return (
		<Card className="duet-section" role="region" aria-labelledby={ id }>
			<CardHeader>
				<h2 id={ id }>{ title }</h2>
			</CardHeader>
			<CardBody>{ children }</CardBody>
		</Card>
	);
}
