/** Product ids of a shop in two languages, with the real Polylang: the original's everywhere, as TikTok's catalog has them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { Shopper } from './shopper.ts';

const wants = { plugins: [ 'woocommerce', 'duet', 'polylang' ] } as const;
const without = await missing( wants );
const settings = { pixels: [ { code: 'C4TESTPIXEL000000000' } ], consent: { mode: 'assumed' } };

interface Row {
	readonly content_id: string;
	readonly content_name?: string;
}

describe.skipIf( without )( `a shop in two languages${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let cup: number;
	let address: string;

	beforeAll( async () => {
		site = await createSite( { name: 'languages', ...wants, theme: 'block', checkout: 'classic', settings } );
		// Polylang adds languages on its own screen alone; the command line shall be one.
		mkdirSync( join( site.root, 'wp-content/mu-plugins' ), { recursive: true } );
		writeFileSync( join( site.root, 'wp-content/mu-plugins/languages.php' ), "<?php if ( 'cli' === PHP_SAPI ) { add_filter( 'pll_model', static fn() => 'PLL_Admin_Model' ); add_filter( 'pll_context', static fn( $class ) => '' === $class ? 'PLL_Settings' : $class ); }" );
		// Free Polylang translates products where its settings say so; each step needs what the one before has stored.
		await site.php( `
			foreach ( [ [ 'English', 'en', 'en_US' ], [ 'Deutsch', 'de', 'de_DE' ] ] as [ $name, $slug, $locale ] ) {
				$added = PLL()->model->add_language( [ 'name' => $name, 'slug' => $slug, 'locale' => $locale, 'rtl' => 0, 'term_group' => 0, 'flag' => '' ] );
				if ( is_wp_error( $added ) ) { throw new RuntimeException( $added->get_error_message() ); }
			}
			$options = get_option( 'polylang' );
			update_option( 'polylang', array( 'post_types' => array( 'product' ), 'default_lang' => 'en', 'hide_default' => true, 'browser' => false ) + (array) $options );` );
		cup = Number(
			await site.php( `
				$mug = wc_get_product_id_by_sku( 'DUET-MUG' );
				$cup = new WC_Product_Simple();
				$cup->set_name( 'Tasse' ); $cup->set_slug( 'tasse' ); $cup->set_sku( 'DUET-TASSE' ); $cup->set_regular_price( '8.00' ); $cup->set_status( 'publish' );
				$cup->save();
				pll_set_post_language( $mug, 'en' );
				pll_set_post_language( $cup->get_id(), 'de' );
				pll_save_post_translations( [ 'en' => $mug, 'de' => $cup->get_id() ] );
				flush_rewrite_rules();
				echo $cup->get_id();` )
		);
		address = new URL( await site.php( `echo get_permalink( ${ cup } );` ) ).pathname;
	} );
	afterAll( () => site?.stop() );

	const choose = ( original: boolean ) => site.php( `update_option( 'duet_settings', [ 'content_id' => [ 'original_language' => ${ original } ] ] + get_option( 'duet_settings' ) );` );
	const viewed = async () => {
		const html = await ( await new Shopper( site ).ask( address ) ).text();
		const json = JSON.parse( /id="duet-page"[^>]*>([^<]*)</.exec( html )?.[ 1 ] ?? '{}' ) as { page?: { events?: { name: string; params: { contents?: Row[] } }[] } };
		return json.page?.events?.find( ( { name } ) => name === 'ViewContent' )?.params.contents?.map( ( { content_id, content_name } ) => [ content_id, content_name ] );
	};
	const carted = async () => {
		const shopper = new Shopper( site );
		await ( await shopper.ask( `/?add-to-cart=${ cup }` ) ).text();
		const cart = ( await ( await shopper.ask( '/wp-json/wc/store/v1/cart?duet=1' ) ).json() ) as { items: { extensions: { duet: Row } }[] };
		return cart.items.map( ( { extensions } ) => extensions.duet.content_id );
	};
	const bought = async () => {
		const { id, received } = await new Shopper( site ).classic( cup, 'cod' );
		const payload = JSON.parse( await site.php( `echo $GLOBALS['wpdb']->get_var( "SELECT payload FROM {$GLOBALS['wpdb']->prefix}duet_outbox WHERE object_id = ${ id } AND event = 'Purchase'" );` ) ) as { properties: { contents: Row[] } };
		const tray = /id="duet-tray"[^>]*>([^<]*)</.exec( await ( await new Shopper( site ).ask( received ) ).text() )?.[ 1 ] ?? '[]';
		const printed = ( JSON.parse( tray ) as { params: { contents: Row[] } }[] ).flatMap( ( { params } ) => params.contents );
		return [ payload.properties.contents, printed ].map( ( rows ) => rows.map( ( { content_id } ) => content_id ) );
	};

	it( 'sends the original\'s id on the page, in the cart and for the order, on both channels, with the name the shopper saw', async () => {
		expect( await viewed() ).toEqual( [ [ 'DUET-MUG', 'Tasse' ] ] );
		expect( await carted() ).toEqual( [ 'DUET-MUG' ] );
		expect( await bought() ).toEqual( [ [ 'DUET-MUG' ], [ 'DUET-MUG' ] ] );
	} );

	it( 'sends each language\'s own id where the merchant says so', async () => {
		await choose( false );
		expect( await viewed() ).toEqual( [ [ 'DUET-TASSE', 'Tasse' ] ] );
		expect( await carted() ).toEqual( [ 'DUET-TASSE' ] );
		expect( await bought() ).toEqual( [ [ 'DUET-TASSE' ], [ 'DUET-TASSE' ] ] );
		await choose( true );
	} );

	it( 'shows the choice on the screen', async () => {
		const answer = await site.php( `wp_set_current_user( 1 ); echo wp_json_encode( rest_do_request( '/duet/v1/settings' )->get_data() );` );
		expect( JSON.parse( answer ) ).toMatchObject( { site: { translated: true }, settings: { content_id: { original_language: true } } } );
	} );
} );
