/**
 * A "no" on the page of an order, said on a second device: the link stands in the buyer's own history or mail. The page prints what the browser still has to send; where that is
 * nothing (the first device has sent it), the script does not know whose page it is on and tells nobody.
 */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a no on an order's page${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'order-page', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [ [ 'not sent', false ], [ 'sent', true ] ] )( 'holds for the order whose event the first device has %s', async ( _, is_sent ) => {
		const buyer = new Shopper( site );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		const [ item ] = JSON.parse( /id="duet-tray"[^>]*>([^<]*)</.exec( await ( await buyer.ask( received ) ).text() )?.[ 1 ] ?? '[]' ) as { id: string; ack: object }[];
		if ( is_sent ) {
			expect( await buyer.tell( 'ack', { ...item?.ack, id: item?.id } ) ).toBe( 200 );
		}
		const telephone = await browser.newContext();
		const page = await telephone.newPage();
		await page.goto( received );
		await page.waitForTimeout( 1500 );
		await page.evaluate( 'duet.consent( false )' );
		await page.waitForTimeout( 2500 );
		await telephone.close();
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
