/** No shopper waits for TikTok: while it hangs, both its script and its API, a whole sale goes through and is delivered later. */
import { expect, test } from '@playwright/test';
import { Meter } from '../integration/meter';
import { missing } from '../../bin/site/index';
import { Shopper, eventually, pushed, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );

/** What failed is due again now: TikTok's own pause is over, and so is the wait before the next attempt. */
const DUE = "$GLOBALS['wpdb']->query( \"UPDATE {$GLOBALS['wpdb']->prefix}duet_outbox SET next_at = 0\" ); delete_option( 'duet_pauses' );";

test.describe( 'TikTok hangs', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const shop = shopWith( { name: 'waiting', theme: 'classic', checkout: 'classic', hpos: false } );

	test( 'from the home page to the thank-you page no request of the shopper calls TikTok; later everything is delivered', async ( { page } ) => {
		const meter = new Meter( shop.site );
		shop.tiktok.fault( { steps: [ { kind: 'hang' } ], repeat: true, pixel: { delay: 600_000 } } );
		const shopper = new Shopper( page, shop.site.url, 'classic' );
		// Commands are metered, too, under the plain address.
		await shopper.arrive( '/?walk' );
		await shopper.addToCart( 'duet-mug' );
		await pushed( page, 'add_to_cart' );
		await expect.poll( () => shop.rows() ).toEqual( [ { event: 'AddToCart', state: 'pending' } ] );

		// Cron meets the hanging API while the shopper goes on.
		const stuck = shop.site.drain();
		await eventually( () => expect( shop.tiktok.requests().map( ( { fault } ) => fault ) ).toContain( 'hang' ) );
		await shopper.fillCheckout();
		await shopper.pay( 'cod' );
		await pushed( page, 'purchase' );
		await expect.poll( async () => ( await shop.rows() ).map( ( { event } ) => event ).sort() ).toEqual( [ 'AddPaymentInfo', 'AddToCart', 'InitiateCheckout', 'Purchase' ] );
		await stuck;

		const served = meter.requests().filter( ( { uri } ) => uri !== '/' );
		for ( const part of [ '/?walk', '/product/duet-mug/', '/checkout/', 'wc-ajax=checkout', 'order-received', 'duet/v1/events', 'duet/v1/ack' ] ) {
			expect( served.map( ( { uri } ) => uri ), part ).toContainEqual( expect.stringContaining( part ) );
		}
		expect( served.flatMap( ( { calls } ) => calls ).filter( ( url ) => url.startsWith( shop.tiktok.url ) ) ).toEqual( [] );
		// The meter does see calls: cron's.
		expect( meter.requests().flatMap( ( { calls } ) => calls ) ).toContain( shop.tiktok.eventsApiUrl );
		expect( shop.tiktok.events() ).toEqual( [] );
		expect( ( await shop.rows() ).map( ( { state } ) => state ) ).toEqual( Array( 4 ).fill( 'pending' ) );

		shop.tiktok.fault( {} );
		await shop.site.php( DUE );
		await shop.site.drain();
		expect( ( await shop.rows() ).map( ( { state } ) => state ) ).toEqual( Array( 4 ).fill( 'delivered' ) );
		expect( shop.tiktok.count( 'Purchase' ) ).toBe( 1 );
		expect( shop.tiktok.diagnostics() ).toEqual( [] );
	} );
} );
