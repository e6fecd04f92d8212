<?php
/**
 * Runs the PHP code on standard input inside a loaded WordPress.
 * Usage: php eval.php <site folder> < code
 */

require __DIR__ . '/request.php';

register_shutdown_function(
	static function (): void {
		$error = error_get_last();
		if ( null !== $error && $error['type'] & ( E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR ) ) {
			fwrite( STDERR, "{$error['message']} in {$error['file']}:{$error['line']}\n" );
		}
	}
);

// Its page for visitors would hide the message from the test.
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require $duet_root . '/wp-load.php';

try {
	eval( stream_get_contents( STDIN ) );
} catch ( Throwable $error ) {
	fwrite( STDERR, $error . "\n" );
	exit( 1 );
}
