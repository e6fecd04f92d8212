/**
 * From a fresh clone to a working tree. Plain JavaScript without dependencies, because it runs before `npm ci`.
 * Installs only what has changed since the last time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname( dirname( fileURLToPath( import.meta.url ) ) );
const lock = join( root, '.duet', 'setup.lock' );

/** A message for the reader, without a stack trace. */
export class Problem extends Error {}

/**
 * Installs system packages if it may, npm and Composer packages if they changed, and lets TypeScript run in this
 * process.
 *
 * @param {{ browser: boolean, mariadb: boolean }} wants what is only needed for some commands
 */
export async function prepare( wants ) {
	const [ major = 0, minor = 0 ] = process.versions.node.split( '.' ).map( Number );
	if ( major < 20 || ( major === 20 && minor < 19 ) ) {
		throw new Problem( `Node 20.19 or newer is needed, this is ${ process.versions.node }.` );
	}
	await alone( async () => {
		await systemPackages( wants );
		await dependencies();
	} );
	const { register } = await import( 'tsx/esm/api' );
	register();
}

/** Two commands that start at the same time must not install into one folder; the second one waits. */
async function alone( work ) {
	mkdirSync( dirname( lock ), { recursive: true } );
	for ( let told = false; ; told = true ) {
		try {
			writeFileSync( lock, String( process.pid ), { flag: 'wx' } );
			break;
		} catch {
			const owner = Number( existsSync( lock ) ? readFileSync( lock, 'utf8' ) : 0 );
			if ( ! isAlive( owner ) ) {
				rmSync( lock, { force: true } );
				continue;
			}
			if ( ! told ) {
				say( `waiting for the set-up of process ${ owner }` );
			}
			await new Promise( ( resolve ) => setTimeout( resolve, 500 ) );
		}
	}
	const free = () => rmSync( lock, { force: true } );
	process.once( 'exit', free );
	try {
		await work();
	} finally {
		process.off( 'exit', free );
		free();
	}
}

async function systemPackages( wants ) {
	const needed = [];
	const useful = [];
	const php = spawnSync( 'php', [ '-r', 'echo PHP_VERSION_ID, " ", PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, " ", strtolower( implode( ",", get_loaded_extensions() ) );' ], { encoding: 'utf8' } );
	const [ id = '0', series = '', loaded = '' ] = ( php.stdout ?? '' ).split( ' ' );
	if ( php.status === 0 && Number( id ) < 80100 ) {
		throw new Problem( `PHP 8.1 or newer is needed, this is ${ series }.` );
	}
	if ( php.status !== 0 ) {
		needed.push( 'php-cli', 'php-xml', 'php-mbstring' );
		useful.push( 'php-curl', 'php-sqlite3', 'php-mysql', 'php-gd', 'php-intl', 'php-zip' );
	} else {
		const names = { dom: 'xml', mbstring: 'mbstring', curl: 'curl', pdo_sqlite: 'sqlite3', mysqli: 'mysql' };
		for ( const [ extension, name ] of Object.entries( names ) ) {
			if ( ! loaded.split( ',' ).includes( extension ) ) {
				( [ 'dom', 'mbstring' ].includes( extension ) ? needed : useful ).push( `php${ series }-${ name }` );
			}
		}
	}
	if ( ! has( 'composer' ) ) {
		needed.push( 'composer' );
	}
	if ( ! has( 'unzip' ) ) {
		// Composer unpacks faster with it.
		useful.push( 'unzip' );
	}
	if ( wants.browser && ! [ 'chromium', 'chromium-browser', 'google-chrome' ].some( has ) && process.platform === 'linux' ) {
		useful.push( 'chromium' );
	}
	if ( wants.mariadb && ! ( has( 'mariadbd' ) && has( 'mariadb-dump' ) ) ) {
		// Not mariadb-server, which would start a service on this machine.
		useful.push( 'mariadb-server-core', 'mariadb-client' );
	}
	const missing = [ ...needed, ...useful ];
	if ( missing.length === 0 ) {
		return;
	}
	const sudo = process.getuid?.() === 0 ? [] : [ 'sudo', '-n' ];
	const may = has( 'apt-get' ) && ( sudo.length === 0 || spawnSync( 'sudo', [ '-n', 'true' ], { stdio: 'ignore' } ).status === 0 );
	if ( may ) {
		say( `installing system packages: ${ missing.join( ' ' ) }` );
		await command( [ ...sudo, 'apt-get', 'update', '-q' ], { quiet: true, optional: true } );
		const install = ( names, optional ) => command( [ ...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '-q', '--no-install-recommends', ...names ], { quiet: true, optional } );
		if ( needed.length > 0 ) {
			await install( needed, false );
		}
		// One by one, because an unknown name must not prevent the others.
		for ( const name of useful ) {
			await install( [ name ], true );
		}
	} else if ( needed.length > 0 ) {
		throw new Problem( `Please install these first (Debian names): ${ missing.join( ' ' ) }` );
	} else {
		say( `goes on without: ${ useful.join( ' ' ) }` );
	}
}

