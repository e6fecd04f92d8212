/** The WP Consent API beside consent tools that fill it: a default that a tool writes there at page load is no answer. */
import { test } from '@playwright/test';
import { shopWith } from '../../e2e/shop';
import { installed, proves, skipWithout } from '../proof';
import { tools } from './tools';
import { acceptAndWithdraw, rejectAndBuy } from './walk';

const FILLING = [ 'cookie-law-info', 'pressidium-cookie-consent', 'complianz-gdpr' ];

for ( const tool of tools.filter( ( { plugin } ) => FILLING.includes( plugin ) ) ) {
	const slug = tool.plugin;
	test.describe( `WP Consent API and ${ slug }`, { tag: slug === 'cookie-law-info' ? '@fast' : [] }, () => {
		test.setTimeout( 180_000 );
		test.beforeAll( () => skipWithout( 'woocommerce', 'wp-consent-api', slug ) );
		const shop = shopWith( { name: `api-${ slug }`, theme: 'classic', checkout: 'classic', ...( tool.mustUse === undefined ? {} : { mustUse: tool.mustUse } ) } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, 'wp-consent-api' );
			await installed( shop.site, slug );
			await shop.site.php( tool.setUp ?? '' );
		} );

		test( 'an unanswered banner loses nothing, a yes releases it, a withdrawal ends it', async ( { page } ) => {
			proves( { subject: 'Consent tools', plugin: 'WP Consent API', version, claim: `filled by ${ tool.name }: its default is no answer, the visitor's answer counts` } );
			await acceptAndWithdraw( shop, page, tool );
		} );

		test( 'a refusal holds', async ( { page } ) => {
			await rejectAndBuy( shop, page, tool, 'required' );
		} );
	} );
}
