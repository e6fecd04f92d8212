/**
 * What the adapters of wishlist plugins share. An adapter listens until its plugin reports an added product; here it
 * becomes AddToWishlist, with the product's facts as the shop's own Store API signs them. This code is part of each
 * adapter's file.
 */
import { callDuet } from '../browser/call.ts';
import { claim } from '../browser/dom.ts';
import { readJson, type PageJson } from '../browser/page-json.ts';
import type { FormPageWindow } from './form-adapter.ts';

/** The part of WordPress's api-fetch that is used here. */
export interface Request {
	readonly path?: string;
	readonly method?: string;
	readonly data?: unknown;
}
export type Middleware = ( request: Request, next: ( request: Request ) => Promise< unknown > ) => Promise< unknown >;

export type WishlistPage = FormPageWindow & {
	duetWishlists?: Record< string, true >;
	wp?: { apiFetch?: { use?( middleware: Middleware ): void } };
};

/** An answer whose members may be missing or of any type. */
export const asObject = ( value: unknown ): { readonly [ key: string ]: unknown } => Object( value );

type Params = Readonly< Record< string, unknown > >;

/** The product's signed facts, or none: the event counts without them. */
async function factsOf( win: WishlistPage, product: number ): Promise< Params > {
	const page = readJson< PageJson >( win.document, 'duet-page' );
	const ask = async ( address: string, init: RequestInit ): Promise< Params | undefined > => {
		try {
			const answer = await win.fetch( address, { credentials: 'same-origin', ...init } );
			const facts = asObject( asObject( asObject( await answer.json() )[ 'extensions' ] )[ 'duet' ] );
			return facts[ 'contents' ] ? facts : undefined;
		} catch ( problem ) {
			console.debug( 'Duet', problem );
			return undefined;
		}
	};
	return (
		( await ask( `${ page?.shop?.product ?? '' }${ product }`, {} ) ) ??
		// For shops whose Store API is closed to visitors.
		( await ask( `${ page?.door ?? '' }product`, { method: 'POST', body: JSON.stringify( { id: product } ) } ) ) ??
		{}
	);
}

/**
 * Starts a plugin's adapter, once even if an optimizer runs the file several times.
 *
 * @param listen gets `added`, which takes the ID of the product or variation; anything that is no ID is no addition
 */
export function wishlistAdapter( win: WishlistPage, plugin: string, listen: ( added: ( product: unknown ) => void ) => void ): void {
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
