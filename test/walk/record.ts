/**
 * `tsx test/walk/record.ts <file>`: walks through a real site and writes what its pages print, what the relay accepts and what
 * TikTok receives. Two commits that behave alike write the same file, byte by byte; test/README.md says how to compare them.
 */
import { writeFileSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { buildIfStale } from '../../bin/build/fresh.ts';
import { createSite, type SiteOptions } from '../../bin/site/index.ts';
import { launchOptions } from '../config/chromium.ts';
import { BUYER, CLICK, PIXEL, READY, Shopper, TOKEN, type CheckoutKind, type Method } from '../e2e/shop.ts';
import { startStandIn } from '../tiktok/server.ts';
import { Recorder } from './recorder.ts';

const target = process.argv[ 2 ];
if ( target === undefined ) {
	throw new Error( 'Usage: tsx test/walk/record.ts <file>' );
}

/** What the merchant has set: every kind of trigger is there. */
const SETTINGS = {
	...READY,
	rules: [
		{ id: 'rule0001', label: 'Home', on: true, event: 'ViewContent', example: '', when: { type: 'page', url: '/', selector: '', layer: '' }, params: [] },
		{ id: 'rule0002', label: 'Level', on: true, event: 'Level Up', example: '', when: { type: 'click', url: '*', selector: 'a.level', layer: '' }, params: [ { name: 'level', from: 'fixed', value: '7' } ] },
	],
	verification: { token: 'a1b2c3d4e5f6' },
};

/** Prices and addresses of the shopper, so that their hashes have names. */
const HASHED = {
	'the e-mail address': BUYER.email.toLowerCase(),
	'the telephone number': '+49301234567',
	'the first name': BUYER.first_name.toLowerCase(),
	'the last name': 'obrien',
	'the postcode': BUYER.postcode,
};

type Walk = ( page: Page, recorder: Recorder, url: string, php: ( code: string ) => Promise< string > ) => Promise< void >;

async function record( options: Omit< SiteOptions, 'standIn' | 'token' >, walk: Walk ): Promise< string > {
	const standIn = await startStandIn( { tokens: { [ PIXEL ]: TOKEN } } );
	const site = await createSite( { ...options, standIn, token: TOKEN } );
	const browser = await chromium.launch( launchOptions );
	try {
		const recorder = new Recorder( site, standIn, { url: site.url, standIn: new URL( standIn.eventsApiUrl ).origin, hashed: HASHED } );
		const page = await browser.newPage( { locale: 'en-US', timezoneId: 'UTC' } );
		recorder.watch( page );
		await walk( page, recorder, site.url, site.php );
		const log = site.debugLog();
		return `${ recorder.text() }\n# PHP logs\n${ log.includes( 'duet-for-tiktok' ) ? log : 'nothing about Duet' }\n`;
	} finally {
		await browser.close();
		await site.stop();
		await standIn.stop();
	}
}

/** Buys a mug, from the ad to the thank-you page. */
const purchase =
	( kind: CheckoutKind, method: Method ): Walk =>
	async ( page, recorder, url ) => {
		const shopper = new Shopper( page, url, kind );
		await shopper.arrive( `/?ttclid=${ CLICK }` );
		await recorder.step( 'The home page, from an ad', page );
		await shopper.go( '/product-category/kitchen/' );
		await recorder.step( 'A category', page );
		await shopper.go( '/?s=duet&post_type=product' );
		await recorder.step( 'A search', page );
		await shopper.go( '/product/duet-shirt/' );
		await recorder.step( 'A product with variations', page );
		await shopper.go( '/product/duet-mug/' );
		await recorder.step( 'A product', page );
		await shopper.addToCart( 'duet-mug' );
		await recorder.step( 'Added to the cart', page );
		await shopper.go( '/cart/' );
		await recorder.step( 'The cart', page );
		await shopper.fillCheckout();
		await recorder.step( 'The checkout, filled in', page );
		await shopper.pay( method );
		await recorder.step( 'The thank-you page', page );
		await page.reload();
		await recorder.step( 'The thank-you page, reloaded', page );
	};

/** A form, links, marked-up elements, events of a script, and both answers about consent. */
const visit: Walk = async ( page, recorder, url, php ) => {
	await php( `
		$form = WPCF7_ContactForm::get_template( [ 'title' => 'Ask us' ] );
		$form->set_properties( [ 'form' => '[text first autocomplete:given-name] [email* your-email] [submit "Send"]', 'mail' => [ 'recipient' => 'owner@example.test', 'sender' => 'wordpress@example.test', 'subject' => 'Hello', 'body' => '[first]', 'additional_headers' => '', 'attachments' => '', 'use_html' => false, 'exclude_blank' => false ] ] );
		$form->save();
		$link = '<!-- wp:html --><a class="level" href="#up">Up</a> <a class="download" href="/wp-content/price-list.pdf" target="_blank">Prices</a> <button data-duet-event="Schedule" data-duet-value="5" data-duet-currency="EUR">Book</button><!-- /wp:html -->';
		wp_set_current_user( 1 );
		wp_insert_post( [ 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Walk', 'post_name' => 'walk', 'post_content' => "<!-- wp:shortcode -->[contact-form-7 id=\\"{$form->id()}\\"]<!-- /wp:shortcode -->$link" ] );
		add_option( 'walk_page', 'made' );` );
	const shopper = new Shopper( page, url, 'block' );
	await shopper.arrive( '/walk/' );
	await recorder.step( 'A page with a form, links and a button', page );
	await page.fill( '[name="first"]', BUYER.first_name );
	await page.fill( '[name="your-email"]', BUYER.email );
	await page.click( '.wpcf7-submit' );
	await page.locator( 'form.wpcf7-form.sent' ).waitFor();
	await recorder.step( 'The form, sent', page );
	await page.click( 'a.level' );
	await page.click( 'button[data-duet-event]' );
	await recorder.step( 'A link of a rule and a marked-up button, clicked', page );
	await page.evaluate( () => ( window as unknown as { duet: { track( name: string, params: object ): void } } ).duet.track( 'Lead', { value: 3, currency: 'EUR' } ) );
	await recorder.step( 'An event of a script of the site', page );
	await page.evaluate( () => ( window as unknown as { duet: { consent( yes: boolean ): void } } ).duet.consent( false ) );
	await recorder.step( 'Consent refused', page );
	await shopper.go( '/' );
	await recorder.step( 'A page after the refusal', page );
	await php( `$settings = get_option( 'duet_settings' ); $settings['consent']['mode'] = 'required'; update_option( 'duet_settings', $settings );` );
	await page.context().clearCookies();
	await shopper.go( '/walk/' );
	await recorder.step( 'Consent required and not given', page );
	await page.evaluate( () => ( window as unknown as { duet: { consent( yes: boolean ): void } } ).duet.consent( true ) );
	await recorder.step( 'Consent given', page );
	await shopper.go( '/sample-page/' );
	await recorder.step( 'A page after consent', page );
};

await buildIfStale();
const parts = [
	[ 'Block theme, block checkout, cash on delivery', await record( { name: 'walk-block', plugins: [ 'woocommerce', 'duet' ], settings: SETTINGS }, purchase( 'block', 'cod' ) ) ],
	[ 'Classic theme and checkout, bank transfer', await record( { name: 'walk-classic', plugins: [ 'woocommerce', 'duet' ], settings: SETTINGS, theme: 'classic', checkout: 'classic', hpos: false }, purchase( 'classic', 'bacs' ) ) ],
	[ 'A site without a shop', await record( { name: 'walk-plain', plugins: [ 'duet', 'contact-form-7' ], settings: SETTINGS }, visit ) ],
];
writeFileSync( target, parts.map( ( [ title, text ] ) => `${ '='.repeat( 10 ) } ${ title }\n${ text }` ).join( '\n' ) );
