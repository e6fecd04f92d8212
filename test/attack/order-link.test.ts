/** Whoever has the link to one order (a forwarded mail, an accountant's browser with Global Privacy Control) may refuse for that order, and for no other. */
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper, type Placed } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const NUMBER = 'b'.repeat( 32 );

describe.skipIf( without )( `the link to an order${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let mug: number;
	const refuse = ( { id, received }: Placed ) =>
		new Shopper( site, false ).tell( 'consent', { state: 'denied', order: id, key: new URL( received ).searchParams.get( 'key' ) ?? '' } );
	const decision = ( { id }: Placed ) => site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` );
	/** Two hours later. */
	const hourly = () => site.php( `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}duet_outbox SET created_at = created_at - 7300 WHERE state = 'tombstone'" ); do_action( 'duet_hourly' );` );

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'order-link', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
	} );
	afterAll( async () => {
		await site?.stop();
		await tiktok?.stop();
	} );

	it( 'does not silence the later orders of the buyer, nor rewrite the earlier ones', async () => {
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ NUMBER }.a` );
		const first = await buyer.classic( mug, 'bacs' );
		const second = await buyer.classic( mug, 'bacs' );
		expect( await refuse( second ) ).toBe( 200 );
		expect( await decision( second ) ).toBe( 'denied' );
		const third = await buyer.classic( mug, 'cod' );
		await site.drain();
		await hourly();
		await site.drain();
		const sent = tiktok.events().map( ( { event_id } ) => event_id ?? '' );
		expect( { first: await decision( first ), second: await decision( second ), third: await decision( third ) } ).toEqual( { first: 'granted', second: 'denied', third: 'granted' } );
		expect( sent.some( ( id ) => id.startsWith( `P-${ third.id }-` ) ), 'a Purchase of the third order' ).toBe( true );
	} );

	it( 'does not silence the buyer because a visitor with Global Privacy Control looks at the order', async () => {
		const buyer = new Shopper( site );
		buyer.cookies.set( 'duet_visitor', `${ 'c'.repeat( 32 ) }.a` );
		const placed = await buyer.classic( mug, 'bacs' );
		const { received } = placed;
		const browser = await chromium.launch( launchOptions );
		const context = await browser.newContext( { extraHTTPHeaders: { 'Sec-GPC': '1' } } );
		await context.addInitScript( "Object.defineProperty( Navigator.prototype, 'globalPrivacyControl', { value: true } )" );
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 2500 );
		await browser.close();
		expect( await site.php( `echo $GLOBALS['wpdb']->get_var( "SELECT COUNT(*) FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE state = 'tombstone' AND event_id = '${ 'c'.repeat( 32 ) }'" );` ) ).toBe( '0' );
		// Nor does it refuse for the order, of which nobody has said anything.
		expect( await decision( placed ) ).toBe( 'granted' );
	} );
} );
