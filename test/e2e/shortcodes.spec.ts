/** Blocks, shortcodes, rules and plain markup on one page: each fires once and for itself, and nothing by accident. */
import { expect, test } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { pagesWith } from './pages';
import { READY } from './shop';

const reason = await missing( {} );

const rules = [ { id: 'rule0001', label: '', on: true, event: 'RuleHit', when: { type: 'click', url: '*', selector: '.together' }, params: [ { name: 'plan', from: 'fixed', value: 'gold' } ] } ];

/** Without an address, so that the page stays. */
const button = ( text: string, attributes: object ) =>
	`<!-- wp:duet/button ${ JSON.stringify( attributes ) } -->\n<div class="wp-block-duet-button wp-block-button"><button type="button" class="wp-block-button__link wp-element-button">${ text }</button></div>\n<!-- /wp:duet/button -->`;

test.describe( 'elements on a page', () => {
	test.skip( reason !== undefined, reason ?? '' );
	const pages = pagesWith( 'shortcodes', { settings: { ...READY, rules } } );

	test( 'two blocks, two shortcodes and a rule for one element each fire once, with equal ids', async ( { page } ) => {
		const id = await pages.write( `${ button( 'First block', { duetEvent: 'Contact', duetParams: { value: '5', currency: 'EUR' } } ) }

${ button( 'Second block', { duetEvent: 'Schedule' } ) }

<!-- wp:shortcode -->
[duet_button event="Lead" class="together" value="12.50" currency="EUR"]Together[/duet_button]
<!-- /wp:shortcode -->

<!-- wp:shortcode -->
[duet_event name="Subscribe" on="click" selector=".wp-block-post-content > .together, .entry-content .together" value="3" currency="EUR"]
<!-- /wp:shortcode -->

<!-- wp:shortcode -->
[duet_event name="Level Up" on="click" selector=".together" level_number="3"]
<!-- /wp:shortcode -->` );
		await pages.visit( page, id );
		await page.getByRole( 'button', { name: 'Together' } ).click();
		await page.getByRole( 'button', { name: 'First block' } ).click();
		await page.getByRole( 'button', { name: 'Second block' } ).click();
		const copies = await pages.sentOnce( page, [
			[ 'generate_lead', 'Lead' ],
			[ 'subscribe', 'Subscribe' ],
			[ 'Level Up', 'Level Up' ],
			[ 'RuleHit', 'RuleHit' ],
			[ 'contact', 'Contact' ],
			[ 'schedule', 'Schedule' ],
		] );
		// Values that PHP printed are believed by the server: equal on both ways. Subscribe never carries one there.
		const value = ( name: string ) => copies.filter( ( { event } ) => event === name ).map( ( { channel, properties } ) => `${ channel } ${ properties.value }` ).sort();
		expect( value( 'Lead' ) ).toEqual( [ 'pixel 12.5', 'server 12.5' ] );
		expect( value( 'Contact' ) ).toEqual( [ 'pixel 5', 'server 5' ] );
		for ( const { properties } of copies ) {
			expect( JSON.stringify( properties ) ).not.toContain( 'sig' );
		}
	} );

	test( 'near misses: seen but not pressed, middle click; Enter counts once', async ( { page } ) => {
		const id = await pages.write( '<p>[duet_button event="Lead" url="#there"]Press[/duet_button]</p>' );
		await pages.visit( page, id );
		const link = page.getByRole( 'link', { name: 'Press', exact: true } );
		await link.hover();
		await link.click( { button: 'middle' } );
		await link.dispatchEvent( 'auxclick' );
		await pages.sentNothing( page );

		await pages.visit( page, id );
		await link.focus();
		await page.keyboard.press( 'Enter' );
		await pages.sentOnce( page, [ [ 'generate_lead', 'Lead' ] ] );
	} );

	test( 'a tracked form counts when it is sent and not when it is refused; what is viewed counts at once', async ( { page } ) => {
		const id = await pages.write( `<!-- wp:shortcode -->
[duet_event name="View Content" content_id="007"]
<!-- /wp:shortcode -->

<!-- wp:html -->
[duet_form event="Subscribe" description="Letter"]
<form action="#"><label>Mail <input type="email" name="mail" required></label><button>Order</button></form>
[/duet_form]
<!-- /wp:html -->` );
		await pages.visit( page, id );
		await expect.poll( () => pages.layer( page ) ).toHaveLength( 1 );
		await page.getByRole( 'button', { name: 'Order' } ).click();
		await page.getByLabel( 'Mail', { exact: true } ).fill( 'no address' );
		await page.keyboard.press( 'Enter' );
		expect( ( await pages.layer( page ) ).map( ( { event } ) => event ) ).toEqual( [ 'view_item' ] );
		// The page stays, so that its dataLayer can be read.
		await page.locator( '.duet-form form' ).evaluate( ( form: HTMLFormElement ) => form.setAttribute( 'target', 'elsewhere' ) );
		await page.getByLabel( 'Mail', { exact: true } ).fill( 'a@example.test' );
		await page.keyboard.press( 'Enter' );
		await expect.poll( async () => ( await pages.layer( page ) ).map( ( { event } ) => event ) ).toEqual( [ 'view_item', 'subscribe' ] );
		expect( JSON.stringify( await pages.layer( page ) ) ).not.toContain( 'example.test' );
	} );

	test( "a hostile contributor's post runs nothing and fires nothing wrong", async ( { page } ) => {
		const alerts: string[] = [];
		const errors: string[] = [];
		page.on( 'dialog', ( dialog ) => {
			alerts.push( dialog.message() );
			void dialog.dismiss();
		} );
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		const id = await pages.write( [
			'[duet_button event="Lead" url="javascript:alert(1)" value="12,50"]one[/duet_button]',
			'[duet_button event="&quot; onclick=&quot;alert(2)" class="&quot; onclick=&quot;alert(3)"]two[/duet_button]',
			'[duet_button event="Lead" value="-1"]<b onclick="alert(4)">three</b>[/duet_button]',
			'[duet_event name="Lead" on="click" selector="*{}" ]',
			'[duet_event name="Lead" on="view" description="&lt;/script&gt;&lt;script&gt;alert(5)&lt;/script&gt;" unknown="1"]',
			'[duet_event name="Lead" on="view" value="1e9"]',
			'<!-- wp:button {"duetEvent":"\\u003cimg src=x onerror=alert(6)\\u003e"} --><div class="wp-block-button"><a class="wp-block-button__link">four</a></div><!-- /wp:button -->',
		].join( '\n\n' ), 'contributor' );
		await pages.visit( page, id );
		for ( const text of [ 'one', 'two', 'three', 'four' ] ) {
			await page.getByText( text, { exact: true } ).click();
		}
		await pages.sentNothing( page );
		expect( alerts ).toEqual( [] );
		expect( errors ).toEqual( [] );
	} );

	test( 'plain markup needs nothing of PHP, and an element within another is one of its own', async ( { page } ) => {
		const id = await pages.write( '<!-- wp:html --><button type="button" data-duet-event="Find Location" data-duet-content-name="Berlin">Map</button><div data-duet-event="OuterBox"><button type="button" data-duet-event="InnerBox">Box</button></div><!-- /wp:html -->' );
		await pages.visit( page, id );
		await page.getByRole( 'button', { name: 'Map' } ).click();
		await page.getByRole( 'button', { name: 'Box' } ).click();
		expect( ( await pages.layer( page ) ).map( ( { event } ) => event ) ).toEqual( [ 'find_location', 'InnerBox', 'OuterBox' ] );
		await pages.sentOnce( page, [ [ 'find_location', 'FindLocation' ], [ 'InnerBox', 'InnerBox' ], [ 'OuterBox', 'OuterBox' ] ] );
	} );
} );
