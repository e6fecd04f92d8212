import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { work } from './paths.ts';

/** The output and result of a finished command. */
export interface Finished {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface RunOptions {
	readonly cwd?: string;
	readonly env?: Record<string, string>;
	readonly input?: string;
	/** Milliseconds until the command is killed and counts as failed. */
	readonly timeout?: number;
	/** Called with each piece of output as it comes. */
	readonly onOutput?: (text: string) => void;
}

const groups = new Set<number>();
const records = join( work, 'run' );

/** Starts a command in a process group of its own, so that stopping it stops its children too. */
export function start( command: string, args: readonly string[], options: RunOptions = {} ): ChildProcess {
	const child = spawn( command, args, {
		cwd: options.cwd,
		env: { ...process.env, ...options.env },
		detached: true,
		stdio: [ 'pipe', 'pipe', 'pipe' ],
	} );
	const pid = child.pid;
	if ( pid !== undefined ) {
		groups.add( pid );
		remember( pid, command );
		child.once( 'exit', () => {
			// `php -S` may leave workers behind when its main process ends, so the whole group is stopped.
			kill( pid, 'SIGKILL' );
			forget( pid );
		} );
	}
	child.on( 'error', () => undefined );
	child.stdin.on( 'error', () => undefined );
	return child;
}

/** Runs a command to its end. A failure is a value: read `code`. */
export function run( command: string, args: readonly string[], options: RunOptions = {} ): Promise<Finished> {
	return new Promise( ( resolve ) => {
		const child = start( command, args, options );
		let stdout = '';
		let stderr = '';
		child.stdout?.setEncoding( 'utf8' ).on( 'data', ( text: string ) => {
			stdout += text;
			options.onOutput?.( text );
		} );
		child.stderr?.setEncoding( 'utf8' ).on( 'data', ( text: string ) => {
			stderr += text;
			options.onOutput?.( text );
		} );
		const timer =
			options.timeout === undefined
				? undefined
				: setTimeout( () => {
						stderr += `\nstopped after ${ options.timeout } ms`;
						stopGroup( child, 'SIGKILL' );
				  }, options.timeout );
		child.once( 'error', ( error ) => {
			clearTimeout( timer );
			resolve( { code: 127, stdout, stderr: error.message } );
		} );
		child.once( 'close', ( code ) => {
			clearTimeout( timer );
			resolve( { code: code ?? 1, stdout, stderr } );
		} );
		child.stdin?.end( options.input ?? '' );
	} );
}

/** Runs a command and throws its output if it failed. */
export async function must( command: string, args: readonly string[], options: RunOptions = {} ): Promise<string> {
	const done = await run( command, args, options );
	if ( done.code !== 0 ) {
		throw new Error( `${ command } ${ args.join( ' ' ) } failed (${ done.code }):\n${ done.stderr.trim() || done.stdout.trim() }` );
	}
	return done.stdout;
}

/** Sends a signal to a child and everything it started. */
export function stopGroup( child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM' ): void {
	if ( child.pid !== undefined ) {
		kill( child.pid, signal );
	}
}

/** Lets this process end although the child still runs; its 'exit' handler ends the child. */
export function background( child: ChildProcess ): void {
	child.unref();
	for ( const stream of [ child.stdin, child.stdout, child.stderr ] ) {
		if ( stream instanceof Socket ) {
			stream.unref();
		}
	}
}

/** Stops a child, first with a request to end, and waits until it has ended. */
export async function stopAndWait( child: ChildProcess, patience = 5000 ): Promise<void> {
	if ( child.exitCode !== null || child.signalCode !== null || child.pid === undefined ) {
		return;
	}
	const gone = new Promise<void>( ( resolve ) => child.once( 'exit', () => resolve() ) );
	stopGroup( child );
	const timer = setTimeout( () => stopGroup( child, 'SIGKILL' ), patience );
	await gone;
	clearTimeout( timer );
}

/** True when the command can be found. */
export function installed( command: string ): boolean {
	return spawnSync( 'sh', [ '-c', `command -v ${ command }` ], { stdio: 'ignore' } ).status === 0;
}

/** A port on 127.0.0.1 that is not in use. */
export function freePort(): Promise<number> {
	return new Promise( ( resolve, reject ) => {
		const server = createServer();
		server.once( 'error', reject );
		server.listen( 0, '127.0.0.1', () => {
			const address = server.address();
			server.close( () =>
				typeof address === 'object' && address !== null
					? resolve( address.port )
					: reject( new Error( 'no free port' ) )
			);
		} );
	} );
}

/** Ends everything this process started. sweepAll() ends what those processes had started. */
export async function shutDown(): Promise<void> {
	groups.forEach( ( pid ) => kill( pid, 'SIGTERM' ) );
	for ( let i = 0; i < 40 && groups.size > 0; i++ ) {
		await new Promise( ( resolve ) => setTimeout( resolve, 100 ) );
	}
	groups.forEach( ( pid ) => kill( pid, 'SIGKILL' ) );
}

/** Ends what killed processes left running. */
export function sweep(): void {
	for ( const file of list( records ) ) {
		const [ owner = '', command = '' ] = read( join( records, file ) ).split( '\n' );
		const pid = Number( file );
		if ( alive( Number( owner ) ) ) {
			continue;
		}
		// The number may belong to another process by now, so the command is compared, too.
		const line = spawnSync( 'ps', [ '-o', 'args=', '-p', file ], { encoding: 'utf8' } ).stdout ?? '';
		if ( command !== '' && line.includes( command ) ) {
			kill( pid, 'SIGKILL' );
		}
		forget( pid );
	}
}

function kill( pid: number, signal: NodeJS.Signals ): void {
	try {
		process.kill( -pid, signal );
	} catch {
		// Already gone.
	}
}

/** Whether a process still runs. One that has ended but was never collected (a container without init) does not. */
export function alive( pid: number ): boolean {
	try {
		process.kill( pid, 0 );
	} catch {
		return false;
	}
	return pid > 0 && ! / Z /.test( read( `/proc/${ pid }/stat` ).replace( /^.*\)/, '' ) );
}

function remember( pid: number, command: string ): void {
	mkdirSync( records, { recursive: true } );
	writeFileSync( join( records, String( pid ) ), `${ process.pid }\n${ command }` );
}

function forget( pid: number ): void {
	groups.delete( pid );
	rmSync( join( records, String( pid ) ), { force: true } );
}

function list( folder: string ): string[] {
	try {
		return readdirSync( folder );
	} catch {
		return [];
	}
}

function read( file: string ): string {
	try {
		return readFileSync( file, 'utf8' );
	} catch {
		return '';
	}
}

// However a vitest worker or a script ends, its servers end with it.
process.on( 'exit', () =>
	groups.forEach( ( pid ) => {
		kill( pid, 'SIGKILL' );
		forget( pid );
	} )
);
for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
	process.on( signal, () => {
		// Other listeners end in their own way.
		if ( process.listenerCount( signal ) === 1 ) {
			process.exit( signal === 'SIGINT' ? 130 : 143 );
		}
	} );
}
