/** Page caches and optimizers, each with what it does to scripts and pages switched on. */
import type { PluginSlug } from '../../../bin/site/kinds';

export interface CachePlugin {
	readonly plugin: PluginSlug;
	readonly name: string;
	/** PHP that does what its settings screen does. */
	readonly setUp: string;
	/** What of its work can be seen in a page. */
	readonly sign: RegExp;
	readonly limitation?: string;
}

/** A click ID makes a copy of a page, or is not cached at all. */
const clickId = ( where: string ): string => `pages behind an ad click (?ttclid=) are not served from the cache until you add ttclid ${ where }`;

const SUPER_CACHE = `
	$home = WP_PLUGIN_DIR . '/wp-super-cache/';
	file_put_contents( WP_CONTENT_DIR . '/wp-cache-config.php', str_replace( '$cache_enabled = false;', '$cache_enabled = true; $wp_cache_comments = 1;', file_get_contents( $home . 'wp-cache-config-sample.php' ) ) );
	file_put_contents( WP_CONTENT_DIR . '/advanced-cache.php', '<?php defined( "WPCACHEHOME" ) || define( "WPCACHEHOME", "' . $home . '" ); include_once WPCACHEHOME . "wp-cache-phase1.php";' );`;

const W3TC = `
	$config = W3TC\\Dispatcher::config();
	foreach ( [ 'pgcache.enabled', 'minify.enabled', 'minify.html.enable', 'minify.js.enable', 'common.support' ] as $name ) { $config->set( $name, true ); }
	$config->save();
	copy( WP_PLUGIN_DIR . '/w3-total-cache/wp-content/advanced-cache.php', WP_CONTENT_DIR . '/advanced-cache.php' );`;

const on = ( prefix: string, names: readonly string[], value = '1' ): string => names.map( ( name ) => `update_option( '${ prefix }${ name }', '${ value }' );` ).join( ' ' );

export const caches: readonly CachePlugin[] = [
	{ plugin: 'autoptimize', name: 'Autoptimize', setUp: on( 'autoptimize_', [ 'js', 'js_aggregate', 'html', 'css', 'css_aggregate' ], 'on' ), sign: /autoptimize/ },
	{
		plugin: 'litespeed-cache',
		name: 'LiteSpeed Cache',
		setUp: on( 'litespeed.conf.optm-', [ 'js_min', 'js_comb', 'html_min' ] ) + on( 'litespeed.conf.optm-', [ 'js_defer' ], '2' ),
		sign: /litespeed/i,
		limitation: clickId( 'under "Cache, Advanced, Drop Query String"' ),
	},
	{
		plugin: 'sg-cachepress',
		name: 'Speed Optimizer (SiteGround)',
		setUp: on( 'siteground_optimizer_', [ 'optimize_javascript', 'combine_javascript', 'optimize_javascript_async', 'optimize_html' ] ),
		sign: /siteground-optimizer/,
	},
	{ plugin: 'breeze', name: 'Breeze', setUp: '', sign: /breeze-prefetch/, limitation: 'tried with its prefetching of links; its page cache and its minification did not work on the test server' },
	{
		plugin: 'wp-optimize',
		name: 'WP-Optimize',
		setUp: "update_option( 'wpo_minify_config', [ 'enabled' => true, 'enable_js' => true, 'enable_js_minification' => true, 'enable_merging_of_js' => true, 'enable_defer_js' => 'all', 'html_minification' => true ] + (array) get_option( 'wpo_minify_config', [] ) );",
		sign: /wpo-minify/,
		limitation: 'pages behind an ad click (?ttclid=) are not served from the cache; only its premium version can ignore a parameter',
	},
	{
		plugin: 'wp-fastest-cache',
		name: 'WP Fastest Cache',
		setUp: `update_option( 'WpFastestCache', '{"wpFastestCacheStatus":"on","wpFastestCacheMinifyHtml":"on","wpFastestCacheCombineCss":"on","wpFastestCacheCombineJs":"on"}' );`,
		sign: /WP Fastest Cache|wpfc-minified|cache\/wpfc/,
		limitation: 'pages behind an ad click (?ttclid=) are not served from the cache, and the plugin has no setting for it',
	},
	{ plugin: 'wp-super-cache', name: 'WP Super Cache', setUp: SUPER_CACHE, sign: /[Ss]uper[- ]?[Cc]ache|Cached page generated|Dynamic page generated/, limitation: clickId( 'under "Advanced, Tracking Parameters"' ) },
	{ plugin: 'w3-total-cache', name: 'W3 Total Cache', setUp: W3TC, sign: /cache\/minify|W3 Total Cache|w3tc/ },
	{
		plugin: 'hummingbird-performance',
		name: 'Hummingbird',
		setUp: "$settings = (array) get_option( 'wphb_settings', [] ); $settings['minify']['enabled'] = true; $settings['page_cache']['enabled'] = true; update_option( 'wphb_settings', $settings );",
		sign: /hummingbird/i,
	},
];
