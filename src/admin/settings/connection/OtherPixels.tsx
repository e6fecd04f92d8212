import { __, sprintf } from '@wordpress/i18n';
import { Check } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

/** The name under which the site reports TikTok's own plugin. */
const OFFICIAL = 'TikTok';

/** Another plugin's pixel creates event IDs of its own, so TikTok counts its events and ours separately. */
export function OtherPixels( { loaded, draft, errors, change }: SectionProps ) {
	const names = loaded.site.other_pixels.join( ', ' );
	return names === '' ? null : (
		<>
			<p className="duet-warning">
				{
					/* translators: %s: names of plugins. */
					sprintf( __( "%s can load the TikTok pixel too. If two plugins do, TikTok counts every event twice: switch TikTok off there, or leave the pixel here empty.", 'duet-for-tiktok' ), names )
				}
			</p>
			{ ( loaded.site.other_pixels.includes( OFFICIAL ) || draft.official_plugin_off ) && (
				<Check
					path="official_plugin_off"
					errors={ errors }
					label={ __( 'Let Duet send the events instead of the TikTok plugin', 'duet-for-tiktok' ) }
					help={ __( 'Duet removes the pixel and the server events of the TikTok plugin. Its catalog sync stays. Untick it to let the TikTok plugin send again.', 'duet-for-tiktok' ) }
					checked={ draft.official_plugin_off }
					onChange={ ( on ) => change( { official_plugin_off: on }, 'official_plugin_off' ) }
				/>
			) }
		</>
	);
}
