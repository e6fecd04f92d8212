/** `npm run check`: what needs no WordPress, in under two minutes. */
import { sweepAll } from '../bin/site/index.ts';
import { line, runAll } from './run/steps.ts';
import { checks } from './run/suites.ts';

const wanted = process.argv.slice( 2 );
sweepAll();
const results = await runAll(
	checks.filter( ( step ) => wanted.length === 0 || wanted.includes( step.name ) ),
	2,
	( result ) => {
		process.stdout.write( line( result ) );
		if ( result.failed > 0 ) {
			process.stdout.write( `${ result.output.replace( /^/gm, '      ' ) }\n` );
		}
	}
);
process.stdout.write( `\n${ results.map( line ).join( '' ) }` );
process.exitCode = results.some( ( result ) => result.failed > 0 ) ? 1 : 0;
