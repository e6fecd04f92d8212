/** Hostile text in every field that reaches a page, and hostile callers of the relay. */
import { expect, test, type Page } from '@playwright/test';
import { missing } from '../../bin/site/index';
import { ADDRESS, READY, Shopper, complaints, layerOf, pushed, shopWith } from './shop';

const reason = await missing( { plugins: [ 'woocommerce' ] } );
const NASTY = `Tea </script><script>window.hacked=1</script><!--<script> '-alert(1)-' "x"\u2028end`;
/** What is left of it where white space is made plain. */
const TEXT = NASTY.replace( /\s+/g, ' ' );
/** As WordPress stores a name from somebody who may not write HTML: harmless in its own output, whole again for whoever decodes it. */
const STORED = NASTY.replace( /</g, '&lt;' ).replace( />/g, '&gt;' );
const COUPON = `tea'-alert(1)-'"x"`;
const COOKIE = "</script><script>window.hacked=1</script><!--<script>'-alert(1)-'";
const VISITOR = '0123456789abcdef0123456789abcdef.g';

const base64 = ( text: string ) => `base64_decode( '${ Buffer.from( text ).toString( 'base64' ) }' )`;
const RENAME = `
	$mug = wc_get_product_id_by_sku( 'DUET-MUG' );
	$db  = $GLOBALS['wpdb'];
	$db->update( $db->posts, [ 'post_title' => ${ base64( STORED ) } ], [ 'ID' => $mug ] );
	$db->update( $db->terms, [ 'name' => ${ base64( STORED ) } ], [ 'slug' => 'kitchen' ] );
	$coupon = new WC_Coupon();
	$coupon->set_props( [ 'code' => ${ base64( COUPON ) }, 'discount_type' => 'percent', 'amount' => '10' ] );
	$coupon->save();
	wp_cache_flush();`;

