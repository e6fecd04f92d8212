import { Card, CardBody, CardHeader, Notice, Spinner } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Client } from './client.ts';
import { Contents, headingId } from './Contents.tsx';
import { focusFirst } from './fields.tsx';
import { Problems } from './Problems.tsx';
import { type Room, rooms } from './rooms.tsx';
import { SaveBar } from './SaveBar.tsx';
import { useForms } from './sections/Forms.tsx';
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
	const all = rooms( { loaded, draft, errors, change, client, dirty, forms } );
	return (
		<div className="duet-settings">
			<Contents rooms={ all } />
			<form
				noValidate
				onSubmit={ ( event ) => {
					event.preventDefault();
					void save();
				} }
			>
				{ status === 'refused' && <Problems message={ message } errors={ errors } /> }
				{ all.map( ( room ) => (
					<Section key={ room.id } { ...room } />
				) ) }
				<SaveBar status={ status } dirty={ dirty } errors={ errors } />
			</form>
		</div>
	);
}

function Section( { id, title, content }: Room ) {
	return (
		<Card className="duet-section" role="region" aria-labelledby={ headingId( id ) }>
			<CardHeader>
				<h2 id={ headingId( id ) } tabIndex={ -1 }>
					{ title }
				</h2>
			</CardHeader>
			<CardBody>{ content }</CardBody>
		</Card>
	);
}
