/**
 * "A browser that opts out by itself says nothing about an order that another one placed; who clicked "no" does" (ConsentRoute). In a browser
 * with Global Privacy Control the script has told its refusal when the page was loaded, and the server has dropped it, with a 200. The click that
 * follows is no new decision to the script, so nobody hears of it.
 */
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchOptions } from '../config/chromium.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';
import { addCookieYes } from './cookieyes.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a click on "reject" beside Global Privacy Control${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let tiktok: StandIn;
	let browser: Browser;
	let mug: number;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'gpc-no', ...wants, checkout: 'classic', settings: { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'required', tool: 'cookieyes' } }, standIn: tiktok, token: DEMO_TOKEN } );
		addCookieYes( site );
		mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		browser = await chromium.launch( launchOptions );
	} );
	afterAll( async () => {
		await browser?.close();
		await site?.stop();
		await tiktok?.stop();
	} );
	beforeEach( () => tiktok.clear() );

	it.each( [
		[ 'control: without the signal', false, 'answer( false )' ],
		[ 'in the consent tool', true, 'answer( false )' ],
		[ 'told to the script', true, 'duet.consent( false )' ],
	] )( 'holds for the order on whose page it was (%s)', async ( _, gpc, click ) => {
		const buyer = new Shopper( site );
		buyer.cookies.set( 'cookieyes-consent', 'consentid:x,consent:yes,action:yes,necessary:yes,advertisement:yes' );
		const { id, received } = await buyer.classic( mug, 'bacs' );
		expect( await site.php( `echo wc_get_order( ${ id } )->get_meta( '_duet_visitor' )['consent']['decision'];` ) ).toBe( 'granted' );
		const telephone = await browser.newContext( gpc ? { extraHTTPHeaders: { 'Sec-GPC': '1' } } : {} );
		if ( gpc ) {
			await telephone.addInitScript( "Object.defineProperty( Navigator.prototype, 'globalPrivacyControl', { get: () => true } )" );
		}
		const mail = await telephone.newPage();
		await mail.goto( received );
		await mail.waitForTimeout( 3000 );
		await mail.evaluate( click );
		await mail.waitForTimeout( 3000 );
		await telephone.close();
		await site.php( `wc_get_order( ${ id } )->payment_complete( 'bank' );` );
		await site.drain();
		expect( tiktok.count( 'Purchase' ) ).toBe( 0 );
	} );
} );
