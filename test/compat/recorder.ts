/** A Playwright reporter: merges what the run has proven into results.json, from which `npm run docs` writes the table. */
import type { Reporter, TestCase } from '@playwright/test/reporter';
import { PROOF } from './proof';
import { merged, readRows, writeRows, type Proof } from './rows';

export default class Recorder implements Reporter {
	private readonly tests = new Map< string, TestCase >();

	public onTestEnd( test: TestCase ): void {
		this.tests.set( test.id, test );
	}

	public onEnd(): void {
		const all = [ ...this.tests.values() ].flatMap( ( test ) =>
			test.results
				.flatMap( ( { annotations } ) => annotations )
				.filter( ( { type } ) => type === PROOF )
				.map( ( { description } ) => ( { proof: JSON.parse( description ?? '{}' ) as Proof, ok: test.ok() } ) )
		);
		const those = ( ok: boolean ) => all.filter( ( one ) => one.ok === ok ).map( ( { proof } ) => proof );
		writeRows( merged( readRows(), those( true ), those( false ), new Date().toISOString().slice( 0, 10 ) ) );
	}
}
