/** The table of docs/compatibility.md, from what `npm run test:compat` has recorded. */
import { readRows, type Row } from '../../../test/compat/rows.ts';
import { table } from './table.ts';

const line = ( { plugin, version, date, claims, limitation }: Row ): string[] => [
	plugin,
	version,
	date,
	`${ claims.join( '; ' ) }${ limitation === undefined ? '' : `. **Limitation:** ${ limitation }` }`,
];

export function compatibilityTable(): string {
	const subjects = [ ...new Set( readRows().map( ( { subject } ) => subject ) ) ];
	return subjects
		.map( ( subject ) => {
			const rows = readRows().filter( ( row ) => row.subject === subject );
			return `## ${ subject }\n\n${ table( [ 'Plugin', 'Version', 'Date', 'Proven' ], rows.map( line ) ) }`;
		} )
		.join( '\n\n' );
}
