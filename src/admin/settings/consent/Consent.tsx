import { __, sprintf } from '@wordpress/i18n';
import type { Site } from '../../../settings/settings.ts';
import { Check, Choice } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function Consent( { loaded, draft, errors, change }: SectionProps ) {
	const { mode, tool: chosen } = draft.consent;
	const { api, tool } = loaded.site.consent;
	// If the merchant chose a tool, that tool asks for consent; the list is about what is saved.
	const banners = chosen === 'auto' ? loaded.site.unreadable_banners.join( ', ' ) : '';
	return (
		<>
			<Choice
				path="consent.mode"
				errors={ errors }
				label={ __( 'When may events of a visitor be sent to TikTok?', 'duet-for-tiktok' ) }
				help={ advice( loaded.site.consent ) }
				value={ mode }
				options={ [
					{
						value: 'required',
						label: __( 'Only after the visitor has agreed', 'duet-for-tiktok' ),
						help: __(
							'Until a visitor agrees in your consent banner, nothing is sent to TikTok and no cookie is set. Then the events of that page are sent. Without consent, nothing is sent.',
							'duet-for-tiktok'
						),
					},
					{
						value: 'assumed',
						label: __( 'Immediately, unless the visitor has refused', 'duet-for-tiktok' ),
						help:
							banners === ''
								? __(
										'Events are sent from the first page on, and stop for visitors who refuse in your consent banner. Choose this only if the law does not require consent first.',
										'duet-for-tiktok'
								  )
								: sprintf(
										/* translators: %s: names of banner plugins. */
										__(
											'Events are sent from the first page on, also for visitors who refuse in %s, because Duet cannot read their answers. Choose this only if the law does not require consent first.',
											'duet-for-tiktok'
										),
										banners
								  ),
					},
				] }
				onChange={ ( next ) => change( { consent: { ...draft.consent, mode: next } }, 'consent.mode' ) }
			/>
			{ mode === 'unset' && (
				<p className="duet-warning">
					{ __( 'Nothing is sent to TikTok until you choose one of the two.', 'duet-for-tiktok' ) }
				</p>
			) }
			{ mode === 'assumed' && banners !== '' && (
				<>
					<p className="duet-warning">
						{ sprintf(
							/* translators: %s: names of banner plugins. */
							__(
								'Duet cannot read the answers visitors give in %s: events of a visitor who refuses there are still sent to TikTok. Use a banner that Duet reads, let your site report each answer with duet.consent( true ) or duet.consent( false ), or choose the first mode.',
								'duet-for-tiktok'
							),
							banners
						) }
					</p>
					<Check
						path="consent.banner_confirmed"
						errors={ errors }
						label={ __( 'Send events although Duet cannot read my banner', 'duet-for-tiktok' ) }
						checked={ draft.consent.banner_confirmed }
						onChange={ ( banner_confirmed ) => change( { consent: { ...draft.consent, banner_confirmed } }, 'consent.banner_confirmed' ) }
					/>
				</>
			) }
			{ mode === 'required' && banners !== '' && (
				<p className="duet-warning">
					{ sprintf(
						/* translators: %s: names of banner plugins. */
						__(
							'Duet cannot read the answers visitors give in %s, so nothing is sent unless your site reports each answer with duet.consent( true ) or duet.consent( false ). Or use a banner that Duet reads.',
							'duet-for-tiktok'
						),
						banners
					) }
				</p>
			) }
			{ mode === 'required' && banners === '' && ! api && tool === null && chosen === 'auto' && (
				<p className="duet-warning">
					{ __(
						'Duet found no consent plugin. If your theme or Tag Manager adds your banner, choose it below. Without a banner, nothing is sent.',
						'duet-for-tiktok'
					) }
				</p>
			) }
		</>
	);
}

function advice( { because, tool }: Site[ 'consent' ] ): string | undefined {
	if ( because === 'tool' && tool !== null ) {
		return sprintf(
			/* translators: %s: name of a consent plugin. */
			__( 'We recommend the first option, because %s already asks your visitors.', 'duet-for-tiktok' ),
			tool
		);
	}
	return because === 'country'
		? __( "We recommend the first option: the law of your shop's country requires consent before advertising cookies.", 'duet-for-tiktok' )
		: undefined;
}
