/** Fault matrix 1 to 10 and 14: what TikTok, the network and whatever is between may do to a request. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Meter } from '../integration/meter.ts';
import { Shopper } from '../integration/shopper.ts';
import { createSite, missing } from '../../bin/site/index.ts';
import { DEMO_PIXEL, DEMO_TOKEN, startStandIn, type FaultScenario, type FaultStep } from '../tiktok/server.ts';
import { full } from './random.ts';
import { databases, HOUR, on, PIXEL, PIXELS, Rig, type Report } from './rig.ts';

interface Met {
	readonly name: string;
	readonly fault: FaultScenario | readonly FaultStep[];
	/** Whether TikTok took the events all the same. */
	readonly takes?: true;
	/** Whether it counts as an attempt of the rows; default true. */
	readonly free?: true;
}

/** Each meets the first request of 150 rows; the sender must ask once and then leave TikTok alone. */
const FAULTS: readonly Met[] = [
	{ name: '2: silence', fault: [ { kind: 'hang' } ] },
	{ name: '3: silence after taking the events', fault: [ { kind: 'accept-then-hang' } ], takes: true },
	{ name: '4: a reset before reading', fault: [ { kind: 'reset' } ] },
	{ name: '4: a reset after taking the events', fault: [ { kind: 'accept-then-reset' } ], takes: true },
	{ name: '6: 200 with code 40100', fault: [ { kind: 'code', code: 40100 } ], free: true },
	{ name: '7: 500', fault: [ { kind: 'status', status: 500 } ] },
	{ name: '7: 500 after taking the events', fault: [ { kind: 'status', status: 500, accept: true } ], takes: true },
	{ name: '7: 502 in HTML', fault: [ { kind: 'status', status: 502 } ] },
	{ name: '7: 503 with Retry-After', fault: [ { kind: 'status', status: 503, retryAfter: 90 } ] },
	{ name: '7: 504 after taking the events', fault: [ { kind: 'status', status: 504, accept: true } ], takes: true },
	{ name: '7: 200 with code 50000', fault: [ { kind: 'code', code: 50000 } ] },
	{ name: "8: a firewall's page", fault: [ { kind: 'garbage', body: 'html' } ] },
	{ name: "8: a proxy's 401", fault: [ { kind: 'status', status: 401 } ] },
	{ name: "8: a firewall's 403 after taking the events", fault: [ { kind: 'status', status: 403, accept: true } ], takes: true },
	{ name: '8: an empty answer after taking the events', fault: [ { kind: 'garbage', body: 'empty', accept: true } ], takes: true },
	{ name: '8: half an answer', fault: [ { kind: 'garbage', body: 'truncated' } ] },
	{ name: '8: an answer of 10 MB', fault: [ { kind: 'garbage', body: 'huge' } ] },
	// One byte a second: only a limit on the whole exchange ends it. The answer, read to its end, would be a yes.
	{ name: '14: an answer that drips', fault: [ { kind: 'drip', ms: 1000 } ], takes: true },
];

