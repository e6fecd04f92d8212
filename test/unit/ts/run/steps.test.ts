import { describe, expect, it } from 'vitest';
import { runStep, skipReasons, type Step } from '../../../run/steps.ts';

const says = ( report: object ): Step[ 'command' ] => [ process.execPath, '-e', 'require( "node:fs" ).writeFileSync( process.argv[ 1 ], process.argv[ 2 ] )', '{report}', JSON.stringify( report ) ];
const vitest = ( name: string, title: string ) => ( { name, status: 'passed', assertionResults: [ { status: 'pending', title: 'a test', ancestorTitles: [ title ] } ] } );

describe( 'what was left out', () => {
	it( 'is one line for each reason, however many files and runners it stopped', async () => {
		const results = [
			await runStep( { name: 'one of vitest', report: 'vitest', command: says( { testResults: [ vitest( 'a.test.ts', 'orders, order tables true (no shop: put DUET_WOOCOMMERCE=<zip or folder> there)' ), vitest( 'b.test.ts', 'pages (no shop: put DUET_WOOCOMMERCE=<zip or folder> there)' ) ] } ) } ),
			await runStep( {
				name: 'one of playwright',
				report: 'playwright',
				command: says( {
					stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 1 },
					errors: [],
					suites: [ { file: 'c.spec.ts', specs: [ { title: 'x', tests: [ { status: 'skipped', annotations: [ { type: 'skip', description: 'no shop: put DUET_WOOCOMMERCE=<zip or folder> there' } ] } ] } ] } ],
				} ),
			} ),
		];
		expect( skipReasons( results ) ).toEqual( [ '3 skipped: no shop: put DUET_WOOCOMMERCE=<zip or folder> there' ] );
	} );

	it( 'is named if there is no reason', async () => {
		expect( skipReasons( [ await runStep( { name: 'one without', report: 'vitest', command: says( { testResults: [ vitest( 'a.test.ts', 'orders' ) ] } ) } ) ] ) ).toEqual( [ '1 skipped: a.test.ts: a test' ] );
	} );
} );
