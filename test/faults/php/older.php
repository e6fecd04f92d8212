<?php
/**
 * The outbox as older and newer plugins left it. $older( version ) turns the present table into that version's, rows kept.
 *
 * A version that changes the table adds its step back here, so that every older table with rows in it is tried for good.
 */

/** @var array<int, list<string>> What a version added, and how to take it away again. */
$added = [
	// The table before its first release: found columns missing, no index for the purge, no bolt.
	1 => [ 'lapses', 'batch_limit', 'request_id', 'delivered_at' ],
	2 => [ 'sender' ],
];

$older = static function ( int $version ) use ( $wpdb, $table, $added ): void {
	foreach ( $added as $since => $columns ) {
		foreach ( $since > $version ? $columns : [] as $column ) {
			$wpdb->query( "ALTER TABLE $table DROP COLUMN $column" );
		}
	}
	$wpdb->query( "DELETE FROM $table WHERE event = '-'" );
	0 === $version ? delete_option( 'duet_schema' ) : update_option( 'duet_schema', $version, false );
};

/** A plugin of the future was here: more columns, each with a default as the rule of Schema asks. */
$newer = static function () use ( $wpdb, $table ): void {
	$wpdb->query( "ALTER TABLE $table ADD COLUMN mood varchar(20) NOT NULL DEFAULT 'good'" );
	update_option( 'duet_schema', 99, false );
};
