/** Rules in words. */
import { __, sprintf } from '@wordpress/i18n';
import type { EventName } from '../../../events/catalogue.ts';
import { eventLabels } from '../../../events/labels.ts';
import { find } from '../../../events/lookup.ts';
import type { Counts, ExampleKey, Rule, Source, When } from './rule.ts';

export const whenLabels = (): Readonly< Record< When, string > > => ( {
	page: __( 'A page is opened', 'duet-for-tiktok' ),
	view: __( 'Something comes into view', 'duet-for-tiktok' ),
	click: __( 'Something is clicked', 'duet-for-tiktok' ),
	submit: __( 'A form is sent', 'duet-for-tiktok' ),
	layer: __( 'Another tool pushes an event to the dataLayer', 'duet-for-tiktok' ),
} );

export const countsLabels = (): Readonly< Record< Counts, string > > => ( {
	accepted: __( 'When it was accepted', 'duet-for-tiktok' ),
	sent: __( 'When it was submitted, accepted or not', 'duet-for-tiktok' ),
	shown: __( 'When this element appears', 'duet-for-tiktok' ),
} );

export const sourceLabels = (): Readonly< Record< Source, { name: string; value: string; help: string } > > => ( {
	fixed: {
		name: __( 'Always this', 'duet-for-tiktok' ),
		value: __( 'Value', 'duet-for-tiktok' ),
		help: '',
	},
	url: {
		name: __( "From the page's address", 'duet-for-tiktok' ),
		value: __( 'Name in the address', 'duet-for-tiktok' ),
		/* translators: plan and gold are examples of a name and a value in a web address. */
		help: __( 'Enter plan for ?plan=gold.', 'duet-for-tiktok' ),
	},
	attribute: {
		name: __( 'From a data attribute', 'duet-for-tiktok' ),
		value: __( 'Attribute', 'duet-for-tiktok' ),
		help: __( 'Of the element or what it lies in, for example data-plan.', 'duet-for-tiktok' ),
	},
	layer: {
		name: __( 'From the dataLayer', 'duet-for-tiktok' ),
		value: __( 'Path in the dataLayer', 'duet-for-tiktok' ),
		help: __( 'For example ecommerce.value.', 'duet-for-tiktok' ),
	},
} );

export const exampleLabels = (): Readonly< Record< ExampleKey, { readonly name: string; readonly when: string } > > => ( {
	view_content: { name: __( 'View Content', 'duet-for-tiktok' ), when: __( 'A visitor sees a certain article, video or picture.', 'duet-for-tiktok' ) },
	add_to_wishlist: { name: __( 'Add to Wishlist', 'duet-for-tiktok' ), when: __( 'A visitor adds something to a list of favourites.', 'duet-for-tiktok' ) },
	start_checkout: { name: __( 'Start Checkout', 'duet-for-tiktok' ), when: __( 'A visitor starts to check out.', 'duet-for-tiktok' ) },
	purchase: { name: __( 'Purchase', 'duet-for-tiktok' ), when: __( 'Something is bought without WooCommerce.', 'duet-for-tiktok' ) },
	search: { name: __( 'Search', 'duet-for-tiktok' ), when: __( 'A search of your own, not that of WordPress.', 'duet-for-tiktok' ) },
	view_category: { name: __( 'View Category', 'duet-for-tiktok' ), when: __( 'A page that lists things of one kind.', 'duet-for-tiktok' ) },
	add_to_cart: { name: __( 'Add to Cart', 'duet-for-tiktok' ), when: __( 'A visitor adds something to a cart other than that of WooCommerce.', 'duet-for-tiktok' ) },
	level_up: { name: __( 'Level Up', 'duet-for-tiktok' ), when: __( 'A player, learner or member reaches the next level.', 'duet-for-tiktok' ) },
	complete_registration: { name: __( 'Complete Registration', 'duet-for-tiktok' ), when: __( 'A sign-up of another system is done.', 'duet-for-tiktok' ) },
} );

/** "Purchase (Complete Payment)" for an event TikTok knows, else the own name. */
export const eventTitle = ( name: string ): string => {
	const key: EventName | undefined = find( name );
	return key === undefined ? name : eventLabels()[ key ].label;
};

export const titleOf = ( rule: Rule, index: number ): string =>
	/* translators: %d: position in the list of rules. */
	rule.label || eventTitle( rule.event ) || sprintf( __( 'Rule %d', 'duet-for-tiktok' ), index + 1 );

/** When it fires, in one line. */
export function sentenceOf( { when }: Rule ): string {
	const what = {
		page: __( 'A page is opened', 'duet-for-tiktok' ),
		/* translators: %s: CSS selector. */
		view: sprintf( __( '%s comes into view', 'duet-for-tiktok' ), when.selector ),
		/* translators: %s: CSS selector. */
		click: sprintf( __( '%s is clicked', 'duet-for-tiktok' ), when.selector ),
		/* translators: %s: CSS selector. */
		submit: sprintf( __( 'The form %s is sent', 'duet-for-tiktok' ), when.selector ),
		/* translators: %s: name of an event of another tool. */
		layer: sprintf( __( 'The dataLayer gets %s', 'duet-for-tiktok' ), when.layer ),
	}[ when.type ];
	return when.url === '*'
		? /* translators: %s: what happens, for example ".signup is clicked". */
		  sprintf( __( '%s, on every page', 'duet-for-tiktok' ), what )
		: /* translators: 1: what happens, for example ".signup is clicked"; 2: path of a page. */
		  sprintf( __( '%1$s, on %2$s', 'duet-for-tiktok' ), what, when.url );
}
