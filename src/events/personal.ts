/** Finds a person's identifiers in parameters and addresses. Twin of Duet\Event\PersonalData, whose pattern comes with the page. */

export interface Personal {
	/** Absent from a page that a cache kept from an older version. The server checks its copy all the same. */
	readonly personal?: string;
	/** Parameters that TikTok never gets. */
	readonly only: readonly string[];
}

/** @param name with "=" where a value follows */
export const isPersonal = ( { personal = '$.' }: Personal, name: string, value: unknown ): boolean =>
	RegExp( personal, 'iu' ).test( name.replace( /[A-Z]+/g, '_$&' ) + JSON.stringify( value ) );

/** The address without the segments, parameters and fragments that say or hold who somebody is. */
export const cleanUrl = ( page: Personal, url: string ): string =>
	url.replace( /([/?&#])([^/?&#=]*=?)([^/?&#]*)/g, ( part, mark: string, name: string, value: string ) =>
		isPersonal( page, name, value ) ? mark : part
	);
