/**
 * What every fault test stands on: a WordPress with the plugin on either database, the stand-in for TikTok, one clock for both,
 * PHP processes that can be broken or killed, and the ledger equation.
 */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { mariadbMissing, type DatabaseName } from '../../bin/site/database.ts';
import { createSite, type Site, type SiteOptions } from '../../bin/site/index.ts';
import { run, start, stopGroup, type Finished } from '../../bin/site/process.ts';
import { commandSettings, scripts } from '../../bin/site/server.ts';
import { startStandIn, type StandIn } from '../tiktok/server.ts';

/** Four pixels, each with a token of its own. */
export const PIXELS = [ 1, 2, 3, 4 ].map( ( n ) => `DUETFAULTS00000000${ n }0` );
export const PIXEL = PIXELS[ 0 ] ?? '';
const token = ( pixel: string ) => `${ pixel.toLowerCase() }-token-0123456789`;

/** See php/must-use.php. */
export interface Fault {
	readonly kill?: { readonly sql?: string; readonly http?: 'before' | 'after'; readonly nth?: number };
	readonly refuse?: string;
	readonly stale?: string;
	readonly eat?: string;
}

export interface Report {
	readonly requests: number;
	readonly delivered: number;
	readonly dead: number;
	readonly expired: number;
	readonly lapsed: number;
	readonly released: number;
	readonly paused: Readonly<Record<string, string>>;
}

interface Books {
	readonly states: States;
	readonly delivered: readonly string[];
}

export type States = Readonly<Record<string, number>>;

/** Both, or the one there is, with the reason in the suite's title. */
export const databases: readonly DatabaseName[] = mariadbMissing() === undefined ? [ 'sqlite', 'mariadb' ] : [ 'sqlite' ];
export const on = ( what: string ) => `${ what } on %s${ databases.length === 1 ? ` (${ mariadbMissing() })` : '' }`;

export const HOUR = 3600;
/** Longer than any lease or turn, shorter than a pause that matters. */
export const LEASE = 120;
const ROOM = `require '${ join( import.meta.dirname, 'php/room.php' ) }';`;
const JSON_FLAGS = 'JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION';

export class Rig {
	private offset = 0;
	private fresh = false;
	private read = 0;

	private constructor(
		public readonly site: Site,
		public readonly tiktok: StandIn,
		public readonly database: DatabaseName
	) {}

	public static async make( name: string, database: DatabaseName, options: Partial<SiteOptions> = {} ): Promise<Rig> {
		const tiktok = await startStandIn( { tokens: Object.fromEntries( PIXELS.map( ( pixel ) => [ pixel, token( pixel ) ] ) ) } );
		const settings = { pixels: PIXELS.map( ( code ) => ( { code, label: '', test_event_code: '' } ) ), consent: { mode: 'assumed' } };
		const site = await createSite( { name: `faults-${ name }-${ database }`, plugins: [ 'duet' ], database, standIn: tiktok, settings, ...options } );
		copyFileSync( join( import.meta.dirname, 'php/must-use.php' ), join( site.root, 'wp-content/mu-plugins/duet-faults.php' ) );
		const rig = new Rig( site, tiktok, database );
		await rig.tokens();
		return rig;
	}

	/** Every pixel's right token, as a merchant would have saved it. */
	public async tokens(): Promise<void> {
		await this.php( PIXELS.map( ( pixel ) => `( new Duet\\Settings\\Tokens() )->set( '${ pixel }', '${ token( pixel ) }' );` ).join( '' ) );
	}

	/** The value of `echo json_encode( ... )`, or undefined; throws when the process fails. */
	public async php<T = unknown>( code: string, fault?: Fault ): Promise<T> {
		const done = await this.process( code, fault );
		if ( done.code !== 0 ) {
			throw new Error( done.stderr.trim() || `PHP ended with ${ done.code }` );
		}
		return ( done.stdout === '' ? undefined : JSON.parse( done.stdout ) ) as T;
	}

	/** A process of its own, which may die. */
	public process( code: string, fault?: Fault ): Promise<Finished> {
		return run( 'php', this.arguments(), { input: this.room( code ), env: this.environment( fault ) } );
	}

	/** Starts a process and kills it so many milliseconds after WordPress is loaded, wherever it is by then. */
	public async killed( code: string, after: number ): Promise<void> {
		const child = start( 'php', this.arguments() );
		let timer: NodeJS.Timeout | undefined;
		child.stdout?.once( 'data', () => {
			timer = setTimeout( () => stopGroup( child, 'SIGKILL' ), after );
		} );
		child.stderr?.resume();
		const gone = new Promise( ( resolve ) => child.once( 'exit', resolve ) );
		child.stdin?.end( this.room( `echo 'ready'; ${ code }` ) );
		await gone;
		clearTimeout( timer );
	}