describe.each( databases )( on( 'network' ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'network', database );
	} );
	afterAll( () => rig.stop() );
	beforeEach( () => rig.reset() );

	it( '1: TikTok is down for 6 hours: few probes, nothing lost, everything delivered afterwards by one drain', async () => {
		const rows = full ? 20_000 : 1_000;
		rig.tiktok.fault( { refuse: true } );
		// A tick a minute, as WP-Cron has it.
		const probes = await rig.php<number>(
			`$fill( 1, ${ rows }, '${ PIXEL }' ); $sent = 0; for ( $minute = 0; $minute < 360; $minute++ ) { $sent += $sender->drain( 1 )->requests; $GLOBALS['duet_clock'] += 60; } echo $sent;`
		);
		await rig.later( 6 * HOUR );
		expect( probes ).toBeGreaterThan( 0 );
		expect( probes ).toBeLessThanOrEqual( 20 );
		await rig.holds( rows, { pending: rows } );
		rig.tiktok.fault( {} );
		await rig.tiktok.ready();
		// The longest pause that six hours can have led to.
		await rig.later( 8 * HOUR );
		// No drain starts a request later than it was told to: what one of 60 seconds delivers took no longer.
		expect( await rig.drain( 60 ) ).toMatchObject( { requests: rows / 100, delivered: rows } );
		await rig.holds( rows, { delivered: rows } );
		expect( rig.repeats() ).toBe( 0 );
	} );

	it( '1: TikTok is down until the 46th hour: everything arrives before the 47th is over', async () => {
		rig.tiktok.fault( { refuse: true } );
		const tick = "$sender->drain( 20 ); $GLOBALS['duet_clock'] += 300;";
		await rig.php( `$fill( 1, 150, '${ PIXEL }' ); for ( $i = 0; $i < 46 * 12; $i++ ) { ${ tick } }` );
		await rig.later( 46 * HOUR );
		await rig.holds( 150, { pending: 150 } );
		rig.tiktok.fault( {} );
		await rig.tiktok.ready();
		await rig.php( `for ( $i = 0; $i < 10; $i++ ) { ${ tick } }` );
		await rig.holds( 150, { delivered: 150 } );
	} );

	// What the sender does about an answer is the same on every database; what it writes down when TikTok may have the events is tried on each.
	it.each( full || database === databases.at( -1 ) ? FAULTS : FAULTS.filter( ( { takes } ) => takes ) )( '$name', async ( { fault, takes, free } ) => {
		rig.tiktok.fault( fault );
		const said = await rig.php<{ reports: Report[]; memory: number; attempts: string }>(
			`$fill( 1, 150, '${ PIXEL }' ); memory_reset_peak_usage(); $before = memory_get_usage();
			echo json_encode( array( 'reports' => array( $report( $sender->drain( 1 ) ), $a_moment_ago( 10 ) ?? $report( $sender->drain( 1 ) ) ), 'memory' => memory_get_peak_usage() - $before, 'attempts' => $database->value( 'SELECT MAX(attempts) AS most FROM %i', array( $table ) ) ) );`
		);
		// One request, one circuit: the other fifty rows, and the next drain, do not try.
		expect( said.reports.map( ( { requests, delivered, dead } ) => [ requests, delivered, dead ] ) ).toEqual( [ [ 1, 0, 0 ], [ 0, 0, 0 ] ] );
		expect( Object.keys( said.reports[ 1 ]?.paused ?? {} ) ).toEqual( [ PIXEL ] );
		expect( said.attempts ).toBe( free ? '0' : '1' );
		expect( said.memory, 'bytes' ).toBeLessThan( 8 * 2 ** 20 );
		await rig.holds( 150, { pending: 150 }, takes ? 100 : 0 );
		rig.tiktok.fault( {} );
		await rig.settled( 150, { delivered: 150 } );
		expect( rig.repeats() ).toBe( takes ? 100 : 0 );
	} );

	it( '5: waits as long as TikTok asks for, within limits, and uses up no attempt', async () => {
		// Read against the clock of the second request, which is past the first wait.
		const date = new Date( Date.now() + 423_000 ).toUTCString();
		const told: readonly ( string | number )[] = [ 120, date, 1e9, -5, 'soon', 0, '' ];
		rig.tiktok.fault( told.map( ( retryAfter ) => ( { kind: 'status', status: 429, retryAfter } ) ) );
		const waits = await rig.php<number[]>(
			`$fill( 1, 10, '${ PIXEL }' ); $said = array();
			for ( $i = 0; $i < ${ told.length }; $i++ ) {
				$sender->drain( 1 );
				$said[] = $wait = $waits()[ '${ PIXEL }' ];
				// A good moment too early nothing goes out.
				$GLOBALS['duet_clock'] += $wait - 5;
				$sender->drain( 1 );
				$GLOBALS['duet_clock'] += 8;
			}
			echo json_encode( $said );`
		);
		expect( rig.tiktok.requests() ).toHaveLength( told.length );
		expect( waits.map( ( wait ) => Math.abs( wait - 300 ) < 20 ? 300 : wait ) ).toEqual( [ 120, 300, 86400, 1, 60, 1, 60 ].map( ( wait ) => expect.toSatisfy( ( is: number ) => Math.abs( is - wait ) <= 1 ) ) );
		expect( await rig.php( `echo $database->value( 'SELECT MAX(attempts) AS most FROM %i', array( $table ) );` ) ).toBe( 0 );
		await rig.settled( 10, { delivered: 10 } );
	} );

	it( '7: waits longer with every failure, never longer than 8 hours, and starts again after a success', async () => {
		rig.tiktok.fault( { steps: [ { kind: 'status', status: 500 } ], repeat: true } );
		const steps = [ 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800 ];
		const waits = await rig.php<number[]>(
			`$fill( 1, 10, '${ PIXEL }' ); $said = array(); for ( $i = 0; $i < ${ steps.length }; $i++ ) { $sender->drain( 1 ); $wait = $waits()[ '${ PIXEL }' ]; $said[] = $wait; $GLOBALS['duet_clock'] += max( 1, $wait ); } echo json_encode( $said );`
		);
		expect( waits ).toHaveLength( steps.length );
		waits.forEach( ( wait, failure ) => expect( wait, `after failure ${ failure + 1 }` ).toBeLessThanOrEqual( steps[ failure ] ?? 0 ) );
		expect( rig.tiktok.requests() ).toHaveLength( steps.length );
		rig.tiktok.fault( {} );
		await rig.settled( 10, { delivered: 10 } );
		expect( await rig.php( `echo json_encode( $pauses->of( '${ PIXEL }' )->failures );` ) ).toBe( 0 );
	} );

	it.each( [ 301, 307 ] as const )( '9: a redirect (%i) to another host is not followed, and the token stays here', async ( status ) => {
		const other = await startStandIn();
		rig.tiktok.fault( [ { kind: 'redirect', status, location: other.eventsApiUrl } ] );
		await rig.php( `$fill( 1, 10, '${ PIXEL }' ); $sender->drain( 1 );` );
		await rig.holds( 10, { pending: 10 } );
		expect( other.requests() ).toEqual( [] );
		await other.stop();
		await rig.settled( 10, { delivered: 10 } );
	} );

	it.each( [
		[ 'a 401 of TikTok itself', { kind: 'status', status: 401, body: '{"code":40105,"message":"no"}' } ],
		[ 'a 403 of TikTok itself', { kind: 'status', status: 403, body: '{"code":40104,"message":"no"}' } ],
		[ 'code 40001', { kind: 'code', code: 40001 } ],
		[ 'code 40105', { kind: 'code', code: 40105 } ],
	] as const )( '10: %s pauses this pixel until the token changes, and no other', async ( _name, step ) => {
		rig.tiktok.fault( [ step ] );
		const said = await rig.php<Report[]>( `$fill( 1, 20, '${ PIXEL }' ); $fill( 21, 30, '${ PIXELS[ 1 ] }' ); $one = $report( $sender->drain( 5 ) ); $GLOBALS['duet_clock'] += 40 * 3600; echo json_encode( array( $one, $report( $sender->drain( 5 ) ) ) );` );
		expect( said.map( ( { requests, delivered, dead } ) => [ requests, delivered, dead ] ) ).toEqual( [ [ 2, 10, 0 ], [ 0, 0, 0 ] ] );
		await rig.holds( 30, { pending: 20, delivered: 10 } );
		// TikTok knows both tokens; the fingerprint of the new one is what counts.
		await rig.php( `( new Duet\\Settings\\Tokens() )->set( '${ PIXEL }', 'typed-wrong-again' ); $sender->drain( 5 );` );
		expect( rig.tiktok.requests() ).toHaveLength( 3 );
		await rig.tokens();
		await rig.settled( 30, { delivered: 30 } );
		expect( await rig.php( `echo $database->value( 'SELECT MAX(attempts) AS most FROM %i', array( $table ) );` ) ).toBe( 1 );
	} );
} );

