import { Button, CheckboxControl, FormFileUpload } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import { save } from '../../controls/save-file.ts';
import { fileOf, taken } from './settings-file.ts';
import type { SectionProps } from '../section.ts';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'readFile' >;
}

export function Transfer( { loaded, draft, change, client }: Props ) {
	const [ withPixels, setWithPixels ] = useState( false );
	const [ said, say ] = useState( { text: '', tone: 'duet-good' } );

	const read = async ( file: File | undefined ): Promise< void > => {
		if ( file === undefined ) {
			return;
		}
		try {
			const answer = await client.readFile( await file.text() );
			change( taken( answer, draft, withPixels ), '' );
			say( {
				text:
					answer.left_out.length === 0
						? __( 'The file was read. Look through the settings, then save all changes.', 'duet-for-tiktok' )
						: /* translators: %s: list of settings. */
						  sprintf( __( 'The file was read, except for these settings, which this version of Duet does not have: %s. Look through the settings, then save all changes.', 'duet-for-tiktok' ), answer.left_out.join( ', ' ) ),
				tone: answer.left_out.length === 0 ? 'duet-good' : 'duet-warning',
			} );
		} catch ( problem ) {
			say( { text: problem instanceof Error ? problem.message : '', tone: 'duet-bad' } );
		}
	};

	return (
		<>
			<p>
				{ __(
					'Download the settings here and read the file on the other site. The file holds no access token and no customer data.',
					'duet-for-tiktok'
				) }
			</p>
			<p>
				<Button variant="secondary" onClick={ () => save( `duet-settings-${ window.location.hostname }.json`, fileOf( loaded.settings, loaded.site.version ), 'application/json' ) }>
					{ __( 'Download settings', 'duet-for-tiktok' ) }
				</Button>
			</p>
			<CheckboxControl
				label={ __( 'Also use the pixel codes of the file', 'duet-for-tiktok' ) }
				help={ __( 'Leave it off if this site has a pixel of its own.', 'duet-for-tiktok' ) }
				checked={ withPixels }
				onChange={ setWithPixels }
				__nextHasNoMarginBottom
			/>
			<FormFileUpload
				accept=".json,application/json"
				className="is-secondary"
				__next40pxDefaultSize
				onChange={ ( event ) => {
					const input = event.currentTarget;
					// Emptied, so that choosing the same file again is a change.
					void read( input.files?.[ 0 ] ).finally( () => ( input.value = '' ) );
				} }
			>
				{ __( 'Read a settings file', 'duet-for-tiktok' ) }
			</FormFileUpload>
			<p className={ said.text === '' ? 'screen-reader-text' : said.tone } aria-live="polite">
				{ said.text }
			</p>
		</>
	);
}
