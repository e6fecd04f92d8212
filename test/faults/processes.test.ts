/** Fault matrix 15 to 20 and 23 to 27: processes that die, meet, stall or lose their database, and clocks that are wrong. */
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases, HOUR, LEASE, on, PIXEL, PIXELS, Rig, type Fault } from './rig.ts';

/** Where a sender may be when it is killed: 250 rows are three requests. */
const POINTS: readonly ( readonly [ string, NonNullable<Fault[ 'kill' ]> ])[] = [
	[ 'before it claims', { sql: "SET state = 'sending'" } ],
	[ 'between claim and reading what it claimed', { sql: 'SELECT id, test, source, event_time, attempts' } ],
	[ 'before the request', { http: 'before' } ],
	[ 'after the answer, before it is written down', { http: 'after' } ],
	[ 'before the second answer is written down', { sql: "SET state = 'delivered'", nth: 2 } ],
	[ 'between two requests', { sql: "SET state = 'sending'", nth: 2 } ],
	[ 'before it gives its turn back', { sql: 'UPDATE .*SET option_value = .*duet_pauses' } ],
];

const DAY = 24 * HOUR;
/** The last step of a pause. */
const LONGEST = 8 * HOUR;
/** What of a lock would have come to light: InnoDB's are met by asking again, SQLite's by waiting. */
const LOCKED = /deadlock|locked|try restarting|could not be|database error/i;
const WITHOUT_CURL = `( new ReflectionProperty( WpOrg\\Requests\\Requests::class, 'transports' ) )->setValue( null, array( WpOrg\\Requests\\Transport\\Fsockopen::class => WpOrg\\Requests\\Transport\\Fsockopen::class ) );`;

