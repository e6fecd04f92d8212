/** A subject is loaded when a hook that needs it is about to fire (Wiring\\Occasions), and by nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite, missing, type Site } from '../../bin/site/index.ts';
import { benchSite, type BenchSite } from '../bench/footprint/site.ts';
import { costs, pageKind } from '../bench/footprint/php.ts';
import { startStandIn } from '../tiktok/server.ts';

/** Hooks that fire only after the hook that loads the module, in the same request; why, beside each. */
const LATER: Readonly<Record<string, readonly string[]>> = {
	// After init.
	elements: [ 'the_content', 'widget_text_content', 'enqueue_block_editor_assets', 'register_block_type_args', ...[ 'button', 'file', 'social-link', 'navigation-link', 'form' ].map( ( name ) => `render_block_core/${ name }` ) ],
	verification: [ 'wp_head' ],
	// After wp_enqueue_scripts and their like.
	page: [ 'wp_footer', 'login_footer', 'embed_footer', 'wp_script_attributes' ],
	matching: [ 'wp_footer' ],
	// After init.
	forms: [ 'wp_footer' ],
	rules: [ 'admin_bar_menu' ],
	// After template_redirect, or at the end of a request in which one of its other hooks fired.
	order: [ 'wp_footer', 'shutdown', 'rest_pre_dispatch' ],
	// WooCommerce adds to the cart before it redirects; a request to REST begins with rest_api_init.
	cart: [ 'wp_redirect', 'rest_pre_dispatch', 'rest_request_before_callbacks', 'rest_request_after_callbacks', ...[ 'minimum', 'maximum', 'multiple_of' ].map( ( limit ) => `woocommerce_store_api_product_quantity_${ limit }` ) ],
	relay: [ 'rest_pre_dispatch' ],
	withdrawal: [ 'rest_pre_dispatch' ],
	// The list of plugins is shown after the menu.
	admin: [ 'plugin_action_links_duet-for-tiktok/plugin.php' ],
};

const without = await missing( { plugins: [ 'woocommerce' ] } );

describe.skipIf( without )( `when a subject is loaded${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	let bench: BenchSite;
	let tiktok: Awaited<ReturnType<typeof startStandIn>>;

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( { name: 'occasions', plugins: [ 'woocommerce', 'duet' ], settings: { pixels: [ { code: 'C0000000000000000000' } ], consent: { mode: 'assumed', countries: [ 'DE' ] }, verification: { token: 'abc' } } } );
		bench = await benchSite( tiktok, true );
	} );
	afterAll( async () => {
		await site.stop();
		await bench.site.stop();
		await tiktok.stop();
	} );

	it( 'every hook that a module adds is one that loads it, or fires after one', async () => {
		const added = JSON.parse(
			await site.php( `
				define( 'WP_ADMIN', true );
				wp_set_current_user( 1 );
				$hooks = static function (): array {
					$found = array();
					foreach ( $GLOBALS['wp_filter'] as $name => $hook ) { foreach ( $hook->callbacks as $priority => $callbacks ) { foreach ( array_keys( $callbacks ) as $id ) { $found[ "$name $priority $id" ] = $name; } } }
					return $found;
				};
				$modules = new Duet\\Wiring\\Modules( $GLOBALS['wpdb'] );
				$added   = array();
				foreach ( array_keys( Duet\\Wiring\\Occasions::HOOKS + Duet\\Wiring\\Occasions::BEHIND_HOOKS ) as $name ) {
					$before = $hooks();
					$modules->module( $name )->register();
					$added[ $name ] = array( array_values( array_unique( array_diff_key( $hooks(), $before ) ) ), array( ...( Duet\\Wiring\\Occasions::HOOKS[ $name ] ?? array() ), ...( Duet\\Wiring\\Occasions::BEHIND_HOOKS[ $name ] ?? array() ) ) );
				}
				echo json_encode( $added );` )
		) as Record<string, [ string[], string[] ]>;
		expect( Object.keys( added ).length ).toBeGreaterThan( 25 );
		for ( const [ name, [ hooks, occasions ] ] of Object.entries( added ) ) {
			expect( hooks.filter( ( hook ) => ! occasions.includes( hook ) && ! ( LATER[ name ] ?? [] ).includes( hook ) ), name ).toEqual( [] );
		}
	} );

	// An order's ID is looked up in the ledger.
	const NEVER = /\/includes\/(Accuracy|Admin|Cli|Deliveries(?!\/(Ledger|EventCounts)\.)|Offline|Privacy|Report|SettingsScreen|SiteHealth|Sweep|TestEvent)\//;
	it.each( [
		[ 'a product page', '/product/duet-mug/', 70 ],
		// WooCommerce saves a draft of the order there, and each save of an order needs those who watch orders.
		[ 'the block checkout', '/checkout/', 135 ],
		[ 'the index of the REST API', '/wp-json/', 45 ],
		[ 'the cart of the Store API', '/wp-json/wc/store/v1/cart', 50 ],
		[ 'admin-ajax.php', '/wp-admin/admin-ajax.php?action=none', 45 ],
	] )( '%s loads few files, and none of the screens', async ( name, path, most ) => {
		const mug = Number( await bench.site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
		const cost = ( await costs( bench, pageKind( name, path, [ 'duet' ], path === '/checkout/' ? mug : 0 ), 1 ) ).get( 'duet' );
		expect( cost?.files.filter( ( file ) => NEVER.test( file ) ) ).toEqual( [] );
		expect( cost?.files.length ).toBeGreaterThan( 10 );
		expect( cost?.files.length ).toBeLessThanOrEqual( most );
	} );
} );
