/**
 * What each receiver gets of an event's parameters: GA4's names in the dataLayer, TikTok's own names for TikTok. Pure.
 */
import type { Content, ParamName, ParamValue } from './catalogue.ts';
import type { Params } from './event.ts';

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
	// TikTok's own parameters stand apart, and all of them each time: in Tag Manager's merged data model they would
	// otherwise stay after their event.
	const {
		contents,
		content_type,
		description,
		order_id,
		num_items,
		search_string: search_term,
		// A signature is only for the relay, and so are the fields of a single row.
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

/**
 * What TikTok gets of the parameters: no dataLayer parameters, no signatures.
 *
 * @param only names, of parameters and in rows, that are not for TikTok
 */
export const propertiesOf = ( params: Params, only: readonly string[] ): Record< string, unknown > =>
	JSON.parse( JSON.stringify( params, ( name, value ) => ( only.includes( name ) ? undefined : value ) ) );
