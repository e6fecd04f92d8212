/** Other TikTok plugins on this site: take over their pixel, and keep them from sending a second time. */
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Check } from '../controls/fields.tsx';
import { useAnswer } from '../controls/use-answer.ts';
import { messageOf } from '../rest.ts';
import type { Client } from '../settings/client.ts';
import type { SectionProps } from '../settings/section.ts';
import type { SettingsState } from '../settings/use-settings.ts';
import type { OtherPlugin, StartClient } from './client.ts';

interface Props extends SectionProps {
	readonly client: StartClient;
	readonly settings: Client;
	readonly state: SettingsState;
}

export function TakeOver( props: Props ) {
	const { value: others } = useAnswer( props.client.others );
	return (
		<>
			{ others?.map( ( plugin ) => (
				<Other key={ plugin.folder } plugin={ plugin } { ...props } />
			) ) }
		</>
	);
}

function Other( { plugin, client, settings, state, draft, errors, change }: Props & { readonly plugin: OtherPlugin } ) {
	const [ busy, setBusy ] = useState( false );
	const [ result, setResult ] = useState( { text: '', tone: 'duet-good' } );
	const known = draft.pixels.some( ( { code } ) => code === plugin.pixel_code );

	const take = async (): Promise< void > => {
		setBusy( true );
		try {
			const text = await client.takeOver( plugin.folder );
			state.refresh( await settings.load() );
			setResult( { text, tone: 'duet-good' } );
		} catch ( problem ) {
			setResult( { text: messageOf( problem ), tone: 'duet-bad' } );
		}
		setBusy( false );
	};

	return (
		<div className="notice notice-info inline duet-other">
			<p>
				<strong>
					{
						/* translators: %s: name of a plugin. */
						sprintf( __( 'The plugin %s can send events to TikTok too.', 'duet-for-tiktok' ), plugin.name )
					}
				</strong>{ ' ' }
				{ __( 'If both send, TikTok counts every event twice, because their event IDs differ.', 'duet-for-tiktok' ) }
			</p>
			{ plugin.pixel_code !== '' && ! known && (
				<p>
					<Button __next40pxDefaultSize variant="secondary" isBusy={ busy } onClick={ () => void take() }>
						{ plugin.has_token
							? /* translators: %s: pixel code. */
							  sprintf( __( 'Take over pixel %s and its access token', 'duet-for-tiktok' ), plugin.pixel_code )
							: /* translators: %s: pixel code. */
							  sprintf( __( 'Take over pixel %s', 'duet-for-tiktok' ), plugin.pixel_code ) }
					</Button>
				</p>
			) }
			{ plugin.switch_off === '' ? (
				<Check
					path="official_plugin_off"
					errors={ errors }
					label={ __( 'Let Duet send the events instead of the TikTok plugin', 'duet-for-tiktok' ) }
					help={ __( 'Duet removes the pixel and the server events of the TikTok plugin. Its catalog sync stays. Untick it to let the TikTok plugin send again.', 'duet-for-tiktok' ) }
					checked={ draft.official_plugin_off }
					onChange={ ( on ) => change( { official_plugin_off: on }, 'official_plugin_off' ) }
				/>
			) : (
				<p>{ plugin.switch_off }</p>
			) }
			<p aria-live="polite" className={ result.text === '' ? 'screen-reader-text' : result.tone }>
				{ result.text }
			</p>
		</div>
	);
}
