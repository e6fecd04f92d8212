/** Whoever asks for one of our PHP files by its address gets nothing: no error that names this server's folders, no side effect. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shipped } from '../../bin/build/package.ts';
import { guarded, makeVendor } from '../../bin/build/vendor.ts';
import { freePort, start, stopAndWait } from '../../bin/site/process.ts';
import { root } from './files.ts';

describe( 'a direct request', () => {
	let server: ReturnType<typeof start>;
	let address: string;

	beforeAll( async () => {
		makeVendor();
		const port = await freePort();
		address = `http://127.0.0.1:${ port }/`;
		// Without the machine's php.ini, and as talkative as a badly kept server.
		server = start( 'php', [ '-n', '-d', 'display_errors=1', '-d', 'error_reporting=-1', '-S', `127.0.0.1:${ port }`, '-t', root ] );
		server.stdout?.resume();
		server.stderr?.resume();
		await vi.waitFor( () => fetch( `${ address }LICENSE` ), { timeout: 10_000 } );
	}, 20_000 );

	afterAll( () => stopAndWait( server ) );

	it( 'to any PHP file that ships is answered with nothing', async () => {
		const php = shipped().filter( ( file ) => file.endsWith( '.php' ) );
		expect( php.filter( ( file ) => file.startsWith( 'vendor-prefixed/' ) ).length ).toBeGreaterThan( 250 );
		const loud: string[] = [];
		for ( const file of php ) {
			const answer = await fetch( address + file );
			const text = await answer.text();
			if ( answer.status !== 200 || text !== '' ) {
				loud.push( `${ file }: ${ answer.status } ${ text.trim().slice( 0, 200 ) }` );
			}
		}
		expect( loud ).toEqual( [] );
	}, 60_000 );
} );

it.each( [
	[ 'behind the namespace', "<?php\ndeclare(strict_types=1);\n\nnamespace A\\B;\n\nuse C;\n", "<?php\ndeclare(strict_types=1);\n\nnamespace A\\B;\n\n\\defined( 'ABSPATH' ) || exit;\n\nuse C;\n" ],
	[ 'behind the declaration', '<?php\n\ndeclare(strict_types=1);\n\nreturn 1;\n', "<?php\n\ndeclare(strict_types=1);\n\n\\defined( 'ABSPATH' ) || exit;\n\nreturn 1;\n" ],
	[ 'at the beginning', '<?php\n// A list.\nreturn [];\n', "<?php\n\n\\defined( 'ABSPATH' ) || exit;\n// A list.\nreturn [];\n" ],
] )( 'the library is guarded %s, once', ( _, php, wanted ) => {
	expect( guarded( php ) ).toBe( wanted );
	expect( guarded( wanted ) ).toBe( wanted );
} );
