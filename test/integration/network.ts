/** A network of sites: WordPress multisite, in folders of one host. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../bin/site/index.ts';

/** Makes the single site the first of a network, as Tools > Network Setup does. */
export async function makeNetwork( site: Site ): Promise<void> {
	const host = site.url.replace( 'http://', '' );
	const config = join( site.root, 'wp-config.php' );
	await site.php(
		`global $wpdb; define( 'WP_INSTALLING_NETWORK', true ); require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		update_option( 'home', '${ site.url }' ); update_option( 'siteurl', '${ site.url }' );
		foreach ( $wpdb->tables( 'ms_global' ) as $name => $prefixed ) { $wpdb->$name = $prefixed; }
		install_network();
		$done = populate_network( 1, '${ host }', 'admin@example.test', 'Network', '/', false );
		if ( is_wp_error( $done ) && 'no_wildcard_dns' !== $done->get_error_code() ) { throw new RuntimeException( $done->get_error_message() ); }`
	);
	const constants = `define( 'MULTISITE', true ); define( 'SUBDOMAIN_INSTALL', false ); define( 'DOMAIN_CURRENT_SITE', '${ host }' ); define( 'PATH_CURRENT_SITE', '/' ); define( 'SITE_ID_CURRENT_SITE', 1 ); define( 'BLOG_ID_CURRENT_SITE', 1 );`;
	const text = readFileSync( config, 'utf8' )
		// Each site has an address of its own.
		.replace( /^define\( 'WP_(HOME|SITEURL)'.*\n/gm, '' )
		.replace( '$table_prefix', `${ constants }\n$table_prefix` );
	rmSync( config );
	writeFileSync( config, text );
}
