<?php
/**
 * Installs WordPress: admin / password. Usage: php install.php <site folder>
 */

define( 'WP_INSTALLING', true );
require __DIR__ . '/request.php';
require $duet_root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

if ( ! is_blog_installed() ) {
	wp_install( 'Duet test site', 'admin', 'admin@example.test', true, '', 'password' );
}
