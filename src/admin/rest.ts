/** The one way of the screen to the REST API. */
import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';

/** What a route answered instead of what was asked for, in the server's own words. */
export class RequestError extends Error {
	constructor(
		message: string,
		/** The rest of the answer; empty if there was none. */
		readonly details: Readonly< Record< string, unknown > > = {}
	) {
		super( message );
	}
}

interface Request {
	readonly method?: 'GET' | 'PUT' | 'POST';
	readonly data?: unknown;
	/** Text, for routes that take a file. */
	readonly body?: string;
	readonly headers?: Readonly< Record< string, string > >;
}

const failed = ( problem: unknown ): RequestError => {
	// apiFetch throws the answer's JSON, or {code, message} of its own if there was no answer.
	const { message, ...details } = ( problem ?? {} ) as { readonly message?: string };
	return new RequestError( message || __( 'The server did not answer. Try again.', 'duet-for-tiktok' ), details );
};

/**
 * Sends a request to a route of Duet.
 *
 * @param route below duet/v1/, with its query
 */
export async function request< T >( route: string, options: Request = {} ): Promise< T > {
	try {
		return await apiFetch< T >( { path: `/duet/v1/${ route }`, ...options } );
	} catch ( problem ) {
		throw failed( problem );
	}
}

/** Reads one page of a list, and how many rows the whole list has. */
export async function requestPage< T >( route: string ): Promise< { readonly rows: readonly T[]; readonly total: number } > {
	try {
		const answer = await apiFetch< Response, false >( { path: `/duet/v1/${ route }`, parse: false } );
		return { rows: await answer.json(), total: Number( answer.headers.get( 'X-WP-Total' ) ) };
	} catch ( problem ) {
		throw failed( problem instanceof Response ? await problem.json().catch( () => undefined ) : problem );
	}
}

/** The message of anything that was thrown. */
export const messageOf = ( problem: unknown ): string =>
	( problem as { readonly message?: string } | undefined )?.message || __( 'That did not work. Try again.', 'duet-for-tiktok' );
