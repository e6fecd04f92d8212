/** The access token is write-only: what is stored is never shown, only its last characters. */
import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Errors, SavedToken } from '../../../settings/settings.ts';
import { FieldError, focusField, TextField } from '../../controls/fields.tsx';

/** A pixel or the offline event set, which have a token of their own. */
interface Row {
	/** Absent: the token stays; '': it is removed. */
	readonly access_token?: string;
}

interface Props< R extends Row > {
	readonly path: string;
	readonly label: string;
	readonly errors: Errors;
	readonly row: R;
	readonly saved: SavedToken | undefined;
	readonly canStore: boolean;
	change( row: Omit< R, 'access_token' > & Row ): void;
}

export function TokenField< R extends Row >( { path, label, errors, row, saved, canStore, change }: Props< R > ) {
	const [ replacing, setReplacing ] = useState( false );
	const source = saved?.token_source ?? 'none';
	const { access_token: typed, ...kept } = row;

	// What was saved is shown masked again.
	useEffect( () => setReplacing( false ), [ saved ] );

	// The pressed button disappears, and focus with it: it goes on to what took its place.
	const pressed = useRef( false );
	useEffect( () => {
		if ( pressed.current ) {
			pressed.current = false;
			focusField( path );
		}
	} );
	const press = ( next: Omit< R, 'access_token' > & Row, replace: boolean ) => {
		pressed.current = true;
		setReplacing( replace );
		change( next );
	};

	if ( source === 'constant' ) {
		return (
			<Shown path={ path } label={ label } errors={ errors } tail={ saved?.token_tail }>
				<p className="duet-help">
					{ __( 'Set in wp-config.php as DUET_ACCESS_TOKEN. Change it there.', 'duet-for-tiktok' ) }
				</p>
			</Shown>
		);
	}
	// '' comes from the Remove button alone; an emptied input keeps the token.
	if ( typed === '' ) {
		return (
			<Shown path={ path } label={ label } errors={ errors } tail={ undefined }>
				<p>{ __( 'The token is removed when you save. Your server then sends nothing with it.', 'duet-for-tiktok' ) }</p>
				<Button data-path={ path } variant="secondary" size="compact" onClick={ () => press( kept, false ) }>
					{ __( 'Keep the token', 'duet-for-tiktok' ) }
				</Button>
			</Shown>
		);
	}
	if ( source === 'stored' && typed === undefined && ! replacing ) {
		return (
			<Shown path={ path } label={ label } errors={ errors } tail={ saved?.token_tail }>
				<div className="duet-buttons">
					<Button
						data-path={ path }
						variant="secondary"
						size="compact"
						aria-label={ __( 'Replace the access token', 'duet-for-tiktok' ) }
						onClick={ () => press( kept, true ) }
					>
						{ __( 'Replace', 'duet-for-tiktok' ) }
					</Button>
					<Button
						variant="tertiary"
						size="compact"
						isDestructive
						aria-label={ __( 'Remove the access token', 'duet-for-tiktok' ) }
						onClick={ () => press( { ...kept, access_token: '' }, false ) }
					>
						{ __( 'Remove', 'duet-for-tiktok' ) }
					</Button>
				</div>
			</Shown>
		);
	}
	return (
		<>
			<TextField
				path={ path }
				errors={ errors }
				label={ label }
				help={ help( source === 'unreadable', canStore ) }
				type="password"
				value={ typed ?? '' }
				onChange={ ( token ) => change( token === '' ? kept : { ...kept, access_token: token } ) }
			/>
			{ source === 'stored' && (
				<Button className="duet-undo" variant="tertiary" size="compact" onClick={ () => press( kept, false ) }>
					{ __( 'Keep the saved token', 'duet-for-tiktok' ) }
				</Button>
			) }
		</>
	);
}

function help( unreadable: boolean, canStore: boolean ): string {
	if ( ! canStore ) {
		return __( 'This site has no security keys to encrypt a token with. Put it into wp-config.php as DUET_ACCESS_TOKEN.', 'duet-for-tiktok' );
	}
	return unreadable
		? __( 'Enter the token again: the security keys of this site have changed, so the saved one cannot be read any more.', 'duet-for-tiktok' )
		: __( 'In TikTok Events Manager > your pixel or event set > Settings > Events API: generate it and paste it here. It is stored encrypted and not shown again.', 'duet-for-tiktok' );
}

interface ShownProps {
	readonly path: string;
	readonly label: string;
	readonly errors: Errors;
	readonly tail: string | undefined;
	readonly children: ReactNode;
}

function Shown( { path, label, errors, tail, children }: ShownProps ) {
	return (
		<div className="duet-field" role="group" aria-label={ label }>
			<span className="duet-label">{ label }</span>
			{ tail !== undefined && (
				<p className="duet-token">
					<span aria-hidden="true">{ `••••••••${ tail }` }</span>
					<span className="screen-reader-text">
						{ tail === ''
							? __( 'A token is saved.', 'duet-for-tiktok' )
							: /* translators: %s: last characters of the token. */
							  sprintf( __( 'A token is saved. It ends in %s.', 'duet-for-tiktok' ), tail ) }
					</span>
				</p>
			) }
			{ children }
			<FieldError path={ path } errors={ errors } />
		</div>
	);
}
