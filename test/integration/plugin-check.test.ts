/** WordPress's own Plugin Check, all its static checks, on the package as wordpress.org gets it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { makePackage } from '../../bin/build/package.ts';
import { createSite, missing, type Site } from '../../bin/site/index.ts';

const wants = { plugins: [ 'plugin-check', 'duet' ] } as const;
const without = await missing( wants );

interface Found {
	readonly errors: readonly string[];
	readonly warnings: readonly string[];
	readonly checks: number;
	readonly broken: readonly string[];
}

describe.skipIf( without )( `Plugin Check${ without ? ` (${ without })` : '' }`, () => {
	let site: Site;
	beforeAll( async () => {
		await makePackage();
		site = await createSite( { name: 'plugin-check', ...wants, duetFrom: 'zip' } );
	} );
	afterAll( () => site.stop() );

	it( 'has a package of at most 1.0 MB, the same bytes each time', async () => {
		const first = readFileSync( await makePackage() );
		// As WordPress counts: MB_IN_BYTES.
		expect( first.length ).toBeLessThanOrEqual( 1024 * 1024 );
		expect( readFileSync( await makePackage() ).equals( first ) ).toBe( true );
	} );

	it( 'finds no error', async () => {
		const found = JSON.parse(
			await site.php(
				`use WordPress\\Plugin_Check\\Checker\\{ Check_Context, Check_Repository, Check_Result, Default_Check_Repository, Static_Check };
				$result = new Check_Result( new Check_Context( WP_PLUGIN_DIR . '/duet-for-tiktok/plugin.php', 'duet-for-tiktok' ) );
				$checks = 0;
				$broken = array();
				foreach ( ( new Default_Check_Repository() )->get_checks( Check_Repository::TYPE_STATIC )->to_map() as $slug => $check ) {
					++$checks;
					try { $check->run( $result ); } catch ( Throwable $error ) { $broken[] = "$slug: " . $error->getMessage(); }
				}
				$lines = static function ( array $files ): array {
					$lines = array();
					foreach ( $files as $file => $rows ) { foreach ( $rows as $row => $columns ) { foreach ( $columns as $messages ) { foreach ( $messages as $message ) { $lines[] = "$file:$row $message[code]: " . wp_strip_all_tags( $message['message'] ); } } } }
					return $lines;
				};
				echo json_encode( array( 'errors' => $lines( $result->get_errors() ), 'warnings' => $lines( $result->get_warnings() ), 'checks' => $checks, 'broken' => $broken ) );`
			)
		) as Found;
		expect( found.broken ).toEqual( [] );
		expect( found.checks ).toBeGreaterThan( 15 );
		expect( found.errors ).toEqual( [] );
		process.stdout.write( found.warnings.map( ( line ) => `warning: ${ line }\n` ).join( '' ) );
	} );
} );