	public fill( from: number, to: number, pixel = PIXEL, age = 100 ): Promise<number> {
		return this.php<number>( `echo $fill( ${ from }, ${ to }, '${ pixel }', ${ age } );` );
	}

	/** The plugin's own drain, in a process of its own. */
	public drain( seconds = 20, fault?: Fault ): Promise<Report> {
		return this.php<Report>( `echo json_encode( $report( $sender->drain( ${ seconds } ) ), ${ JSON_FLAGS } );`, fault );
	}

	/** Drains until nothing waits, hours passing between; then the equation. */
	public async settled( enqueued: number, expected: States, received?: number ): Promise<void> {
		const { passed, ...books } = await this.php<Books & { passed: number }>( "$passed = $settle(); echo json_encode( array( 'passed' => $passed ) + $books() );" );
		this.balance( books, enqueued, expected, received );
		await this.later( passed );
	}

	/** Moves the database's clock and TikTok's. */
	public async later( seconds: number ): Promise<void> {
		this.offset += seconds;
		writeFileSync( this.clockFile(), String( this.offset ) );
		await fetch( `${ this.tiktok.controlUrl }/_/clock`, { method: 'POST', body: JSON.stringify( { advance: seconds * 1000 } ) } );
	}

	/** Moves the database's clock alone: TikTok's goes right. */
	public wrongClock( seconds: number ): void {
		this.offset = seconds;
		writeFileSync( this.clockFile(), String( seconds ) );
	}

	public states(): Promise<States> {
		return this.php<States>( 'echo json_encode( (object) $states() );' );
	}

	/**
	 * The equation: what was enqueued is all there, in exactly these states; and TikTok counts each event once, every delivered
	 * one among them.
	 *
	 * @param received Events TikTok counts; more than were delivered only while it is unknown whether it took them.
	 */
	public async holds( enqueued: number, expected: States, received?: number ): Promise<void> {
		this.balance( await this.php<Books>( 'echo json_encode( $books() );' ), enqueued, expected, received );
	}

	private balance( { states, delivered }: Books, enqueued: number, expected: States, received = expected.delivered ?? 0 ): void {
		expect( states ).toEqual( expected );
		expect( Object.values( states ).reduce( ( sum, count ) => sum + count, 0 ), 'rows' ).toBe( enqueued );
		const counted = this.tiktok.conversions().map( ( { pixel_code: pixel, event_id: id } ) => `${ pixel } ${ id }` );
		expect( counted.length, 'conversions TikTok counts' ).toBe( received );
		expect( new Set( counted ).size, 'events counted twice' ).toBe( received );
		const known = new Set( counted );
		expect( delivered.filter( ( id ) => ! known.has( id ) ), 'said to be delivered, and lost' ).toEqual( [] );
	}

	/** Raw copies TikTok took, beyond one of each event. */
	public repeats(): number {
		const ids = this.tiktok.events().filter( ( { accepted } ) => accepted ).map( ( { pixel_code: pixel, event_id: id } ) => `${ pixel } ${ id }` );
		return ids.length - new Set( ids ).size;
	}

	/** A TikTok without memory, the time as it is, and with the next process an empty outbox. */
	public async reset(): Promise<void> {
		this.tiktok.clear();
		await this.tiktok.ready();
		this.offset = 0;
		rmSync( this.clockFile(), { force: true } );
		this.fresh = true;
		this.read = this.site.debugLog().length;
	}

	/** What this test wrote to the debug log. */
	public logged(): string {
		return this.site.debugLog().slice( this.read );
	}

	public async stop(): Promise<void> {
		await this.site.stop();
		await this.tiktok.stop();
	}

	private room( code: string ): string {
		const fresh = this.fresh;
		this.fresh = false;
		return `${ ROOM } ${ fresh ? '$reset();' : '' } ${ code }`;
	}

	private arguments(): string[] {
		return [ ...commandSettings, join( scripts, 'eval.php' ), this.site.root ];
	}

	private environment( fault?: Fault ): Record<string, string> {
		return fault === undefined ? {} : { DUET_FAULT: JSON.stringify( fault.kill === undefined ? fault : { ...fault, kill: { nth: 1, ...fault.kill } } ) };
	}

	private clockFile(): string {
		return join( this.site.root, 'wp-content/duet-clock' );
	}
}
