/** Withdrawn consent in a big shop: the hourly run finds the real orders, whatever the number of orders and of invented visitors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, on } from '../faults/rig.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const wants = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( wants );

/** Orders that exist as snapshots alone: the run must not read them one by one. */
const ORDERS = { sqlite: 5_000, mariadb: 100_000 } as const;
const INVENTED = 3_000;

describe.skipIf( without ).each( databases )( `${ on( 'withdrawals' ) }${ without ? ` (${ without })` : '' }`, ( database ) => {
	let site: Site;
	beforeAll( async () => {
		site = await createSite( { name: `withdrawals-${ database }`, ...wants, database, settings: { consent: { mode: 'required' } }, constants: { SAVEQUERIES: true } } );
	} );
	afterAll( () => site.stop() );

	/** The hourly run so many seconds later, its queries counted. */
	const hour = `$run = static function ( int $later ) use ( $wpdb ): int {
		$modules      = new Duet\\Wiring\\Modules( $wpdb );
		$snapshots = new Duet\\Withdrawal\\Snapshots( '_duet_visitor', '_duet_browser', $modules->snapshot->meta, $modules->services->clock, $modules->withdrawal->placed );
		$before    = count( $wpdb->queries );
		( new Duet\\Withdrawal\\Withdrawals( $modules->withdrawal->placed, new Duet\\Withdrawal\\Tombstones( $modules->services->database ), $snapshots, $modules->services->guard ) )->run( time() + $later );
		return count( $wpdb->queries ) - $before;
	};`;

	const seed = `$modules = new Duet\\Wiring\\Modules( $wpdb );
		$visit = static fn( string $number ): array => array( 'ttclid' => 'E.C.P.click', 'url' => 'https://shop.test/checkout/', 'ip' => '203.0.113.9', 'user_agent' => str_repeat( 'x', 100 ), 'visitor' => $number, 'consent' => array( 'signal' => 'allow', 'decision' => 'granted', 'mode' => 'required', 'source' => 'cookie', 'at' => 1 ) );
		$real = array();
		for ( $n = 1; $n <= 20; $n++ ) {
			$order = wc_create_order();
			$order->update_meta_data( '_duet_visitor', $visit( md5( "real $n" ) ) );
			$order->save();
			$real[] = $order->get_id();
		}
		$table = 'yes' === get_option( 'woocommerce_custom_orders_table_enabled' ) ? array( "{$wpdb->prefix}wc_orders_meta", 'order_id' ) : array( $wpdb->postmeta, 'post_id' );
		foreach ( array_chunk( range( 1, ${ ORDERS[ database ] } ), 500 ) as $numbers ) {
			$wpdb->query( "INSERT INTO $table[0] ( $table[1], meta_key, meta_value ) VALUES " . implode( ',', array_map( static fn( int $n ): string => $wpdb->prepare( '(%d,%s,%s)', 1000000 + $n, '_duet_visitor', serialize( $visit( md5( "other $n" ) ) ) ), $numbers ) ) );
			$wpdb->queries = array();
		}
		// Older than the real ones.
		foreach ( array_chunk( range( 1, ${ INVENTED } ), 500 ) as $numbers ) {
			$wpdb->query( "INSERT INTO {$wpdb->prefix}duet_outbox ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) VALUES " . implode( ',', array_map( static fn( int $n ): string => "( '', '-', '" . md5( "invented $n" ) . "', 'tombstone', 2, 'server', '', '', 0, 0, UNIX_TIMESTAMP() - 90000, 0 )", $numbers ) ) );
		}
		for ( $n = 1; $n <= 15; $n++ ) { $modules->outbox->outbox()->withdraw( md5( "real $n" ) ); }
		echo json_encode( $real );`;

	it( 'reach their orders in one run, and invented numbers cost nothing but their row', async () => {
		const real = JSON.parse( await site.php( `global $wpdb; ${ seed }` ) ) as number[];
		const decisions = `$decisions = array_map( static fn( int $id ): string => wc_get_order( $id )->get_meta( '_duet_visitor' )['consent']['decision'], ${ JSON.stringify( real ) } );`;
		const open = `(int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}duet_outbox WHERE state = 'tombstone' AND created_at > 0 AND delivered_at = 0" )`;
		const first = JSON.parse( await site.php( `global $wpdb; ${ hour } $started = microtime( true ); $queries = $run( 3700 ); $seconds = microtime( true ) - $started; ${ decisions } echo json_encode( array( 'queries' => $queries, 'seconds' => $seconds, 'decisions' => $decisions, 'open' => ${ open } ) );` ) ) as { queries: number; seconds: number; decisions: string[]; open: number };
		expect( first.decisions ).toEqual( [ ...Array.from( { length: 15 }, () => 'denied' ), ...Array.from( { length: 5 }, () => 'granted' ) ] );
		expect( first.open ).toBe( 0 );
		// The first time reads the shop's snapshots: a query for each 500, and three for each 10,000 rows of the table.
		expect( first.queries ).toBeLessThan( ORDERS[ database ] / 500 + 400 );
		process.stdout.write( `${ database }: ${ ORDERS[ database ] } orders, ${ INVENTED } invented numbers: ${ first.seconds.toFixed( 1 ) } s, ${ first.queries } queries\n` );

		// An hour later: two more real ones, and 1,000 more invented.
		const second = JSON.parse(
			await site.php(
				`global $wpdb; ${ hour } $modules = new Duet\\Wiring\\Modules( $wpdb ); for ( $n = 16; $n <= 17; $n++ ) { $modules->outbox->outbox()->withdraw( md5( "real $n" ) ); } for ( $n = 1; $n <= 1000; $n++ ) { $modules->outbox->outbox()->withdraw( md5( "more $n" ) ); }
				$started = microtime( true ); $queries = $run( 7300 ); $seconds = microtime( true ) - $started; ${ decisions } echo json_encode( array( 'queries' => $queries, 'seconds' => $seconds, 'denied' => count( array_keys( $decisions, 'denied' ) ), 'open' => ${ open } ) );`
			)
		) as { queries: number; seconds: number; denied: number; open: number };
		expect( second ).toMatchObject( { denied: 17, open: 0 } );
		expect( second.queries ).toBeLessThan( 100 );
		process.stdout.write( `${ database }: the next hour: ${ second.seconds.toFixed( 1 ) } s, ${ second.queries } queries\n` );
	} );

	it( 'are looked up by an index, not by reading the snapshots', async () => {
		const plan = await site.php( `global $wpdb; $modules = new Duet\\Wiring\\Modules( $wpdb ); echo json_encode( $wpdb->get_results( "EXPLAIN SELECT order_id FROM {$modules->withdrawal->placed->table()} WHERE visitor IN ( '" . md5( 'real 18' ) . "' )", ARRAY_A ) );` );
		if ( database === 'mariadb' ) {
			expect( JSON.parse( plan ) ).toMatchObject( [ { key: 'PRIMARY', rows: '1' } ] );
		}
		// The table goes with the plugin, and the order's entry with the order.
		expect( JSON.parse( await site.php( `global $wpdb; $modules = new Duet\\Wiring\\Modules( $wpdb ); $found = $modules->withdrawal->placed->of( array( md5( 'real 18' ) ) ); wc_get_order( $found[0]['order'] )->delete( true ); echo json_encode( array( count( $found ), count( $modules->withdrawal->placed->of( array( md5( 'real 18' ) ) ) ) ) );` ) ) ).toEqual( [ 1, 0 ] );
	} );
} );
