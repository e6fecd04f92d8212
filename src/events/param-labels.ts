/** The texts beside a parameter's field: its name, and one line of help. */
import { __ } from '@wordpress/i18n';
import type { ParamName } from './catalogue.ts';

export interface ParamLabel {
	readonly label: string;
	readonly help: string;
}

/** Rows of products come only from the shop and cannot be typed. */
export type TypedParam = Exclude< ParamName, 'contents' >;

/**
 * A function, because translations are available only once the page runs. A parameter without a label does not compile.
 */
export const paramLabels = (): Readonly< Record< TypedParam, ParamLabel > > => ( {
	value: {
		label: __( 'Value', 'duet-for-tiktok' ),
		help: __( 'What this is worth to you, such as 12.50.', 'duet-for-tiktok' ),
	},
	currency: {
		label: __( 'Currency', 'duet-for-tiktok' ),
		help: __( 'Three letters, such as EUR.', 'duet-for-tiktok' ),
	},
	content_type: {
		label: __( 'Content type', 'duet-for-tiktok' ),
		help: __( 'product or product_group for things in your TikTok catalog, otherwise free, such as video.', 'duet-for-tiktok' ),
	},
	content_id: {
		label: __( 'Content ID', 'duet-for-tiktok' ),
		help: __( 'Your number or SKU of the product, as in your TikTok catalog.', 'duet-for-tiktok' ),
	},
	content_ids: {
		label: __( 'Content IDs', 'duet-for-tiktok' ),
		help: __( 'Several of them, with commas between.', 'duet-for-tiktok' ),
	},
	content_name: {
		label: __( 'Content name', 'duet-for-tiktok' ),
		help: __( 'What it is called: a product, a course, a form.', 'duet-for-tiktok' ),
	},
	content_category: {
		label: __( 'Content category', 'duet-for-tiktok' ),
		help: __( 'The group it belongs to.', 'duet-for-tiktok' ),
	},
	brand: {
		label: __( 'Brand', 'duet-for-tiktok' ),
		help: __( 'Who makes it.', 'duet-for-tiktok' ),
	},
	quantity: {
		label: __( 'Quantity', 'duet-for-tiktok' ),
		help: __( 'How many, as a whole number.', 'duet-for-tiktok' ),
	},
	price: {
		label: __( 'Price', 'duet-for-tiktok' ),
		help: __( 'Of one piece, such as 12.50.', 'duet-for-tiktok' ),
	},
	num_items: {
		label: __( 'Number of items', 'duet-for-tiktok' ),
		help: __( 'How many pieces in all, as a whole number.', 'duet-for-tiktok' ),
	},
	description: {
		label: __( 'Description', 'duet-for-tiktok' ),
		help: __( 'A few words that tell you later what this was.', 'duet-for-tiktok' ),
	},
	search_string: {
		label: __( 'Search words', 'duet-for-tiktok' ),
		help: __( 'What was searched for.', 'duet-for-tiktok' ),
	},
	query: {
		label: __( 'Query', 'duet-for-tiktok' ),
		help: __( 'An older name for the search words.', 'duet-for-tiktok' ),
	},
	status: {
		label: __( 'Status', 'duet-for-tiktok' ),
		help: __( 'How it stands, such as "submitted".', 'duet-for-tiktok' ),
	},
	order_id: {
		label: __( 'Order ID', 'duet-for-tiktok' ),
		help: __( 'Number of the order.', 'duet-for-tiktok' ),
	},
	shop_id: {
		label: __( 'Shop ID', 'duet-for-tiktok' ),
		help: __( 'Which of your shops it was.', 'duet-for-tiktok' ),
	},
	delivery_category: {
		label: __( 'Delivery', 'duet-for-tiktok' ),
		help: __( 'in_store, curbside or home_delivery.', 'duet-for-tiktok' ),
	},
	predicted_ltv: {
		label: __( 'Predicted lifetime value', 'duet-for-tiktok' ),
		help: __( 'What this customer will be worth in all, such as 240.', 'duet-for-tiktok' ),
	},
	transaction_id: {
		label: __( 'Transaction ID', 'duet-for-tiktok' ),
		help: __( 'Number of the payment, for Tag Manager.', 'duet-for-tiktok' ),
	},
	tax: {
		label: __( 'Tax', 'duet-for-tiktok' ),
		help: __( 'For Tag Manager, such as 1.90.', 'duet-for-tiktok' ),
	},
	shipping: {
		label: __( 'Shipping', 'duet-for-tiktok' ),
		help: __( 'For Tag Manager, such as 4.90.', 'duet-for-tiktok' ),
	},
	coupon: {
		label: __( 'Coupon', 'duet-for-tiktok' ),
		help: __( 'The code used, for Tag Manager.', 'duet-for-tiktok' ),
	},
	payment_type: {
		label: __( 'Payment type', 'duet-for-tiktok' ),
		help: __( 'How it is paid, for Tag Manager.', 'duet-for-tiktok' ),
	},
	item_list_id: {
		label: __( 'List ID', 'duet-for-tiktok' ),
		help: __( 'Which list it was in, for Tag Manager.', 'duet-for-tiktok' ),
	},
	item_list_name: {
		label: __( 'List name', 'duet-for-tiktok' ),
		help: __( 'Name of that list, for Tag Manager.', 'duet-for-tiktok' ),
	},
	method: {
		label: __( 'Method', 'duet-for-tiktok' ),
		help: __( 'How it was done, such as "phone", for Tag Manager.', 'duet-for-tiktok' ),
	},
	form_id: {
		label: __( 'Form ID', 'duet-for-tiktok' ),
		help: __( 'Which form it was, for Tag Manager.', 'duet-for-tiktok' ),
	},
	form_name: {
		label: __( 'Form name', 'duet-for-tiktok' ),
		help: __( 'Name of the form, for Tag Manager.', 'duet-for-tiktok' ),
	},
	form_destination: {
		label: __( 'Form destination', 'duet-for-tiktok' ),
		help: __( 'Where the form is sent to, for Tag Manager.', 'duet-for-tiktok' ),
	},
	link_url: {
		label: __( 'Link address', 'duet-for-tiktok' ),
		help: __( 'Where the link leads, for Tag Manager.', 'duet-for-tiktok' ),
	},
	link_text: {
		label: __( 'Link text', 'duet-for-tiktok' ),
		help: __( 'What the link says, for Tag Manager.', 'duet-for-tiktok' ),
	},
	file_name: {
		label: __( 'File name', 'duet-for-tiktok' ),
		help: __( 'For Tag Manager.', 'duet-for-tiktok' ),
	},
	file_extension: {
		label: __( 'File type', 'duet-for-tiktok' ),
		help: __( 'Such as pdf, for Tag Manager.', 'duet-for-tiktok' ),
	},
	shipping_tier: {
		label: __( 'Shipping method', 'duet-for-tiktok' ),
		help: __( 'For Tag Manager.', 'duet-for-tiktok' ),
	},
	new_customer: {
		label: __( 'New customer', 'duet-for-tiktok' ),
		help: __( 'yes or no, for Tag Manager.', 'duet-for-tiktok' ),
	},
} );
