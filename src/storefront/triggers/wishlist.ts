/**
 * What the wishlist plugins' adapters share. An adapter hears its plugin say that a product was added; here it becomes
 * AddToWishlist, with the facts of the product as the shop's own Store API signs them. Built into each adapter's file.
 */
import { callDuet } from '../browser/call.ts';
import { claim } from '../browser/dom.ts';
import { readJson, type PageJson } from '../browser/page-json.ts';
import type { Page as FormPage } from './form-adapter.ts';

/** WordPress' own api-fetch, as far as it is needed. */
export interface Request {
	readonly path?: string;
	readonly method?: string;
	readonly data?: unknown;
}
export type Middleware = ( request: Request, next: ( request: Request ) => Promise< unknown > ) => Promise< unknown >;

export type Page = FormPage & {
	duetWishlists?: Record< string, true >;
	wp?: { apiFetch?: { use?( middleware: Middleware ): void } };
};

/** An answer of which nothing is taken for granted. */
export const told = ( value: unknown ): { readonly [ key: string ]: unknown } => Object( value );

type Params = Readonly< Record< string, unknown > >;

/** The product's signed facts, or none: that it was wished for is true all the same. */
async function factsOf( win: Page, product: number ): Promise< Params > {
	const page = readJson< PageJson >( win.document, 'duet-page' );
	const ask = async ( address: string, init: RequestInit ): Promise< Params | undefined > => {
		try {
			const answer = await win.fetch( address, { credentials: 'same-origin', ...init } );
			const facts = told( told( told( await answer.json() )[ 'extensions' ] )[ 'duet' ] );
			return facts[ 'contents' ] ? facts : undefined;
		} catch ( problem ) {
			console.debug( 'Duet', problem );
			return undefined;
		}
	};
	return (
		( await ask( `${ page?.shop?.product ?? '' }${ product }`, {} ) ) ??
		// Where the Store API is closed to visitors.
		( await ask( `${ page?.door ?? '' }product`, { method: 'POST', body: JSON.stringify( { id: product } ) } ) ) ??
		{}
	);
}

/**
 * Starts a plugin's adapter, once however often an optimiser runs the file.
 *
 * @param listen gets `added`, to be told the product's or variation's id; anything that is no id is no addition
 */
export function wishlistAdapter( win: Page, plugin: string, listen: ( added: ( product: unknown ) => void ) => void ): void {
	const known = claim< Record< string, true > >( win, 'duetWishlists', {} );
	if ( known[ plugin ] ) {
		return;
	}
	known[ plugin ] = true;
	listen( ( id ) => {
		const product = Number( id );
		if ( Number.isInteger( product ) && product > 0 ) {
			void factsOf( win, product ).then( ( facts ) => callDuet( win, 'AddToWishlist', facts ) );
		}
	} );
}
