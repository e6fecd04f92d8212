/** A Markdown table; cells are Markdown, and a "|" in them is escaped. */
export function table( titles: readonly string[], rows: readonly ( readonly string[] )[] ): string {
	const line = ( cells: readonly string[] ) => `| ${ cells.map( ( cell ) => cell.replace( /\|/g, '\\|' ) ).join( ' | ' ) } |`;
	return [ line( titles ), line( titles.map( () => '---' ) ), ...rows.map( line ) ].join( '\n' );
}

/** Names as a list of code words, or a dash when there is none. */
export function codes( names: readonly string[] ): string {
	return names.length === 0 ? '-' : names.map( ( name ) => `\`${ name }\`` ).join( ', ' );
}
