/** Which test shows an event fire once by its natural trigger, not at all by the near miss, on its channels: one for each event of the catalogue. */
import { describe, expect, it } from 'vitest';
import catalogue from '../../src/events/catalogue.json' with { type: 'json' };
import { read } from './files';

const BUTTON = [ 'e2e/elements.spec.ts', 'each event of the catalogue, fired by a button' ] as const;
const WALK = [ 'e2e/sale.spec.ts', 'every event of the walk has one name' ] as const;
const ANALYTICS = [ 'e2e/journeys.spec.ts', 'what only analytics asks for' ] as const;
const PRODUCT = [ 'e2e/journeys.spec.ts', 'a product page: Pageview and ViewContent' ] as const;
const LINKS = [ 'e2e/rules.spec.ts', 'links that say what they are' ] as const;

/** File and beginning of the title. Whatever has no other trigger is told by an element: a block, a shortcode, markup. */
const shown: Readonly< Record< keyof typeof catalogue.events, ReadonlyArray< readonly [ file: string, title: string ] > > > = {
	Pageview: [ PRODUCT ],
	ViewContent: [ PRODUCT ],
	ViewCategory: [ [ 'e2e/journeys.spec.ts', 'a product category, the shop' ] ],
	Search: [ [ 'e2e/journeys.spec.ts', 'a search for posts' ] ],
	AddToCart: [ WALK, [ 'e2e/cart.spec.ts', 'nothing when the shop refuses the product' ] ],
	AddToWishlist: [ [ 'e2e/journeys.spec.ts', 'YITH, its React button' ], [ 'e2e/journeys.spec.ts', 'TI: added once; removed' ] ],
	InitiateCheckout: [ WALK ],
	AddPaymentInfo: [ WALK ],
	PlaceAnOrder: [ [ 'e2e/sale.spec.ts', 'bank transfer: PlaceAnOrder now' ] ],
	Purchase: [ [ 'e2e/sale.spec.ts', 'cash on delivery: one Purchase' ] ],
	CompleteRegistration: [ [ 'e2e/journeys.spec.ts', 'an account at the shop' ] ],
	Subscribe: [ [ 'integration/subscription.test.ts', 'a subscription is one Subscribe' ], [ 'e2e/shortcodes.spec.ts', 'a tracked form counts when it is sent' ] ],
	Lead: [ [ 'compat/forms/adapters.spec.ts', '${ form.page }: accepted is one lead' ] ],
	Contact: [ LINKS ],
	Download: [ LINKS ],
	ClickButton: [ BUTTON ],
	FindLocation: [ BUTTON ],
	Schedule: [ BUTTON ],
	StartTrial: [ BUTTON ],
	SubmitApplication: [ BUTTON ],
	ApplicationApproval: [ BUTTON ],
	CustomizeProduct: [ BUTTON ],
	select_item: [ ANALYTICS ],
	view_cart: [ ANALYTICS ],
	remove_from_cart: [ ANALYTICS ],
	add_shipping_info: [ ANALYTICS ],
	Refund: [ [ 'integration/refund.test.ts', 'in part, twice' ] ],
};

/** What a test says instead of the event's name. */
const words: Partial< Record< keyof typeof shown, string > > = { AddToCart: 'inCart(', Refund: 'wc_create_refund' };

describe( 'each event of the catalogue', () => {
	// A new one without a line above is a type error, too.
	it( 'has a test, and each line an event', () => {
		expect( Object.keys( shown ).sort() ).toEqual( Object.keys( catalogue.events ).sort() );
	} );

	it.each( Object.entries( shown ).flatMap( ( [ event, tests ] ) => tests.map( ( [ file, title ] ) => [ event, file, title ] as const ) ) )( '%s is shown by %s: "%s…"', ( event, file, title ) => {
		const text = read( `test/${ file }` );
		const starts = [ ...text.matchAll( /^\t+(?:test|it)\( ?['`"]/gm ) ].map( ( { index, 0: found } ) => index + found.length );
		const at = starts.findIndex( ( start ) => text.startsWith( title, start ) );
		expect( at, 'its title' ).toBeGreaterThanOrEqual( 0 );
		const body = text.slice( starts[ at ], starts[ at + 1 ] );
		const key = event as keyof typeof shown;
		const layer = Object.values( catalogue.events[ key ].channels ).flatMap( ( channel ) => ( 'name' in channel ? channel.name : [] ) );
		const names = [ event, ...layer, words[ key ] ?? event, ...( title === BUTTON[ 1 ] ? [ 'catalogue.events' ] : [] ) ];
		expect( names.some( ( name ) => body.includes( name ) ), `one of ${ names }` ).toBe( true );
	} );
} );
