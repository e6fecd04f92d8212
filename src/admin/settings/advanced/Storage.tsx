import { __ } from '@wordpress/i18n';
import { numberOf, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

/** How much Duet stores, and how long a cache may keep what Duet printed. */
export function Storage( { draft, errors, change }: SectionProps ) {
	return (
		<>
			<TextField
				path="table_megabytes"
				errors={ errors }
				label={ __( 'Largest size of the list of deliveries, in megabytes', 'duet-for-tiktok' ) }
				help={ __(
					'20 to 20,000. When the list is larger, the oldest events are deleted: page events first, sales last. Events of sales that are not delivered yet always stay.',
					'duet-for-tiktok'
				) }
				value={ String( draft.table_megabytes ) }
				onChange={ ( text ) => change( { table_megabytes: numberOf( text ) }, 'table_megabytes' ) }
			/>
			<TextField
				path="page_cache_days"
				errors={ errors }
				label={ __( 'Days a page may stay in a cache', 'duet-for-tiktok' ) }
				help={ __(
					'1 to 30. Values and prices that Duet prints on a page are signed, and your server accepts them for this many days. Choose at least as many days as your page cache or CDN keeps pages.',
					'duet-for-tiktok'
				) }
				value={ String( draft.page_cache_days ) }
				onChange={ ( text ) => change( { page_cache_days: numberOf( text ) }, 'page_cache_days' ) }
			/>
		</>
	);
}
