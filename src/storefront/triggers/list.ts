/**
 * select_item: the shopper chose a product of this page's list. All lists, cards and blocks have a link to the
 * product's page.
 */
import { on, type Browser } from '../browser/browser.ts';
import type { PageJson } from '../browser/page-json.ts';
import type { Track } from '../pipeline.ts';

export const listTrigger = ( { win }: Browser, list: NonNullable< PageJson[ 'page' ][ 'list' ] >, track: Track ): void =>
	on( win, 'click', ( { target } ) => {
		const item = list.items[ `${ ( target as Element ).closest( 'a' )?.pathname }` ];
		if ( item ) {
			track( {
				name: 'select_item',
				params: { contents: [ item ], currency: item.item_currency, item_list_id: list.id, item_list_name: list.name },
			} );
		}
	} );
