<?php
/**
 * What a command-line process needs before it loads WordPress.
 */

$duet_root = rtrim( $argv[1], '/' );

// Loading WordPress would start WP-Cron and leave its lock behind for a minute.
defined( 'DISABLE_WP_CRON' ) || define( 'DISABLE_WP_CRON', true );

$duet_url = parse_url( (string) file_get_contents( $duet_root . '/.duet-url' ) );

$_SERVER['HTTP_HOST']       = $duet_url['host'] . ':' . $duet_url['port'];
$_SERVER['SERVER_NAME']     = $duet_url['host'];
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';
