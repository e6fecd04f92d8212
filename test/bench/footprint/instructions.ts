/** PHP instructions of one page by valgrind's callgrind: exact where time is only this machine's. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../../bin/site/process.ts';
import { commandSettings } from '../../../bin/site/server.ts';
import type { BenchSite } from './site.ts';

/** Why there are none here, or undefined. */
export const withoutCallgrind = (): string | undefined => ( spawnSync( 'valgrind', [ '--version' ] ).status === 0 ? undefined : 'valgrind is not installed' );

/** Millions of instructions that the plugin adds to a page, and to how many. */
export async function instructions( bench: BenchSite, variant: string, path: string ): Promise<{ added: number; without: number }> {
	const runner = join( bench.site.root, 'bench-page.php' );
	const { host } = new URL( bench.site.url );
	writeFileSync( runner, `<?php
foreach ( array( 'HTTP_HOST' => '${ host }', 'SERVER_NAME' => '127.0.0.1', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '${ path }', 'SCRIPT_NAME' => '/index.php', 'PHP_SELF' => '/index.php', 'SCRIPT_FILENAME' => __DIR__ . '/index.php' ) as $name => $value ) { $_SERVER[ $name ] = $value; }
require __DIR__ . '/index.php';
` );
	const count = async ( name: string ): Promise<number> => {
		const env = { X_BENCH: name };
		// What is compiled is kept on disk, as in the shared memory of a server.
		await must( 'php', [ ...commandSettings, runner ], { cwd: bench.site.root, env } );
		const said = spawnSync( 'valgrind', [ '--tool=callgrind', '--callgrind-out-file=/dev/null', 'php', ...commandSettings, runner ], { cwd: bench.site.root, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 2 ** 26 } );
		return Number( /Collected : (\d+)/.exec( said.stderr )?.[ 1 ] ?? Number.NaN ) / 1e6;
	};
	const without = await count( bench.variants[ variant ]?.beside ?? '' );
	return { added: ( await count( variant ) ) - without, without };
}
