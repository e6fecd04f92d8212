import { __ } from '@wordpress/i18n';
import { FieldError } from '../fields.tsx';
import type { SectionProps } from './Connection.tsx';

export function Exclusions( { loaded, draft, errors, change }: SectionProps ) {
	const { roles } = draft.exclusions;
	return (
		<fieldset className="duet-field" aria-describedby="duet-exclusions-help">
			<legend>{ __( 'Who is not counted', 'duet-for-tiktok' ) }</legend>
			<p className="duet-help" id="duet-exclusions-help">
				{ __( 'Nothing is sent to TikTok about visits and orders of logged-in people with these roles.', 'duet-for-tiktok' ) }
			</p>
			{ loaded.site.roles.map( ( { value, label } ) => (
				<div key={ value } className="duet-option">
					<input
						type="checkbox"
						id={ `duet-role-${ value }` }
						data-path={ `exclusions.roles.${ value }` }
						checked={ roles.includes( value ) }
						onChange={ ( event ) => {
							const others = roles.filter( ( role ) => role !== value );
							change(
								{ exclusions: { roles: event.target.checked ? [ ...others, value ] : others } },
								'exclusions'
							);
						} }
					/>
					<label htmlFor={ `duet-role-${ value }` }>{ label }</label>
				</div>
			) ) }
			<FieldError path="exclusions.roles" errors={ errors } />
		</fieldset>
	);
}
