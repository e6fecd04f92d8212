import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Constants = Record<string, string | number | boolean>;

const always: Constants = {
	DB_CHARSET: 'utf8mb4',
	DB_COLLATE: '',
	WP_DEBUG: true,
	WP_DEBUG_LOG: true,
	WP_DEBUG_DISPLAY: false,
	WP_ENVIRONMENT_TYPE: 'local',
	// 127.0.0.1 stays reachable, because it is the site's own host. All other hosts are refused at once.
	WP_HTTP_BLOCK_EXTERNAL: true,
	AUTOMATIC_UPDATER_DISABLED: true,
	CONCATENATE_SCRIPTS: false,
	// Tests decide when scheduled events run: see Site.wpCron().
	DISABLE_WP_CRON: true,
	DUET_TRUSTED_PROXIES: '127.0.0.1',
};

/** Writes wp-config.php anew; the address is read from .duet-url, so that a copy of a site can move to another port. */
export function writeConfig( root: string, constants: Constants ): void {
	const lines = [ '<?php' ];
	for ( const name of [ 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ] ) {
		lines.push( `define( '${ name }', 'test-${ name }' );` );
	}
	// The command line defines some of these before.
	for ( const [ name, value ] of Object.entries( { ...always, ...constants } ) ) {
		lines.push( `defined( '${ name }' ) || define( '${ name }', ${ php( value ) } );` );
	}
	lines.push(
		"define( 'WP_HOME', file_get_contents( __DIR__ . '/.duet-url' ) );",
		"define( 'WP_SITEURL', WP_HOME );",
		"define( 'DB_DIR', __DIR__ . '/wp-content/database/' );",
		"define( 'DB_FILE', '.ht.sqlite' );",
		"$table_prefix = 'wp_';",
		"defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
		"require_once ABSPATH . 'wp-settings.php';",
		''
	);
	const file = join( root, 'wp-config.php' );
	// Never through a hard link into the copy of another site.
	rmSync( file, { force: true } );
	writeFileSync( file, lines.join( '\n' ) );
}

export function writeUrl( root: string, url: string ): void {
	const file = join( root, '.duet-url' );
	rmSync( file, { force: true } );
	writeFileSync( file, url );
}

function php( value: string | number | boolean ): string {
	return typeof value === 'string' ? `'${ value.replace( /[\\']/g, '\\$&' ) }'` : String( value );
}
