/** Pixel code and access token: taken over from another plugin, or typed with a drawing of where TikTok shows them. */
import { __ } from '@wordpress/i18n';
import { Connection } from '../settings/connection/Connection.tsx';
import type { Client } from '../settings/client.ts';
import type { SectionProps } from '../settings/section.ts';
import type { SettingsState } from '../settings/use-settings.ts';
import type { StartClient } from './client.ts';
import { TakeOver } from './TakeOver.tsx';
import { WhereToFind } from './WhereToFind.tsx';

interface Props extends SectionProps {
	readonly client: StartClient;
	readonly settings: Client;
	readonly state: SettingsState;
}

export function Connect( props: Props ) {
	return (
		<>
			<p>
				{ __(
					'Duet needs two things from TikTok. The pixel code names your pixel. The access token allows your server to send events to it.',
					'duet-for-tiktok'
				) }
			</p>
			<TakeOver { ...props } />
			<WhereToFind />
			<Connection { ...props } client={ props.settings } dirty={ props.state.changed.includes( 'pixels' ) } simple />
		</>
	);
}
