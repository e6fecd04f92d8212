/** `npm run docs`: writes the generated parts of docs/. `test/architecture/docs.test.ts` fails while they are out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../site/paths.ts';
import { compatibilityTable } from './compatibility.ts';
import { decisionIndex } from './decisions.ts';
import { eventTable, eventDetails, parameterTable } from './events.ts';
import { hookReference } from './hooks.ts';

/** Marker name -> text, per document. A part stands between `<!-- generated: name -->` and `<!-- end: name -->`. */
const parts: Readonly< Record< string, Readonly< Record< string, () => string > > > > = {
	'docs/events.md': { events: eventTable, details: eventDetails, parameters: parameterTable },
	'docs/api.md': { hooks: hookReference },
	'docs/compatibility.md': { compatibility: compatibilityTable },
	'docs/decisions/README.md': { decisions: decisionIndex },
};

export interface Document {
	readonly file: string;
	readonly current: string;
	readonly wanted: string;
}

/** Every document with a generated part: its present text, and the text that the code generates. */
export function documents(): Document[] {
	return Object.entries( parts ).map( ( [ file, makers ] ) => {
		const current = readFileSync( join( root, file ), 'utf8' );
		const wanted = Object.entries( makers ).reduce( ( text, [ name, make ] ) => replacePart( text, name, make() ), current );
		return { file, current, wanted };
	} );
}

function replacePart( text: string, name: string, part: string ): string {
	const [ start, end ] = [ `<!-- generated: ${ name } -->`, `<!-- end: ${ name } -->` ];
	const [ before, rest ] = split( text, start );
	const [ , after ] = split( rest, end );
	return `${ before }${ start }\n\n${ part.trim() }\n\n${ end }${ after }`;
}

function split( text: string, marker: string ): [ string, string ] {
	const at = text.indexOf( marker );
	if ( at < 0 ) {
		throw new Error( `the document lacks the line ${ marker }` );
	}
	return [ text.slice( 0, at ), text.slice( at + marker.length ) ];
}

if ( import.meta.url === pathToFileURL( process.argv[ 1 ] ?? '' ).href ) {
	for ( const { file, current, wanted } of documents() ) {
		if ( current !== wanted ) {
			writeFileSync( join( root, file ), wanted );
			process.stdout.write( `${ file } updated\n` );
		}
	}
}
