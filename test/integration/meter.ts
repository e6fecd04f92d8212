/** Counts what a site does inside each request: database queries, and every HTTP call by its host. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../bin/site/index.ts';

export interface Metered {
	readonly uri: string;
	readonly queries: number;
	/** Queries with one of Duet's classes on the stack; 0 on a site without SAVEQUERIES. */
	readonly own: number;
	/** Further queries that carry something of Duet's, like an order's meta, in WooCommerce's own words. */
	readonly named: number;
	/** URLs asked for, WordPress' own cron included. */
	readonly calls: readonly string[];
}

const PLUGIN = `<?php
$GLOBALS['duet_meter'] = array();
add_filter( 'pre_http_request', static function ( $answer, $arguments, $url ) {
	$GLOBALS['duet_meter'][] = $url;
	return $answer;
}, 1, 3 );
add_action( 'shutdown', static function () {
	global $wpdb;
	$own  = static fn( $query ) => str_contains( $query[2], 'Duet\\\\' );
	$line = array( 'uri' => $_SERVER['REQUEST_URI'] ?? '', 'queries' => $wpdb->num_queries, 'own' => count( array_filter( (array) $wpdb->queries, $own ) ), 'named' => count( array_filter( (array) $wpdb->queries, static fn( $query ) => ! $own( $query ) && str_contains( $query[0], 'duet_' ) ) ), 'calls' => $GLOBALS['duet_meter'] );
	file_put_contents( WP_CONTENT_DIR . '/meter.log', wp_json_encode( $line ) . "\\n", FILE_APPEND );
}, 9999 );
`;

export class Meter {
	private readonly log: string;

	public constructor( site: Site ) {
		const folder = join( site.root, 'wp-content/mu-plugins' );
		mkdirSync( folder, { recursive: true } );
		writeFileSync( join( folder, 'meter.php' ), PLUGIN );
		this.log = join( site.root, 'wp-content/meter.log' );
	}

	public forget(): void {
		rmSync( this.log, { force: true } );
	}

	/** Every request served since forget(). */
	public requests(): Metered[] {
		const lines = existsSync( this.log ) ? readFileSync( this.log, 'utf8' ).trim().split( '\n' ) : [];
		return lines.filter( ( line ) => line !== '' ).map( ( line ) => JSON.parse( line ) as Metered );
	}
}
