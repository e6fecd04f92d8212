/**
 * How fast and how small a drain is: the plugin's own code in a real WordPress, against the stand-in with the 50 ms
 * a request to TikTok takes at best. Counts are exact; times are this machine's.
 */
import { mariadbMissing } from '../../bin/site/database.ts';
import { createSite } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn } from '../tiktok/server.ts';
import { row, type BenchRow } from './row.ts';

const ROWS = 10_000;
const BATCH = 100;
const LATENCY = 50;
/** Rows that wait, most of them not for now, when the cost of a claim is measured. */
const QUEUE = 300_000;
const QUEUE_SQLITE = 30_000;
/** Lengths of the queue between which memory must not grow. */
const SHORT = 1_000;
const LONG = 100_000;

const ROOM = `
use Duet\\Drain\\Claims;
use Duet\\EventsApi\\Client;
use Duet\\Drain\\DatabaseClock;
use Duet\\Outbox\\Database;
use Duet\\EventsApi\\Outcome;
use Duet\\EventsApi\\Pauses;
use Duet\\EventsApi\\Reply;
use Duet\\Outbox\\Retention;
use Duet\\Outbox\\OutboxTable;
use Duet\\Drain\\Sender;
use Duet\\Drain\\Upkeep;
global $wpdb;
$wpdb->queries = array();
$database = new Database( $wpdb, new Duet\\Support\\Log() );
$table = $database->outbox();
$schema = new OutboxTable( $database );
$now = (int) $wpdb->get_var( 'SELECT UNIX_TIMESTAMP()' );
$contents = array( array( 'content_id' => 'SKU-1', 'content_name' => 'A product with a name of usual length', 'price' => 19.9, 'quantity' => 2 ), array( 'content_id' => 'SKU-2', 'content_name' => 'Another one', 'price' => 5, 'quantity' => 1 ) );
$fill = static function ( int $rows, int $deferred ) use ( $wpdb, $table, $now, $contents ): void {
	$matching = wp_json_encode( array( 'user' => array( 'email' => str_repeat( 'a', 64 ), 'phone' => str_repeat( 'b', 64 ), 'ttclid' => 'E.C.P.' . str_repeat( 'c', 150 ), 'ip' => '203.0.113.9', 'user_agent' => str_repeat( 'Mozilla/5.0 ', 9 ) ), 'page' => array( 'url' => 'https://shop.example.test/checkout/?utm_source=tiktok' ) ) );
	for ( $i = 0; $i < $rows; ) {
		$values = array();
		for ( $j = 0; $j < 250 && $i < $rows; $j++, $i++ ) {
			$payload  = wp_json_encode( array( 'event' => 'Purchase', 'event_id' => "P-$i-aaaaaaaaaaaa", 'properties' => array( 'value' => 44.8, 'currency' => 'EUR', 'content_type' => 'product', 'contents' => $contents ) ) );
			$values[] = "('${ DEMO_PIXEL }','Purchase','P-$i-aaaaaaaaaaaa','pending'," . ( $i % 3 ) . ",'server',$i,'" . md5( "v$i" ) . "','" . hash( 'sha256', "m$i" ) . "','email,phone,ttclid,ip,user_agent','$payload','$matching'," . ( $now - 3600 + intdiv( $i, 100 ) ) . ',' . ( $now + 90000 ) . ",$now," . ( $i >= $rows - $deferred ? $now + 5000 : 0 ) . ')';
		}
		$wpdb->query( "INSERT INTO $table ( pixel_code, event, event_id, state, class, origin, object_id, visitor, email_hash, identifiers, payload, matching, event_time, deadline, created_at, next_at ) VALUES " . implode( ',', $values ) );
	}
};
$schema->drop();
$schema->ensure();
`;

const drain = ( rows: number ): string => `
$fill( ${ rows }, 0 );
$sender = new Sender( $schema, new Upkeep( $database ), new Claims( $database ), new Pauses( $database ), Client::of_site(), DatabaseClock::of_database( $database ), new Duet\\Settings\\Tokens() );
// A first request loads WordPress's HTTP classes; they are not the drain's memory.
wp_remote_get( home_url() . '/none', array( 'timeout' => 1 ) );
gc_collect_cycles();
function_exists( 'memory_reset_peak_usage' ) && memory_reset_peak_usage();
$idle = memory_get_usage();
$start = hrtime( true );
$report = $sender->drain( 600 );
$seconds = ( hrtime( true ) - $start ) / 1e9;
echo json_encode( array( 'seconds' => $seconds, 'bytes' => memory_get_peak_usage() - $idle, 'requests' => $report->requests, 'delivered' => $report->delivered ) );
`;

/** Ten batches out of a queue of this length, in a process of its own: the peak of all it ever held. */
const ten = ( queue: number ): string => `
$fill( ${ queue }, 0 );
$wpdb->queries = array();
$sender = new Sender( $schema, new Upkeep( $database ), new Claims( $database ), new Pauses( $database ), Client::of_site(), DatabaseClock::of_database( $database ), new Duet\\Settings\\Tokens() );
gc_collect_cycles();
function_exists( 'memory_reset_peak_usage' ) && memory_reset_peak_usage();
$report = $sender->drain( 600, 10 );
echo json_encode( array( 'bytes' => memory_get_peak_usage(), 'delivered' => $report->delivered ) );
`;

