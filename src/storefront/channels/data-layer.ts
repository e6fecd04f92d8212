/**
 * Pushes GA4 shapes to the dataLayer, at once and without consent: what leaves
 * from there is Tag Manager's business, and it has its own consent.
 * Schema: Google's GA4 ecommerce reference.
 */
import type { Content, ParamName, ParamValue } from '../../events/catalogue.ts';
import type { Params } from '../../events/event.ts';
import { layerOf, type Browser } from '../config/browser.ts';
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
	// TikTok's own words stand apart, all of them each time: in Tag Manager's merged model they would outlive their event.
	const {
		contents,
		content_type,
		description,
		order_id,
		num_items,
		search_string: search_term,
		// A signature is the relay's, as are the words of a single row.
		sig,
		item_currency,
		group_id,
		...rest
	} = params as { readonly [ P in ParamName ]?: ParamValue< P > } & Params;
	const tiktok = { content_type, description, order_id, num_items };
	return contents
		? { ecommerce: { ...rest, items: contents.map( itemOf ) }, search_term, tiktok }
		: { ...rest, search_term, ...tiktok };
}

export const dataLayerOf = ( browser: Browser ): Channel => ( {
	key: 'layer',
	accept( { id, params }, as ) {
		const layer = layerOf( browser );
		// Tag Manager merges deeply: without this the last event's items would leak into this one.
		if ( params.contents ) {
			layer.push( { ecommerce: null } );
		}
		layer.push( { event: as, event_id: id, ...shapeOf( params ) } );
	},
} );
