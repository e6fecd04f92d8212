<?php
/** What requests say about themselves, as WordPress answers it: duet_shop( 'ajax' ) and so on decide. */

declare(strict_types=1);

foreach ( [ 'wp_doing_ajax' => 'ajax', 'is_admin' => 'admin', 'wp_is_serving_rest_request' => 'rest' ] as $duet_name => $duet_key ) {
	if ( ! function_exists( $duet_name ) ) {
		eval( "function $duet_name(): bool { return (bool) duet_shop( '$duet_key', false ); }" );
	}
}
