/** `npm test`: every suite, a table, and one line that sums them up. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../bin/bootstrap.mjs';
import { buildIfStale } from '../../bin/build/fresh.ts';
import { mariadbMissing } from '../../bin/site/database.ts';
import { sweepAll } from '../../bin/site/index.ts';
import { work } from '../../bin/site/paths.ts';
import { must, shutDown } from '../../bin/site/process.ts';
import { find, wordpress } from '../../bin/site/software.ts';
import { line, runAll, runStep, skipReasons, troubles, type Result, type Step } from './steps.ts';
import { checks, first, lanes, onDemand } from './suites.ts';

/**
 * @param names suites to run, or none for all: "check", or a name from suites.ts
 * @return exit code
 */
export async function runSuites( names: readonly string[] ): Promise<number> {
	let stopping: Promise<void> | undefined;
	for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
		process.once( signal, () => {
			process.stdout.write( '\nStopping.\n' );
			stopping ??= shutDown();
		} );
	}
	sweepAll();
	try {
		return await everything( names, () => stopping !== undefined );
	} catch ( error ) {
		// What was interrupted has failed, and the reader knows why.
		if ( stopping === undefined ) {
			throw error;
		}
		return 130;
	} finally {
		await stopping;
		sweepAll();
	}
}

async function everything( names: readonly string[], stopped: () => boolean ): Promise<number> {
	rmSync( join( work, 'reports' ), { recursive: true, force: true } );
	say( 'building the plugin' );
	await buildIfStale();
	await versions();

	const wanted = ( name: string ) => names.length === 0 || names.includes( name );
	const results: Result[] = [];
	if ( wanted( 'check' ) ) {
		results.push( ...( await runAll( checks, 2, report ) ) );
	}
	const run = async ( step: Step ): Promise<void> => {
		if ( wanted( step.name ) && ! stopped() ) {
			// Progress matters most in CI, where a silent hour looks like a hanging one.
			const result = await runStep( step, named( step.name ) );
			report( result );
			results.push( result );
			// A runner that ends a stuck worker leaves that worker's servers behind; those of living ones are left alone.
			sweepAll();
		}
	};
	for ( const step of first ) {
		await run( step );
	}
	for ( const step of onDemand.filter( ( { name } ) => names.includes( name ) ) ) {
		await run( step );
	}
	await Promise.all(
		lanes.map( async ( lane ) => {
			for ( const step of lane ) {
				await run( step );
			}
		} )
	);
	return summary( results );
}

/** Prints whole lines with the name of their suite before them, for two of them speak at once. */
function named( name: string ): ( text: string ) => void {
	let rest = '';
	return ( text ) => {
		const lines = ( rest + text ).split( '\n' );
		rest = lines.pop() ?? '';
		lines.forEach( ( one ) => process.stdout.write( `${ name } | ${ one }\n` ) );
	};
}

function report( result: Result ): void {
	process.stdout.write( line( result ) );
	if ( result.failed > 0 ) {
		process.stdout.write( `${ result.output.slice( -6000 ).replace( /^/gm, '      ' ) }\n` );
	}
}

function summary( results: readonly Result[] ): number {
	const sum = ( part: 'passed' | 'failed' | 'skipped' ) => results.reduce( ( total, result ) => total + result[ part ], 0 );
	process.stdout.write( `\n${ results.map( line ).join( '' ) }\n` );
	skipReasons( results ).forEach( ( reason ) => process.stdout.write( `${ reason }\n` ) );
	troubles( results ).forEach( ( trouble ) => process.stdout.write( `${ trouble }\n` ) );
	const skipped = sum( 'skipped' );
	process.stdout.write( `${ sum( 'passed' ) } passed, ${ sum( 'failed' ) } failed${ skipped > 0 ? `, ${ skipped } skipped` : '' }\n` );
	return sum( 'failed' ) > 0 || sum( 'passed' ) === 0 ? 1 : 0;
}

/** What the suites run on, and where it came from. */
async function versions(): Promise<void> {
	const core = await wordpress();
	say( `WordPress ${ core.version } (${ core.origin })` );
	const shop = await find( 'woocommerce', core );
	say( typeof shop === 'string' ? `no shop: ${ shop }` : `WooCommerce ${ shop.version } (${ shop.origin })` );
	say( `PHP ${ await must( 'php', [ '-r', 'echo PHP_VERSION;' ] ) }, Node ${ process.versions.node }` );
	const without = mariadbMissing();
	say( `SQLite; ${ without ?? ( await must( 'mariadbd', [ '--version' ] ) ).trim() }` );
}
