import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { eventLabels } from '../../../events/labels.ts';
import type { FormPlugin, FormsAnswer } from '../../../settings/settings.ts';
import type { Client } from '../client.ts';
import { SelectField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

const EVENTS = [ 'Lead', 'Contact', 'Subscribe', 'CompleteRegistration', 'SubmitApplication', 'Schedule' ] as const;

/** Stands for "no choice of its own", because '' means no event. */
const AS_ABOVE = 'as-above';

/** The form plugins of this site; null if there are none, or until they are known. */
export function useForms( client: Pick< Client, 'forms' > ): FormsAnswer | null {
	const [ answer, setAnswer ] = useState< FormsAnswer | null >( null );
	useEffect( () => {
		let current = true;
		client.forms().then(
			( forms ) => current && setAnswer( forms.plugins.length > 0 ? forms : null ),
			// Everything else on the screen works without it.
			() => undefined
		);
		return () => {
			current = false;
		};
	}, [ client ] );
	return answer;
}

interface Props extends SectionProps {
	readonly answer: FormsAnswer;
}

export function Forms( { draft, errors, change, answer }: Props ) {
	const { forms } = draft;
	const labels = eventLabels();
	const events = EVENTS.map( ( value ) => ( { value, label: labels[ value ].label } ) );
	const nothing = { value: '', label: __( 'Nothing', 'duet-for-tiktok' ) };

	const setEach = ( form: string, event: string ) => {
		const { [ form ]: _old, ...others } = forms.each;
		const each = event === AS_ABOVE ? others : { ...others, [ form ]: { event } };
		change( { forms: { ...forms, each } }, `forms.each.${ form }` );
	};
	const optionsOf = ( chosen: string | undefined ) => [
		{ value: AS_ABOVE, label: __( 'As chosen above', 'duet-for-tiktok' ) },
		...events,
		nothing,
		// An event of the merchant's own, chosen elsewhere, must not vanish by being looked at.
		...( chosen && ! events.some( ( { value } ) => value === chosen ) ? [ { value: chosen, label: chosen } ] : [] ),
	];

	return (
		<>
			<p>
				{
					/* translators: %s: names of form plugins. */
					sprintf( __( 'Duet counts a form when it is accepted, not when its button is pressed. It works with %s, and with any other form through a rule or the block "Tracked form".', 'duet-for-tiktok' ), answer.hears.join( ', ' ) )
				}
			</p>
			<SelectField
				path="forms.event"
				errors={ errors }
				label={ __( 'What an accepted form means', 'duet-for-tiktok' ) }
				value={ forms.event }
				options={ [ ...events, nothing ] }
				onChange={ ( event ) =>
					change( { forms: { ...forms, event: EVENTS.find( ( name ) => name === event ) ?? '' } }, 'forms.event' )
				}
			/>
			{ answer.plugins
				.filter( ( plugin ) => plugin.forms.length > 0 )
				.map( ( plugin ) => (
					<fieldset key={ plugin.slug } className="duet-field">
						<legend>{ plugin.name }</legend>
						{ plugin.forms.map( ( form ) => {
							const key = keyOf( plugin, form );
							return (
								<SelectField
									key={ key }
									path={ `forms.each.${ key }.event` }
									errors={ errors }
									label={ form.title || form.id }
									value={ forms.each[ key ]?.event ?? AS_ABOVE }
									options={ optionsOf( forms.each[ key ]?.event ) }
									onChange={ ( event ) => setEach( key, event ) }
								/>
							);
						} ) }
					</fieldset>
				) ) }
		</>
	);
}

const keyOf = ( plugin: FormPlugin, form: FormPlugin[ 'forms' ][ number ] ): string => `${ plugin.slug }:${ form.id }`;
