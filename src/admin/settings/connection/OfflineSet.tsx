import { __ } from '@wordpress/i18n';
import { TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';
import { TokenField } from './TokenField.tsx';

/** Where sales made away from the website go. */
export function OfflineSet( { loaded, draft, errors, change }: SectionProps ) {
	const { offline } = draft;
	return (
		<>
			<p>
				{ __(
					'For sales at a till, by phone or at a fair. Create an offline event set in TikTok Events Manager (Connect data source > Offline), then enter its ID and its access token. You add sales with a file on the page "Offline sales" or with "wp duet offline-import". Orders without a known visitor can go there too: choose that under "Purchases and products".',
					'duet-for-tiktok'
				) }
			</p>
			<TextField
				path="offline.event_set_id"
				errors={ errors }
				label={ __( 'Offline event set ID', 'duet-for-tiktok' ) }
				help={ __( 'Digits only, usually 19 of them. Leave it empty if you have no offline sales.', 'duet-for-tiktok' ) }
				value={ offline.event_set_id }
				onChange={ ( id ) => change( { offline: { ...offline, event_set_id: id.trim() } }, 'offline.event_set_id' ) }
			/>
			{ offline.event_set_id !== '' && (
				<TokenField
					path="offline.access_token"
					label={ __( 'Access token of the event set', 'duet-for-tiktok' ) }
					errors={ errors }
					row={ offline }
					saved={ loaded.settings.offline.event_set_id === offline.event_set_id ? loaded.settings.offline : undefined }
					canStore={ loaded.site.can_store_tokens }
					change={ ( next ) => change( { offline: next }, 'offline.access_token' ) }
				/>
			) }
		</>
	);
}
