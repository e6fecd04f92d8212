<?php
/**
 * Plugin Name: Duet test site
 * Description: Keeps a test site quiet: no mail, no update checks.
 */

// There is no mail server here; sending would only fill the log.
add_filter( 'pre_wp_mail', '__return_true' );

// Tests never reach wordpress.org, so nothing may warn that it did not answer.
add_filter( 'pre_site_transient_update_core', static fn(): object => (object) array( 'last_checked' => time(), 'version_checked' => $GLOBALS['wp_version'] ) );
foreach ( array( 'plugins', 'themes' ) as $duet_what ) {
	add_filter( "pre_site_transient_update_{$duet_what}", static fn(): object => (object) array( 'last_checked' => time(), 'checked' => array(), 'response' => array(), 'no_update' => array(), 'translations' => array() ) );
}
remove_action( 'init', 'wp_schedule_update_checks' );
add_filter( 'automatic_updater_disabled', '__return_true' );


// Old versions of this theme load their translations too early; the debug log of a test is not about that.
add_filter(
	'doing_it_wrong_trigger_error',
	static fn( bool $trigger, string $name, string $message ): bool => $trigger && ! ( '_load_textdomain_just_in_time' === $name && str_contains( $message, 'twentytwentyone' ) ),
	10,
	3
);

// "No limit" of WooCommerce's order query is MySQL's largest number, which SQLite refuses as too large.
add_filter( 'query', static fn( string $query ): string => str_replace( '18446744073709551615', '9223372036854775807', $query ) );
