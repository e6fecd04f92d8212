import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, work } from '../../bin/site/paths.ts';
import { run } from '../../bin/site/process.ts';

/** One command of `npm run check` or `npm test`. */
export interface Step {
	readonly name: string;
	/** The command and its arguments; `{report}` stands for the file its report goes to. */
	readonly command: readonly string[];
	/** Where the number of tests comes from; a step without a report counts as one. */
	readonly report?: keyof typeof readers;
	/** Folder and file ending of its tests: a step without any is 0 tests, not a failure. */
	readonly tests?: readonly [ folder: string, ending: RegExp ];
	/** Milliseconds. */
	readonly timeout?: number;
}

export interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	/** Why, one entry for each skipped test. */
	readonly reasons: readonly string[];
	/** One line for each test that failed, or that passed only at its second try: its file, title and first words of the error. */
	readonly troubles: readonly string[];
}

export interface Result extends Count {
	readonly name: string;
	readonly seconds: number;
	readonly output: string;
}

const nothing: Count = { passed: 0, failed: 0, skipped: 0, reasons: [], troubles: [] };

/** Runs a step; failing is a result, never an exception. */
export async function runStep( step: Step, onOutput?: ( text: string ) => void ): Promise<Result> {
	const began = Date.now();
	if ( step.tests !== undefined && ! holds( ...step.tests ) ) {
		return { name: step.name, seconds: 0, output: '', ...nothing };
	}
	const reports = join( work, 'reports' );
	mkdirSync( reports, { recursive: true } );
	const file = join( reports, `${ step.name.replace( /\W+/g, '-' ) }-${ process.pid }` );
	rmSync( file, { force: true } );
	const [ command = '', ...args ] = step.command.map( ( part ) => part.replace( '{report}', file ) );
	const done = await run( command, args, {
		cwd: root,
		env: { DUET_REPORT: file, NO_COLOR: '1' },
		timeout: step.timeout ?? 600_000,
		...( onOutput === undefined ? {} : { onOutput } ),
	} );
	const seconds = ( Date.now() - began ) / 1000;
	const output = ( done.stdout + done.stderr ).trim();
	return { name: step.name, seconds, output, ...counted( step, file, done.code ) };
}

/** Runs steps in their order, so many at a time, and says each result as it comes. */
export async function runAll( steps: readonly Step[], atOnce: number, onResult: ( result: Result ) => void ): Promise<Result[]> {
	const waiting = [ ...steps ];
	const results: Result[] = [];
	const worker = async () => {
		for ( let step = waiting.shift(); step !== undefined; step = waiting.shift() ) {
			const result = await runStep( step );
			results.push( result );
			onResult( result );
		}
	};
	await Promise.all( Array.from( { length: atOnce }, worker ) );
	return results;
}

/** One line of the table. */
export function line( result: Result ): string {
	const { passed, failed, skipped } = result;
	const counts = passed + failed + skipped === 0 ? '0 tests' : `${ passed } passed${ failed > 0 ? `, ${ failed } FAILED` : '' }${ skipped > 0 ? `, ${ skipped } skipped` : '' }`;
	return `  ${ failed > 0 ? '✗' : '✓' } ${ result.name.padEnd( 20 ) } ${ result.seconds.toFixed( 1 ).padStart( 6 ) } s  ${ counts }\n`;
}

/** One line per reason for which tests were left out. */
export function skipReasons( results: readonly Result[] ): string[] {
	const counts = new Map<string, number>();
	results.flatMap( ( result ) => result.reasons ).forEach( ( reason ) => counts.set( reason, ( counts.get( reason ) ?? 0 ) + 1 ) );
	return [ ...counts ].map( ( [ reason, count ] ) => `${ count } skipped: ${ reason }` );
}

/** One line per test that failed or was flaky, for the end of the output: a log that is cut from the front still names them. */
export function troubles( results: readonly Result[] ): string[] {
	return results.flatMap( ( result ) => result.troubles.map( ( trouble ) => `${ result.name }: ${ trouble }` ) );
}

