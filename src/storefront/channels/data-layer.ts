/**
 * Pushes GA4 shapes to the dataLayer, at once and without consent: what leaves
 * from there is Tag Manager's business, and it has its own consent.
 * Schema: Google's GA4 ecommerce reference.
 */
import type { Content, ParamName, ParamValue } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';
import type { Browser } from '../config/browser.ts';
import type { Channel } from './channel.ts';

const itemOf = ( row: Content ) => ( {
	item_id: row.content_id,
	item_name: row.content_name,
	price: row.price,
	quantity: row.quantity,
	item_brand: row.brand,
	item_category: row.content_category,
	item_variant: row.variant,
	item_group_id: row.group_id,
} );

/** The GA4 shape of an event's parameters; pure. */
export function shapeOf( params: Params ): Record< string, unknown > {
	// TikTok's own words are left out: `items` says the same, and in Tag Manager's merged model they would outlive their event.
	const {
		contents,
		content_type,
		content_ids,
		num_items,
		description,
		order_id,
		search_string: search_term,
		new_customer,
		...rest
	} = params as { readonly [ P in ParamName ]?: ParamValue< P > };
	return contents
		? { ecommerce: { ...rest, items: contents.map( itemOf ) }, new_customer }
		: { ...rest, content_type, description, search_term };
}

export const dataLayerOf = ( { win }: Browser, global: string ): Channel => ( {
	key: 'layer',
	accept( event, as ) {
		const layer = ( ( win as unknown as Record< string, unknown[] > )[ global ] ??= [] );
		const shape = shapeOf( event.params );
		// Tag Manager merges deeply: without this the last event's items would leak into this one.
		if ( shape.ecommerce ) {
			layer.push( { ecommerce: null } );
		}
		layer.push( { event: as, event_id: event.id, ...shape } );
	},
} );
