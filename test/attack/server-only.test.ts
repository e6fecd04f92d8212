/** A shop that reports its sales from the server alone (pixel and dataLayer off for Purchase): the buyer who answers on the thank-you page has answered for that order, as in any other shop. */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const off = { pixel: false, dataLayer: false };

describe.skipIf( without ).each( [ [ 'all channels', {} ], [ 'the server alone', { Purchase: off, PlaceAnOrder: off } ] ] )( `an answer on the thank-you page, %s${ without ? ` (${ without })` : '' }`, ( _, events ) => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'server-only', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required' }, events, dataLayer: { enabled: false } }, standIn: tiktok, token: DEMO_TOKEN } );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	const answer = async ( shopper: Shopper, received: string, yes: boolean ): Promise< void > => {
		const context = await browser.newContext();
		await context.addCookies( [ ...shopper.cookies ].map( ( [ name, value ] ) => ( { name, value, url: site.url } ) ) );
		const page = await context.newPage();
		await page.goto( received );
		await page.waitForTimeout( 1500 );
		await page.evaluate( `duet.consent( ${ yes } )` );
		await page.waitForTimeout( 2500 );
		await context.close();
	};

	it( 'a yes: counts once', async () => {
		const shopper = new Shopper( site, false );
		const { id, received } = await shopper.classic( mug, 'cod' );
		await answer( shopper, received, true );
		await site.php( "do_action( 'duet_hourly' );" );
		await site.drain();
		expect( tiktok.conversions().filter( ( one ) => one.event === 'Purchase' ).map( ( one ) => one.event_id?.split( '-' )[ 1 ] ) ).toEqual( [ `${ id }` ] );
	} );

	it( 'a no, on a telephone: nothing goes', async () => {
		const { id, received } = await new Shopper( site ).classic( mug, 'bacs' );
		await answer( new Shopper( site, false ), received, false );
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
