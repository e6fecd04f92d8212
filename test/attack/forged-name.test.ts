/** "The relay accepts money and product data only as signed facts" (design, section 5): a stranger's name of a product beside facts that the shop has signed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEX } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

describe.skipIf( without )( `a product's name${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;

	beforeAll( async () => {
		site = await createSite( { name: 'forged-name', ...wants, checkout: 'classic', settings: { pixels: [ { code: 'C9OPQFJC77U5NIJ6K7HG' } ], consent: { mode: 'assumed' } }, token: 'secret' } );
	} );
	afterAll( () => site?.stop() );

	it( 'is the shop\'s, whatever a stranger writes beside its signed row', async () => {
		const html = await ( await fetch( `${ site.url }/product/duet-mug/` ) ).text();
		const printed = JSON.parse( /id="duet-page"[^>]*>([^<]+)</.exec( html )?.[ 1 ] ?? '' );
		const { contents } = printed.page.events[ 0 ].params;
		const answer = await fetch( `${ site.url }/wp-json/duet/v1/events`, {
			method: 'POST',
			headers: { Origin: site.url, Cookie: `duet_visitor=${ HEX }.g`, 'User-Agent': 'Mozilla/5.0 (a stranger)', 'X-Forwarded-For': '203.0.113.9' },
			body: JSON.stringify( { url: `${ site.url }/`, referrer: '', events: [ { name: 'AddToCart', id: crypto.randomUUID().replaceAll( '-', '' ), age: 0, params: { content_type: 'product', contents, currency: 'EUR', value: 7.5, content_name: 'Stolen iPhone', description: 'Counterfeit handbags' } } ] } ),
		} );
		expect( answer.status ).toBe( 200 );
		const payload = await site.php( 'echo $GLOBALS["wpdb"]->get_var( "SELECT payload FROM {$GLOBALS["wpdb"]->prefix}duet_outbox WHERE event = \'AddToCart\'" );' );
		expect( JSON.parse( payload ).properties.contents[ 0 ].content_name ).toBe( contents[ 0 ].content_name );
		expect( payload ).not.toMatch( /iPhone|handbags/ );
	} );
} );
