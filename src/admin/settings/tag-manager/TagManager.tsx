import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import { Check, Choice } from '../../controls/fields.tsx';
import { save } from '../../controls/save-file.ts';
import type { SectionProps } from '../section.ts';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'container' >;
	/** The container is made of what is saved. */
	readonly dirty: boolean;
}

/** Whether Duet or Tag Manager sends to TikTok, and the container with which Tag Manager can. */
export function TagManager( { draft, errors, change, client, dirty }: Props ) {
	const { data_layer: choice } = draft;
	return (
		<>
			<Choice
				path="data_layer.pixel_by"
				errors={ errors }
				label={ __( "What runs the TikTok pixel in the browser", 'duet-for-tiktok' ) }
				value={ choice.pixel_by }
				options={ [
					{
						value: 'duet',
						label: __( 'Duet', 'duet-for-tiktok' ),
						help: __( 'Recommended. Events from before a visitor agrees are kept and sent then, and an ad blocker that stops Tag Manager does not stop them.', 'duet-for-tiktok' ),
					},
					{
						value: 'gtm',
						label: __( 'Google Tag Manager', 'duet-for-tiktok' ),
						help: __( 'Duet only fills the dataLayer and loads no pixel. The column "Pixel" under "Events" then lists the events that the container below sends.', 'duet-for-tiktok' ),
					},
				] }
				onChange={ ( pixel_by ) => change( { data_layer: { ...choice, pixel_by } }, 'data_layer.pixel_by' ) }
			/>
			<Choice
				path="data_layer.server_by"
				errors={ errors }
				label={ __( 'What sends to the Events API from the server', 'duet-for-tiktok' ) }
				value={ choice.server_by }
				options={ [
					{
						value: 'duet',
						label: __( 'Duet', 'duet-for-tiktok' ),
						help: __( 'Recommended. Orders are sent when they are paid, whether or not the buyer comes back to your site.', 'duet-for-tiktok' ),
					},
					{
						value: 'gtm',
						label: __( 'A server container of Tag Manager', 'duet-for-tiktok' ),
						help: __( 'Stape, Google Cloud and the like. Duet then sends nothing from the server, purchases included.', 'duet-for-tiktok' ),
					},
				] }
				onChange={ ( server_by ) => change( { data_layer: { ...choice, server_by } }, 'data_layer.server_by' ) }
			/>
			{ choice.server_by === 'gtm' && (
				<p className="duet-bad">
					{ __(
						'Sales will be missing, because a server container gets only what a browser sends. Sales of buyers who do not return to the thank-you page, and payments that arrive later, such as bank transfers, are lost. Duet cannot send them again.',
						'duet-for-tiktok'
					) }
				</p>
			) }
			<Download client={ client } dirty={ dirty } byDuet={ choice.pixel_by === 'duet' } />
		</>
	);
}

interface DownloadProps extends Pick< Props, 'client' | 'dirty' > {
	readonly byDuet: boolean;
}

function Download( { client, dirty, byDuet }: DownloadProps ) {
	const [ problem, tell ] = useState( '' );

	const download = async (): Promise< void > => {
		tell( dirty ? __( 'Save your changes first: the container is made of what is saved.', 'duet-for-tiktok' ) : '' );
		if ( dirty ) {
			return;
		}
		try {
			const container = await client.container();
			save( 'duet-tag-manager-container.json', JSON.stringify( container, null, '\t' ), 'application/json' );
		} catch ( refused ) {
			tell( refused instanceof Error ? refused.message : String( refused ) );
		}
	};

	return (
		<div className="duet-field">
			<p className="duet-label">{ __( 'A container for Tag Manager', 'duet-for-tiktok' ) }</p>
			<p className="duet-help">
				{ __( "It runs the TikTok pixel from this dataLayer, with the names and event IDs that Duet uses on the server, so TikTok counts both copies once. Its tags wait for ad_storage.", 'duet-for-tiktok' ) }
			</p>
			{ byDuet && (
				<p className="duet-warning">
					{ __( 'After you have published the container, choose "Google Tag Manager" above, or the pixel runs twice. Duet cannot see what is in your container.', 'duet-for-tiktok' ) }
				</p>
			) }
			<Button __next40pxDefaultSize variant="secondary" onClick={ () => void download() }>
				{ __( 'Download container', 'duet-for-tiktok' ) }
			</Button>
			<p className={ problem === '' ? 'screen-reader-text' : 'duet-error' } aria-live="polite">
				{ problem }
			</p>
			<ol>
				<li>{ __( 'In Tag Manager, open Admin > Import Container and choose the file.', 'duet-for-tiktok' ) }</li>
				<li>{ __( 'Choose an existing workspace, then "Merge" and "Rename conflicting tags": nothing of yours is replaced.', 'duet-for-tiktok' ) }</li>
				<li>{ __( 'Look at it with Preview, publish it, and choose "Google Tag Manager" here. After you change names or events on this page, do it again.', 'duet-for-tiktok' ) }</li>
			</ol>
		</div>
	);
}

/** Identifiers for Tag Manager, which it otherwise lacks. */
export function UserData( { draft, errors, change }: SectionProps ) {
	return draft.data_layer.mode === 'off' ? null : (
		<Check
			path="data_layer.user_data"
			errors={ errors }
			label={ __( 'Give Tag Manager hashed identifiers, too', 'duet-for-tiktok' ) }
			help={ __(
				'Pushes user_data with the event duet_user_data for visitors who agreed, on checkout, account and thank-you pages only.',
				'duet-for-tiktok'
			) }
			checked={ draft.data_layer.user_data }
			onChange={ ( on ) => change( { data_layer: { ...draft.data_layer, user_data: on } }, 'data_layer.user_data' ) }
		/>
	);
}
