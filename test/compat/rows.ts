/** The rows of docs/compatibility.md: what the tests have proven about real plugins, and when. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bin/site/paths.ts';

/** The parts of the table. */
export type Subject = 'Consent tools' | 'Forms' | 'Caches and optimizers' | 'Shops' | 'Tag Manager' | 'Versions';

/** What one test proves about a plugin. */
export interface Proof {
	readonly subject: Subject;
	/** As the merchant knows it. */
	readonly plugin: string;
	readonly version: string;
	/** In words for a merchant. */
	readonly claim: string;
	/** What does not work beside this plugin, or was not tried, and what to do. */
	readonly limitation?: string;
}

/** One row of the table. */
export interface Row extends Omit< Proof, 'claim' > {
	/** The day of the run, YYYY-MM-DD. */
	readonly date: string;
	readonly claims: readonly string[];
}

const RESULTS = join( root, 'test/compat/results.json' );

export function readRows(): Row[] {
	return existsSync( RESULTS ) ? ( JSON.parse( readFileSync( RESULTS, 'utf8' ) ) as Row[] ) : [];
}

export function writeRows( rows: readonly Row[] ): void {
	writeFileSync( RESULTS, `${ JSON.stringify( rows, null, '\t' ) }\n` );
}

const keyOf = ( { subject, plugin }: Pick< Proof, 'subject' | 'plugin' > ) => `${ subject }\t${ plugin }`;

/** The rows after a run: what it tested again replaces what was known of the plugin, and what failed leaves no row. */
export function merged( rows: readonly Row[], passed: readonly Proof[], failed: readonly Proof[], date: string ): Row[] {
	const tested = new Set( [ ...passed, ...failed ].map( keyOf ) );
	const fresh = new Map< string, Row >();
	for ( const { claim, ...proof } of passed ) {
		const before = fresh.get( keyOf( proof ) );
		const limitation = proof.limitation ?? before?.limitation;
		fresh.set( keyOf( proof ), { ...proof, ...( limitation === undefined ? {} : { limitation } ), date, claims: [ ...new Set( [ ...( before?.claims ?? [] ), claim ] ) ] } );
	}
	failed.forEach( ( proof ) => fresh.delete( keyOf( proof ) ) );
	return [ ...rows.filter( ( row ) => ! tested.has( keyOf( row ) ) ), ...fresh.values() ].sort( ( a, b ) => keyOf( a ).localeCompare( keyOf( b ) ) );
}