async function dependencies() {
	await unlessFresh( 'node_modules', [ 'package-lock.json', 'package.json' ], process.versions.modules, async () => {
		say( 'installing npm packages (two to three minutes the first time)' );
		await command( [ 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error' ] );
	} );
	await unlessFresh( 'vendor', [ 'composer.json' ], '', async () => {
		say( 'installing Composer packages' );
		await command( [ 'composer', 'install', '--no-interaction', '--no-progress', '--quiet' ] );
	} );
}

/** Runs `work` unless `folder` was made from these very files. */
async function unlessFresh( folder, files, salt, work ) {
	const hash = createHash( 'sha256' ).update( salt );
	for ( const file of files ) {
		const text = readFileSync( join( root, file ), 'utf8' );
		// Of package.json only the packages matter, not the scripts.
		hash.update( file === 'package.json' ? JSON.stringify( JSON.parse( text ).devDependencies ) : text );
	}
	const stamp = join( root, folder, '.duet-stamp' );
	const wanted = hash.digest( 'hex' );
	if ( existsSync( stamp ) && readFileSync( stamp, 'utf8' ) === wanted ) {
		return;
	}
	await work();
	writeFileSync( stamp, wanted );
}

/** Runs a command in its own process group, which ends with this process. */
function command( [ name, ...args ], { quiet = false, optional = false } = {} ) {
	return new Promise( ( resolve, reject ) => {
		const child = spawn( name, args, {
			cwd: root,
			detached: true,
			stdio: [ 'ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit' ],
			// The system's browsers are used, nothing downloads one. Composer would ask a question if it runs as root.
			env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', PUPPETEER_SKIP_DOWNLOAD: '1', COMPOSER_ALLOW_SUPERUSER: '1' },
		} );
		let said = '';
		child.stdout?.on( 'data', ( text ) => ( said += text ) );
		child.stderr?.on( 'data', ( text ) => ( said += text ) );
		const end = () => {
			try {
				process.kill( -child.pid, 'SIGTERM' );
			} catch {
				// Already gone.
			}
		};
		const interrupted = () => process.exit( 130 );
		process.once( 'exit', end );
		process.once( 'SIGINT', interrupted );
		process.once( 'SIGTERM', interrupted );
		const done = ( error ) => {
			process.off( 'exit', end );
			process.off( 'SIGINT', interrupted );
			process.off( 'SIGTERM', interrupted );
			if ( error && ! optional ) {
				reject( new Problem( `${ name } ${ args.join( ' ' ) } ${ error }\n${ said.slice( -3000 ) }` ) );
			} else {
				if ( error ) {
					say( `${ args.at( -1 ) }: not installed, going on without` );
				}
				resolve();
			}
		};
		child.once( 'error', ( error ) => done( error.message ) );
		child.once( 'close', ( code ) => done( code === 0 ? undefined : `ended with ${ code }` ) );
	} );
}

function has( name ) {
	return spawnSync( 'sh', [ '-c', `command -v ${ name }` ], { stdio: 'ignore' } ).status === 0;
}

function isAlive( pid ) {
	try {
		process.kill( pid, 0 );
		return pid > 0;
	} catch {
		return false;
	}
}

export function say( text ) {
	process.stdout.write( `· ${ text }\n` );
}

/** Runs a command's main function; a Problem is printed without its stack trace. */
export async function entry( main ) {
	// If npm is killed, it ends without passing the signal on. Losing the parent process means the same.
	const parent = process.ppid;
	setInterval( () => {
		if ( process.ppid !== parent ) {
			process.kill( process.pid, 'SIGTERM' );
		}
	}, 500 ).unref();
	try {
		process.exitCode = await main();
	} catch ( error ) {
		process.stderr.write( `\n${ error instanceof Problem ? error.message : error?.stack ?? error }\n` );
		process.exitCode = 1;
	}
	// Servers that still run would keep this process alive; its 'exit' handlers end them.
	process.exit();
}
