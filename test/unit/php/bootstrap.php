<?php
/**
 * Unit tests run without WordPress: only what files need to be loadable at all.
 */

declare(strict_types=1);

defined( 'ABSPATH' ) || define( 'ABSPATH', sys_get_temp_dir() . '/' );

require dirname( __DIR__, 3 ) . '/vendor/autoload.php';
require __DIR__ . '/doubles.php';

// The phone library under the name it ships with, so tests see the same classes as a shop.
spl_autoload_register(
	static function ( string $class_name ): void {
		if ( str_starts_with( $class_name, 'Duet\\Vendor\\' ) ) {
			$file = dirname( __DIR__, 3 ) . '/vendor-prefixed/' . str_replace( '\\', '/', substr( $class_name, 12 ) ) . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	},
	true,
	true
);
