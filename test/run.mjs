/** `npm test [-- suite ...]`: set-up, then every suite. */
import { entry, prepare } from '../bin/bootstrap.mjs';

await entry( async () => {
	await prepare( { browser: true, mariadb: true } );
	const { runSuites } = await import( './run/index.ts' );
	return runSuites( process.argv.slice( 2 ) );
} );
