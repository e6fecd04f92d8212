<?php
/**
 * Prints as JSON what the classes say that are found by their folder, for `npm run types`: a page then loads none of a plugin
 * that the site does not have.
 */

define( 'ABSPATH', __DIR__ );
$duet_includes = dirname( __DIR__, 2 ) . '/includes/';
spl_autoload_register(
	static function ( string $name ) use ( $duet_includes ): void {
		require $duet_includes . str_replace( '\\', '/', substr( $name, strlen( 'Duet\\' ) ) ) . '.php';
	}
);

$duet_made = static function ( string $folder ) use ( $duet_includes ): array {
	$made = array();
	foreach ( glob( "$duet_includes$folder/*.php" ) as $file ) {
		$name          = basename( $file, '.php' );
		$class_name    = 'Duet\\' . str_replace( '/', '\\', $folder ) . "\\$name";
		$made[ $name ] = new $class_name();
	}
	return $made;
};

echo json_encode(
	array(
		'Forms/PluginData' => array_map( static fn( object $plugin ): array => get_object_vars( $plugin->signs() ), $duet_made( 'Forms/Plugin' ) ),
		'Consent/ToolData' => array_map( static fn( object $tool ): array => array( 'slug' => $tool->slug(), 'plugins' => $tool->plugins() ), $duet_made( 'Consent/Tool' ) ),
	)
);
