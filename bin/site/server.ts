import { spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { root as repository, work } from './paths.ts';
import { background, start, stopAndWait } from './process.ts';

/** Settings every PHP process of a site gets. */
export const phpSettings = [ '-d', 'memory_limit=512M', '-d', 'upload_max_filesize=64M' ];

/** Compiled PHP is kept on disk for the next command: loading a shop then takes a quarter of the time. */
const compiled = join( work, 'opcache' );
mkdirSync( compiled, { recursive: true } );

/** Settings of a command that loads WordPress. */
export const commandSettings = [ ...phpSettings, '-d', 'opcache.enable_cli=1', '-d', `opcache.file_cache=${ compiled }`, '-d', 'opcache.file_cache_only=1', '-d', 'display_errors=stderr' ];

/** A server keeps compiled PHP in memory. (Kept on disk, it crashes `php -S`.) */
const serverSettings = [ '-d', 'opcache.enable_cli=1', '-d', 'opcache.revalidate_freq=0' ];

/** Why sites cannot run with this machine's own PHP, or undefined. DUET_PHP=playground simulates that. */
export function nativePhp(): string | undefined {
	if ( process.env.DUET_PHP === 'playground' ) {
		return 'as DUET_PHP asks';
	}
	return spawnSync( 'php', [ '-r', "exit( extension_loaded( 'pdo_sqlite' ) ? 0 : 1 );" ] ).status === 0 ? undefined : 'PHP has no pdo_sqlite';
}

/** Folder of the PHP scripts of this library. */
export const scripts = join( repository, 'bin/site/php' );

/**
 * Serves a WordPress folder with PHP's own server on 127.0.0.1, with four workers, so that a site can send requests to
 * itself.
 */
export class Server {
	private child: ChildProcess | undefined;

	constructor(
		private readonly root: string,
		private readonly port: number
	) {}

	async start(): Promise<void> {
		if ( this.child !== undefined ) {
			return;
		}
		const child = start( 'php', [ ...phpSettings, ...serverSettings, '-S', `127.0.0.1:${ this.port }`, '-t', this.root, join( scripts, 'router.php' ) ], {
			env: { DUET_SITE_ROOT: this.root, PHP_CLI_SERVER_WORKERS: '4' },
		} );
		let said = '';
		// Both pipes must be drained, or the server stops when they are full.
		child.stdout?.resume();
		child.stderr?.on( 'data', ( text: Buffer ) => ( said = ( said + text.toString() ).slice( -4000 ) ) );
		background( child );
		this.child = child;
		for ( let i = 0; i < 200; i++ ) {
			if ( child.exitCode !== null ) {
				this.child = undefined;
				throw new Error( `php -S ended at once:\n${ said }` );
			}
			if ( await listens( this.port ) ) {
				return;
			}
			await new Promise( ( resolve ) => setTimeout( resolve, 25 ) );
		}
		await this.stop();
		throw new Error( `php -S did not answer on port ${ this.port }:\n${ said }` );
	}

	async stop(): Promise<void> {
		const child = this.child;
		this.child = undefined;
		if ( child !== undefined ) {
			await stopAndWait( child );
		}
	}
}

function listens( port: number ): Promise<boolean> {
	return new Promise( ( resolve ) => {
		const socket = connect( port, '127.0.0.1' );
		socket.once( 'connect', () => {
			socket.destroy();
			resolve( true );
		} );
		socket.once( 'error', () => resolve( false ) );
	} );
}
