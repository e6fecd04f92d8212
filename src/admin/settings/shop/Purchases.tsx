import { __, sprintf } from '@wordpress/i18n';
import { Check, Choice, SelectField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

/** Only shown in a shop. */
export function Purchases( { loaded, draft, errors, change }: SectionProps ) {
	const { purchase } = draft;
	const { gateways, moments, unlisted_currency: currency } = loaded.site;

	const setMethod = ( gateway: string, moment: string ) => {
		const { [ gateway ]: _old, ...others } = purchase.methods;
		const methods = moment === '' ? others : { ...others, [ gateway ]: { moment } };
		change( { purchase: { ...purchase, methods } }, `purchase.methods.${ gateway }` );
	};

	return (
		<>
			{ currency !== '' && (
				<p className="duet-warning">
					{
						/* translators: %s: currency code, for example MUR. */
						sprintf( __( "Your shop sells in %s, which is not on TikTok's list of currencies. Sales are sent, but TikTok may show them without a value.", 'duet-for-tiktok' ), currency )
					}
				</p>
			) }
			<Choice
				path="purchase.moment"
				errors={ errors }
				label={ __( 'When does an order count as a Purchase?', 'duet-for-tiktok' ) }
				value={ purchase.moment }
				options={ [
					{
						value: 'paid',
						label: __( 'When it is paid', 'duet-for-tiktok' ),
						help: __( 'Recommended. Bank transfers and cheques count once you mark them as paid.', 'duet-for-tiktok' ),
					},
					{
						value: 'placed',
						label: __( 'When it is placed', 'duet-for-tiktok' ),
						help: __( 'Orders that are never paid count too.', 'duet-for-tiktok' ),
					},
				] }
				onChange={ ( moment ) => change( { purchase: { ...purchase, moment } }, 'purchase.moment' ) }
			/>
			{ gateways.length > 0 && (
				<fieldset className="duet-field">
					<legend>{ __( 'A different moment for specific payment methods', 'duet-for-tiktok' ) }</legend>
					<p className="duet-help">
						{ __( 'Useful for cash on delivery, for example, because the shopper pays only when the parcel arrives.', 'duet-for-tiktok' ) }
					</p>
					{ gateways.map( ( { id, title } ) => (
						<SelectField
							key={ id }
							path={ `purchase.methods.${ id }.moment` }
							errors={ errors }
							label={ title }
							value={ purchase.methods[ id ]?.moment ?? '' }
							options={ [
								{ value: '', label: __( 'As chosen above', 'duet-for-tiktok' ) },
								...moments,
							] }
							onChange={ ( moment ) => setMethod( id, moment ) }
						/>
					) ) }
				</fieldset>
			) }
			<SelectField
				path="purchase.value"
				errors={ errors }
				label={ __( 'Value of a Purchase', 'duet-for-tiktok' ) }
				value={ purchase.value }
				options={ [
					{ value: 'total', label: __( 'Everything the shopper pays', 'duet-for-tiktok' ) },
					{ value: 'without_tax_shipping', label: __( 'Without tax and shipping', 'duet-for-tiktok' ) },
				] }
				onChange={ ( value ) =>
					change(
						{ purchase: { ...purchase, value: value === 'without_tax_shipping' ? value : 'total' } },
						'purchase.value'
					)
				}
			/>
			<Check
				path="purchase.zero_total"
				errors={ errors }
				label={ __( 'Count free orders too, with the value 0', 'duet-for-tiktok' ) }
				checked={ purchase.zero_total }
				onChange={ ( on ) => change( { purchase: { ...purchase, zero_total: on } }, 'purchase.zero_total' ) }
			/>
			<Choice
				path="purchase.without_snapshot"
				errors={ errors }
				label={ __( 'Orders without a known visitor', 'duet-for-tiktok' ) }
				help={ __( 'Orders that you enter yourself, or that a till, an app or an import creates. TikTok can match them only by e-mail address and phone number. Make sure that these customers have agreed.', 'duet-for-tiktok' ) }
				value={ purchase.without_snapshot }
				options={ [
					{ value: 'none', label: __( 'Do not count', 'duet-for-tiktok' ) },
					{ value: 'web', label: __( 'Count as sales of this website', 'duet-for-tiktok' ) },
					{
						value: 'offline',
						label: __( 'Count as offline sales', 'duet-for-tiktok' ),
						help: __( 'They go only to the offline event set, which you enter under "Connection".', 'duet-for-tiktok' ),
					},
				] }
				onChange={ ( without_snapshot ) => change( { purchase: { ...purchase, without_snapshot } }, 'purchase.without_snapshot' ) }
			/>
		</>
	);
}
