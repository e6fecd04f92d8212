/** Hands the reader a file of text, without asking the server again. */
export function save( name: string, text: string, type: string ): void {
	const link = document.createElement( 'a' );
	link.href = URL.createObjectURL( new Blob( [ text ], { type } ) );
	link.download = name;
	link.click();
	URL.revokeObjectURL( link.href );
}
