/**
 * Consent tools whose banner comes from another server, which no test reaches - as with a firewall, a privacy extension or
 * an account that has expired. The visitor is never asked, so nothing may be sent; and the merchant is told.
 */
import { expect, test } from '@playwright/test';
import { READY, shopWith } from '../../e2e/shop';
import type { PluginSlug } from '../../../bin/site/kinds';
import { installed, proves, skipWithout } from '../proof';
import { Visit } from './walk';

interface RemoteTool {
	readonly plugin: PluginSlug;
	readonly name: string;
	readonly setUp: string;
	/** What of its own is in the page: it is really switched on. */
	readonly sign: RegExp;
}

const ID = '8a0f5f5c-3f0e-4ba0-9e21-2f6c4c0f4d11';

const remote: readonly RemoteTool[] = [
	{ plugin: 'cookiebot', name: 'Cookiebot', setUp: `update_option( 'cookiebot-cbid', '${ ID }' ); update_option( 'cookiebot-banner-enabled', '1' );`, sign: /consent\.cookiebot\.com/ },
	{
		plugin: 'uk-cookie-consent',
		name: 'Termly',
		setUp: `update_option( 'termly_display_banner', 'yes' ); update_option( 'termly_api_key', 'key' ); update_option( 'termly_website', (object) [ 'uuid' => '${ ID }' ] );`,
		sign: /app\.termly\.io/,
	},
	{
		plugin: 'axeptio-sdk-integration',
		name: 'Axeptio',
		setUp: "update_option( 'axeptio_settings', [ 'client_id' => '5fbfa806a0787d3985c6ee5f', 'version' => 'shop-en', 'sdk_active' => '1' ] );",
		sign: /5fbfa806a0787d3985c6ee5f/,
	},
];

for ( const { plugin, name, setUp, sign } of remote ) {
	test.describe( name, { tag: plugin === 'cookiebot' ? '@fast' : [] }, () => {
		test.setTimeout( 150_000 );
		test.beforeAll( () => skipWithout( 'woocommerce', plugin ) );
		const shop = shopWith( { name: `remote-${ plugin }`, theme: 'classic', checkout: 'classic' } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, plugin );
			await shop.site.php( setUp );
		} );

		for ( const mode of [ 'required', 'assumed' ] as const ) {
			test( `${ mode }: a banner that never comes is no consent, for a purchase neither`, async ( { page } ) => {
				proves( { subject: 'Consent tools', plugin: name, version, claim: 'while its banner does not come, everything is held', limitation: 'its banner comes from another server and was not clicked here' } );
				await shop.set( { ...READY, consent: { mode } } );
				const visit = new Visit( shop, page );
				await visit.arrive( 'body' );
				expect( await page.content() ).toMatch( sign );
				expect( await visit.buy( 'cod' ) ).toBe( 'unknown' );
				await page.reload();
				// Longer than a slow tool needs.
				await page.waitForTimeout( 6000 );
				await shop.site.drain();
				expect( visit.requests ).toEqual( [] );
				expect( await shop.rows() ).toEqual( [] );
				expect( shop.tiktok.events() ).toEqual( [] );
			} );
		}
	} );
}
