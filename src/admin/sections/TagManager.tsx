import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Client } from '../client.ts';
import { Choice } from '../fields.tsx';
import { save } from '../save-file.ts';
import type { SectionProps } from './Connection.tsx';

interface Props extends SectionProps {
	readonly client: Pick< Client, 'container' >;
	/** The container is made of what is saved. */
	readonly dirty: boolean;
}

/** Who sends to TikTok, Duet or Tag Manager, and the container that lets Tag Manager do it. */
export function TagManager( { draft, errors, change, client, dirty }: Props ) {
	const { data_layer: choice } = draft;
	return (
		<>
			<Choice
				path="data_layer.pixel_by"
				errors={ errors }
				label={ __( "Who runs TikTok's pixel in the browser?", 'duet-for-tiktok' ) }
				value={ choice.pixel_by }
				options={ [
					{
						value: 'duet',
						label: __( 'Duet', 'duet-for-tiktok' ),
						help: __( 'Recommended. What happens before a visitor agreed is kept and sent then, and an ad blocker that stops Tag Manager does not matter.', 'duet-for-tiktok' ),
					},
					{
						value: 'gtm',
						label: __( 'Google Tag Manager', 'duet-for-tiktok' ),
						help: __( 'Duet only fills the dataLayer and loads no pixel. The column "Pixel" under "Events" then says which events the container below sends.', 'duet-for-tiktok' ),
					},
				] }
				onChange={ ( pixel_by ) => change( { data_layer: { ...choice, pixel_by } }, 'data_layer.pixel_by' ) }
			/>
			<Choice
				path="data_layer.server_by"
				errors={ errors }
				label={ __( 'Who sends to the Events API from the server?', 'duet-for-tiktok' ) }
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
						'Sales will be missing: a server container only hears what a browser tells it. Buyers who pay and never return to the thank-you page, and payments that arrive later, such as bank transfers, are lost. Duet cannot send them again.',
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
				{ __( "It drives TikTok's pixel from this dataLayer, under the names and ids that Duet uses on the server, so TikTok counts both copies once. Its tags wait for ad_storage.", 'duet-for-tiktok' ) }
			</p>
			{ byDuet && (
				<p className="duet-warning">
					{ __( 'For "Google Tag Manager" above. Once you have published it, choose that, or the pixel runs twice; Duet cannot see what is in your container.', 'duet-for-tiktok' ) }
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

/** Another plugin's pixel makes ids of its own, so TikTok cannot tell its copies from ours. */
export function OtherPixels( { loaded }: Pick< SectionProps, 'loaded' > ) {
	const names = loaded.site.other_pixels.join( ', ' );
	return names === '' ? null : (
		<p className="duet-warning">
			{
				/* translators: %s: names of plugins. */
				sprintf( __( "%s can load TikTok's pixel, too. Where two do, TikTok counts every event twice: switch TikTok off there, or leave the pixel here empty.", 'duet-for-tiktok' ), names )
			}
		</p>
	);
}
