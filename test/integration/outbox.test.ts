/** The outbox on real databases: the SQL means the same on both, and processes may meet. What may go wrong: test/faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mariadbMissing, type DatabaseName } from '../../bin/site/database.ts';
import { createSite, type Site } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type StandIn } from '../tiktok/server.ts';

/** The room's own objects, and Purchases to fill it with. */
const ROOM = `
use Duet\\Drain\\Claims;
use Duet\\EventsApi\\Client;
use Duet\\Drain\\DatabaseClock;
use Duet\\Outbox\\Database;
use Duet\\Outbox\\Entry;
use Duet\\Outbox\\Flood;
use Duet\\Deliveries\\Ledger;
use Duet\\Outbox\\Outbox;
use Duet\\EventsApi\\Outcome;
use Duet\\EventsApi\\Payload;
use Duet\\EventsApi\\Pauses;
use Duet\\EventsApi\\Reply;
use Duet\\Outbox\\Retention;
use Duet\\Outbox\\Schema;
use Duet\\Drain\\Sender;
use Duet\\Drain\\Upkeep;
use Duet\\Event\\{ Catalogue, Event, Facts, Origin, Visitor };
global $wpdb;
$log = new Duet\\Support\\Log();
$database = new Database( $wpdb, $log );
$table = $database->outbox();
$outbox = new Outbox( $database, $log, 5 );
$claims = new Claims( $database, 50 );
$upkeep = new Upkeep( $database );
$pauses = new Pauses( $database );
$catalogue = Catalogue::shipped();
$now = (int) $wpdb->get_var( 'SELECT UNIX_TIMESTAMP()' );
$sender = new Sender( new Schema( $database ), $upkeep, $claims, $pauses, Client::of_site(), DatabaseClock::of_database( $database ), new Duet\\Settings\\Tokens(), static fn( int $most ): int => $most );
$purchase = static fn( int $order, string $visitor = '' ): Event => Event::of(
	$catalogue, 'Purchase', "P-$order-aaaaaaaaaaaa", $now - 100,
	new Facts( array( 'value' => 19.9, 'currency' => 'EUR', 'contents' => array( array( 'content_id' => 'SKU', 'content_name' => '50% Mütze ☃', 'price' => 19.9, 'quantity' => 1 ) ) ), array( 'email' => "ann$order@example.test" ) ),
	new Visitor( ttclid: 'E.C.P.abc', url: 'https://shop.example.test/?utm_source=tiktok', ip: '203.0.113.9', user_agent: 'Mozilla/5.0', visitor: $visitor ), Origin::Server, $order
);
$put = static fn( Event $event ): string => $outbox->insert( '${ DEMO_PIXEL }', $event->name, $event, ( new Payload( $catalogue ) )->build( $event, $event->name ) )->value;
$fill = static function ( int $from, int $to ) use ( $put, $purchase ): void { for ( $order = $from; $order <= $to; $order++ ) { $put( $purchase( $order ) ); } };
$states = static fn(): array => array_column( $database->rows( 'SELECT state, COUNT(*) AS size FROM %i WHERE event <> %s GROUP BY state ORDER BY state', array( $table, '-' ) ), 'size', 'state' );
`;

const databases: readonly DatabaseName[] = mariadbMissing() === undefined ? [ 'sqlite', 'mariadb' ] : [ 'sqlite' ];

