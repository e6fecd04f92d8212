import { __, sprintf } from '@wordpress/i18n';
import { Choice, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function DataLayer( { loaded, draft, errors, change }: SectionProps ) {
	const { data_layer: choice } = draft;
	const others = loaded.site.other_tags.join( ', ' );
	const needed = choice.pixel_by === 'gtm' || choice.server_by === 'gtm';
	return (
		<>
			<Choice
				path="data_layer.mode"
				errors={ errors }
				label={ __( 'Push events to the dataLayer?', 'duet-for-tiktok' ) }
				help={ __( 'For Google Tag Manager and Google Analytics 4. TikTok does not need it.', 'duet-for-tiktok' ) }
				value={ choice.mode }
				options={ [
					{
						value: 'auto',
						label: __( 'Decide for me', 'duet-for-tiktok' ),
						help:
							needed
								? __( 'On now, because Tag Manager sends what it finds there.', 'duet-for-tiktok' )
								: others === ''
								? __( 'On now, because no other plugin does it.', 'duet-for-tiktok' )
								: /* translators: %s: names of plugins. */
								  sprintf( __( 'Off now, because %s may do it already.', 'duet-for-tiktok' ), others ),
					},
					{ value: 'on', label: __( 'On', 'duet-for-tiktok' ) },
					{ value: 'off', label: __( 'Off', 'duet-for-tiktok' ) },
				] }
				onChange={ ( mode ) => change( { data_layer: { ...choice, mode } }, 'data_layer.mode' ) }
			/>
			{ ( choice.mode === 'on' || ( choice.mode === 'auto' && needed ) ) && others !== '' && (
				<p className="duet-warning">
					{
						/* translators: %s: names of plugins. */
						sprintf( __( 'If %s pushes events too, your analytics counts every sale twice. Keep only one of them on.', 'duet-for-tiktok' ), others )
					}
				</p>
			) }
			{ choice.mode !== 'off' && (
				<TextField
					path="data_layer.name"
					errors={ errors }
					label={ __( 'Name of the dataLayer', 'duet-for-tiktok' ) }
					help={ __( 'Change it only if your Tag Manager snippet uses another name.', 'duet-for-tiktok' ) }
					value={ choice.name }
					onChange={ ( name ) => change( { data_layer: { ...choice, name: name.trim() } }, 'data_layer.name' ) }
				/>
			) }
		</>
	);
}
