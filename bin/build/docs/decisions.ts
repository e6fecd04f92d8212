/** The generated list in docs/decisions/README.md: one line for each decision. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../site/paths.ts';

const folder = join( root, 'docs/decisions' );

/** Files of decisions, in the order of their numbers. */
export function decisionFiles(): string[] {
	return readdirSync( folder ).filter( ( file ) => /^\d{4}-.+\.md$/.test( file ) ).sort();
}

export function decisionIndex(): string {
	return decisionFiles().map( ( file ) => `- [${ titleOf( file ) }](${ file })` ).join( '\n' );
}

/** The first heading, without its number: "# 0101: Title" or "# 101. Title". */
function titleOf( file: string ): string {
	const [ , title = file ] = /^# (.+)$/m.exec( readFileSync( join( folder, file ), 'utf8' ) ) ?? [];
	return `${ file.slice( 0, 4 ) }: ${ title.replace( /^\d+[.:]?\s*(?:-\s*)?/, '' ) }`;
}
