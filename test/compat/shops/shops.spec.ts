/** A sale beside plugins that change how a shop sells: once on each side, with equal ids and the money the shopper saw. */
import { expect, test } from '@playwright/test';
import { Shopper, READY, eventually, layerOf, shopWith } from '../../e2e/shop';
import { installed, proves, skipWithout } from '../proof';
import { shops, type Money } from './plugins';

const FAST = [ 'woocommerce-currency-switcher', 'woo-multi-currency', 'duracelltomi-google-tag-manager' ];

const SHOWN: Money = [ 7.5, 'EUR' ];
const BOUGHT: Money = [ 12.5, 'EUR' ];

for ( const { plugin, name, subject = 'Shops', setUp, query = '', shown = SHOWN, bought = BOUGHT, pushes, limitation } of shops ) {
	test.describe( name, { tag: FAST.includes( plugin ) ? '@fast' : [] }, () => {
		test.setTimeout( 180_000 );
		test.beforeAll( () => skipWithout( 'woocommerce', plugin ) );
		const shop = shopWith( { name: `shop-${ plugin }`, theme: 'classic', checkout: 'classic' } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, plugin );
			await shop.site.php( setUp ?? '' );
		} );

		test( 'a sale is one conversion, at the price the shopper saw', async ( { page } ) => {
			proves( { subject, plugin: name, version, claim: 'product, cart, checkout and purchase count once with equal ids, at the price and in the currency the shopper saw', ...( limitation === undefined ? {} : { limitation } ) } );
			await shop.set( READY );
			const shopper = new Shopper( page, shop.site.url, 'classic' );
			await shopper.arrive( `/product/duet-mug/${ query }` );
			await expect( page.locator( '.summary .price' ).first() ).toContainText( shown[ 0 ].toFixed( 2 ) );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.pay( 'cod' );
			await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			const purchases = ( await layerOf( page ) ).filter( ( { event } ) => event === 'purchase' );
			expect( purchases.length ).toBeLessThanOrEqual( 1 );
			// GA4's revenue is counted once: by that plugin, or by Duet.
			if ( pushes === undefined ) {
				expect( purchases ).toHaveLength( 1 );
			}
			for ( const [ event, [ value, currency ] ] of [ [ 'AddToCart', shown ], [ 'Purchase', bought ] ] as const ) {
				const [ copy, ...more ] = await shop.paired( event );
				expect( more, event ).toEqual( [] );
				expect( copy?.properties, event ).toMatchObject( { value, currency } );
			}
			const [ checkout, ...others ] = await shop.paired( 'InitiateCheckout' );
			expect( others ).toEqual( [] );
			expect( checkout?.properties ).toMatchObject( { currency: bought[ 1 ] } );
			expect( shop.copies( 'ViewContent', 'pixel' )[ 0 ]?.properties ).toMatchObject( { value: shown[ 0 ], currency: shown[ 1 ] } );
		} );
	} );
}