const claim = ( queue: number ): string => `
$fill( ${ queue }, ${ Math.floor( ( queue * 5 ) / 6 ) } );
$claims = new Claims( $database );
$times = array();
for ( $i = 0; $i < 60; $i++ ) {
	$start = hrtime( true );
	$batch = $claims->claim( '${ DEMO_PIXEL }', $now, 60 );
	$times[] = ( hrtime( true ) - $start ) / 1e6;
	$claims->delivered( $batch, new Reply( Outcome::Accepted, 0, 'OK' ), $now );
}
sort( $times );
echo json_encode( array( 'ms' => $times[30] ) );
`;

/** What rows take on disk, indexes included, before and after delivery, and the longest statement of a purge. */
const STORED = `
$fill( 20000, 0 );
$size = static function () use ( $wpdb, $table ): int {
	$wpdb->query( "OPTIMIZE TABLE $table" );
	return (int) round( $wpdb->get_var( "SELECT ( data_length + index_length ) / 20000 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '$table'" ) );
};
$pending = $size();
$wpdb->query( "UPDATE $table SET state = 'delivered', matching = '', delivered_at = $now, reply = '0 OK', request_id = REPEAT( 'r', 32 ) WHERE state = 'pending'" );
$delivered = $size();
$wpdb->query( "UPDATE $table SET created_at = 1 WHERE state = 'delivered'" );
$last = hrtime( true );
$longest = 0;
add_filter( 'query', static function ( string $sql ) use ( &$last, &$longest ): string {
	$longest = max( $longest, hrtime( true ) - $last );
	$last = hrtime( true );
	return $sql;
} );
$purged = ( new Retention( $database ) )->purge( 7, $now );
echo json_encode( array( 'pending' => $pending, 'delivered' => $delivered, 'purged' => $purged, 'purge' => $longest / 1e6 ) );
`;

/** One table row per figure. Needs MariaDB for the budgets to mean something; says in the names what it ran on. */
export async function drainBench(): Promise<BenchRow[]> {
	const database = mariadbMissing() === undefined ? 'mariadb' : 'sqlite';
	const queue = database === 'mariadb' ? QUEUE : QUEUE_SQLITE;
	const tiktok = await startStandIn( { latency: LATENCY } );
	const site = await createSite( { name: 'bench-drain', plugins: [ 'duet' ], database, standIn: tiktok, token: DEMO_TOKEN, settings: { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ] } } );
	try {
		const drained = async ( rows: number ) => {
			tiktok.clear();
			return { ...( JSON.parse( await site.php( ROOM + drain( rows ) ) ) as { seconds: number; bytes: number; requests: number; delivered: number } ), received: tiktok.count( 'Purchase' ) };
		};
		// The long one between two short ones, so that what slows the machine down slows both.
		const [ before, long, after ] = [ await drained( SHORT ), await drained( ROWS ), await drained( SHORT ) ];
		const linear = long.seconds / ROWS / ( ( before.seconds + after.seconds ) / ( 2 * SHORT ) );
		const claimed = JSON.parse( await site.php( ROOM + claim( queue ) ) ) as { ms: number };
		const peaks: number[] = [];
		for ( const length of [ SHORT, database === 'mariadb' ? LONG : QUEUE_SQLITE ] ) {
			peaks.push( ( JSON.parse( await site.php( ROOM + ten( length ) ) ) as { bytes: number } ).bytes );
		}
		const stored = database === 'mariadb' ? ( JSON.parse( await site.php( ROOM + STORED ) ) as { pending: number; delivered: number; purged: number; purge: number } ) : undefined;
		const rate = Math.round( long.delivered / long.seconds );
		const memory = Math.round( ( long.bytes / 2 ** 20 ) * 10 ) / 10;
		return [
			row( `drain, ${ ROWS } rows, ${ LATENCY } ms, ${ database }: rate`, rate, 'events/s', 1000, 'higher' ),
			row( 'drain: memory above idle', memory, 'MB', 8, 'lower' ),
			row( 'drain: requests', long.requests, 'requests', Math.ceil( ROWS / BATCH ), 'lower' ),
			row( 'drain: counted by TikTok', long.received, 'events', ROWS, 'higher' ),
			row( `drain: time of a row at ${ ROWS } queued / at ${ SHORT }`, Math.round( linear * 1000 ) / 1000, 'ratio', 1.2, 'lower' ),
			row( `drain: peak memory at ${ database === 'mariadb' ? LONG : QUEUE_SQLITE } queued / at ${ SHORT }`, Math.round( ( ( peaks[ 1 ] ?? Number.NaN ) / ( peaks[ 0 ] ?? Number.NaN ) ) * 1000 ) / 1000, 'ratio', 1.05, 'lower' ),
			...( stored === undefined
				? []
				: [
						row( 'storage: a row that waits', stored.pending, 'bytes', 2048 ),
						row( 'storage: a delivered row', stored.delivered, 'bytes', 1536 ),
						row( `purge of ${ stored.purged } rows: longest statement`, Math.round( stored.purge * 10 ) / 10, 'ms', 50 ),
				  ] ),
			row( `claim of ${ BATCH } at ${ queue } rows, ${ database }: median`, Math.round( claimed.ms * 10 ) / 10, 'ms', 25, 'lower' ),
		];
	} finally {
		await site.stop();
		await tiktok.stop();
	}
}
