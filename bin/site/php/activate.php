<?php
/**
 * Theme, permalinks and plugins, before any content. Usage: php activate.php <site folder> <json>
 * JSON: { theme: string, plugins: string[] (main files below wp-content/plugins) }
 */

require __DIR__ . '/request.php';
require $duet_root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

$plan = json_decode( $argv[2], true, 8, JSON_THROW_ON_ERROR );

wp_set_current_user( 1 );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'show_avatars', 0 );
update_option( 'timezone_string', 'Europe/Berlin' );
update_option( 'users_can_register', 1 );
update_option( 'default_pingback_flag', '' );
update_option( 'admin_email_lifespan', time() + YEAR_IN_SECONDS );
if ( '' !== $plan['theme'] ) {
	switch_theme( $plan['theme'] );
}
// The welcome dialogue of the block editor would cover what a test wants to click.
update_user_meta(
	1,
	$GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences',
	array(
		'core/edit-post' => array( 'welcomeGuide' => false ),
		'core/edit-site' => array( 'welcomeGuide' => false ),
		'core'           => array( 'isComplementaryAreaVisible' => true ),
		'_modified'      => gmdate( 'c' ),
	)
);
foreach ( $plan['plugins'] as $plugin ) {
	$problem = activate_plugin( $plugin );
	if ( is_wp_error( $problem ) ) {
		fwrite( STDERR, $plugin . ': ' . $problem->get_error_message() . "\n" );
		exit( 1 );
	}
}
