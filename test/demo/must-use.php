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

// A theme's few lines: what it takes to send an event of one's own.
add_action(
	'wp_footer',
	static function (): void {
		wp_print_inline_script_tag(
			'addEventListener( "DOMContentLoaded", () => {
				const send = ( { type, target } ) => {
					const element = target.closest( "[data-demo-event]" );
					if ( element && ( element.tagName === "FORM" ) === ( type === "submit" ) ) {
						const { demoEvent, ...params } = element.dataset;
						window.duet?.track( demoEvent, Object.fromEntries( Object.entries( params ).map( ( [ name, value ] ) => [ name.replace( "demo", "" ).toLowerCase(), value ] ) ) );
					}
				};
				document.addEventListener( "click", send );
				document.addEventListener( "submit", ( event ) => {
					send( event );
					event.preventDefault();
				} );
			} );'
		);
	},
	30
);