const plain = ( text: string ): string =>
	text.replace( /\u001b\[[\d;]*m/g, '' ).replace( /\s+/g, ' ' ).trim().slice( 0, 400 );

/** What stands in brackets at the end of a title; the same reason in many files is one line. */
const reasonIn = ( title: string ): string | undefined => / \(((?:[^()]|\([^()]*\))+)\)$/.exec( title )?.[ 1 ];

/** A command that failed without a failed test (it crashed, or found none) still is one failure. */
function counted( step: Step, file: string, code: number ): Count {
	if ( step.report === undefined ) {
		return code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
	}
	const count = existsSync( file ) ? readers[ step.report ]( readFileSync( file, 'utf8' ) ) : nothing;
	return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

const readers = {
	junit( text: string ): Count {
		const [ , attributes = '' ] = /<testsuite ([^>]*)>/.exec( text ) ?? [];
		const number = ( name: string ) => Number( new RegExp( `\\b${ name }="(\\d+)"` ).exec( attributes )?.[ 1 ] ?? 0 );
		const failed = number( 'failures' ) + number( 'errors' );
		const skipped = number( 'skipped' );
		return { passed: number( 'tests' ) - failed - skipped, failed, skipped, reasons: skipped > 0 ? [ 'PHPUnit tests: see their own messages' ] : [], troubles: [] };
	},
	vitest( text: string ): Count {
		const files = ( JSON.parse( text ) as VitestReport ).testResults;
		const all = files.flatMap( ( file ) => file.assertionResults.map( ( test ) => ( { ...test, file: basename( file.name ) } ) ) );
		// A file that could not even be loaded holds no test that failed.
		const broken = files.filter( ( file ) => file.status === 'failed' && file.assertionResults.length === 0 ).length;
		const passed = all.filter( ( test ) => test.status === 'passed' ).length;
		const failed = all.filter( ( test ) => test.status === 'failed' ).length;
		// The reason stands in the title: `describe.skipIf( without )( `orders (${ without })` )`.
		const left = all.filter( ( test ) => test.status !== 'passed' && test.status !== 'failed' ).map( ( test ) => reasonIn( test.ancestorTitles[ 0 ] ?? test.title ) ?? `${ test.file }: ${ test.title }` );
		const red = all.filter( ( test ) => test.status === 'failed' ).map( ( test ) => `${ test.file }: ${ [ ...test.ancestorTitles, test.title ].join( ' > ' ) }: ${ plain( test.failureMessages?.[ 0 ] ?? '' ) }` );
		return { passed, failed: failed + broken, skipped: left.length, reasons: left, troubles: red };
	},
	playwright( text: string ): Count {
		const report = JSON.parse( text ) as PlaywrightReport;
		const { expected, unexpected, flaky, skipped } = report.stats;
		const reasons = report.suites.flatMap( function skips( suite ): string[] {
			const own = suite.specs.flatMap( ( spec ) => spec.tests.filter( ( test ) => test.status === 'skipped' ).map( ( test ) => test.annotations.find( ( note ) => note.type === 'skip' )?.description ?? `${ suite.file }: ${ spec.title }` ) );
			return [ ...own, ...( suite.suites ?? [] ).flatMap( skips ) ];
		} );
		const uncertain = report.suites.flatMap( function named( suite ): string[] {
			const own = suite.specs.flatMap( ( spec ) =>
				spec.tests
					.filter( ( test ) => test.status === 'unexpected' || test.status === 'flaky' )
					.map( ( test ) => `${ test.status === 'flaky' ? 'passed at its second try: ' : '' }${ suite.file }: ${ spec.title }: ${ plain( test.results[ 0 ]?.error?.message ?? '' ) }` )
			);
			return [ ...own, ...( suite.suites ?? [] ).flatMap( named ) ];
		} );
		// What passed at the second try has passed, and is named at the end.
		return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, reasons, troubles: uncertain };
	},
};

interface VitestReport {
	readonly testResults: readonly {
		readonly name: string;
		readonly status: string;
		readonly assertionResults: readonly { readonly status: string; readonly title: string; readonly ancestorTitles: readonly string[]; readonly failureMessages?: readonly string[] }[];
	}[];
}

interface PlaywrightSuite {
	readonly file: string;
	readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string; readonly results: readonly { readonly error?: { readonly message?: string } }[]; readonly annotations: readonly { readonly type: string; readonly description?: string }[] }[] }[];
	readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport {
	readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
	readonly errors: readonly unknown[];
	readonly suites: readonly PlaywrightSuite[];
}

function holds( folder: string, ending: RegExp ): boolean {
	const path = join( root, folder );
	return existsSync( path ) && readdirSync( path, { recursive: true, encoding: 'utf8' } ).some( ( name ) => ending.test( name ) );
}
