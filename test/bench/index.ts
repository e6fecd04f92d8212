/** `npm run bench [files footprint shop drain]`: each figure beside its budget. Exit status 1 when one is missed. */
import { drainBench } from './drain.ts';
import { filesBench } from './files.ts';
import { footprintBench } from './footprint/index.ts';
import type { BenchRow } from './row.ts';
import { shopBench } from './shop.ts';

const show = ( rows: readonly BenchRow[] ): void => {
	for ( const { name, value, unit, budget, better, ok } of rows ) {
		const limit = `${ better === 'lower' ? '<=' : '>=' } ${ budget } ${ unit }`;
		process.stdout.write( `${ ok ? 'ok  ' : 'MISS' }  ${ name.padEnd( 62 ) } ${ String( value ).padStart( 9 ) }   ${ limit }\n` );
	}
};

const all: BenchRow[] = [];
const parts = { files: filesBench, footprint: footprintBench, shop: shopBench, drain: drainBench };
const wanted = process.argv.slice( 2 );
for ( const [ name, part ] of Object.entries( parts ).filter( ( [ key ] ) => wanted.length === 0 || wanted.includes( key ) ) ) {
	process.stdout.write( `\n${ name }\n` );
	const rows = await part();
	show( rows );
	all.push( ...rows );
}
const missed = all.filter( ( { ok } ) => ! ok ).length;
process.stdout.write( `\n${ all.length - missed } of ${ all.length } budgets kept.\n` );
process.exitCode = missed === 0 ? 0 : 1;
