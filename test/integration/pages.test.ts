/** What Duet prints on pages a cache may keep: the same for everybody, nothing of anybody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { Meter } from './meter.ts';
import { Shopper } from './shopper.ts';

const CODE = 'C9OPQFJC77U5NIJ6K7HG';
const settings = { pixels: [ { code: CODE } ], consent: { mode: 'assumed' } };
const PAGES = [ '/', '/shop/', '/product/duet-mug/', '/product/duet-shirt/', '/product-category/kitchen/', '/category/uncategorized/', '/?s=mug', '/?s=duet&post_type=product', '/sample-page/', '/?ttclid=E.C.P.Somebody' ];
/** Products whose facts stand on a page, signed. */
const SIGNED: Record< string, number > = { '/shop/': 3, '/product/duet-mug/': 1, '/product/duet-shirt/': 1, '/product-category/kitchen/': 1 };
const without = await missing( { plugins: [ 'woocommerce' ] } );

describe.skipIf( without )( `cacheable pages${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let meter: Meter;
	let alice: Shopper;
	let bob: Shopper;

	beforeAll( async () => {
		site = await createSite( { name: 'pages', plugins: [ 'woocommerce', 'duet' ], settings } );
		meter = new Meter( site );
		alice = new Shopper( site );
		bob = new Shopper( site, false );
		const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const card = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-CARD' );" ) );
		await alice.ask( `/?add-to-cart=${ mug }` );
		await bob.ask( `/?add-to-cart=${ card }&quantity=3` );
		// WooCommerce's notice "has been added" is shown once, on the next page.
		await Promise.all( [ alice, bob ].map( ( shopper ) => shopper.ask( '/shop/' ) ) );
	} );
	afterAll( () => site?.stop() );

	/** WooCommerce itself gives every quantity field a new number on every view. */
	const html = async ( shopper: Shopper, page: string ) => ( await ( await shopper.ask( page ) ).text() ).replace( /quantity_[0-9a-f]+/g, 'quantity' );
	const plugin = ( on: boolean ) => site.php( `require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${ on ? "activate_plugin( 'duet-for-tiktok/plugin.php' )" : "deactivate_plugins( 'duet-for-tiktok/plugin.php' )" };` );

	it( 'are the same for two shoppers with different carts, and hold no id, nonce, e-mail or address', async () => {
		const withDuet = new Map< string, [ string, string ] >();
		for ( const page of PAGES ) {
			withDuet.set( page, [ await html( alice, page ), await html( bob, page ) ] );
		}
		await plugin( false );
		const plainPages = new Map< string, [ string, string ] >();
		for ( const page of PAGES ) {
			plainPages.set( page, [ await html( alice, page ), await html( bob, page ) ] );
		}
		// Before the first word of judgement, or a second try would start without Duet.
		await plugin( true );
		for ( const page of PAGES ) {
			// Line by line, what is there only because Duet is.
			const lines = ( text: string ) => text.split( '\n' ).map( ( line ) => line.trim() );
			const plain = new Set( ( plainPages.get( page ) ?? [] ).flatMap( lines ) );
			const [ ofAlice, ofBob ] = ( withDuet.get( page ) ?? [ '', '' ] ).map( ( text ) => lines( text ).filter( ( line ) => ! plain.has( line ) ).join( '\n' ) );
			expect( ofAlice, page ).toBe( ofBob );
			expect( ofAlice, page ).toContain( 'duet-page' );
			// Every page has the pattern that finds personal data, and an @ in it.
			expect( ofAlice?.replace( /"personal":"(?:[^"\\]|\\.)*"/, '' ), page ).not.toMatch( /nonce|@|E\.C\.P\.|event_id|127\.0\.0\.1[^:]|[0-9a-f]{8}-[0-9a-f]{4}-|user_agent|wc_order_/i );
			// Under a strict Content Security Policy data and files of the site's own are all that is let through.
			const tags = ofAlice?.match( /<(script|style|link|img|iframe)\b[^>]*>|\son[a-z]+=/gi ) ?? [];
			expect( tags.filter( ( tag ) => ! /^<script [^>]*(type="application\/json"|src="http:\/\/127\.0\.0\.1:\d+\/wp-content\/plugins\/duet-for-tiktok\/build\/)/.test( tag ) ), page ).toEqual( [] );
			expect( tags.length, page ).toBeGreaterThan( 1 );
			expect( ofAlice?.match( /[0-9a-f]{32}/g ) ?? [], `${ page }: signatures of products only` ).toHaveLength( SIGNED[ page ] ?? 0 );
		}
	} );

	it( 'set no cookie and cost no query', async () => {
		/** Of three visits of a guest the cheapest: WordPress and WooCommerce now and then fill transients of their own. */
		const measure = async () => {
			const counts: Record< string, number > = {};
			for ( const page of [ ...PAGES, ...PAGES, ...PAGES ] ) {
				meter.forget();
				const answer = await new Shopper( site, false ).ask( page );
				await answer.text();
				expect( answer.headers.getSetCookie().filter( ( cookie ) => /duet|ttclid|_ttp/.test( cookie ) ) ).toEqual( [] );
				await expect.poll( () => meter.requests().some( ( { uri } ) => uri === page ) ).toBe( true );
				const { queries = Infinity } = meter.requests().find( ( { uri } ) => uri === page ) ?? {};
				counts[ page ] = Math.min( counts[ page ] ?? Infinity, queries );
			}
			return counts;
		};
		const on = await measure();
		await plugin( false );
		const off = await measure();
		await plugin( true );
		expect( on ).toEqual( off );
	} );

	it( 'of a search with one hit, which are never shown, leave the search to the page of the product', async () => {
		const shopper = new Shopper( site, false );
		const answer = await shopper.ask( '/?s=Gift&post_type=product' );
		expect( [ answer.status, answer.headers.get( 'location' ) ] ).toEqual( [ 302, `${ site.url }/product/duet-card/` ] );
		expect( answer.headers.get( 'cache-control' ) ).toContain( 'no-store' );
		const tray = JSON.parse( Buffer.from( shopper.cookies.get( 'duet_tray' ) ?? '', 'base64url' ).toString() ) as unknown[][];
		expect( tray ).toEqual( [ [ 'Search', expect.stringMatching( /^E-[0-9a-f]{32}$/ ), expect.any( Number ), { search_string: 'Gift' } ] ] );

		const refused = new Shopper( site, false );
		refused.cookies.set( 'duet_visitor', 'd' );
		expect( ( await refused.ask( '/?s=Gift&post_type=product' ) ).status ).toBe( 302 );
		expect( refused.cookies.has( 'duet_tray' ) ).toBe( false );
		await site.php( `file_put_contents( WP_CONTENT_DIR . '/mu-plugins/stay.php', "<?php add_filter( 'woocommerce_redirect_single_search_result', '__return_false' );" );` );
		const stays = new Shopper( site, false );
		expect( await html( stays, '/?s=Gift&post_type=product' ) ).toContain( '"name":"Search"' );
		await site.php( `unlink( WP_CONTENT_DIR . '/mu-plugins/stay.php' );` );
		expect( stays.cookies.has( 'duet_tray' ) ).toBe( false );
	} );

	it( 'keep hostile names as text', async () => {
		const name = "</script><script>alert(1)</script><!--<script>' \u2028 & \"x\"";
		await site.php( `
			$id = wc_get_product_id_by_sku( 'DUET-MUG' );
			$GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, [ 'post_title' => base64_decode( '${ Buffer.from( name ).toString( 'base64' ) }' ) ], [ 'ID' => $id ] );` );
		const page = await html( new Shopper( site, false ), '/product/duet-mug/' );
		const [ , block = '' ] = /<script[^>]*id="duet-page"[^>]*>([^]*?)<\/script>/.exec( page ) ?? [];
		const facts = JSON.parse( block ) as { page: { events: { params: { contents: { content_name: string }[] } }[] } };
		expect( facts.page.events[ 0 ]?.params.contents[ 0 ]?.content_name ).toBe( name.replace( /\s+/g, ' ' ) );
		expect( block ).not.toMatch( /[<&\u2028]/ );
	} );
} );