describe.each( databases )( on( 'processes' ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'processes', database, { constants: { WP_ACCESSIBLE_HOSTS: 'nowhere.invalid,localhost' } } );
	} );
	afterAll( () => rig.stop() );
	beforeEach( () => rig.reset() );

	it.each( [
		[ 'a name nobody has', "'https://nowhere.invalid/'" ],
		[ 'a port nobody listens on', "'http://127.0.0.1:9/'" ],
	] )( '15: %s is not reached', async ( _name, url ) => {
		expect( await rig.php( `echo json_encode( ( new Duet\\EventsApi\\Client( ( new Duet\\EventsApi\\Connection() )->post( ... ), ${ url } ) )->send( 'secret', '{}', 5, 0 )->outcome->value );` ) ).toBe( 'unreachable' );
	} );

	it( '15: a certificate of its own making is never believed', async () => {
		const { key, cert } = await rig.php<{ key: string; cert: string }>(
			`$key = openssl_pkey_new(); $request = openssl_csr_new( array( 'commonName' => 'localhost' ), $key ); openssl_x509_export( openssl_csr_sign( $request, null, $key, 1 ), $cert ); openssl_pkey_export( $key, $text ); echo json_encode( array( 'key' => $text, 'cert' => $cert ) );`
		);
		let reached = 0;
		const server = createServer( { key, cert }, ( _request, response ) => {
			reached++;
			response.end( '{"code":0,"message":"OK","request_id":"R1"}' );
		} );
		await new Promise<void>( ( resolve ) => server.listen( 0, '127.0.0.1', resolve ) );
		const { port } = server.address() as AddressInfo;
		const outcome = await rig.php( `echo json_encode( ( new Duet\\EventsApi\\Client( ( new Duet\\EventsApi\\Connection() )->post( ... ), 'https://localhost:${ port }/' ) )->send( 'secret', '{}', 5, 0 )->outcome->value );` );
		await new Promise( ( resolve ) => server.close( resolve ) );
		expect( [ outcome, reached ] ).toEqual( [ 'unreachable', 0 ] );
	} );

	it( 'one drain keeps one connection', async () => {
		const connects = await rig.php(
			`$fill( 1, 450, '${ PIXEL }' ); $handles = array();
			add_action( 'http_api_curl', static function ( $handle ) use ( &$handles ): void { $handles[] = $handle; } );
			$sender->drain( 60 );
			echo json_encode( array_map( static fn( $handle ): int => curl_getinfo( $handle, CURLINFO_NUM_CONNECTS ), $handles ) );`
		);
		expect( connects ).toEqual( [ 1, 0, 0, 0, 0 ] );
		await rig.holds( 450, { delivered: 450 } );
	} );

	it( 'without cURL WordPress’s other transport delivers, too', async () => {
		const report = await rig.php(
			`${ WITHOUT_CURL }
			$fill( 1, 250, '${ PIXEL }' ); echo json_encode( $report( $sender->drain( 60 ) ) );`
		);
		expect( report ).toMatchObject( { requests: 3, delivered: 250 } );
		await rig.holds( 250, { delivered: 250 } );
	} );

	it.each( [
		[ 'with cURL', '' ],
		[ 'without cURL', WITHOUT_CURL ],
	] )( 'no listener, no other request and no redirect gets the token, %s', async ( _how, transport ) => {
		const heard: string[] = [];
		const other = createPlainServer( ( request, response ) => {
			heard.push( `${ request.url } ${ JSON.stringify( request.headers ) }` );
			response.end( '{"code":0,"message":"OK","request_id":"R1"}' );
		} );
		await new Promise<void>( ( resolve ) => other.listen( 0, '127.0.0.1', resolve ) );
		const elsewhere = `http://127.0.0.1:${ ( other.address() as AddressInfo ).port }`;
		rig.tiktok.fault( [ { kind: 'ok' }, { kind: 'redirect', status: 307, location: `${ elsewhere }/redirected/event/track/` } ] );
		// What HTTP loggers hear, and a plugin that asks somebody else whenever it hears anything.
		const seen = await rig.php<string[]>(
			`${ transport } $fill( 1, 150, '${ PIXEL }' ); $seen = array(); $busy = false;
			$hear = static function ( ...$all ) use ( &$seen, &$busy ) {
				$seen[] = current_filter() . ' ' . print_r( $all, true );
				if ( ! $busy ) { $busy = true; wp_remote_post( '${ elsewhere }/meanwhile', array( 'body' => 'x' ) ); $busy = false; }
				return $all[0] ?? null;
			};
			foreach ( array( 'http_request_args', 'pre_http_request', 'requests-requests.before_request', 'http_api_curl', 'requests-fsockopen.before_request', 'requests-requests.before_parse', 'requests-requests.after_request', 'http_response', 'http_api_debug' ) as $hook ) { add_filter( $hook, $hear, 10, 9 ); }
			add_filter( 'http_request_args', static fn( $all ) => array( 'redirection' => 3 ) + $all );
			$sender->drain( 60 ); echo json_encode( $seen, JSON_INVALID_UTF8_SUBSTITUTE );`
		);
		await new Promise( ( resolve ) => other.close( resolve ) );
		expect( seen.filter( ( what ) => what.includes( 'http_api_debug' ) && what.includes( 'event/track' ) ).length, 'heard of our own requests' ).toBeGreaterThan( 0 );
		expect( heard.filter( ( what ) => what.startsWith( '/redirected' ) ), 'the redirect was followed' ).toHaveLength( 1 );
		expect( heard.filter( ( what ) => what.startsWith( '/meanwhile' ) ).length ).toBeGreaterThan( 5 );
		expect( [ ...seen, ...heard ].filter( ( what ) => /access-token|-token-0123456789/i.test( what ) ) ).toEqual( [] );
		expect( rig.tiktok.conversions(), 'TikTok took the first batch' ).toHaveLength( 100 );
	} );

	it.each( [
		[ 'a stored one', '', '' ],
		[ 'one of wp-config.php', `define( 'DUET_ACCESS_TOKEN', '${ PIXEL.toLowerCase() }-token-0123456789' ); $sender = ( new Duet\\Wiring\\Modules( $wpdb ) )->drain->sender();`, '' ],
		[ 'a stored one without cURL', '', WITHOUT_CURL ],
	] )( 'no backtrace shows the token, %s, however deep an error monitor looks', async ( _how, before, transport ) => {
		const found = await rig.php<{ looked: number; found: string[] }>(
			`${ transport } ${ before } $looked = 0; $found = array(); $seen = array();
			$look = static function ( mixed $value, string $path, int $depth ) use ( &$look, &$seen, &$found ): void {
				if ( is_string( $value ) && str_contains( $value, 'token-0123456789' ) ) { $found[] = $path; return; }
				if ( $depth > 12 || ( is_object( $value ) && isset( $seen[ spl_object_id( $value ) ] ) ) ) { return; }
				if ( is_object( $value ) ) {
					$seen[ spl_object_id( $value ) ] = $value;
					if ( $value instanceof Closure ) { $value = ( new ReflectionFunction( $value ) )->getStaticVariables() + array( 'this' => ( new ReflectionFunction( $value ) )->getClosureThis() ); }
				}
				if ( is_array( $value ) || is_object( $value ) ) { foreach ( (array) $value as $key => $part ) { $look( $part, "$path/$key", $depth + 1 ); } }
			};
			$hear = static function ( ...$all ) use ( &$looked, $look ) {
				++$looked;
				foreach ( debug_backtrace() as $frame ) {
					$name = ( $frame['class'] ?? '' ) . '::' . $frame['function'];
					$look( $frame['object'] ?? null, "$name object", 0 );
					$look( $frame['args'] ?? array(), "$name args", 0 );
				}
				return $all[0] ?? null;
			};
			foreach ( array( 'http_request_args', 'pre_http_request', 'requests-requests.before_request', 'http_response', 'http_api_debug', 'query' ) as $hook ) { add_filter( $hook, $hear, 10, 9 ); }
			$fill( 1, 3, '${ PIXEL }' ); $sender->drain( 60 ); echo json_encode( array( 'looked' => $looked, 'found' => array_values( array_unique( $found ) ) ), JSON_INVALID_UTF8_SUBSTITUTE );`
		);
		expect( found.looked ).toBeGreaterThan( 10 );
		expect( found.found ).toEqual( [] );
		await rig.holds( 3, { delivered: 3 } );
	} );

	it( 'what answers instead of WordPress’s transports gets the token, too', async () => {
		const report = await rig.php(
			`add_filter( 'pre_http_request', static function ( $answer, array $all, string $url ) {
				$head = array_map( static fn( string $name, string $value ): string => "$name: $value", array_keys( $all['headers'] ), $all['headers'] );
				return array( 'headers' => array(), 'cookies' => array(), 'response' => array( 'code' => 200, 'message' => 'OK' ), 'body' => file_get_contents( $url, false, stream_context_create( array( 'http' => array( 'method' => 'POST', 'header' => implode( "\\r\\n", $head ), 'content' => $all['body'], 'ignore_errors' => true ) ) ) ) );
			}, 10, 3 );
			$fill( 1, 250, '${ PIXEL }' ); echo json_encode( $report( $sender->drain( 60 ) ) );`
		);
		expect( report ).toMatchObject( { requests: 3, delivered: 250 } );
		// One more, by which it learned.
		expect( rig.tiktok.requests() ).toHaveLength( 4 );
		await rig.holds( 250, { delivered: 250 } );
	} );

	it( '16: an event at which PHP runs out of memory is given up alone, in the end', async () => {
		await rig.fill( 1, 10 );
		for ( let death = 0; death < 10; death++ ) {
			// New events come in all the time: by their going through the sender knows that it is the row. Each process frees what
			// the last one died with, and meets it again when it is due.
			await rig.process( `$fill( ${ 11 + death }, ${ 11 + death }, '${ PIXEL }' ); $sender->drain( 60 ); $GLOBALS['duet_clock'] += 4000; $sender->drain( 60 );`, { eat: 'P-6-' } );
			await rig.later( 4000 + LEASE );
		}
		const { delivered } = await rig.states();
		expect( delivered ).toBe( 19 );
		await rig.holds( 20, { delivered: 19, dead: 1 } );
		expect( await rig.php( `echo json_encode( $database->rows( "SELECT event_id, reply FROM %i WHERE state = 'dead'", array( $table ) ) );` ) ).toMatchObject( [ { event_id: expect.stringMatching( /^P-6-/ ) as string, reply: expect.stringContaining( 'gave up' ) as string } ] );
	} );

	it( '16: a host that kills every sender condemns no row', async () => {
		await rig.fill( 1, 8 );
		for ( let kill = 0; kill < 10; kill++ ) {
			await rig.process( "$sender->drain( 60 ); $GLOBALS['duet_clock'] += 4000; $sender->drain( 60 );", { kill: { http: 'before' } } );
			await rig.later( 4000 + LEASE );
		}
		const { pending = 0, sending = 0 } = await rig.states();
		expect( pending + sending ).toBe( 8 );
		await rig.settled( 8, { delivered: 8 } );
	} );

	it.each( POINTS )( '17: killed %s', async ( _point, kill ) => {
		await rig.fill( 1, 250 );
		expect( ( await rig.process( '$sender->drain( 60 );', { kill } ) ).code, 'killed' ).not.toBe( 0 );
		const { pending = 0, sending = 0, delivered = 0 } = await rig.states();
		expect( pending + sending + delivered ).toBe( 250 );
		// Nobody else takes what is claimed, until the lease is over.
		await rig.later( LEASE );
		await rig.settled( 250, { delivered: 250 } );
		expect( rig.repeats() ).toBeLessThanOrEqual( 100 );
	} );

	it( '19: a sender slower than its lease comes back to find its rows another’s', async () => {
		rig.tiktok.fault( [ { kind: 'delay', ms: 4000 } ] );
		await rig.fill( 1, 60 );
		const slow = rig.drain( 60 );
		for ( let i = 0; i < 400 && rig.tiktok.requests().length === 0; i++ ) {
			await new Promise( ( resolve ) => setTimeout( resolve, 25 ) );
		}
		await rig.later( LEASE );
		const quick = await rig.php<{ lapsed: number; delivered: number }>( `$one = $sender->drain( 60 ); $GLOBALS['duet_clock'] += 60; $two = $sender->drain( 60 ); echo json_encode( array( 'lapsed' => $one->lapsed, 'delivered' => $two->delivered ) );` );
		expect( quick ).toEqual( { lapsed: 60, delivered: 60 } );
		expect( ( await slow ).delivered, 'marks of the late one' ).toBe( 0 );
		await rig.holds( 60, { delivered: 60 } );
	} );

	it( '20: the same events from four processes at once: one row each', async () => {
		const put = `$said = array(); for ( $n = 1; $n <= 60; $n++ ) { $said[] = $put( $event( $n, 100 ), '${ PIXEL }' ); } echo json_encode( array_count_values( $said ) );`;
		await rig.php( '' );
		const said = await Promise.all( [ 1, 2, 3, 4 ].map( () => rig.php<Record<string, number>>( put ) ) );
		expect( said.reduce( ( sum, { queued = 0 } ) => sum + queued, 0 ) ).toBe( 60 );
		expect( said.flatMap( ( counts ) => Object.keys( counts ) ).filter( ( word ) => ! [ 'queued', 'skipped' ].includes( word ) ) ).toEqual( [] );
		await rig.settled( 60, { delivered: 60 } );
	} );

	it.each( [
		[ '23: the database is gone when the answer comes', "SET state = 'delivered'" ],
		[ '23: the database takes nothing more once the request is out', 'UPDATE|INSERT|DELETE' ],
	] )( '%s: sent again later under the same id', async ( _name, refuse ) => {
		await rig.fill( 1, 150 );
		const broken = refuse.startsWith( 'SET' )
			? await rig.php<{ delivered: number }>( 'echo json_encode( $report( $sender->drain( 60 ) ) );', { refuse } )
			: await rig.php<{ delivered: number }>( `add_action( 'http_api_debug', static function (): void { add_filter( 'query', static fn( string $sql ): string => preg_match( '~^\\\\s*(${ refuse })~', $sql ) ? 'SELECT nothing FROM nowhere' : $sql ); } ); echo json_encode( $report( $sender->drain( 60 ) ) );` );
		expect( broken.delivered ).toBe( 0 );
		await rig.later( LEASE );
		await rig.settled( 150, { delivered: 150 } );
		expect( rig.repeats() ).toBeGreaterThan( 0 );
	} );

	it.skipIf( database === 'sqlite' )( '24: MariaDB closes the connection between claim and mark: WordPress connects again', async () => {
		await rig.fill( 1, 150 );
		expect( await rig.php( `add_action( 'http_api_debug', static function () use ( $wpdb ): void { $other = mysqli_init(); [ $host, $port, $socket ] = $wpdb->parse_db_host( DB_HOST ); $other->real_connect( $host, DB_USER, DB_PASSWORD, DB_NAME, (int) $port, $socket ); $other->query( 'KILL ' . $wpdb->dbh->thread_id ); } ); echo json_encode( $report( $sender->drain( 60 ) ) );` ) ).toMatchObject( { delivered: 150 } );
		await rig.holds( 150, { delivered: 150 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '25: a replica that has not seen the claim yet: the rows go back unharmed', async () => {
		await rig.fill( 1, 50 );
		expect( await rig.drain( 60, { stale: 'SELECT id, test, source, event_time, attempts' } ) ).toMatchObject( { requests: 0, delivered: 0 } );
		await rig.holds( 50, { pending: 50 } );
		expect( await rig.php( `echo $database->value( 'SELECT MAX(lapses) + MAX(attempts) AS harm FROM %i', array( $table ) );` ) ).toBe( 0 );
		// Old reads of what is pending: the claim itself decides, on the primary.
		await rig.settled( 50, { delivered: 50 } );
	} );

	/** An object cache in which a value once read stays for good, whatever anybody writes or deletes: `$kept`, by option. */
	const FROZEN = `$GLOBALS['wp_object_cache'] = new class( $kept ) extends WP_Object_Cache {
		public function __construct( private array $kept ) {}
		public function get( $key, $group = 'default', $force = false, &$found = null ) {
			if ( 'options' === $group && isset( $this->kept[ $key ] ) ) { $found = true; return $this->kept[ $key ]; }
			$value = parent::get( $key, $group, $force, $found );
			return 'options' === $group && 'alloptions' === $key && is_array( $value ) ? $this->kept + $value : $value;
		}
	};`;
	const PAUSES = 'Duet\\EventsApi\\Pauses::OPTION';

	it( '26: an object cache that keeps an old pause, another’s turn and an old version delivers all the same', async () => {
		// Each of them would be believed if it came from the database.
		await rig.php( `$fill( 1, 250, '${ PIXEL }' );
			$kept = array( ${ PAUSES } => json_encode( array( '${ PIXEL }' => array( 'pause' => array( 'reason' => 'unreachable', 'until' => $now + 3600, 'failures' => 3, 'since' => $now - 60, 'message' => 'old', 'fingerprint' => '' ), 'turn' => array( 'owner' => 'x', 'until' => $now + 50 ) ) ) ), Duet\\Outbox\\OutboxTable::OPTION => '0' );
			${ FROZEN } $sender->drain( 60, 1 ); $sender->drain( 60 );` );
		await rig.holds( 250, { delivered: 250 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '26: an object cache without the pause, or without the lease, sends nothing', async () => {
		rig.tiktok.fault( { steps: [ { kind: 'status', status: 503, retryAfter: 600 } ], repeat: true } );
		await rig.fill( 1, 150 );
		await rig.drain();
		const asked = rig.tiktok.requests().length;
		const frozen = `$kept = array( ${ PAUSES } => '{}' ); ${ FROZEN }`;
		expect( await rig.php( `${ frozen } echo json_encode( $report( $sender->drain( 60 ) ) );` ) ).toMatchObject( { requests: 0, paused: { [ PIXEL ]: expect.anything() as string } } );
		expect( rig.tiktok.requests(), 'while the pause holds' ).toHaveLength( asked );
		rig.tiktok.fault( {} );
		await rig.later( 601 );
		// Somebody else has taken the turn just now.
		expect( await rig.php( `$pauses->take_turn( '${ PIXEL }', 'another', $clock(), 60 ); ${ frozen } echo json_encode( $report( $sender->drain( 60 ) ) );` ) ).toMatchObject( { requests: 0 } );
		await rig.settled( 150, { delivered: 150 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '26: an object cache that is emptied after every answer changes nothing', async () => {
		await rig.php( `$fill( 1, 250, '${ PIXEL }' ); add_action( 'http_api_debug', 'wp_cache_flush', 10, 0 ); $sender->drain( 60 );` );
		await rig.holds( 250, { delivered: 250 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it.each( [
		[ 'ten minutes fast', 600 ],
		[ 'an hour fast', 3600 ],
		[ 'ten minutes slow', -600 ],
	] )( '27: the web server’s clock is %s: TikTok gets nothing from the future', async ( _how, wrong ) => {
		// An event is as old as the web server says; the database, by which a drain goes, is right.
		await rig.php( `$fill( 1, 60, '${ PIXEL }', ${ -wrong } ); $sender->drain( 60 );` );
		await rig.holds( 60, { delivered: 60 } );
		// Seconds of the database against milliseconds of another clock of the same machine: they may round apart.
		expect( rig.tiktok.events().filter( ( { event_time: time, received_at: at } ) => ( time ?? Infinity ) > at / 1000 + 1 ) ).toEqual( [] );
		expect( rig.tiktok.events().filter( ( { event_time: time, received_at: at } ) => ( time ?? 0 ) < at / 1000 - 5 - Math.max( 0, -wrong ) ), 'made older than it is' ).toEqual( [] );
	} );

	it.each( [ -2 * DAY, -3600, -600, 600 ] )( '27: the database goes %i s wrong while events wait', async ( wrong ) => {
		rig.tiktok.fault( [ { kind: 'status', status: 500 } ] );
		await rig.php( `$fill( 1, 60, '${ PIXEL }', 0 ); $sender->drain( 1 );` );
		rig.wrongClock( wrong );
		expect( await rig.php( '$said = 0; for ( $i = 0; $i < 5; $i++ ) { $said += $sender->drain( 1 )->requests; } echo $said;' ), 'no hot loop' ).toBeLessThanOrEqual( 1 );
		// Its clock goes on from there: nothing waits longer for it than the longest backoff.
		rig.wrongClock( wrong + LONGEST );
		expect( await rig.php( `$sender->drain( 60 ); echo json_encode( array( 'parked' => (int) $database->value( "SELECT COUNT(*) AS n FROM %i WHERE state = 'pending' AND next_at > UNIX_TIMESTAMP() + ${ LONGEST }", array( $table ) ), 'waits' => $waits()[ '${ PIXEL }' ] > 0 ) );` ) ).toEqual( { parked: 0, waits: false } );
		await rig.holds( 60, { delivered: 60 } );
		const late = rig.tiktok.events().filter( ( { event_time: time, received_at: at } ) => ( time ?? Infinity ) > at / 1000 + 1 );
		expect( late ).toEqual( [] );
	} );

	it.each( [ -3600, -600 ] )( '27: the database goes %i s wrong while a dead sender’s rows wait for their lease', async ( wrong ) => {
		await rig.fill( 1, 60 );
		expect( ( await rig.process( '$sender->drain( 60 );', { kill: { http: 'after' } } ) ).code, 'killed' ).not.toBe( 0 );
		rig.wrongClock( wrong );
		await rig.php( '$sender->drain( 1 );' );
		rig.wrongClock( wrong + LONGEST );
		await rig.php( `$sender->drain( 60 ); $GLOBALS['duet_clock'] += 60; $sender->drain( 60 );` );
		await rig.holds( 60, { delivered: 60 } );
	} );

	it( '18: four senders while four requests write into the same queues: no lock is in anybody’s way', async () => {
		await rig.php( PIXELS.map( ( pixel ) => `$fill( 1, 300, '${ pixel }' );` ).join( '' ) );
		const write = ( from: number ) => `for ( $n = ${ from }; $n < ${ from + 60 }; $n++ ) { foreach ( array( '${ PIXELS.join( "', '" ) }' ) as $pixel ) { $put( $event( $n ), $pixel ); } }`;
		// One pixel after the other has its turn free again, so senders change about.
		const drain = 'for ( $i = 0; $i < 30; $i++ ) { $sender->drain( 60, 1 ); usleep( 20000 ); }';
		await Promise.all( [ ...[ 1, 2, 3, 4 ].map( () => rig.php( drain ) ), ...[ 1001, 2001, 3001, 4001 ].map( ( from ) => rig.php( write( from ) ) ) ] );
		expect( rig.logged() ).not.toMatch( LOCKED );
		expect( rig.repeats() ).toBe( 0 );
		await rig.settled( 4 * 540, { delivered: 4 * 540 } );
	} );

	it( '18: four senders, four pixels, at once: every event goes out once', async () => {
		const rows = process.env.DUET_SOAK === 'full' ? 5000 : 1000;
		await rig.php( PIXELS.map( ( pixel ) => `$fill( 1, ${ rows }, '${ pixel }' );` ).join( '' ) );
		const drain = `$done = 0; for ( $i = 0; $i < 40; $i++ ) { $one = $sender->drain( 300 ); $done += $one->requests; if ( 0 === $one->requests ) { usleep( 50000 ); } if ( array() === ( new Duet\\Drain\\Upkeep( $database ) )->waiting() ) { break; } } echo $done;`;
		const requests = await Promise.all( [ 1, 2, 3, 4 ].map( () => rig.php<number>( drain ) ) );
		console.log( `      ${ 4 * rows } rows on ${ database }: ${ requests.join( ' + ' ) } requests of four senders` );
		expect( requests.reduce( ( sum, count ) => sum + count, 0 ) ).toBe( ( 4 * rows ) / 100 );
		expect( rig.repeats() ).toBe( 0 );
		expect( rig.logged() ).not.toMatch( LOCKED );
		await rig.settled( 4 * rows, { delivered: 4 * rows } );
	} );
} );
