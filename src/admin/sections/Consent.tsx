import { __, sprintf } from '@wordpress/i18n';
import type { Site } from '../../settings/settings.ts';
import { Choice } from '../fields.tsx';
import type { SectionProps } from './Connection.tsx';

export function Consent( { loaded, draft, errors, change }: SectionProps ) {
	const { mode, tool: chosen } = draft.consent;
	const { api, tool } = loaded.site.consent;
	return (
		<>
			<Choice
				path="consent.mode"
				errors={ errors }
				label={ __( '4. Consent: when may events of a visitor go to TikTok?', 'duet-for-tiktok' ) }
				help={ advice( loaded.site.consent ) }
				value={ mode }
				options={ [
					{
						value: 'required',
						label: __( 'Only after the visitor agreed', 'duet-for-tiktok' ),
						help: __(
							'Nothing goes to TikTok, and no cookie is set, before a visitor agreed in your consent banner. What happened on the page before that is sent then; without a yes it never is.',
							'duet-for-tiktok'
						),
					},
					{
						value: 'assumed',
						label: __( 'At once, unless the visitor refused', 'duet-for-tiktok' ),
						help: __(
							'Events are sent from the first page on, and stop for whoever refuses in your consent banner. Choose this only where the law does not ask for consent first.',
							'duet-for-tiktok'
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
			{ mode === 'required' && ! api && tool === null && chosen === 'auto' && (
				<p className="duet-warning">
					{ __(
						'Duet finds no consent plugin. If your banner is put in by your theme or by Tag Manager, name it under "Consent and privacy". Without a banner nothing will be sent.',
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
			__( 'We recommend the first, for %s already asks your visitors.', 'duet-for-tiktok' ),
			tool
		);
	}
	return because === 'country'
		? __( "We recommend the first: the law of your shop's country asks for consent before advertising cookies.", 'duet-for-tiktok' )
		: undefined;
}
