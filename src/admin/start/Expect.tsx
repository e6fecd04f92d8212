/** What happens now, when, and which access people need. */
import { __ } from '@wordpress/i18n';
import type { Loaded } from '../../settings/settings.ts';

export function Expect( { loaded: { settings, site } }: { readonly loaded: Loaded } ) {
	const ready = settings.pixels.some( ( { has_token } ) => has_token ) && settings.consent.mode !== 'unset';
	const withManager = settings.data_layer.pixel_by === 'gtm' || settings.data_layer.server_by === 'gtm';
	return (
		<>
			<p className={ ready ? 'duet-good' : 'duet-warning' }>
				{ ready
					? __( 'Duet is ready. From now on, events of your visitors are sent to TikTok.', 'duet-for-tiktok' )
					: __( 'The set-up is not complete yet, so nothing is sent. Go back to the steps that you skipped.', 'duet-for-tiktok' ) }
			</p>
			<dl className="duet-expect">
				<dt>{ __( 'Within minutes', 'duet-for-tiktok' ) }</dt>
				<dd>
					{ site.shop
						? __( 'Events of visitors and new orders appear in Events Manager, and on the overview here. Your own visits are not counted while you are logged in: use a private window to try it.', 'duet-for-tiktok' )
						: __( 'Events of visitors appear in Events Manager, and on the overview here. Your own visits are not counted while you are logged in: use a private window to try it.', 'duet-for-tiktok' ) }
				</dd>
				<dt>{ __( 'After 2–3 days', 'duet-for-tiktok' ) }</dt>
				<dd>{ __( 'Simpler actions like website visits might show results in 2–3 days.', 'duet-for-tiktok' ) }</dd>
				<dt>{ __( 'After a week or longer', 'duet-for-tiktok' ) }</dt>
				<dd>{ __( 'Complex conversions involving deeper engagement could take a week or longer. Monitor data consistently and optimize campaigns for better results.', 'duet-for-tiktok' ) }</dd>
				<dt>{ __( 'Who needs which access', 'duet-for-tiktok' ) }</dt>
				<dd>
					{ __( 'To create the access token: admin or operator of the advertiser account in TikTok Ads Manager. To read the numbers: access to Events Manager.', 'duet-for-tiktok' ) }{ ' ' }
					{ withManager
						? __( 'To import the container: publish permission in Google Tag Manager.', 'duet-for-tiktok' )
						: __( 'You need no access to Google Tag Manager, because Duet runs the pixel itself.', 'duet-for-tiktok' ) }
				</dd>
			</dl>
		</>
	);
}