test.describe( 'hostile text', () => {
	test.skip( reason !== undefined, reason ?? '' );
	test.use( { userAgent: `Mozilla/5.0 Chrome/140 ${ COOKIE }` } );
	const shop = shopWith( { name: 'hostile', theme: 'block', checkout: 'block' } );

	const harmless = async ( page: Page ) => expect( await page.evaluate( () => 'hacked' in window ), page.url() ).toBe( false );

	test( 'stays text from the landing page to the thank-you page and the admin screen, and the sale counts once', async ( { page, context } ) => {
		await shop.set( READY, RENAME );
		const dialogs: string[] = [];
		page.on( 'dialog', ( dialog ) => {
			dialogs.push( dialog.message() );
			void dialog.accept();
		} );
		await context.addCookies(
			[ 'ttclid', '_ttp', 'duet_visitor' ].map( ( name ) => ( { name, value: COOKIE + 'x'.repeat( 3_000 ), url: shop.site.url } ) )
		);
		const shopper = new Shopper( page, shop.site.url, 'block' );
		const query = [ 's', 'utm_source', 'utm_campaign', 'ttclid' ].map( ( name ) => `${ name }=${ encodeURIComponent( NASTY ) }` ).join( '&' );
		await shopper.arrive( `/?post_type=product&${ query }` );
		await pushed( page, 'page_view' );
		await harmless( page );

		await shopper.go( '/product/duet-mug/' );
		const [ view ] = ( await pushed( page, 'view_item' ) ).filter( ( { event } ) => event === 'view_item' );
		expect( view?.ecommerce ).toMatchObject( { items: [ { item_id: 'DUET-MUG', item_name: TEXT, item_category: TEXT } ] } );
		await harmless( page );

		await shopper.addToCart( 'duet-mug' );
		await pushed( page, 'add_to_cart' );
		await harmless( page );
		await shopper.go( '/cart/' );
		await page.getByRole( 'button', { name: 'Add coupons' } ).click();
		await page.getByLabel( 'Enter code' ).fill( COUPON );
		await page.getByRole( 'button', { name: 'Apply' } ).click();
		await expect( page.locator( '.wc-block-components-totals-discount__coupon-list' ) ).toContainText( 'tea' );
		await harmless( page );

		await shopper.fillCheckout();
		const checkout = ( await pushed( page, 'begin_checkout' ) ).find( ( { event } ) => event === 'begin_checkout' );
		expect( checkout?.ecommerce ).toMatchObject( { coupon: COUPON, items: [ { item_name: TEXT } ] } );
		await page.fill( '#shipping-first_name', NASTY );
		await shopper.pay( 'cod' );
		const purchase = ( await pushed( page, 'purchase' ) ).find( ( { event } ) => event === 'purchase' );
		expect( purchase?.ecommerce ).toMatchObject( { coupon: COUPON, value: 11.75, items: [ { item_name: TEXT, item_category: TEXT } ] } );
		await harmless( page );

		await shop.later( page );
		expect( await shop.added() ).toEqual( [ '1 DUET-MUG' ] );
		expect( await shop.paired( 'Purchase' ) ).toHaveLength( 1 );
		const [ server ] = shop.copies( 'Purchase', 'server' );
		expect( server?.properties.contents ).toEqual( [ expect.objectContaining( { content_name: TEXT } ) ] );
		expect( server?.user.ttclid ).toBeUndefined();
		expect( server?.user.user_agent ).toContain( COOKIE );
		expect( complaints( shop.tiktok ) ).toEqual( [] );

		await page.goto( `${ shop.site.url }/wp-login.php` );
		await page.fill( '#user_login', 'admin' );
		await page.fill( '#user_pass', 'password' );
		await page.click( '#wp-submit' );
		await page.waitForURL( /wp-admin/ );
		await page.goto( `${ shop.site.url }/wp-admin/admin.php?page=duet-for-tiktok#settings/purchases` );
		await expect( page.getByRole( 'table', { name: /Preview/ } ) ).toContainText( 'window.hacked=1' );
		await harmless( page );
		expect( dialogs ).toEqual( [] );
	} );

	test( 'a broken visitor cookie is replaced', async ( { page, context } ) => {
		await shop.set();
		await context.addCookies( [ { name: 'duet_visitor', value: COOKIE, url: shop.site.url } ] );
		await new Shopper( page, shop.site.url, 'block' ).arrive( '/' );
		await pushed( page, 'page_view' );
		await expect.poll( async () => ( await context.cookies() ).find( ( { name } ) => name === 'duet_visitor' )?.value ).toMatch( /^[0-9a-f]{32}\.a$/ );
	} );

	test( 'the relay writes nothing for whom it does not believe', async ( { page } ) => {
		await shop.set();
		await page.goto( `${ shop.site.url }/product/duet-mug/` );
		const printed = ( await page.locator( '#duet-page' ).textContent() ) ?? '';
		const { page: { events: [ view ] } } = JSON.parse( printed ) as { page: { events: [ { params: { contents: [ Record< string, unknown > ] } } ] } };
		const signed = view.params.contents[ 0 ];
		const ours = { origin: shop.site.url, 'sec-fetch-site': 'same-origin', cookie: `duet_visitor=${ VISITOR }`, 'x-forwarded-for': ADDRESS, 'user-agent': 'Mozilla/5.0 Chrome/140' };
		const id = () => crypto.randomUUID();
		const contact = ( more: object = {} ) => ( { name: 'Contact', id: id(), age: 0, params: {}, ...more } );
		const add = ( row: object, value: unknown ) => ( { name: 'AddToCart', id: id(), age: 0, params: { contents: [ row ], value, currency: 'EUR', content_type: 'product' } } );
		const tell = async ( events: unknown, headers: Record< string, string > = {}, more: object = {} ) => {
			const body = typeof events === 'string' ? events : JSON.stringify( { url: `${ shop.site.url }/`, referrer: '', events, ...more } );
			const sent = Object.entries( { ...ours, 'content-type': 'text/plain', ...headers } ).filter( ( [ , value ] ) => value !== '' );
			const answer = await fetch( `${ shop.site.url }/wp-json/duet/v1/events`, { method: 'POST', headers: sent, body } );
			expect( answer.headers.get( 'cache-control' ) ).toContain( 'no-store' );
			expect( await answer.text() ).toBe( '{}' );
			return answer.status;
		};

		const refused: [ string, () => Promise< number > ][] = [
			...[ 'Purchase', 'CompletePayment', 'PlaceAnOrder', 'Refund', '<b>Nonsense</b>', 'Pageview' ].map( ( name ): [ string, () => Promise< number > ] => [ name, () => tell( [ contact( { name } ) ] ) ] ),
			[ '17 KB', () => tell( [ contact( { params: { description: 'x'.repeat( 17 * 1024 ) } } ) ] ) ],
			[ '21 events', () => tell( Array.from( { length: 21 }, () => contact() ) ) ],
			[ 'no JSON', () => tell( '</script>' ) ],
			[ 'no list', () => tell( { first: contact() } ) ],
			[ 'an id with markup', () => tell( [ contact( { id: '<script>alert(1)' } ) ] ) ],
			[ 'from the future', () => tell( [ contact( { age: -1 } ) ] ) ],
			[ 'two days old', () => tell( [ contact( { age: 1728e5 } ) ] ) ],
			[ 'a page of another site', () => tell( [ contact() ], {}, { url: 'https://evil.example/' } ) ],
			[ 'a foreign origin', () => tell( [ contact() ], { origin: 'https://evil.example' } ) ],
			[ 'the null origin', () => tell( [ contact() ], { origin: 'null' } ) ],
			[ 'neither origin nor Sec-Fetch-Site', () => tell( [ contact() ], { origin: '', 'sec-fetch-site': '' } ) ],
			[ 'cross-site', () => tell( [ contact() ], { 'sec-fetch-site': 'cross-site' } ) ],
			[ 'a refuser', () => tell( [ contact() ], { cookie: `duet_visitor=${ VISITOR.replace( '.g', '.d' ) }` } ) ],
			[ 'an unsigned product', () => tell( [ add( { content_id: 'DUET-MUG', price: 7.5, quantity: 1, currency: 'EUR', tax: 'incl' }, 7.5 ) ] ) ],
			[ 'another price', () => tell( [ add( { ...signed, price: 0.01 }, 0.01 ) ] ) ],
			[ 'another value', () => tell( [ add( signed, 99 ) ] ) ],
		];
		for ( const [ what, ask ] of refused ) {
			const status = await ask();
			expect( status, what ).toBeGreaterThanOrEqual( 400 );
			expect( status, what ).toBeLessThan( 500 );
		}
		expect( await shop.rows() ).toEqual( [] );

		// The same caller is believed with what is ours, and cookies of 6 KB with markup cost nothing but themselves.
		expect( await tell( [ contact(), add( signed, signed.price ) ] ) ).toBe( 200 );
		expect( await tell( [ contact() ], { cookie: [ 'ttclid', '_ttp', 'duet_visitor' ].map( ( name ) => `${ name }=${ COOKIE.replaceAll( ';', '' ) }${ 'x'.repeat( 6_000 ) }` ).join( '; ' ) } ) ).toBe( 200 );
		expect( ( await shop.rows() ).map( ( { event } ) => event ) ).toEqual( [ 'Contact', 'AddToCart', 'Contact' ] );
		expect( await shop.site.php( 'echo implode( $GLOBALS["wpdb"]->get_col( "SELECT matching FROM {$GLOBALS["wpdb"]->prefix}duet_outbox" ) );' ) ).not.toContain( 'hacked' );
		await shop.site.drain();
		expect( shop.tiktok.events().filter( ( { channel, accepted } ) => channel === 'server' && accepted ) ).toHaveLength( 3 );
		expect( await layerOf( page ) ).toHaveLength( 2 );
	} );
} );
