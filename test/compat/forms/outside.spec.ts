/** Real form plugins without an adapter, in a tracked form: each accepted submission is one Lead, each refused one is none. */
import { expect, test } from '@playwright/test';
import { READY, eventually, layerOf, pushed, shopWith } from '../../e2e/shop';
import { installed, proves, skipWithout } from '../proof';
import { forms } from './plugins';

for ( const form of forms ) {
	test.describe( form.name, () => {
		test.setTimeout( 120_000 );
		test.beforeAll( () => skipWithout( form.plugin ) );
		const shop = shopWith( { name: `form-${ form.plugin }`, without: 'woocommerce', theme: 'classic', ...( form.mustUse === undefined ? {} : { mustUse: form.mustUse } ) } );
		let version = '';
		test.beforeAll( async () => {
			version = await installed( shop.site, form.plugin );
			await shop.site.php( `
				wp_set_current_user( 1 );
				${ form.make }
				wp_insert_post( wp_slash( [ 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Form', 'post_name' => 'tracked', 'post_content' => '[duet_form event="Lead"]' . $content . '[/duet_form]' ] ) );` );
		} );

		test( 'refused: no Lead; accepted: one, with one id on every channel', async ( { page } ) => {
			proves( { subject: 'Forms', plugin: form.name, version, claim: 'in a tracked form or by a rule: an accepted submission is one Lead with one id on every channel, a refused one is none' } );
			await shop.set( READY );
			await page.goto( `${ shop.site.url }/tracked/` );
			await pushed( page, 'page_view' );
			const leads = async () => ( await layerOf( page ) ).filter( ( { event } ) => event === 'generate_lead' );
			await page.locator( form.email ).first().fill( form.bad );
			await page.locator( form.submit ).first().click();
			await page.waitForTimeout( 3000 );
			expect( await leads() ).toEqual( [] );

			await page.locator( form.email ).first().fill( 'buyer@example.test' );
			if ( form.message !== undefined ) {
				await page.locator( form.message ).first().fill( 'Hello' );
			}
			await page.locator( form.submit ).first().click();
			await expect( page.locator( form.thanks ).first() ).toBeVisible();
			await eventually( () => expect( shop.copies( 'Lead', 'pixel' ) ).toHaveLength( 1 ) );
			expect( await shop.paired( 'Lead' ) ).toHaveLength( 1 );
		} );
	} );
}
