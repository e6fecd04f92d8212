/** What a test proves about a real plugin: one line of docs/compatibility.md, written when the test has passed. */
import { test } from '@playwright/test';
import { missing, type Site } from '../../bin/site/index';
import type { PluginSlug } from '../../bin/site/kinds';
import type { Proof } from './rows';

export const PROOF = 'proof';

export function proves( proof: Proof ): void {
	test.info().annotations.push( { type: PROOF, description: JSON.stringify( proof ) } );
}

/** Skips the tests of a describe, with one line of reason, where one of these plugins is not to be had. */
export async function skipWithout( ...plugins: readonly PluginSlug[] ): Promise< void > {
	const reason = await missing( { plugins: [ ...plugins ] } );
	test.skip( reason !== undefined, reason ?? '' );
}

/** Puts a plugin on a site and prints its version. */
export async function installed( site: Site, plugin: PluginSlug ): Promise< string > {
	const { version, origin } = await site.install( plugin );
	process.stdout.write( `${ plugin } ${ version } (${ origin })\n` );
	return version;
}
