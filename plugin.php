<?php
/**
 * Plugin Name:       Duet - Pixel and Events API for TikTok
 * Plugin URI:        https://wordpress.org/plugins/duet-for-tiktok/
 * Description:       One sale, one conversion: the TikTok Pixel in the browser and the TikTok Events API on the server, under one event id, so that TikTok counts each conversion once.
 * Version:           0.1.0
 * Requires at least: 6.6
 * Requires PHP:      8.1
 * Author:            The Duet developers
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       duet-for-tiktok
 * WC requires at least: 9.2
 * WC tested up to:   10.9
 *
 * This file is parsed by PHP versions that cannot run the plugin, so it keeps to old syntax.
 *
 * @package Duet
 */

defined( 'ABSPATH' ) || exit;

define( 'DUET_VERSION', '0.1.0' );
define( 'DUET_FILE', __FILE__ );

/**
 * The one thing that is missing here, in words, or ''. Pre-release suffixes do not make a WordPress too old.
 *
 * @return string
 */
function duet_missing_requirement() {
	global $wp_version;
	if ( version_compare( PHP_VERSION, '8.1', '<' ) ) {
		/* translators: %s: PHP version of this server */
		return sprintf( __( 'Duet needs PHP 8.1 or newer; this server runs %s. Ask your host to switch.', 'duet-for-tiktok' ), PHP_VERSION );
	}
	if ( version_compare( preg_replace( '/-.*$/', '', $wp_version ), '6.6', '<' ) ) {
		/* translators: %s: WordPress version of this site */
		return sprintf( __( 'Duet needs WordPress 6.6 or newer; this site runs %s. Update WordPress first.', 'duet-for-tiktok' ), $wp_version );
	}
	return '';
}

/**
 * Says on the plugins screen what is missing, instead of a fatal error.
 *
 * @return void
 */
function duet_requirement_notice() {
	if ( current_user_can( 'activate_plugins' ) ) {
		printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( duet_missing_requirement() ) );
	}
}

/**
 * Duet\Vendor\ is third-party code moved under our namespace, so that two plugins with different versions never meet.
 *
 * @param string $class_name
 * @return void
 */
function duet_autoload( $class_name ) {
	foreach ( array( 'Duet\\Vendor\\' => 'vendor-prefixed/', 'Duet\\' => 'includes/' ) as $prefix => $folder ) {
		if ( 0 === strpos( $class_name, $prefix ) ) {
			$file = __DIR__ . '/' . $folder . str_replace( '\\', '/', substr( $class_name, strlen( $prefix ) ) ) . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
			return;
		}
	}
}

if ( '' === duet_missing_requirement() ) {
	spl_autoload_register( 'duet_autoload' );
	register_activation_hook( __FILE__, array( 'Duet\\Plugin', 'activate' ) );
	register_deactivation_hook( __FILE__, array( 'Duet\\Plugin', 'deactivate' ) );
	add_action( 'plugins_loaded', array( 'Duet\\Plugin', 'boot' ) );
} else {
	add_action( 'admin_notices', 'duet_requirement_notice' );
}
