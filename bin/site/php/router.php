<?php
/**
 * Router for `php -S`: pretty permalinks, folders, static files, nothing hidden.
 */

$root = rtrim( (string) getenv( 'DUET_SITE_ROOT' ), '/' );
$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
if ( str_contains( $path, '..' ) || preg_match( '#/\.#', $path ) ) {
	http_response_code( 404 );
	return;
}
$file = $root . $path;
if ( is_dir( $file ) ) {
	if ( ! str_ends_with( $path, '/' ) && is_file( $file . '/index.php' ) ) {
		header( 'Location: ' . $path . '/' );
		return;
	}
	$path = rtrim( $path, '/' ) . '/index.php';
	$file = $root . $path;
}
if ( is_file( $file ) && ! str_ends_with( $file, '.php' ) ) {
	return false;
}
if ( ! is_file( $file ) ) {
	$path = '/index.php';
	$file = $root . $path;
}
chdir( dirname( $file ) );
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['SCRIPT_NAME']     = $path;
$_SERVER['PHP_SELF']        = $path;
require $file;
