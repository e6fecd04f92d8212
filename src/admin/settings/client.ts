/** The routes behind the settings. */
import type { Crawled, Errors, FormsAnswer, Loaded, PreviewProduct, TestAnswer } from '../../settings/settings.ts';
import { request, RequestError } from '../rest.ts';
import type { FileAnswer } from './advanced/settings-file.ts';
import type { Json } from './draft.ts';
import type { MatchReport } from './matching/report.ts';

/** The server did not save; `errors` by dotted path if single fields are at fault. */
export class Refused extends Error {
	constructor(
		message: string,
		readonly errors: Errors = {}
	) {
		super( message );
	}
}

/** Another window saved in the meantime; `current` is what the server has now. */
export class Outdated extends Error {
	constructor(
		message: string,
		readonly current: Loaded
	) {
		super( message );
	}
}

export interface Client {
	quality(): Promise< MatchReport >;
	load(): Promise< Loaded >;
	/** @param revision of the settings that the patch changes */
	save( patch: Readonly< Record< string, Json > >, revision: string ): Promise< Loaded >;
	test( pixelCode: string ): Promise< TestAnswer >;
	/** Form plugins of this site and their forms. */
	forms(): Promise< FormsAnswer >;
	preview( prefix: string ): Promise< readonly PreviewProduct[] >;
	/** Reads a settings file without saving it. */
	readFile( text: string ): Promise< FileAnswer >;
	/** The container of the saved settings, for Google Tag Manager. */
	container(): Promise< object >;
	/** Makes the server request its own pages as a crawler does. */
	crawl(): Promise< { readonly tag: Crawled; readonly file: Crawled } >;
}

const refusedOf = ( problem: unknown ): Error => {
	if ( ! ( problem instanceof RequestError ) ) {
		return problem instanceof Error ? problem : new Refused( String( problem ) );
	}
	// Both ends are ours, so the answer is narrowed here, once.
	const { errors, current } = problem.details as { readonly errors?: Errors; readonly current?: Loaded };
	return current === undefined ? new Refused( problem.message, errors ) : new Outdated( problem.message, current );
};

const ask = < T >( ...options: Parameters< typeof request > ): Promise< T > =>
	request< T >( ...options ).catch( ( problem: unknown ) => {
		throw refusedOf( problem );
	} );

export const client: Client = {
	quality: () => ask( 'match-quality' ),
	load: () => ask( 'settings' ),
	save: ( data, revision ) => ask( `settings?revision=${ encodeURIComponent( revision ) }`, { method: 'PUT', data } ),
	test: ( pixel_code ) => ask( 'test-event', { method: 'POST', data: { pixel_code } } ),
	readFile: ( body ) => ask( 'settings-file', { method: 'POST', body, headers: { 'Content-Type': 'text/plain' } } ),
	container: () => ask( 'tag-manager-container' ),
	crawl: () => ask( 'verification' ),
	forms: () => ask( 'forms' ),
	preview: async ( prefix ) =>
		( await ask< { products: PreviewProduct[] } >( `content-ids?prefix=${ encodeURIComponent( prefix ) }` ) ).products,
};