describe.each( databases )( `outbox on %s${ databases.length === 1 ? ` (${ mariadbMissing() })` : '' }`, ( database ) => {
	let site: Site;
	let tiktok: StandIn;

	const php = async ( code: string ): Promise<unknown> => {
		const said = await site.php( `${ ROOM } ${ code }` );
		return said === '' ? undefined : JSON.parse( said );
	};
	/** SQLite takes one writer at a time, through a translator: fewer rows prove the same there. */
	const many = database === 'sqlite' ? 300 : 2000;
	const states = () => php( 'echo json_encode( $states() );' );
	const fill = ( count: number ) => php( `$fill( 1, ${ count } );` );
	/** A drain's report, in a process of its own. */
	const drain = async ( seconds = 20 ) => ( await php( `echo json_encode( $sender->drain( ${ seconds } ) );` ) ) as { requests: number; delivered: number; dead: number; released: number };
	/** Raw copies TikTok got, beyond one of each event. */
	const repeats = () => {
		const ids = tiktok.events().filter( ( { accepted } ) => accepted ).map( ( { event_id } ) => event_id );
		return ids.length - new Set( ids ).size;
	};

	beforeAll( async () => {
		tiktok = await startStandIn();
		site = await createSite( {
			name: `outbox-${ database }`,
			plugins: [ 'duet' ],
			database,
			standIn: tiktok,
			token: DEMO_TOKEN,
			settings: { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'assumed' } },
		} );
	} );
	afterAll( async () => {
		await site.stop();
		await tiktok.stop();
	} );
	beforeEach( async () => {
		tiktok.clear();
		await tiktok.ready();
		await php( `( new Schema( $database ) )->drop(); ( new Schema( $database ) )->ensure();` );
	} );

	it( 'makes its table once and finds nothing to change the second time', async () => {
		expect(
			await php( `require_once ABSPATH . 'wp-admin/includes/upgrade.php';
				echo json_encode( array( dbDelta( ( new Schema( $database ) )->ddl(), false ), ( new Schema( $database ) )->version(), array_key_exists( 'duet_schema', wp_load_alloptions( true ) ) ) );` )
		).toEqual( [ [], 2, false ] );
	} );

	it( 'takes an event once, with one query, and none of a visitor who withdrew consent', async () => {
		expect(
			await php( `$said = array(); $wpdb->num_queries = 0;
				$visitor = str_repeat( 'ab', 16 );
				$said[] = $put( $purchase( 1, $visitor ) ); $said[] = $wpdb->num_queries;
				$said[] = $put( $purchase( 1, $visitor ) );
				$said[] = $outbox->withdraw( $visitor );
				$said[] = $put( $purchase( 2, $visitor ) );
				$said[] = $put( $purchase( 3, str_repeat( 'cd', 16 ) ) );
				$outbox->reinstate( $visitor );
				$said[] = $put( $purchase( 2, $visitor ) );
				$said[] = $states();
				echo json_encode( $said );` )
		).toEqual( [ 'queued', 1, 'skipped', 1, 'skipped', 'queued', 'queued', { pending: '2' } ] );
	} );

	it( 'refuses page events when too many wait, and never an order', async () => {
		expect(
			await php( `$said = array();
				for ( $i = 1; $i <= 6; $i++ ) { $said[] = $put( Event::of( $catalogue, 'Contact', "page-event-$i", $now, new Facts(), new Visitor(), Origin::Browser ) ); }
				$said[] = $put( $purchase( 1 ) );
				echo json_encode( $said );` )
		).toEqual( [ 'queued', 'queued', 'queued', 'queued', 'queued', 'full', 'queued' ] );
	} );

	it( 'counts what one address brought within a minute', async () => {
		expect(
			await php( `$flood = new Flood( $database, new Duet\\Support\\IdKey() ); $box = new Outbox( $database, $log, 20000, $flood ); $said = array( $flood->is_on( '203.0.113.9', 1 ) );
				for ( $i = 1; $i <= 300; $i++ ) { $event = Event::of( $catalogue, 'Contact', "page-event-$i", $now, new Facts(), new Visitor( ip: '203.0.113.9' ), Origin::Browser ); $box->insert( '${ DEMO_PIXEL }', 'Contact', $event, ( new Payload( $catalogue ) )->build( $event, 'Contact' ) ); }
				array_push( $said, $flood->is_on( '203.0.113.9', 1 ), $flood->is_on( '203.0.113.10', 1 ), $flood->is_on( '', 1 ) );
				$wpdb->query( "UPDATE $table SET created_at = created_at - 61 WHERE created_at > 0" );
				$said[] = $flood->is_on( '203.0.113.9', 1 );
				echo json_encode( $said );` )
		).toEqual( [ false, true, false, false, false ] );
	} );

	it( 'stores every refusal, and counts none as an event', async () => {
		expect(
			await php( `$flood = new Flood( $database, new Duet\\Support\\IdKey() ); $box = new Outbox( $database, $log, 20000, $flood ); $said = array();
				for ( $i = 1; $i <= 300; $i++ ) { $box->withdraw( md5( "$i" ) ); }
				array_push( $said, $flood->is_on( '203.0.113.9', 1 ), (int) $wpdb->get_var( "SELECT COUNT(*) FROM $table WHERE state = 'tombstone' AND created_at > 0" ) );
				$put( $purchase( 7 ) );
				array_push( $said, $box->withdraw_orders( array( 7 ) ), $put( $purchase( 7 ) ) );
				$box->reinstate_order( 7, '' );
				$said[] = $put( $purchase( 7 ) );
				echo json_encode( $said );` )
		).toEqual( [ false, 300, 1, 'skipped', 'queued' ] );
	} );

	it( 'delivers, keeps what was sent and forgets to whom', async () => {
		await fill( 3 );
		expect( await drain() ).toMatchObject( { requests: 1, delivered: 3 } );
		expect( tiktok.count( 'Purchase' ) ).toBe( 3 );
		expect( tiktok.events().flatMap( ( { warnings } ) => warnings ) ).toEqual( [] );
		const [ row ] = ( await php( `echo json_encode( $database->rows( 'SELECT * FROM %i WHERE object_id = %d', array( $table, 1 ) ) );` ) ) as [ Record<string, string> ];
		expect( row ).toMatchObject( { state: 'delivered', matching: '', attempts: '1', claim: '', identifiers: 'email,ttclid,ip,user_agent', reply: '0 OK' } );
		expect( JSON.parse( row.payload ?? '' ) ).toMatchObject( { properties: { value: 19.9, contents: [ { content_name: '50% Mütze ☃' } ] }, page: { url: 'https://shop.example.test/' } } );
	} );

	it( 'lists, counts, expires, forgets and purges', async () => {
		expect(
			await php( `$fill( 1, 4 );
				$ledger = new Ledger( $database, $upkeep );
				$wpdb->query( "UPDATE $table SET event_time = 1000, deadline = 2000 WHERE object_id = 1" );
				$said = array( $upkeep->waiting(), $upkeep->expire( '${ DEMO_PIXEL }', $now ), $ledger->counts()['expired'], $ledger->size( array( 'state' => 'pending' ) ), count( $ledger->page( array( 'event' => 'Purchase' ), 2, 3 ) ), $ledger->oldest_pending( $now ) );
				$said[] = ( new \\Duet\\Privacy\\Rows( $database ) )->forget( new \\Duet\\Privacy\\Person( \\Duet\\Hashing\\Hash::mark( 'ann2@example.test', '' ), array() ) );
				$wpdb->query( "UPDATE $table SET created_at = 1000 WHERE event <> '-'" );
				$said[] = ( new Retention( $database ) )->purge( 30, $now );
				$said[] = $states();
				echo json_encode( $said );` )
		).toEqual( [ [ DEMO_PIXEL ], 1, 1, 3, 1, 100, 1, 2, { pending: '2' } ] );
	} );

	it( 'lets two processes claim at once without sharing a row', async () => {
		await fill( many );
		const claim = `$ids = array(); while ( null !== ( $batch = $claims->claim( '${ DEMO_PIXEL }', $now, 60 ) ) ) { $ids = array_merge( $ids, $batch->ids() ); $claims->delivered( $batch, new Reply( Outcome::Accepted, 0, 'OK' ), $now ); } echo json_encode( $ids );`;
		const [ one, two ] = ( await Promise.all( [ php( claim ), php( claim ) ] ) ) as [ number[], number[] ];
		expect( one.length + two.length ).toBe( many );
		expect( new Set( [ ...one, ...two ] ).size ).toBe( many );
		expect( await states() ).toEqual( { delivered: String( many ) } );
	} );

	it( 'lets two drains run at once: nothing goes out twice', async () => {
		await fill( many );
		tiktok.fault( { latency: 20 } );
		await Promise.all( [ drain(), drain() ] );
		await drain();
		expect( await states() ).toEqual( { delivered: String( many ) } );
		expect( [ tiktok.count( 'Purchase' ), tiktok.requests().length, repeats() ] ).toEqual( [ many, many / 50, 0 ] );
	} );

	it( 'lets shoppers buy at once into an empty table', async () => {
		const buy = ( shopper: number ) => php( `$said = array(); for ( $i = 100; $i > 0; $i-- ) { $said[] = $put( $purchase( 100000 + $i * 10 + ${ shopper }, md5( "${ shopper }-$i" ) ) ); } echo json_encode( array_count_values( $said ) );` );
		expect( await Promise.all( [ buy( 1 ), buy( 2 ), buy( 3 ) ] ) ).toEqual( [ { queued: 100 }, { queued: 100 }, { queued: 100 } ] );
	} );

	it( 'writes nothing personal to the log', () => {
		expect( site.debugLog() ).not.toMatch( /example\.test|203\.0\.113|d0e7d0e7|[0-9a-f]{64}/ );
	} );
} );
