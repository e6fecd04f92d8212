/** The REST routes of the screen. Answers are narrowed here, once: both ends are ours. */
import apiFetch from '@wordpress/api-fetch';
import type { Crawled, Errors, FormsAnswer, Loaded, PreviewProduct, TestAnswer } from '../settings/settings.ts';
import type { Json } from './draft.ts';
import type { MatchReport } from './sections/MatchQuality.tsx';
import type { FileAnswer } from './settings-file.ts';

/** A refusal in the server's own words; `errors` by dotted path when single fields are at fault. */
export class Refused extends Error {
	constructor(
		message: string,
		readonly errors: Errors = {}
	) {
		super( message );
	}
}

export interface Client {
	quality(): Promise< MatchReport >;
	load(): Promise< Loaded >;
	save( patch: Readonly< Record< string, Json > > ): Promise< Loaded >;
	test( pixelCode: string ): Promise< TestAnswer >;
	/** Form plugins of this site and their forms. */
	forms(): Promise< FormsAnswer >;
	preview( prefix: string ): Promise< readonly PreviewProduct[] >;
	/** Reads a settings file without saving it. */
	readFile( text: string ): Promise< FileAnswer >;
	/** The container of the saved settings, for Google Tag Manager. */
	container(): Promise< object >;
	/** Lets the server look at its own pages as a crawler does. */
	crawl(): Promise< { readonly tag: Crawled; readonly file: Crawled } >;
}

interface Request {
	readonly path: string;
	readonly method?: 'PUT' | 'POST';
	readonly data?: unknown;
	readonly body?: string;
	readonly headers?: Readonly< Record< string, string > >;
}

async function ask< T >( request: Request ): Promise< T > {
	try {
		return await apiFetch< T >( request );
	} catch ( problem ) {
		// apiFetch throws the answer's JSON, or {code, message} of its own when there was no answer.
		const { message, errors } = problem as { message?: string; errors?: Errors };
		throw new Refused( message ?? '', errors );
	}
}

export const client: Client = {
	quality: () => ask( { path: '/duet/v1/match-quality' } ),
	load: () => ask( { path: '/duet/v1/settings' } ),
	save: ( data ) => ask( { path: '/duet/v1/settings', method: 'PUT', data } ),
	test: ( pixel_code ) =>
		ask( { path: '/duet/v1/test-event', method: 'POST', data: { pixel_code } } ),
	readFile: ( body ) => ask( { path: '/duet/v1/settings-file', method: 'POST', body, headers: { 'Content-Type': 'text/plain' } } ),
	container: () => ask( { path: '/duet/v1/tag-manager-container' } ),
	crawl: () => ask( { path: '/duet/v1/verification' } ),
	forms: () => ask( { path: '/duet/v1/forms' } ),
	preview: async ( prefix ) => {
		const path = `/duet/v1/content-ids?prefix=${ encodeURIComponent( prefix ) }`;
		return ( await ask< { products: PreviewProduct[] } >( { path } ) ).products;
	},
};
