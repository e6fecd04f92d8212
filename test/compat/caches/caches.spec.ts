/** Page caches and optimizers with everything on: cached pages are the same for all, and one sale counts once on both sides. */
import { expect, test } from '@playwright/test';
import { CLICK, Shopper, READY, eventually, shopWith } from '../../e2e/shop';
import { installed, proves, skipWithout } from '../proof';
import { caches } from './plugins';

const FAST = [ 'autoptimize', 'litespeed-cache', 'wp-super-cache' ];

/** The JSON that Duet prints. */
const printed = async ( url: string ): Promise< string > => /<script[^>]*id="?duet-page"?[^>]*>([\s\S]*?)<\/script>/.exec( await ( await fetch( url ) ).text() )?.[ 1 ]?.trim() ?? '';

for ( const { plugin, name, setUp, sign, limitation } of caches ) {
	test.describe( name, { tag: FAST.includes( plugin ) ? '@fast' : [] }, () => {
		test.setTimeout( 180_000 );
		test.beforeAll( () => skipWithout( 'woocommerce', plugin ) );
		const shop = shopWith( { name: `cache-${ plugin }`, theme: 'classic', checkout: 'classic', constants: { WP_CACHE: true } } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, plugin );
			await shop.site.php( setUp );
		} );

		test( 'a sale behind an ad click, on pages that another visitor has warmed, counts once', async ( { page } ) => {
			proves( { subject: 'Caches and optimizers', plugin: name, version, claim: 'what Duet prints is the same for all; a cart, a checkout and a purchase behind an ad click count once with equal ids', ...( limitation === undefined ? {} : { limitation } ) } );
			await shop.set( READY );
			const mug = `${ shop.site.url }/product/duet-mug/`;
			const [ first, second, clicked ] = [ await printed( mug ), await printed( mug ), await printed( `${ mug }?ttclid=${ CLICK }` ) ];
			expect( first ).toContain( '"contents"' );
			expect( [ second, clicked ] ).toEqual( [ first, first ] );
			expect( await ( await fetch( mug ) ).text() ).toMatch( sign );

			const shopper = new Shopper( page, shop.site.url, 'classic' );
			await shopper.arrive( `/product/duet-mug/?ttclid=${ CLICK }` );
			await shopper.addToCart( 'duet-mug' );
			await shopper.fillCheckout();
			await shopper.pay( 'cod' );
			await eventually( () => expect( shop.copies( 'Purchase', 'pixel' ) ).toHaveLength( 1 ) );
			for ( const event of [ 'Purchase', 'AddToCart', 'InitiateCheckout', 'AddPaymentInfo' ] ) {
				expect( await shop.paired( event ), event ).toHaveLength( 1 );
			}
			expect( shop.copies( 'Purchase', 'server' )[ 0 ]?.user ).toMatchObject( { ttclid: CLICK } );
		} );
	} );
}
