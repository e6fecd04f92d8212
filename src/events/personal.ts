/**
 * Finds a person's identifiers in parameters and addresses. Duet\Event\PersonalData does the same in PHP; its pattern
 * is printed on the page.
 */

export interface Personal {
	/** Absent on a page that a cache has kept from an older version. The server checks its copy in any case. */
	readonly personal?: string;
	/** Parameters that are never sent to TikTok. */
	readonly only: readonly string[];
}

/** @param text `name=` with the value as JSON, or a part of an address */
export const isPersonal = ( { personal = '$.' }: Personal, text: string ): boolean =>
	RegExp( personal, 'iu' ).test( text.replace( /[A-Z]+/g, '_$&' ) );

/** The address without the segments, parameters and fragments that contain a person's identifiers. */
export const cleanUrl = ( page: Personal, url: string ): string =>
	url
		.split( /(?=[/?&#])/ )
		.map( ( part ) => ( isPersonal( page, part.slice( 1 ) ) ? part[ 0 ] : part ) )
		.join( '' );
