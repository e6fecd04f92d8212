import { __ } from '@wordpress/i18n';
import { Check, TextField } from '../fields.tsx';
import type { SectionProps } from './Connection.tsx';

export function Privacy( { loaded, draft, errors, change }: SectionProps ) {
	// A number while it is one; what else is typed goes to the server, which says what is wrong.
	const number = ( text: string ) => ( /^\d+$/.test( text.trim() ) ? Number( text ) : ( text as unknown as number ) );
	return (
		<>
			<TextField
				path="retention_days"
				errors={ errors }
				label={ __( 'Days to keep the list of deliveries', 'duet-for-tiktok' ) }
				help={ __(
					'7 to 365. Fingerprints, IP address and full page addresses are deleted as soon as an event is delivered or given up; the list keeps what was sent, not whom it was about.',
					'duet-for-tiktok'
				) }
				value={ String( draft.retention_days ) }
				onChange={ ( text ) => change( { retention_days: number( text ) }, 'retention_days' ) }
			/>
			<TextField
				path="table_megabytes"
				errors={ errors }
				label={ __( 'Largest size of the list of deliveries, in megabytes', 'duet-for-tiktok' ) }
				help={ __(
					'20 to 20,000. When the list is larger, the oldest events are deleted: page events first, sales last. Events of sales that are not delivered yet always stay.',
					'duet-for-tiktok'
				) }
				value={ String( draft.table_megabytes ) }
				onChange={ ( text ) => change( { table_megabytes: number( text ) }, 'table_megabytes' ) }
			/>
			<TextField
				path="page_cache_days"
				errors={ errors }
				label={ __( 'Days a page may stay in a cache', 'duet-for-tiktok' ) }
				help={ __(
					'1 to 30. Values and prices that Duet prints in a page are signed, and the server takes them back for so many days. Choose no fewer than your page cache or CDN keeps pages.',
					'duet-for-tiktok'
				) }
				value={ String( draft.page_cache_days ) }
				onChange={ ( text ) => change( { page_cache_days: number( text ) }, 'page_cache_days' ) }
			/>
			{ loaded.site.shop && (
				<Check
					path="uninstall.delete_order_data"
					errors={ errors }
					label={ __( 'When the plugin is deleted, delete what it stored with orders, too', 'duet-for-tiktok' ) }
					help={ __(
						'Settings, tokens and deliveries are always deleted with the plugin. The click id and consent kept with orders stay otherwise, so that a new installation sends no sale twice.',
						'duet-for-tiktok'
					) }
					checked={ draft.uninstall.delete_order_data }
					onChange={ ( on ) => change( { uninstall: { ...draft.uninstall, delete_order_data: on } }, 'uninstall.delete_order_data' ) }
				/>
			) }
			<p className="duet-help">
				{ __(
					'To forget or export one person use Tools, "Erase Personal Data" and "Export Personal Data". A text for your privacy policy, which follows these settings, stands under Settings, Privacy, "Policy guide".',
					'duet-for-tiktok'
				) }
			</p>
		</>
	);
}
