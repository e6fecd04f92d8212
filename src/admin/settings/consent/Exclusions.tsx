import { __ } from '@wordpress/i18n';
import { Check, FieldError } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function Exclusions( { loaded, draft, errors, change }: SectionProps ) {
	const { exclusions } = draft;
	const { roles } = exclusions;
	return (
		<fieldset className="duet-field" aria-describedby="duet-exclusions-help">
			<legend>{ __( 'Visitors who are not counted', 'duet-for-tiktok' ) }</legend>
			<p className="duet-help" id="duet-exclusions-help">
				{ __( 'Nothing is sent to TikTok about visits and orders of logged-in users with these roles.', 'duet-for-tiktok' ) }
			</p>
			<Check
				path="exclusions.staff"
				errors={ errors }
				label={ __( 'Shop staff, and users who act as another user', 'duet-for-tiktok' ) }
				help={ __(
					'Test orders would mislead your campaigns. This leaves out administrators, users who may manage the shop or its orders, and users who have switched to another account (User Switching, Login as User). To test as a shopper, use a private window. The log names orders that were left out.',
					'duet-for-tiktok'
				) }
				checked={ exclusions.staff }
				onChange={ ( staff ) => change( { exclusions: { ...exclusions, staff } }, 'exclusions.staff' ) }
			/>
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
								{ exclusions: { ...exclusions, roles: event.target.checked ? [ ...others, value ] : others } },
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
