/** The outbox keeps its budget on real databases, by the plugin's own clock, whatever a flood has brought. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mariadbMissing, type DatabaseName } from '../../bin/site/database.ts';
import { createSite, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL } from '../tiktok/server.ts';

const databases: readonly DatabaseName[] = mariadbMissing() === undefined ? [ 'sqlite', 'mariadb' ] : [ 'sqlite' ];

describe.each( databases )( `the budget of the table on %s${ databases.length === 1 ? ` (${ mariadbMissing() })` : '' }`, ( database ) => {
	let site: Site;
	const SETTINGS = { pixels: [ { code: DEMO_PIXEL } ], consent: { mode: 'assumed' }, table_megabytes: 20 };
	const php = async ( code: string ): Promise<unknown> => JSON.parse( await site.php( `global $wpdb; $table = "{$wpdb->prefix}duet_outbox"; ${ code }` ) );
	/** Rows of 10 KB: five hundred are 5.45 MB of the 20. */
	const put = ( kind: string, count: number, hoursAgo: number, more = '' ) => `
		$born = time() - ${ hoursAgo } * 3600;
		for ( $i = 0; $i < ${ count }; $i += 50 ) {
			$rows = array();
			for ( $j = $i; $j < min( $i + 50, ${ count } ); $j++ ) { $rows[] = $wpdb->prepare( "( 'P', 'x', %s, 'delivered', 2, 'browser', %s, '', %d, 0, %d, 0 )", "${ kind }-$j", str_repeat( 'x', 10000 ), $born, $born + intdiv( $j, 100 ) ); }
			$wpdb->query( "INSERT INTO $table ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) VALUES " . implode( ',', $rows ) );
		}
		${ more === '' ? '' : `$wpdb->query( "UPDATE $table SET ${ more } WHERE event_id LIKE '${ kind }-%'" );` }`;
	const left = `$left = array(); foreach ( $wpdb->get_results( "SELECT SUBSTR( event_id, 1, 4 ) AS kind, COUNT(*) AS size FROM $table WHERE pixel_code <> '' GROUP BY SUBSTR( event_id, 1, 4 )" ) as $row ) { $left[ $row->kind ] = (int) $row->size; }`;

	beforeAll( async () => {
		site = await createSite( { name: `budget-${ database }`, plugins: [ 'duet' ], database, settings: SETTINGS } );
	} );
	afterAll( async () => {
		expect( site.debugLog() ).not.toMatch( /Duet\\|PHP (Warning|Fatal)/ );
		await site.stop();
	} );
	beforeEach( async () => {
		await site.php( 'global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}duet_outbox" ); delete_option( "duet_table" );' );
	} );

	it( 'the oldest page events go by the minute, others and sales stay, in statements of at most 500 rows', async () => {
		const answer = ( await php( `
			${ put( 'sale', 400, 24 * 60, 'class = 0' ) }
			${ put( 'serv', 300, 24 * 50, 'class = 1' ) }
			${ put( 'olds', 900, 30 ) }
			${ put( 'news', 900, 1 ) }
			${ put( 'gone', 10, 24 * 100, "state = 'tombstone', pixel_code = ''" ) }
			$queries = array();
			add_filter( 'query', static function ( $query ) use ( &$queries ) { $queries[] = $query; return $query; } );
			do_action( 'duet_drain' );
			${ left }
			$deletes = array_values( array_filter( $queries, static fn( $query ) => str_starts_with( $query, 'DELETE FROM' ) ) );
			echo json_encode( array( 'left' => $left, 'most' => max( array_map( static fn( $query ) => substr_count( $query, ',' ) + 1, $deletes ) ), 'deletes' => count( $deletes ), 'size' => get_option( 'duet_table' ), 'gone' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM $table WHERE state = 'tombstone'" ) ) );` ) ) as {
			left: Record<string, number>;
			most: number;
			deletes: number;
			size: { rows: number; texts: number; deleted: number };
			gone: number;
		};
		const { olds = 0, news, serv, sale } = answer.left;
		// 18 MB of rows of 10,900 bytes.
		expect( olds + ( news ?? 0 ) + ( serv ?? 0 ) + ( sale ?? 0 ) ).toBe( 1651 );
		expect( [ news, serv, sale, answer.gone ] ).toEqual( [ 900, 300, 400, 10 ] );
		expect( answer.most ).toBeLessThanOrEqual( 500 );
		expect( answer.size ).toMatchObject( { rows: 1651, deleted: 849 } );
	} );

	it( 'sales go last, and not while they wait or could be sent twice', async () => {
		expect(
			await php( `
				${ put( 'olds', 700, 24 * 60, 'class = 0' ) }
				${ put( 'wait', 600, 40, "class = 0, state = 'pending'" ) }
				${ put( 'news', 700, 24 * 3, 'class = 0' ) }
				${ put( 'page', 300, 1 ) }
				do_action( 'duet_drain' );
				${ left }
				$order = $left;
				$left['olds'] = ( $left['olds'] ?? 0 ) > 0;
				ksort( $left );
				echo json_encode( $left );` )
		).toEqual( { news: 700, olds: true, wait: 600 } );
	} );

	it( 'the merchant and the health route see it', async () => {
		expect(
			await php( `
				${ put( 'page', 100, 1 ) }
				wp_set_current_user( 1 );
				delete_option( 'duet_health' );
				$health = rest_do_request( new WP_REST_Request( 'GET', '/duet/v1/health' ) )->get_data();
				echo json_encode( $health['table'] );` )
		).toEqual( { rows: 100, bytes: 1_090_000, most_rows: 20_000, most_bytes: 20_000_000, deleted: 0, deleted_at: 0 } );
	} );

	it( 'what a row takes beside its texts is what the budget believes', async () => {
		if ( database !== 'mariadb' ) {
			return;
		}
		// Small texts, so that the rest of the row and the indexes are what is measured.
		const bytes = ( await php( `
			for ( $i = 0; $i < 20000; $i += 500 ) {
				$rows = array();
				for ( $j = $i; $j < $i + 500; $j++ ) { $rows[] = $wpdb->prepare( "( 'DUETDEMO000000000001', 'AddToCart', %s, 'delivered', 2, 'browser', %s, '', %d, 0, %d, 0, %s, 'ab12', 'email,external_id,ip,user_agent,ttclid', '20001 OK', %s )", wp_generate_uuid4(), str_repeat( 'x', 300 ), time(), time(), bin2hex( random_bytes( 16 ) ), bin2hex( random_bytes( 16 ) ) ); }
				$wpdb->query( "INSERT INTO $table ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at, visitor, sender, identifiers, reply, request_id ) VALUES " . implode( ',', $rows ) );
			}
			$wpdb->query( "ANALYZE TABLE $table" );
			$size = $wpdb->get_row( $wpdb->prepare( 'SELECT data_length + index_length AS bytes FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = %s', $table ) );
			echo json_encode( $size->bytes / 20000 );` ) ) as number;
		expect( bytes ).toBeGreaterThan( 300 + 450 );
		expect( bytes ).toBeLessThan( 300 + 1800 );
		process.stdout.write( `a row of 300 bytes of text takes ${ Math.round( bytes ) } bytes\n` );
	} );
} );
