/**
 * Against DOM clobbering: authors may choose IDs and names of elements, and browsers then return the element for
 * `window.ttq` or `document.cookie`. Everything that an author could hide in this way is read and written through this
 * file.
 */

/** A global that a script has made. A named element is none: it is no own property of the window. */
export const globalOf = < T >( win: object, name: string ): T | undefined =>
	Object.hasOwn( win, name ) ? ( win as Readonly< Record< string, T > > )[ name ] : undefined;

/** The same; if no script has made it, it is made here. */
export const claim = < T >( win: object, name: string, made: T ): T =>
	( ( win as Record< string, T > )[ name ] = globalOf< T >( win, name ) || made );

/** A member of the document, or of a form, as the browser defines it; a method may be called directly. */
export const native = < N extends Node, M extends keyof N >( node: N, member: M ): N[ M ] => {
	const found = Reflect.get( Object.getPrototypeOf( node ), member, node );
	return found?.bind?.( node ) ?? found;
};

export const writeCookie = ( doc: Document, text: string ): unknown =>
	Reflect.set( Object.getPrototypeOf( doc ), 'cookie', text, doc );
