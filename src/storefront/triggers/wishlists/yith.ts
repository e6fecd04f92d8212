/**
 * YITH WooCommerce Wishlist. Templates or React draw its buttons. Templates send a request to admin-ajax.php and
 * announce `added_to_wishlist` even if the product was in the list already (`result` in the answer shows it). React
 * sends a request to its REST route through wp.apiFetch and announces nothing.
 */
import { globalOf } from '../../browser/dom.ts';
import { onJQuery, whenThere } from '../form-signals.ts';
import { asObject, wishlistAdapter, type WishlistPage } from '../wishlist.ts';

export const yith = ( win: WishlistPage ): void =>
	wishlistAdapter( win, 'yith', ( added ) => {
		onJQuery( win, 'ajaxSuccess', ( _, xhr, settings, answer ) => {
			const sent = asObject( settings )[ 'data' ];
			if ( typeof sent === 'string' && asObject( answer )[ 'result' ] === 'true' ) {
				added( new URLSearchParams( sent ).get( 'add_to_wishlist' ) );
			}
		} );
		whenThere(
			win,
			() => globalOf< NonNullable< WishlistPage[ 'wp' ] > >( win, 'wp' )?.apiFetch,
			( api ) =>
				api.use?.( ( request, next ) => {
					const answer = next( request );
					const { path, method, data } = request;
					if ( method === 'POST' && /(^|\/)yith\/wishlist\/v1\/items\/?$/.test( `${ path }` ) ) {
						// A second branch of the promise: the caller gets the answer, or the error, unchanged.
						answer.then(
							( given ) => asObject( asObject( given )[ 'product_data' ] )[ 'added_to' ] && added( asObject( data )[ 'product_id' ] ),
							() => {}
						);
					}
					return answer;
				} )
		);
	} );

yith( window );
