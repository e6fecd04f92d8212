/** Finds a person's identifiers in parameters and addresses. Twin of Duet\Event\PersonalData, whose pattern comes with the page. */

export interface Personal {
	/** Absent from a page that a cache kept from an older version. The server checks its copy all the same. */
	readonly personal?: string;
	/** Parameters that TikTok never gets. */
	readonly only: readonly string[];
}

/** @param text `name=` with the value as JSON, or a part of an address */
export const isPersonal = ( { personal = '$.' }: Personal, text: string ): boolean =>
	RegExp( personal, 'iu' ).test( text.replace( /[A-Z]+/g, '_$&' ) );

/** The address without the segments, parameters and fragments that say or hold who somebody is. */
export const cleanUrl = ( page: Personal, url: string ): string =>
	url
		.split( /(?=[/?&#])/ )
		.map( ( part ) => ( isPersonal( page, part.slice( 1 ) ) ? part[ 0 ] : part ) )
		.join( '' );
