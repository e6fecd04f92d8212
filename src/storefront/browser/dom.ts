/**
 * Against DOM clobbering: authors may choose ids and names of elements, and browsers then answer `window.ttq` or
 * `document.cookie` with the element. What an author could shadow is read and written through this file alone.
 */

/** A global that a script made. A named element is none: it is no own property of the window. */
export const globalOf = < T >( win: object, name: string ): T | undefined =>
	Object.hasOwn( win, name ) ? ( win as Readonly< Record< string, T > > )[ name ] : undefined;

/** The same, which is made here when no script has made it. */
export const claim = < T >( win: object, name: string, made: T ): T =>
	( ( win as Record< string, T > )[ name ] = globalOf< T >( win, name ) || made );

/** A member of the document, or of a form, as the browser defines it; a method may be called as it is. */
export const native = < N extends Node, M extends keyof N >( node: N, member: M ): N[ M ] => {
	const found = Reflect.get( Object.getPrototypeOf( node ), member, node );
	return found?.bind?.( node ) ?? found;
};

export const writeCookie = ( doc: Document, text: string ): unknown =>
	Reflect.set( Object.getPrototypeOf( doc ), 'cookie', text, doc );
