import { __ } from '@wordpress/i18n';
import { Check, numberOf, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function Privacy( { loaded, draft, errors, change }: SectionProps ) {
	return (
		<>
			<TextField
				path="retention_days"
				errors={ errors }
				label={ __( 'Days to keep the list of deliveries', 'duet-for-tiktok' ) }
				help={ __(
					'7 to 365. Hashed identifiers, IP addresses and full page addresses are deleted as soon as an event is delivered or given up. The list keeps what was sent, but not about which person.',
					'duet-for-tiktok'
				) }
				value={ String( draft.retention_days ) }
				onChange={ ( text ) => change( { retention_days: numberOf( text ) }, 'retention_days' ) }
			/>
			{ loaded.site.shop && (
				<Check
					path="uninstall.delete_order_data"
					errors={ errors }
					label={ __( 'When the plugin is deleted, also delete what it stored with orders', 'duet-for-tiktok' ) }
					help={ __(
						'Settings, tokens and deliveries are always deleted with the plugin. If this is off, the click ID and consent stay with the orders, so that a new installation sends no sale twice.',
						'duet-for-tiktok'
					) }
					checked={ draft.uninstall.delete_order_data }
					onChange={ ( on ) => change( { uninstall: { ...draft.uninstall, delete_order_data: on } }, 'uninstall.delete_order_data' ) }
				/>
			) }
			<p className="duet-help">
				{ __(
					'To erase or export the data of one person, use Tools > Erase Personal Data and Tools > Export Personal Data. Settings > Privacy > Policy Guide has a text for your privacy policy that matches these settings.',
					'duet-for-tiktok'
				) }
			</p>
		</>
	);
}
