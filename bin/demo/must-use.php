<?php
/**
 * Plugin Name: Duet demo
 * Description: Delivers at once what WP-Cron would deliver within a minute.
 */

add_action(
	'wp_loaded',
	static function (): void {
		if ( 'POST' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) && '/?duet-demo-deliver' === ( $_SERVER['REQUEST_URI'] ?? '' ) ) {
			do_action( 'duet_drain' );
			exit;
		}
	}
);
