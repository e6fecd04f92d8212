/** Fault matrix 11 to 13, 39, 41 and 43: what is wrong with an event, a batch or a visitor's consent. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultStep } from '../tiktok/server.ts';
import { databases, HOUR, on, PIXEL, PIXELS, Rig, type Report } from './rig.ts';

describe.each( databases )( on( 'events' ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'events', database );
	} );
	afterAll( () => rig.stop() );
	beforeEach( () => rig.reset() );

	/** Fills, drains once, reads the words of the dead. */
	const drained = ( rows: number ) =>
		rig.php<{ report: Report; words: string[] }>(
			`$fill( 1, ${ rows }, '${ PIXEL }' ); echo json_encode( array( 'report' => $report( $sender->drain( 60 ) ), 'words' => $database->column( "SELECT reply FROM %i WHERE state = 'dead' ORDER BY id", array( $table ) ) ) );`
		);

	/** What the merchant's screen is told. A first pause may be over after a second; the next failure makes a longer one. */
	const pausedFor = () =>
		rig.php<{ reason: string; summary: string }[]>(
			`wp_set_current_user( 1 );
			for ( $try = 0, $rows = array(); $try < 5 && array() === $rows; $try++ ) { $sender->drain( 1 ); $rows = rest_do_request( '/duet/v1/pauses' )->get_data(); }
			echo json_encode( array_map( static fn( array $row ): array => array( 'reason' => $row['reason'], 'summary' => $row['summary'] ), $rows ) );`
		);

	it.each( [
		[ 'the first', '^P-1-', 1 ],
		[ 'the middle one', '^P-50-', 1 ],
		[ 'the last', '^page-99-', 1 ],
		[ 'two', '^P-(20|71)-', 2 ],
	] as const )( '11: of 100 events TikTok refuses %s: no other is dead, and the reason is kept', async ( _name, poison, dead ) => {
		rig.tiktok.fault( { poison } );
		const { report, words } = await drained( 100 );
		expect( report.requests ).toBeLessThanOrEqual( 15 * dead );
		expect( words ).toEqual( Array.from( { length: dead }, () => expect.stringContaining( '40002 Batch.0.event_id: Refused' ) as string ) );
		await rig.holds( 100, { delivered: 100 - dead, dead } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '11: all are refused: five are dead, each with its reason, then the pixel pauses and keeps the others for its merchant', async () => {
		rig.tiktok.fault( { poison: '.' } );
		const { report, words } = await drained( 250 );
		expect( words ).toHaveLength( 5 );
		expect( report.requests ).toBeLessThanOrEqual( 20 );
		expect( report.paused[ PIXEL ] ).toContain( '40002' );
		expect( await pausedFor() ).toEqual( [ { reason: 'bad_event', summary: expect.stringContaining( 'refused several events' ) as string } ] );
		// A day later as well: nothing more is given up before TikTok has taken one.
		await rig.php( `for ( $i = 0; $i < 288; $i++ ) { $sender->drain( 1 ); $GLOBALS['duet_clock'] += 300; }` );
		await rig.later( 24 * HOUR );
		await rig.holds( 250, { dead: 5, pending: 245 } );
		expect( rig.tiktok.requests().length ).toBeLessThanOrEqual( 35 );
		rig.tiktok.fault( {} );
		await rig.settled( 250, { dead: 5, delivered: 245 } );
	} );

	it.each( [
		[ 'the button', `rest_do_request( ( static function () { wp_set_current_user( 1 ); $ask = new WP_REST_Request( 'POST', '/duet/v1/pauses' ); $ask->set_param( 'pixel_code', '${ PIXEL }' ); return $ask; } )() );` ],
		[ 'a test event TikTok takes', `$pauses->learn( '${ PIXEL }', new Duet\\EventsApi\\Reply( Duet\\EventsApi\\Outcome::Accepted, 0, 'OK' ), $clock() );` ],
		[ 'wp duet resume', `$pauses->resume( '${ PIXEL }' );` ],
	] )( '11: after the pause of refused events, %s lets the others go at once', async ( _name, act ) => {
		rig.tiktok.fault( { poison: '.' } );
		await drained( 20 );
		rig.tiktok.fault( {} );
		expect( await rig.drain() ).toMatchObject( { requests: 0 } );
		await rig.php( act );
		expect( await rig.drain() ).toMatchObject( { delivered: 15 } );
		await rig.holds( 20, { dead: 5, delivered: 15 } );
	} );

	const PAGES: readonly ( readonly [ string, FaultStep ] )[] = [
		[ 'a 413 page', { kind: 'status', status: 413 } ],
		[ 'an empty 413', { kind: 'status', status: 413, body: '' } ],
		[ 'a 413 in JSON without a code', { kind: 'status', status: 413, body: '{"error":"too large"}' } ],
		[ 'a 400 page', { kind: 'status', status: 400 } ],
		[ 'a 403 with a code of its own', { kind: 'status', status: 403, body: '{"code":403,"message":"Forbidden"}' } ],
		[ 'a 422 with a code as text', { kind: 'status', status: 422, body: '{"code":"40002"}' } ],
		[ 'an unknown code', { kind: 'code', code: 40999 } ],
	];

	it.each( PAGES )( '11: %s for every request is an outage: 250 sales are kept, few requests are made, and the screen says so', async ( _name, step ) => {
		rig.tiktok.fault( { steps: [ step ], repeat: true } );
		const { report } = await drained( 250 );
		expect( report.requests ).toBeLessThanOrEqual( 8 );
		expect( report.dead ).toBe( 0 );
		expect( await pausedFor() ).toEqual( [ { reason: 'ambiguous', summary: expect.stringContaining( 'TikTok' ) as string } ] );
		await rig.php( `for ( $i = 0; $i < 72; $i++ ) { $sender->drain( 1 ); $GLOBALS['duet_clock'] += 300; }` );
		await rig.later( 6 * HOUR );
		await rig.holds( 250, { pending: 250 } );
		expect( rig.tiktok.requests().length ).toBeLessThanOrEqual( 30 );
		rig.tiktok.fault( {} );
		await rig.settled( 250, { delivered: 250 } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '12: 413 halves the request, and an event that is refused alone waits for the proxy to let it through', async () => {
		rig.tiktok.fault( [ { kind: 'status', status: 413 } ] );
		expect( ( await drained( 60 ) ).report ).toMatchObject( { requests: 3, delivered: 60 } );
		rig.tiktok.fault( { steps: [ { kind: 'status', status: 413 } ], repeat: true } );
		expect( await rig.php( `$fill( 61, 61, '${ PIXEL }' ); echo json_encode( $report( $sender->drain( 5 ) ) );` ) ).toMatchObject( { requests: 1, dead: 0 } );
		await rig.holds( 61, { delivered: 60, pending: 1 } );
		rig.tiktok.fault( {} );
		await rig.settled( 61, { delivered: 61 } );
	} );

	it( '12: a request is full at 900,000 bytes, whatever the number of events', async () => {
		// 2,500 lines are some 200 kB: four such events fit.
		const requests = await rig.php<number>(
			`for ( $order = 1; $order <= 10; $order++ ) {
				$put( Duet\\Event\\Event::of( $catalogue, 'Purchase', "P-$order-aaaaaaaaaaaa", $now - 100, new Duet\\Event\\Facts( array( 'value' => 1, 'currency' => 'EUR', 'contents' => array_map( static fn( int $line ): array => array( 'content_id' => "SKU-$line", 'content_name' => str_repeat( 'n', 20 ), 'price' => 1, 'quantity' => 1 ), range( 1, 2500 ) ) ) ), new Duet\\Event\\Visitor(), Duet\\Event\\Origin::Server, $order ), '${ PIXEL }' );
			}
			echo $sender->drain( 60 )->requests;`
		);
		expect( requests ).toBeGreaterThan( 1 );
		for ( const { body } of rig.tiktok.requests() ) {
			expect( body.length ).toBeLessThanOrEqual( 900_000 + 1000 );
		}
		await rig.holds( 10, { delivered: 10 } );
	} );

	it( '13: TikTok takes some and does not say which: what it left out gets there', async () => {
		rig.tiktok.fault( [ { kind: 'partial', refuse: '-[0-9]?[05]-' } ] );
		const { report } = await drained( 100 );
		expect( report.delivered ).toBe( 100 );
		expect( report.requests ).toBe( 3 );
		await rig.holds( 100, { delivered: 100 } );
	} );

	it( '13: TikTok calls everything partly processed: it still ends, and nothing is dead', async () => {
		rig.tiktok.fault( { steps: [ { kind: 'partial' } ], repeat: true } );
		const { report } = await drained( 8 );
		expect( report ).toMatchObject( { delivered: 8, dead: 0 } );
		expect( report.requests ).toBeLessThanOrEqual( 8 * 3 + 7 );
		await rig.holds( 8, { delivered: 8 } );
	} );

	it( '39: consent withdrawn, withdrawn while the sender is at it, and given again', async () => {
		// Numbers that divide by 7 are of visitors who can be found again: 7, 14, ... 98.
		const gone = ( numbers: readonly number[] ) => numbers.map( ( n ) => `$outbox->withdraw( md5( 'visitor ${ n }' ) );` ).join( '' );
		await rig.php( `$fill( 1, 100, '${ PIXEL }' ); ${ gone( [ 7, 14 ] ) }` );
		await rig.holds( 100, { pending: 98, withheld: 2 } );
		// The tombstone alone: as if the event had been written while the visitor withdrew.
		await rig.php( `$wpdb->query( "INSERT INTO $table ( pixel_code, event, event_id, state, class, origin, payload, matching, event_time, deadline, created_at, next_at ) VALUES ( '', '-', MD5( 'visitor 21' ), 'tombstone', 2, 'server', '', '', 0, 0, 0, 0 )" );` );
		await rig.drain();
		await rig.holds( 100, { delivered: 97, withheld: 3 } );
		// Given again: the order makes room for itself, and whoever brings it again finds it.
		await rig.php( `$outbox->reinstate( md5( 'visitor 7' ) ); $put( $event( 7 ), '${ PIXEL }' ); $put( $event( 14 ), '${ PIXEL }' );` );
		await rig.settled( 100, { delivered: 98, withheld: 2 } );
		expect( await rig.php( `echo $database->value( "SELECT COUNT(*) AS size FROM %i WHERE matching <> '' OR ( state = 'withheld' AND visitor = '' )", array( $table ) );` ) ).toBe( 0 );
	} );

	it( '41: odd data is valid JSON, or refused before it is written, and never breaks its batch', async () => {
		const said = await rig.php<string[]>(
			`setlocale( LC_ALL, 'de_DE.UTF-8', 'de_DE', 'fr_FR.UTF-8' ); ini_set( 'serialize_precision', '17' );
			$make = static fn( int $order, array $with ): Duet\\Event\\Event => Duet\\Event\\Event::of( $catalogue, 'Purchase', "P-$order-aaaaaaaaaaaa", $now - 100, new Duet\\Event\\Facts( $with + array( 'value' => 0.1 + 0.2, 'currency' => 'EUR', 'contents' => array( array( 'content_id' => 'A', 'quantity' => 1, 'price' => 1234.5 ) ) ) ), new Duet\\Event\\Visitor(), Duet\\Event\\Origin::Server, $order );
			$odd = array( array( 'value' => 1234567.89 ), array( 'description' => 'Mütze 😀 ' . "\\u{2028}" ), array( 'description' => "broken \\xC3\\x28 bytes" ), array( 'value' => NAN ), array( 'value' => INF ), array( 'value' => '12,50' ), array( 'currency' => 'EURO' ), array( 'value' => 0 ) );
			$said = array();
			foreach ( $odd as $order => $with ) {
				try { $said[] = $put( $make( $order + 1, $with ), '${ PIXEL }' ); } catch ( Throwable $error ) { $said[] = 'refused'; }
			}
			$fill( 100, 120, '${ PIXEL }' );
			echo json_encode( $said );`
		);
		expect( said.filter( ( word ) => word === 'queued' ).length ).toBe( said.length - said.filter( ( word ) => word === 'refused' ).length );
		const queued = said.filter( ( word ) => word === 'queued' ).length;
		expect( said.slice( 3, 5 ) ).toEqual( [ 'refused', 'refused' ] );
		await rig.drain();
		const { dead = 0 } = await rig.states();
		expect( dead, 'TikTok accepts what was written' ).toBe( 0 );
		await rig.holds( queued + 21, { delivered: queued + 21 } );
		expect( rig.tiktok.requests()[ 0 ]?.body ).toContain( '1234567.89' );
	} );

	it( 'several pixels and test codes: each pixel gets its own copy, and no test touches a real event', async () => {
		await rig.php( `for ( $n = 1; $n <= 30; $n++ ) { foreach ( array( '${ PIXELS[ 0 ] }', '${ PIXELS[ 1 ] }' ) as $pixel ) { $put( $event( $n ), $pixel, 0 === $n % 3 ? 'TEST12345' : '' ); } }` );
		await rig.drain();
		const codes = rig.tiktok.requests().map( ( { body } ) => JSON.parse( body ) as { event_source_id: string; test_event_code?: string; data: { event_id: string }[] } );
		for ( const { test_event_code: code, data } of codes ) {
			expect( data.every( ( { event_id: id } ) => ( Number( id.split( '-' )[ 1 ] ) % 3 === 0 ) === ( code !== undefined ) ) ).toBe( true );
		}
		expect( rig.tiktok.tested() ).toHaveLength( 20 );
		await rig.holds( 40, { delivered: 40 } );
	} );

	it( '43: a flood of page events finds the queue full; orders find room, and what found none is counted', async () => {
		const said = await rig.php<{ full: number; orders: number; counted: unknown }>(
			`$small = new Duet\\Outbox\\Outbox( $database, new Duet\\Support\\Log(), 20 );
			$channel = new Duet\\EventsApi\\EventsApi( $modules->services->settings, $small, new Duet\\EventsApi\\Payload( $catalogue ), null, $modules->pipeline->refusals );
			for ( $n = 1; $n <= 100; $n++ ) { $channel->accept( $event( $n ) ); }
			( new ReflectionMethod( $modules->pipeline->refusals, 'write' ) )->invoke( $modules->pipeline->refusals );
			$rows = $database->rows( 'SELECT class, COUNT(*) AS size FROM %i WHERE event <> %s GROUP BY class ORDER BY class', array( $table, '-' ) );
			echo json_encode( array( 'rows' => array_column( $rows, 'size', 'class' ), 'counted' => $modules->pipeline->refusals->days( 'Contact' ) ) );`
		);
		// 100 events of 4 pixels: 60 orders, 40 page events, 20 of which find room with each pixel.
		expect( said ).toMatchObject( { rows: { 0: '240', 2: '80' } } );
		expect( Object.values( said.counted as Record<string, Record<string, number>> ) ).toEqual( [ { full: 4 * 20 } ] );
		await rig.settled( 320, { delivered: 320 } );
	} );
} );
