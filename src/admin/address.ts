/** The screen's own part of the address, so that every page and every filter can be linked to and "back" works. */
import { useEffect, useState } from '@wordpress/element';

/** `#settings/events?field=events.Search` */
export interface Address {
	readonly page: string;
	/** The page's own part: which page of the settings, which step of the start. */
	readonly part: string;
	readonly query: URLSearchParams;
}

export function addressOf( hash: string ): Address {
	const [ , page = '', part = '', query = '' ] = /^#?([^/?]*)\/?([^?]*)\??(.*)$/.exec( hash ) ?? [];
	return { page, part, query: new URLSearchParams( query ) };
}

export const hashOf = ( page: string, part = '', query: Readonly< Record< string, string > > = {} ): string => {
	const filled = Object.entries( query ).filter( ( [ , value ] ) => value !== '' );
	const text = new URLSearchParams( filled ).toString();
	return `#${ page }${ part === '' ? '' : `/${ part }` }${ text === '' ? '' : `?${ text }` }`;
};

export function useAddress(): Address {
	const [ hash, setHash ] = useState( () => window.location.hash );
	useEffect( () => {
		const follow = () => setHash( window.location.hash );
		window.addEventListener( 'hashchange', follow );
		return () => window.removeEventListener( 'hashchange', follow );
	}, [] );
	return addressOf( hash );
}

/** Puts what is shown into the address without a new entry in the history. */
export const replaceAddress = ( hash: string ): void => window.history.replaceState( window.history.state, '', hash );
