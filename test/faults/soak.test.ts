/**
 * Fault matrix 17, 18 and 45: many events, random faults, random deaths, four senders. The seed decides what is done when and is
 * printed; DUET_SEED plays it again (how far a killed process got is the machine's own chance). DUET_SOAK=full: the full sizes.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultStep } from '../tiktok/server.ts';
import { Chance, full, seed } from './random.ts';
import { databases, HOUR, LEASE, on, PIXEL, PIXELS, Rig } from './rig.ts';

/** What TikTok may do to a request, and how often. */
const WEATHER: readonly ( readonly [ number, FaultStep ])[] = [
	[ 60, { kind: 'ok' } ],
	[ 3, { kind: 'hang' } ],
	[ 3, { kind: 'accept-then-hang' } ],
	[ 2, { kind: 'reset' } ],
	[ 3, { kind: 'accept-then-reset' } ],
	[ 4, { kind: 'status', status: 500 } ],
	[ 3, { kind: 'status', status: 504, accept: true } ],
	[ 5, { kind: 'code', code: 40100 } ],
	[ 3, { kind: 'status', status: 429, retryAfter: 90 } ],
	[ 2, { kind: 'garbage', body: 'html' } ],
	[ 2, { kind: 'garbage', body: 'empty', accept: true } ],
	[ 6, { kind: 'partial', refuse: '[05]-' } ],
	[ 2, { kind: 'status', status: 413 } ],
	[ 2, { kind: 'code', code: 40105 } ],
];
/** Events TikTok never takes: one in a hundred. */
const POISON = '-[0-9]*42-';
const isPoison = ( number: number ) => number % 100 === 42;

/** A merchant who looks in now and then and repairs a refused token: an accepted test event ends the pause. */
const MERCHANT = PIXELS.map( ( pixel ) => `if ( 'bad_credentials' === $pauses->of( '${ pixel }' )->reason?->value ) { $pauses->learn( '${ pixel }', new Duet\\EventsApi\\Reply( Duet\\EventsApi\\Outcome::Accepted, 0, 'OK' ), $now ); }` ).join( '' );

describe.each( databases )( on( 'soak' ), ( database ) => {
	let rig: Rig;
	beforeAll( async () => {
		rig = await Rig.make( 'soak', database );
	} );
	afterAll( () => rig.stop() );
	beforeEach( () => rig.reset() );

	const events = full ? 10_000 : database === 'mariadb' ? 2_000 : 600;
	it( `45: ${ events } events, four senders, random faults and deaths: 0 lost, 0 counted twice (DUET_SEED=${ seed })`, async () => {
		const chance = new Chance( seed );
		const rounds = full ? 40 : 10;
		const perPixel = events / PIXELS.length;
		let deaths = 0;
		await rig.php( '' );
		for ( let round = 0; round < rounds; round++ ) {
			rig.tiktok.fault( { poison: POISON, latency: 15, steps: Array.from( { length: 200 }, () => chance.pick( WEATHER ) ) } );
			const last = round === rounds - 1;
			const upTo = last ? perPixel : Math.floor( ( perPixel * ( round + 1 ) ) / rounds );
			// Hooks and the sweep bring an event again as often as they like: the last round brings all.
			const from = last ? 1 : Math.max( 1, upTo - Math.ceil( ( 1.5 * perPixel ) / rounds ) );
			const shop = PIXELS.map( ( pixel ) => `$fill( ${ from }, ${ upTo }, '${ pixel }', 10 );` ).join( '' );
			const work = [ shop, ...Array.from( { length: 4 }, () => `$sender->drain( ${ chance.between( 1, 2 ) } );` ) ].map( ( code ) => {
				const dies = ! last && chance.next() < 0.3;
				const after = chance.between( 0, 700 );
				deaths += dies ? 1 : 0;
				return dies ? rig.killed( code, after ) : rig.process( code ).then( () => undefined );
			} );
			await Promise.all( work );
			await rig.later( chance.between( 60, full ? 1800 : 3600 ) );
			if ( round % 3 === 2 ) {
				await rig.php( MERCHANT );
			}
		}
		await rig.php( PIXELS.map( ( pixel ) => `$fill( 1, ${ perPixel }, '${ pixel }', 10 );` ).join( '' ) + MERCHANT );
		rig.tiktok.fault( { poison: POISON } );
		const poisoned = Array.from( { length: perPixel }, ( _, i ) => i + 1 ).filter( isPoison ).length * PIXELS.length;
		await rig.settled( events, { delivered: events - poisoned, ...( poisoned > 0 ? { dead: poisoned } : {} ) } );
		console.log( `      ${ database }: seed ${ seed }, ${ events } events, ${ rig.tiktok.requests().length } requests, ${ deaths } deaths, ${ poisoned } refused by TikTok, ${ rig.repeats() } copies merged: 0 lost, 0 counted twice` );
	} );

	const queue = full ? 5_000 : database === 'mariadb' ? 800 : 400;
	const kills = full ? 50 : 6;
	it( `17: ${ kills } random deaths during ${ queue } events: 0 lost (DUET_SEED=${ seed })`, async () => {
		const chance = new Chance( seed + 1 );
		rig.tiktok.fault( { latency: 30 } );
		await rig.fill( 1, queue );
		for ( let kill = 0; kill < kills; kill++ ) {
			await rig.killed( '$sender->drain( 60, 2 );', chance.between( 0, 250 ) );
			await rig.later( LEASE + chance.between( 0, 120 ) );
		}
		const repeats = rig.repeats();
		await rig.later( HOUR );
		await rig.settled( queue, { delivered: queue } );
		console.log( `      ${ database }: seed ${ seed }, ${ kills } deaths, ${ queue } events, ${ repeats } copies merged: 0 lost` );
		expect( rig.repeats() ).toBeLessThanOrEqual( kills * 100 );
	} );

	const rows = full ? 20_000 : 4_000;
	it.skipIf( ! full && database === 'sqlite' )( `18: four senders, one pixel, ${ rows } rows: no request twice`, async () => {
		await rig.fill( 1, rows );
		const drain = '$done = 0; for ( $i = 0; $i < 1200; $i++ ) { $done += $one = $sender->drain( 10 )->requests; if ( 0 === $one ) { usleep( 100000 ); } if ( array() === ( new Duet\\Drain\\Upkeep( $database ) )->waiting() ) { break; } } echo $done;';
		const requests = await Promise.all( [ 1, 2, 3, 4 ].map( () => rig.php<number>( drain ) ) );
		console.log( `      ${ database }: ${ rows } rows of ${ PIXEL }: ${ requests.join( ' + ' ) } requests` );
		expect( requests.reduce( ( sum, count ) => sum + count, 0 ) ).toBe( rows / 100 );
		expect( rig.repeats() ).toBe( 0 );
		await rig.settled( rows, { delivered: rows } );
	} );
} );
