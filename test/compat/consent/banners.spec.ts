/** Real consent tools whose banner is clicked in a browser. */
import { test } from '@playwright/test';
import { shopWith } from '../../e2e/shop';
import { installed, proves, skipWithout } from '../proof';
import { tools } from './tools';
import { acceptAndWithdraw, rejectAndBuy } from './walk';

const FAST = [ 'cookie-law-info', 'cookie-notice', 'complianz-gdpr' ];

for ( const tool of tools ) {
	test.describe( tool.name, { tag: FAST.includes( tool.plugin ) ? '@fast' : [] }, () => {
		test.setTimeout( 180_000 );
		test.beforeAll( () => skipWithout( 'woocommerce', tool.plugin ) );
		const shop = shopWith( { name: `consent-${ tool.plugin }`, theme: 'classic', checkout: 'classic', ...( tool.mustUse === undefined ? {} : { mustUse: tool.mustUse } ) } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, tool.plugin );
			await shop.site.php( tool.setUp ?? '' );
		} );
		const proven = ( claim: string ) => proves( { subject: 'Consent tools', plugin: tool.name, version, claim } );

		test( 'nothing before an answer; yes: what waited and a purchase, once; withdrawal: nothing more', async ( { page } ) => {
			proven( 'nothing is sent or stored before an answer; consent releases what waited, once; a withdrawal stops both sides' );
			await acceptAndWithdraw( shop, page, tool );
		} );

		test( 'opt-in: a refusal covers everything, a purchase included', async ( { page } ) => {
			proven( 'a refusal covers a purchase' );
			await rejectAndBuy( shop, page, tool, 'required' );
		} );

		test( 'opt-out: a refusal covers everything, a purchase included', async ( { page } ) => {
			proven( 'a refusal covers a purchase' );
			await rejectAndBuy( shop, page, tool, 'assumed' );
		} );
	} );
}
