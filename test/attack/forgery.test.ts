/** A stranger, a contributor and a careless developer against money, ids and personal data, over HTTP on a real shop. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Shopper, HEX } from '../integration/shopper.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C9OPQFJC77U5NIJ6K7HG' } ], consent: { mode: 'assumed' }, events: { ViewContent: { eventsApi: true } } };
const HUGE = 999_999_999_999;
/** As HTML, JSON and JSON in JSON write a quotation mark. */
const QUOTE = '(?:\\\\?"|&quot;|\\\\*u0022)';
const SIGNED = new RegExp( `sig${ QUOTE }:${ QUOTE }[0-9a-f]{32}` );

/** Comments and biographies that other plugins run through WordPress's filters, and a role that writes products but publishes none. */
const ODD_PLUGINS = `<?php
add_filter( 'comment_text', 'do_shortcode' );
add_filter( 'term_description', 'do_shortcode' );
add_filter( 'the_content', fn( $html ) => $html . get_the_author_meta( 'description' ), 5 );
add_action( 'init', function () {
	if ( isset( $_GET['level_up'] ) ) {
		do_action( 'duet_track', 'Level Up', array( 'level_number' => 7 ), array( 'event_id' => 'level-up-42' ) );
	}
}, 50 );`;

interface Row { readonly event: string; readonly event_id: string; readonly origin: string; readonly payload: string }
type Facts = Readonly< Record< string, unknown > > & { readonly price: number };

