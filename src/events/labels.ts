/** The texts about an event: its name as TikTok shows it, and when it happens. */
import { __ } from '@wordpress/i18n';
import type { EventName } from './catalogue.ts';

export interface EventLabel {
	/** "Purchase (Complete Payment)": the current name, and the older one that merchants may still use. */
	readonly label: string;
	/** When it happens, in one short sentence. */
	readonly when: string;
	/** Needs WooCommerce. */
	readonly shop?: true;
	/** No trigger of Duet fires it: an element, a rule or a script of the site does. */
	readonly own?: true;
	/** The same if WooCommerce is not active. */
	readonly ownWithoutShop?: true;
	/** An additional note. */
	readonly note?: string;
}

/** Whether a trigger of Duet fires it, without an element, a rule or a script of the site. */
export const firesItself = ( { own, ownWithoutShop, shop: needsShop }: EventLabel, shop: boolean ): boolean =>
	own !== true && ( shop || ( needsShop !== true && ownWithoutShop !== true ) );

/**
 * A function, because translations are available only once the page runs. An event without a label does not compile.
 */
export const eventLabels = (): Readonly< Record< EventName, EventLabel > > => ( {
	Pageview: {
		label: __( 'Page View', 'duet-for-tiktok' ),
		when: __( 'Any page is opened.', 'duet-for-tiktok' ),
	},
	ViewContent: {
		label: __( 'View Content', 'duet-for-tiktok' ),
		when: __( 'A product page is opened. For other pages use a block, a shortcode or a rule.', 'duet-for-tiktok' ),
		ownWithoutShop: true,
	},
	ViewCategory: {
		label: __( 'View Category', 'duet-for-tiktok' ),
		when: __( 'A product category is opened.', 'duet-for-tiktok' ),
		shop: true,
		note: __( 'A custom event: TikTok has no standard one for it.', 'duet-for-tiktok' ),
	},
	Search: {
		label: __( 'Search', 'duet-for-tiktok' ),
		when: __( 'The results of a search on your site are shown.', 'duet-for-tiktok' ),
	},
	AddToCart: {
		label: __( 'Add to Cart', 'duet-for-tiktok' ),
		when: __( 'A product really is in the cart, not just the button pressed.', 'duet-for-tiktok' ),
		shop: true,
	},
	AddToWishlist: {
		label: __( 'Add to Wishlist', 'duet-for-tiktok' ),
		when: __( 'A product is on a wishlist of YITH or TI WooCommerce Wishlist.', 'duet-for-tiktok' ),
		shop: true,
	},
	InitiateCheckout: {
		label: __( 'Initiate Checkout', 'duet-for-tiktok' ),
		when: __( 'The checkout is shown, once for each cart.', 'duet-for-tiktok' ),
		shop: true,
	},
	AddPaymentInfo: {
		label: __( 'Add Payment Info', 'duet-for-tiktok' ),
		when: __( '"Place order" is pressed with a payment method chosen, once for each cart.', 'duet-for-tiktok' ),
		shop: true,
	},
	PlaceAnOrder: {
		label: __( 'Place an Order', 'duet-for-tiktok' ),
		when: __( 'An order is placed that will be paid later, such as by bank transfer.', 'duet-for-tiktok' ),
		shop: true,
		note: __( 'TikTok drops this event in 2027. Purchase counts the sale once it is paid.', 'duet-for-tiktok' ),
	},
	Purchase: {
		label: __( 'Purchase (Complete Payment)', 'duet-for-tiktok' ),
		when: __( 'An order counts as a sale: you choose the moment under "Purchases" below.', 'duet-for-tiktok' ),
		shop: true,
	},
	CompleteRegistration: {
		label: __( 'Complete Registration', 'duet-for-tiktok' ),
		when: __( 'A visitor has created an account.', 'duet-for-tiktok' ),
	},
	Subscribe: {
		label: __( 'Subscribe', 'duet-for-tiktok' ),
		when: __( 'A subscription starts, or a form that means this is accepted.', 'duet-for-tiktok' ),
	},
	Lead: {
		label: __( 'Lead (Submit Form)', 'duet-for-tiktok' ),
		when: __( 'A form is accepted, not just its button pressed.', 'duet-for-tiktok' ),
	},
	Contact: {
		label: __( 'Contact', 'duet-for-tiktok' ),
		when: __( 'A link to your phone, e-mail, WhatsApp or Messenger is clicked, or a form that means this is accepted.', 'duet-for-tiktok' ),
	},
	Download: {
		label: __( 'Download', 'duet-for-tiktok' ),
		when: __( 'A link to a file is clicked. You choose the kinds of files under "Links".', 'duet-for-tiktok' ),
	},
	ClickButton: {
		label: __( 'Click Button', 'duet-for-tiktok' ),
		when: __( 'A button that matters to you is clicked.', 'duet-for-tiktok' ),
		own: true,
		note: __( 'TikTok drops this event in 2027. Use Contact or Lead where a campaign is to optimise for it; a name of your own serves reports and audiences.', 'duet-for-tiktok' ),
	},
	FindLocation: {
		label: __( 'Find Location', 'duet-for-tiktok' ),
		when: __( 'A visitor looks for a shop near by.', 'duet-for-tiktok' ),
		own: true,
	},
	Schedule: {
		label: __( 'Schedule', 'duet-for-tiktok' ),
		when: __( 'An appointment is booked.', 'duet-for-tiktok' ),
		own: true,
	},
	StartTrial: {
		label: __( 'Start Trial', 'duet-for-tiktok' ),
		when: __( 'A free trial starts.', 'duet-for-tiktok' ),
		own: true,
	},
	SubmitApplication: {
		label: __( 'Submit Application', 'duet-for-tiktok' ),
		when: __( 'An application is sent.', 'duet-for-tiktok' ),
		own: true,
	},
	ApplicationApproval: {
		label: __( 'Application Approval', 'duet-for-tiktok' ),
		when: __( 'An application is approved.', 'duet-for-tiktok' ),
		own: true,
	},
	CustomizeProduct: {
		label: __( 'Customize Product', 'duet-for-tiktok' ),
		when: __( 'A product is put together by the shopper.', 'duet-for-tiktok' ),
		own: true,
	},
	select_item: {
		label: __( 'Select Item', 'duet-for-tiktok' ),
		when: __( 'A product in a list is clicked.', 'duet-for-tiktok' ),
		shop: true,
	},
	view_cart: {
		label: __( 'View Cart', 'duet-for-tiktok' ),
		when: __( 'The cart page is opened with something in it.', 'duet-for-tiktok' ),
		shop: true,
	},
	remove_from_cart: {
		label: __( 'Remove from Cart', 'duet-for-tiktok' ),
		when: __( 'A product leaves the cart, or its quantity falls.', 'duet-for-tiktok' ),
		shop: true,
	},
	add_shipping_info: {
		label: __( 'Add Shipping Info', 'duet-for-tiktok' ),
		when: __( 'A shipping method is chosen in the checkout, once for each cart.', 'duet-for-tiktok' ),
		shop: true,
	},
	Refund: {
		label: __( 'Refund', 'duet-for-tiktok' ),
		when: __( 'An order is refunded. Kept for your own count, for TikTok has no such event.', 'duet-for-tiktok' ),
		shop: true,
	},
} );
