/** The settings: one page at a time, each saved on its own, and a search that finds a setting on any of them. */
import { Button, Card, CardBody, CardHeader, Notice, Spinner } from '@wordpress/components';
import { useEffect, useMemo, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Address } from '../address.ts';
import { DefaultsContext } from '../controls/defaults.tsx';
import { focusField, focusFirst } from '../controls/fields.tsx';
import type { Client } from './client.ts';
import { defaultsOf } from './default-values.ts';
import { useForms } from './forms/Forms.tsx';
import { PageList } from './PageList.tsx';
import { KEYS, type PageId, pageIds } from './page-ids.ts';
import { type Section as SectionType, settingsPage } from './pages.tsx';
import { Problems } from './Problems.tsx';
import { SaveBar } from './SaveBar.tsx';
import type { SettingsState } from './use-settings.ts';

interface Props {
	readonly client: Client;
	readonly state: SettingsState;
	readonly address: Address;
}

export function Settings( { client, state, address }: Props ) {
	const { status, loaded, draft, errors, message, changed, change, save, discard } = state;
	const forms = useForms( client );
	const field = address.query.get( 'field' );

	// Focus moves when a save was refused, not again while its errors are being corrected: so by reference.
	const refused = useRef( errors );
	refused.current = errors;
	useEffect( () => {
		if ( status === 'refused' ) {
			focusFirst( Object.keys( refused.current ) );
		}
	}, [ status ] );

	const ready = loaded !== undefined && draft !== undefined;
	useEffect( () => {
		if ( ready && field !== null ) {
			focusField( field );
		}
	}, [ ready, field, address.part ] );

	const defaults = useMemo(
		() => ( loaded === undefined || draft === undefined ? null : defaultsOf( loaded.defaults, draft, change ) ),
		[ loaded, draft, change ]
	);

	if ( status === 'unreachable' ) {
		return (
			<Notice status="error" isDismissible={ false }>
				{ __( 'The settings could not be loaded. Reload the page.', 'duet-for-tiktok' ) } { message }
			</Notice>
		);
	}
	if ( ! ready ) {
		return <Spinner />;
	}
	const ids = pageIds( loaded.site.shop );
	const id: PageId = ids.find( ( one ) => one === address.part ) ?? 'connection';
	const page = settingsPage( id, { loaded, draft, errors, change, client, changed, forms } );
	const isChanged = ( one: PageId ): boolean => KEYS[ one ].some( ( key ) => ( changed as readonly string[] ).includes( key ) );
	return (
		<div className="duet-settings">
			<PageList ids={ ids } current={ id } isChanged={ isChanged } site={ loaded.site } />
			<form
				key={ id }
				noValidate
				onSubmit={ ( event ) => {
					event.preventDefault();
					void save( page.keys );
				} }
			>
				{ status === 'refused' && <Problems message={ message } errors={ errors } /> }
				{ status === 'outdated' && (
					<div className="notice notice-warning inline" role="alert">
						<p>{ message }</p>
					</div>
				) }
				<DefaultsContext.Provider value={ defaults }>
					{ page.sections.map( ( section ) => (
						<Section key={ section.id } { ...section } />
					) ) }
				</DefaultsContext.Provider>
				<SaveBar status={ status } dirty={ isChanged( id ) } errors={ errors }>
					{ isChanged( id ) && status !== 'saving' && (
						<Button __next40pxDefaultSize variant="tertiary" onClick={ () => discard( page.keys ) }>
							{ __( 'Discard changes', 'duet-for-tiktok' ) }
						</Button>
					) }
				</SaveBar>
			</form>
		</div>
	);
}

function Section( { id, title, content }: SectionType ) {
	const heading = `duet-section-${ id }`;
	return (
		<Card className="duet-section" role="region" aria-labelledby={ heading }>
			<CardHeader>
				<h2 id={ heading }>{ title }</h2>
			</CardHeader>
			<CardBody>{ content }</CardBody>
		</Card>
	);
}