describe.skipIf( without )( `forgery${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let visits = 0;

	beforeAll( async () => {
		site = await createSite( { name: 'forgery', ...wants, checkout: 'classic', settings, token: 'secret' } );
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/odd.php' ), ODD_PLUGINS );
		await site.php( `
			add_role( 'vendor', 'Vendor', array( 'read' => true, 'edit_products' => true, 'edit_posts' => true ) );
			foreach ( array( 'contributor', 'author', 'vendor' ) as $role ) {
				wp_insert_user( array( 'user_login' => $role, 'user_pass' => 'password', 'role' => $role, 'user_email' => "$role@example.test" ) );
			}` );
	}, 240_000 );
	afterAll( () => site?.stop() );
	beforeEach( () => site.php( '$GLOBALS["wpdb"]->query( "DELETE FROM {$GLOBALS["wpdb"]->prefix}duet_outbox" );' ) );

	const rows = async (): Promise< Row[] > =>
		JSON.parse( await site.php( 'echo wp_json_encode( $GLOBALS["wpdb"]->get_results( "SELECT event, event_id, origin, payload FROM {$GLOBALS["wpdb"]->prefix}duet_outbox ORDER BY id" ) );' ) );
	const told = async ( event: string ) => ( await rows() ).filter( ( row ) => row.event === event ).map( ( { payload } ) => JSON.parse( payload ).properties ?? {} );
	const id = () => crypto.randomUUID().replaceAll( '-', '' );

	/** One event through the relay, each time from another address. */
	async function relay( event: object, more: object = {}, cookies = `duet_visitor=${ HEX }.g` ): Promise< number > {
		const answer = await fetch( `${ site.url }/wp-json/duet/v1/events`, {
			method: 'POST',
			headers: { Origin: site.url, Cookie: cookies, 'User-Agent': 'Mozilla/5.0 (a stranger)', 'X-Forwarded-For': `203.0.113.${ ++visits % 250 }` },
			body: JSON.stringify( { url: `${ site.url }/`, referrer: '', events: [ { id: id(), age: 0, params: {}, ...event } ], ...more } ),
		} );
		return answer.status;
	}
	const addToCart = ( ...contents: ( Facts & { quantity: number } )[] ) =>
		relay( { name: 'AddToCart', params: { content_type: 'product', contents, currency: 'EUR', value: +contents.reduce( ( sum, { price, quantity } ) => sum + price * quantity, 0 ).toFixed( 2 ) } } );

	/** What the cart of a new visitor says of its lines. */
	async function cartOf( ...adding: string[] ): Promise< Facts[] > {
		const shopper = new Shopper( site );
		for ( const query of adding ) {
			await ( await shopper.ask( `/?${ query }` ) ).text();
		}
		const { items } = await ( await shopper.ask( '/wp-json/wc/store/v1/cart?duet=1' ) ).json() as { items: { extensions: { duet: Facts & { sig_core: string } } }[] };
		return items.map( ( { extensions: { duet: { sig_core: _, ...facts } } } ) => facts );
	}

	async function loggedIn( user: string ): Promise< Shopper > {
		const shopper = new Shopper( site );
		shopper.cookies.set( 'wordpress_test_cookie', 'WP%20Cookie%20check' );
		await shopper.ask( '/wp-login.php', { method: 'POST', body: new URLSearchParams( { log: user, pwd: 'password', testcookie: '1' } ) } );
		return shopper;
	}

	const productId = ( sku: string ) => site.php( `echo wc_get_product_id_by_sku( '${ sku }' );` );

	describe( 'money', () => {
		it( 'of a cart is what the cart holds, however the rows are written', async () => {
			const [ line ] = await cartOf( `add-to-cart=${ await productId( 'DUET-MUG' ) }&quantity=2` );
			if ( ! line ) {
				throw new Error( 'no line' );
			}
			expect( line.price ).toBe( 7.5 );
			expect( await addToCart( { ...line, quantity: 2 } ) ).toBe( 200 );
			expect( await addToCart( { ...line, quantity: 1 } ) ).toBe( 200 );
			const pieces = ( number: number ) => ( { ...line, price: 7.5 * number, quantity: 1, sig_price: 7.5, sig_pieces: number } );
			for ( const forged of [
				[ { ...line, quantity: 3 } ],
				[ { ...line, quantity: 1_000_000 } ],
				Array.from( { length: 60 }, () => ( { ...line, quantity: 1_000_000 } ) ),
				Array.from( { length: 60 }, () => ( { ...line, quantity: 2 } ) ),
				[ { ...line, quantity: 1 }, { ...line, quantity: 1 } ],
				[ pieces( 1_000_000 ) ],
				[ pieces( 2.5 ) ],
				[ { ...line, sig: `${ line[ 'sig' ] }0`, quantity: 20 } ],
				[ { ...line, sig: `${ String( line[ 'sig' ] ).slice( 0, 32 ) }-20`, quantity: 20 } ],
				[ { ...line, price: 750, quantity: 1 } ],
			] ) {
				expect( await addToCart( ...forged ), JSON.stringify( forged ).slice( 0, 200 ) ).toBe( 400 );
			}
			expect( ( await told( 'AddToCart' ) ).map( ( { value } ) => value ) ).toEqual( [ 15, 7.5 ] );
		} );

		it( 'of lines that look alike is sent for each of them', async () => {
			const shirt = await productId( 'DUET-SHIRT-BLUE-L' );
			const lines = await cartOf( `add-to-cart=${ await productId( 'DUET-MUG' ) }`, `add-to-cart=${ await productId( 'DUET-SHIRT' ) }&variation_id=${ shirt }&attribute_colour=Blue&attribute_size=L&quantity=3` );
			expect( lines ).toHaveLength( 2 );
			expect( await addToCart( ...lines.map( ( line, at ) => ( { ...line, quantity: at ? 3 : 1 } ) ) ) ).toBe( 200 );
			expect( ( await told( 'AddToCart' ) ).map( ( { value } ) => value ) ).toEqual( [ 73.5 ] );
		} );

		it( 'of a product page is one piece, once', async () => {
			const html = await ( await fetch( `${ site.url }/product/duet-mug/` ) ).text();
			const printed = JSON.parse( /id="duet-page"[^>]*>([^<]+)</.exec( html )?.[ 1 ] ?? '' );
			const [ facts ] = printed.page.events[ 0 ].params.contents as [ Facts ];
			expect( await addToCart( { ...facts, quantity: 1 } ) ).toBe( 200 );
			for ( const forged of [
				[ { ...facts, quantity: 1_000_000 } ],
				[ { ...facts, quantity: 1 }, { ...facts, quantity: 1 } ],
				[ { ...facts, price: 7_500_000, quantity: 1, sig_price: 7.5, sig_pieces: 1_000_000 } ],
			] ) {
				expect( await addToCart( ...forged ) ).toBe( 400 );
			}
			expect( ( await told( 'AddToCart' ) ).map( ( { value } ) => value ) ).toEqual( [ 7.5 ] );
		} );

		it( 'of a draft is signed in no way a contributor can see it', async () => {
			const shortcode = `[duet_event name="Lead" on="click" selector=".x" value="${ HUGE }" currency="EUR"]`;
			const block = `<!-- wp:button {"duetEvent":"Lead","duetParams":{"value":"${ HUGE }","currency":"EUR"}} --><div class="wp-block-button"><a class="wp-block-button__link" href="/x">x</a></div><!-- /wp:button -->`;
			const content = `${ shortcode }\n[duet_button event="Lead" value="${ HUGE }" currency="EUR"]x[/duet_button]\n${ block }`;
			const base64 = Buffer.from( content ).toString( 'base64' );
			const [ draft, pending, page ] = JSON.parse( await site.php( `
				$by   = get_user_by( 'login', 'contributor' )->ID;
				$make = static fn( string $status, int $author, string $text ): int => wp_insert_post( wp_slash( array( 'post_title' => 'x', 'post_status' => $status, 'post_author' => $author, 'post_content' => $text, 'comment_status' => 'open' ) ) );
				$text = base64_decode( '${ base64 }' );
				$page = $make( 'publish', $by, 'Published by an editor.' );
				update_user_meta( $by, 'description', $text );
				wp_insert_comment( array( 'comment_post_ID' => $page, 'comment_content' => $text, 'comment_approved' => 1, 'comment_author' => 'x' ) );
				echo wp_json_encode( array( $make( 'draft', $by, $text ), $make( 'pending', $by, $text ), $page ) );` ) ) as [ number, number, number ];
			const contributor = await loggedIn( 'contributor' );
			const see = async ( path: string, init?: RequestInit ) => ( await contributor.ask( path, init ) ).text();
			const admin = await see( '/wp-admin/post-new.php' );
			const nonce = /createNonceMiddleware\(\s*"([^"]+)"/.exec( admin )?.[ 1 ] ?? '';
			expect( nonce ).not.toBe( '' );
			const headers = { 'X-WP-Nonce': nonce, 'Content-Type': 'application/json' };
			const seen: readonly ( readonly [ string, Promise< string > ] )[] = [
				[ 'the preview', see( `/?p=${ draft }&preview=true` ) ],
				[ 'the preview without saying so', see( `/?p=${ draft }` ) ],
				[ 'a pending post', see( `/?p=${ pending }&preview=true` ) ],
				[ 'the editor\'s answer', see( `/wp-json/wp/v2/posts/${ draft }?context=edit`, { headers } ) ],
				[ 'saving', see( `/wp-json/wp/v2/posts/${ draft }`, { method: 'POST', headers, body: JSON.stringify( { content } ) } ) ],
				[ 'an autosave', see( `/wp-json/wp/v2/posts/${ draft }/autosaves`, { method: 'POST', headers, body: JSON.stringify( { content } ) } ) ],
				[ 'a rendered block', see( '/wp-json/wp/v2/block-renderer/duet/button?context=edit', { method: 'POST', headers, body: JSON.stringify( { attributes: { duetEvent: 'Lead', duetParams: { value: `${ HUGE }`, currency: 'EUR' } } } ) } ) ],
				[ 'a rendered shortcode', see( '/wp-json/wp/v2/block-renderer/core/shortcode?context=edit', { method: 'POST', headers, body: JSON.stringify( { attributes: { text: shortcode } } ) } ) ],
				[ 'a comment and a biography', see( `/?p=${ page }` ) ],
			];
			for ( const [ where, text ] of seen ) {
				expect( await text, where ).not.toMatch( SIGNED );
			}
			expect( await ( await fetch( `${ site.url }/?p=${ page }` ) ).text() ).toContain( `${ HUGE }` );

			// What a visitor then gets once an editor has published it is signed, holds for its event, and for nothing else.
			await site.php( `delete_user_meta( get_user_by( 'login', 'contributor' )->ID, 'description' ); wp_update_post( array( 'ID' => ${ draft }, 'post_status' => 'publish' ) );` );
			const visited = await ( await fetch( `${ site.url }/?p=${ draft }` ) ).text();
			const params = JSON.parse( ( /data-duet-params="([^"]+)"/.exec( visited )?.[ 1 ] ?? '' ).replaceAll( '&quot;', '"' ) );
			expect( params ).toEqual( { sig: expect.stringMatching( /^[0-9a-f]{32}$/ ), value: HUGE, currency: 'EUR' } );
			expect( [ ...visited.matchAll( new RegExp( SIGNED, 'g' ) ) ].length ).toBe( 3 );
			expect( await relay( { name: 'Lead', params } ) ).toBe( 200 );
			expect( await relay( { name: 'Contact', params } ) ).toBe( 200 );
			expect( await relay( { name: 'Lead', params: { ...params, value: HUGE - 1 } } ) ).toBe( 200 );
			// Back to a draft: no new signature.
			await site.php( `wp_update_post( array( 'ID' => ${ draft }, 'post_status' => 'draft' ) );` );
			expect( await see( `/?p=${ draft }&preview=true` ) ).not.toMatch( SIGNED );
			expect( await told( 'Lead' ) ).toEqual( [ { value: HUGE, currency: 'EUR' }, {} ] );
			expect( await told( 'Contact' ) ).toEqual( [ {} ] );
		} );

		it( 'of a tag that a contributor made is not signed, even if a plugin runs shortcodes in its description', async () => {
			const contributor = await loggedIn( 'contributor' );
			const nonce = /createNonceMiddleware\(\s*"([^"]+)"/.exec( await ( await contributor.ask( '/wp-admin/post-new.php' ) ).text() )?.[ 1 ] ?? '';
			const answer = await contributor.ask( '/wp-json/wp/v2/tags', {
				method: 'POST',
				headers: { 'X-WP-Nonce': nonce, 'Content-Type': 'application/json' },
				body: JSON.stringify( { name: 'Dream', slug: 'dream', description: `[duet_button event="Lead" value="${ HUGE }" currency="EUR"]x[/duet_button]` } ),
			} );
			expect( answer.status ).toBe( 201 );
			const tag = await ( await fetch( `${ site.url }/?tag=dream` ) ).text();
			expect( tag.includes( `${ HUGE }` ) ).toBe( true );
			expect( SIGNED.test( tag ) ).toBe( false );
			// Only editors make categories.
			await site.php( `wp_insert_term( 'Guides', 'category', array( 'slug' => 'guides', 'description' => '[duet_button event="Lead" value="5" currency="EUR"]x[/duet_button]' ) );` );
			expect( SIGNED.test( await ( await fetch( `${ site.url }/?category_name=guides` ) ).text() ) ).toBe( true );
		} );

		it( 'of a product that is not published is signed neither on its page, nor in a cart, nor for the wishlist', async () => {
			const draft = await site.php( `
				wp_set_current_user( get_user_by( 'login', 'vendor' )->ID );
				$product = new WC_Product_Simple();
				$product->set_props( array( 'name' => 'Dream', 'regular_price' => '${ HUGE }', 'sku' => 'DREAM', 'status' => 'draft' ) );
				$product->save();
				wp_update_post( array( 'ID' => $product->get_id(), 'post_author' => get_current_user_id() ) );
				echo $product->get_id();` );
			const vendor = await loggedIn( 'vendor' );
			const see = async ( path: string ) => ( await vendor.ask( path ) ).text();
			await see( `/?add-to-cart=${ draft }` );
			for ( const path of [ `/?post_type=product&p=${ draft }&preview=true`, '/wp-json/wc/store/v1/cart?duet=1', `/wp-json/wc/store/v1/products/${ draft }`, '/cart/', '/checkout/' ] ) {
				expect( await see( path ), path ).not.toMatch( SIGNED );
			}
		} );

		it( 'signed long ago, elsewhere, or by 0.1.0 is nothing', async () => {
			const [ line ] = await cartOf( `add-to-cart=${ await productId( 'DUET-MUG' ) }` );
			const old = JSON.parse( await site.php( `
				$made = static function ( int $days, string $site ): Duet\\Support\\Signature {
					$issuer = new class( $days, $site ) implements Duet\\Support\\Issuer {
						public function __construct( private int $days, private string $site ) {}
						public function key(): string { return get_option( 'duet_id_key' ); }
						public function site(): string { return $this->site; }
						public function today(): int { return intdiv( time(), 86400 ) - $this->days; }
						public function lifetime(): int { return 30; }
					};
					return new Duet\\Support\\Signature( $issuer );
				};
				$here  = get_current_blog_id() . ' ' . preg_replace( '~^https?://~', '', get_option( 'home' ) );
				$money = array( 'value' => 5, 'currency' => 'EUR' );
				$mac   = static fn( string $about, array $what ): string => substr( hash_hmac( 'sha256', wp_json_encode( $what ), hash_hmac( 'sha256', $about, get_option( 'duet_id_key' ) ) ), 0, 32 );
				echo wp_json_encode( array(
					$made( 30, $here )->sign_params( 'Lead', $money ),
					$made( 31, $here )->sign_params( 'Lead', $money ),
					$made( 0, '1 staging.example.test' )->sign_params( 'Lead', $money ),
					array( 'sig' => $mac( 'params', array( 'Lead', array( array( 'currency', 'EUR' ), array( 'value', '5.000000' ) ) ) ) ) + $money,
				) );` ) ) as object[];
			for ( const params of old ) {
				expect( await relay( { name: 'Lead', params } ) ).toBe( 200 );
			}
			expect( await told( 'Lead' ) ).toEqual( [ { value: 5, currency: 'EUR' }, {}, {}, {} ] );
			expect( await addToCart( { ...line, sig: 'f'.repeat( 32 ), price: 7.5, quantity: 1 } ) ).toBe( 400 );
			await site.php( `update_option( 'duet_settings', array( 'page_cache_days' => 7 ) + get_option( 'duet_settings' ) );` );
			expect( await relay( { name: 'Lead', params: old[ 0 ] } ) ).toBe( 200 );
			expect( ( await told( 'Lead' ) ).at( -1 ) ).toEqual( {} );
		} );
	} );

	describe( 'an id', () => {
		it( 'that a developer or the server chose cannot be used up by a stranger', async () => {
			const order = await site.php( `$order = wc_create_order(); echo $order->get_id();` );
			for ( const taken of [ 'level-up-42', 'LEVEL-UP-42', `P-${ order }-0123456789ab`, `C-1-0123456789ab`, `E-${ id() }`, `own-${ id() }`, id().toUpperCase(), `${ id() } `, 'aaaaaaaa' ] ) {
				expect( await relay( { name: 'Level Up', id: taken, proof: '0'.repeat( 32 ) } ), taken ).toBe( 400 );
			}
			expect( await rows() ).toEqual( [] );
			const visitor = new Shopper( site );
			await ( await visitor.ask( '/?level_up=1' ) ).text();
			await ( await visitor.ask( '/?level_up=1' ) ).text();
			expect( ( await rows() ).map( ( { event_id, origin } ) => [ event_id, origin ] ) ).toEqual( [ [ 'level-up-42', 'server' ] ] );
		} );

		it( 'of the browser\'s form that a developer chose is another one than a stranger\'s', async () => {
			const same = id();
			expect( await relay( { name: 'Level Up', id: same } ) ).toBe( 200 );
			await site.php( `do_action( 'duet_track', 'Level Up', array( 'level_number' => 7 ), array( 'event_id' => '${ same }', 'visitor' => array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) );` );
			expect( ( await rows() ).map( ( { event_id } ) => event_id ) ).toEqual( [ same, `own-${ same }` ] );
		} );

		it( 'of a registration without consent comes back through the relay once the visitor has agreed', async () => {
			await site.php( `update_option( 'users_can_register', 1 ); update_option( 'woocommerce_enable_myaccount_registration', 'yes' ); update_option( 'woocommerce_registration_generate_password', 'no' ); update_option( 'duet_settings', array( 'consent' => array( 'mode' => 'required' ) ) + get_option( 'duet_settings' ) );` );
			const visitor = new Shopper( site, false );
			const form = await ( await visitor.ask( '/my-account/' ) ).text();
			const nonce = /name="woocommerce-register-nonce" value="([^"]+)"/.exec( form )?.[ 1 ] ?? '';
			await visitor.ask( '/my-account/', { method: 'POST', body: new URLSearchParams( { email: 'new@example.test', password: 'A-long-password-42', register: 'Register', 'woocommerce-register-nonce': nonce } ) } );
			const page = await ( await visitor.ask( '/my-account/' ) ).text();
			const [ item ] = JSON.parse( /id="duet-tray"[^>]*>([^<]+)</.exec( page )?.[ 1 ] ?? '[]' ) as { name: string; id: string; proof: string }[];
			expect( item ).toMatchObject( { name: 'CompleteRegistration', id: expect.stringMatching( /^C-\d+-/ ), proof: expect.stringMatching( /^[0-9a-f]{32}$/ ) } );
			expect( await relay( { ...item, proof: undefined } ) ).toBe( 400 );
			expect( await relay( { ...item } ) ).toBe( 200 );
			expect( ( await rows() ).map( ( { event_id } ) => event_id ) ).toEqual( [ item?.id ] );
			await site.php( `update_option( 'duet_settings', array( 'consent' => array( 'mode' => 'assumed' ) ) + get_option( 'duet_settings' ) );` );
		} );
	} );

	describe( 'personal data', () => {
		const leaks: readonly ( readonly [ string, object ] )[] = [
			[ 'Level Up', { customer_email: 'ada' } ],
			[ 'Level Up', { userPhone: '0170 9876543' } ],
			[ 'Level Up', { billingAddress1: 'Canary Street 7' } ],
			[ 'Level Up', { birth_date: '1815-12-10' } ],
			[ 'Level Up', { note: 'ada@example.com' } ],
			[ 'Level Up', { note: 'ada%2540example.com' } ],
			[ 'Level Up', { mobile: 1709876543 } ],
			[ 'Level Up', { note: 'call +49 170 9876543' } ],
			[ 'Lead', { description: 'ada@example.com' } ],
			[ 'FindLocation', { query: 'ada@example.com' } ],
			[ 'Lead', { content_name: 'Guide for ada@example.com' } ],
		];

		it.each( leaks )( 'through the relay in %s %j is refused', async ( name, params ) => {
			expect( await relay( { name, params } ) ).toBe( 400 );
			expect( await rows() ).toEqual( [] );
		} );

		it( 'through duet_track is refused, and the log names the parameter alone', async () => {
			const before = site.debugLog().length;
			const calls = [ ...leaks, [ 'ViewContent', { contents: [ { content_id: 'A', content_name: 'ada@example.com', price: 1, quantity: 1 } ] } ] as const ];
			await site.php( `
				wp_set_current_user( 0 );
				foreach ( json_decode( base64_decode( '${ Buffer.from( JSON.stringify( calls ) ).toString( 'base64' ) }' ), true ) as [ $name, $params ] ) {
					do_action( 'duet_track', $name, $params, array( 'visitor' => array( 'visitor' => '${ HEX }', 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => time() ) ) ) );
				}` );
			expect( await rows() ).toEqual( [] );
			const files = await site.php( `foreach ( glob( WC_LOG_DIR . 'duet-for-tiktok*' ) as $file ) { echo file_get_contents( $file ); }` );
			const log = files + site.debugLog().slice( before );
			expect( log ).toContain( 'customer_email: personal data' );
			expect( log ).not.toMatch( /ada@example|9876543|Canary/ );
		} );

		it( 'leaves the addresses of page and referrer', async () => {
			const query = 'billing_address_1=Canary+Street+7&zip=10117&dob=1815-12-10&name=Lovelace&first_name=Ada&q=ada%2540example.com&utm_source=tiktok';
			expect( await relay( { name: 'Contact', url: `${ site.url }/u/ada%40example.com/?${ query }#ada@example.com`, referrer: `https://other.example/?${ query }` } ) ).toBe( 200 );
			const stored = await site.php( 'echo implode( $GLOBALS["wpdb"]->get_col( "SELECT CONCAT( payload, matching ) FROM {$GLOBALS["wpdb"]->prefix}duet_outbox" ) );' );
			expect( stored ).not.toMatch( /Canary|10117|1815|Lovelace|first_name|ada(@|%)/ );
			expect( stored ).toContain( 'utm_source=tiktok' );
		} );

		it( 'is not what the shop calls its products: they are added and sold', async () => {
			const mug = await productId( 'DUET-MUG' );
			await site.php( `$mug = wc_get_product( ${ mug } ); $mug->set_props( array( 'name' => 'Mug ada@example.com', 'sku' => '+4930123456' ) ); $mug->save();` );
			const [ line ] = await cartOf( `add-to-cart=${ mug }` );
			if ( ! line ) {
				throw new Error( 'no line' );
			}
			expect( await addToCart( { ...line, quantity: 1 } ) ).toBe( 200 );
			const { id: order } = await new Shopper( site ).classic( Number( mug ), 'cod' );
			expect( order ).toBeGreaterThan( 0 );
			for ( const event of [ 'AddToCart', 'Purchase' ] ) {
				expect( ( await told( event ) ).map( ( { contents } ) => contents ), event ).toEqual( [ [ expect.objectContaining( { content_id: '+4930123456', content_name: 'Mug ada@example.com' } ) ] ] );
			}
		} );
	} );
} );
