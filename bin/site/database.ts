/** The two databases a test site can have. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { sqliteDriver } from './npm-wordpress.ts';
import { alive, background, installed, must, run, start, stopAndWait } from './process.ts';

export type DatabaseName = 'sqlite' | 'mariadb';

/** What wp-config.php needs. */
export interface Database {
	readonly constants: Record<string, string>;
	/** Puts the database drop-in in place if this database needs one. */
	prepare( contentFolder: string ): Promise<void>;
	/** Fills the database from a template's dump. SQLite needs none, because its file is copied with the folder. */
	load( templateFolder: string ): Promise<void>;
	/** Writes a dump beside the template's files. */
	save( templateFolder: string ): Promise<void>;
	drop(): Promise<void>;
}

export function sqlite(): Database {
	const nothing = () => Promise.resolve();
	return {
		constants: { DB_NAME: 'wordpress', DB_USER: '', DB_PASSWORD: '', DB_HOST: '', SQLITE_JOURNAL_MODE: 'WAL' },
		async prepare( contentFolder ) {
			const driver = await sqliteDriver();
			writeFileSync(
				join( contentFolder, 'db.php' ),
				readFileSync( join( driver, 'db.copy' ), 'utf8' )
					.replaceAll( '{SQLITE_IMPLEMENTATION_FOLDER_PATH}', driver )
					.replaceAll( '{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php' )
			);
		},
		load: nothing,
		save: nothing,
		drop: nothing,
	};
}

/** A database of its own on this process's MariaDB server, which starts with the first one. */
export async function mariadb(): Promise<Database> {
	const socket = await mariadbServer();
	const name = `duet_${ process.pid }_${ Math.random().toString( 36 ).slice( 2, 8 ) }`;
	const client = [ `--socket=${ socket }`, '--user=root', '--default-character-set=utf8mb4' ];
	const sql = ( text: string ) => must( 'mariadb', client, { input: text } );
	await sql( `CREATE DATABASE ${ name } CHARACTER SET utf8mb4` );
	return {
		constants: { DB_NAME: name, DB_USER: 'root', DB_PASSWORD: '', DB_HOST: `localhost:${ socket }` },
		prepare: () => Promise.resolve(),
		async load( templateFolder ) {
			await must( 'mariadb', [ ...client, name ], { input: readFileSync( join( templateFolder, 'database.sql' ), 'utf8' ) } );
		},
		async save( templateFolder ) {
			await must( 'mariadb-dump', [ ...client, '--single-transaction', '--skip-comments', `--result-file=${ join( templateFolder, 'database.sql' ) }`, name ] );
		},
		async drop() {
			await run( 'mariadb', client, { input: `DROP DATABASE IF EXISTS ${ name }` } );
		},
	};
}

/** The reason MariaDB cannot be used here, or undefined. */
export function mariadbMissing(): string | undefined {
	return installed( 'mariadbd' ) && installed( 'mariadb-install-db' ) ? undefined : 'MariaDB is not installed (Debian: mariadb-server)';
}

/** Removes the data of servers whose process was killed; sweep() has ended the servers themselves. */
export function sweepDatabases(): void {
	for ( const name of readdirSync( tmpdir() ) ) {
		const owner = /^duet-db-(\d+)-/.exec( name )?.[ 1 ];
		if ( owner !== undefined && ! alive( Number( owner ) ) ) {
			rmSync( join( tmpdir(), name ), { recursive: true, force: true } );
		}
	}
}

let server: Promise<string> | undefined;

function mariadbServer(): Promise<string> {
	server ??= startMariadb();
	return server;
}

/** Ends this process's MariaDB server, if it has one. */
export let stopMariadb: () => Promise<void> = () => Promise.resolve();

/** A private server on a socket: no port, no network, no durability. It ends with this process. */
async function startMariadb(): Promise<string> {
	const folder = mkdtempSync( join( tmpdir(), `duet-db-${ process.pid }-` ) );
	const data = join( folder, 'data' );
	const socket = join( folder, 's' );
	// mariadbd refuses to run as root without this option.
	const user = userInfo().uid === 0 ? [ '--user=root' ] : [];
	process.on( 'exit', () => rmSync( folder, { recursive: true, force: true } ) );
	await must( 'mariadb-install-db', [ '--no-defaults', `--datadir=${ data }`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user ] );
	const child = start( 'mariadbd', [
		'--no-defaults',
		`--datadir=${ data }`,
		`--socket=${ socket }`,
		`--pid-file=${ join( folder, 'pid' ) }`,
		'--skip-networking',
		'--innodb-flush-log-at-trx-commit=0',
		'--skip-innodb-doublewrite',
		'--innodb-buffer-pool-size=64M',
		...user,
	] );
	background( child );
	let said = '';
	child.stderr?.on( 'data', ( text: Buffer ) => ( said += text.toString() ) );
	stopMariadb = async () => {
		server = undefined;
		await stopAndWait( child );
		rmSync( folder, { recursive: true, force: true } );
	};
	for ( let i = 0; i < 100; i++ ) {
		const answer = await run( 'mariadb', [ `--socket=${ socket }`, '--user=root', '-e', 'SELECT 1' ] );
		if ( answer.code === 0 ) {
			return socket;
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 100 ) );
	}
	await stopMariadb();
	throw new Error( `MariaDB did not start:\n${ said.slice( -2000 ) }` );
}