const shop = { plugins: [ 'woocommerce', 'duet' ] } as const;
const without = await missing( shop );

describe.skipIf( without )( `a shop while TikTok is away${ without ? ` (${ without })` : '' }`, () => {
	it( '1: places an order as ever: TikTok is not asked, and not one query is added', async () => {
		const tiktok = await startStandIn();
		const site = await createSite( { name: 'faults-checkout', ...shop, standIn: tiktok, checkout: 'classic', token: DEMO_TOKEN, settings: { pixels: [ { code: DEMO_PIXEL, label: '', test_event_code: '' } ], consent: { mode: 'required' } }, constants: { SAVEQUERIES: true } } );
		try {
			const meter = new Meter( site );
			const mug = Number( await site.php( "echo wc_get_product_id_by_sku( 'DUET-MUG' );" ) );
			/** What "Place order" and the page behind it cost. */
			const sale = async () => {
				const shopper = new Shopper( site );
				await shopper.prepare( mug );
				meter.forget();
				await shopper.ask( ( await shopper.place( 'cod' ) ).received );
				// The server answers before it shuts down: with the next answer these requests are logged.
				await fetch( `${ site.url }/wp-json/duet/v1` );
				return meter.requests().slice( 0, 2 );
			};
			// The first order of a shop fills caches.
			await sale();
			await site.drain();
			const usual = await sale();
			await site.drain();
			tiktok.fault( { refuse: true } );
			await sale();
			// Now the sender knows, and pauses.
			await site.drain();
			const away = await sale();
			expect( usual.map( ( { uri } ) => uri.replace( /order-received.*/, 'order-received' ) ) ).toEqual( [ '/?wc-ajax=checkout', '/checkout/order-received' ] );
			expect( away.map( ( { own } ) => own ) ).toEqual( usual.map( ( { own } ) => own ) );
			expect( usual[ 0 ]?.own ).toBeGreaterThan( 0 );
			expect( away.flatMap( ( { calls } ) => calls ).filter( ( url ) => url.includes( 'event/track' ) ) ).toEqual( [] );
			tiktok.fault( {} );
			await tiktok.ready();
			await site.php( "delete_option( 'duet_pauses' );" );
			await site.drain();
			expect( tiktok.count( 'Purchase' ) ).toBe( 4 );
		} finally {
			await site.stop();
			await tiktok.stop();
		}
	} );
} );
