/**
 * YITH WooCommerce Wishlist. Its buttons are drawn in one of two ways: by templates, which ask admin-ajax.php and announce
 * `added_to_wishlist` even when the product was there already - the answer's `result` tells - or by React, which asks
 * its REST route through wp.apiFetch and announces nothing.
 */
import { globalOf } from '../../browser/dom.ts';
import { onJQuery, whenThere } from '../form-signals.ts';
import { told, wishlistAdapter, type Page } from '../wishlist.ts';

export const yith = ( win: Page ): void =>
	wishlistAdapter( win, 'yith', ( added ) => {
		onJQuery( win, 'ajaxSuccess', ( _, xhr, settings, answer ) => {
			const sent = told( settings )[ 'data' ];
			if ( typeof sent === 'string' && told( answer )[ 'result' ] === 'true' ) {
				added( new URLSearchParams( sent ).get( 'add_to_wishlist' ) );
			}
		} );
		whenThere(
			win,
			() => globalOf< NonNullable< Page[ 'wp' ] > >( win, 'wp' )?.apiFetch,
			( api ) =>
				api.use?.( ( request, next ) => {
					const answer = next( request );
					const { path, method, data } = request;
					if ( method === 'POST' && /(^|\/)yith\/wishlist\/v1\/items\/?$/.test( `${ path }` ) ) {
						// A second branch: whoever asked gets the answer, or the error, untouched.
						answer.then(
							( given ) => told( told( given )[ 'product_data' ] )[ 'added_to' ] && added( told( data )[ 'product_id' ] ),
							() => {}
						);
					}
					return answer;
				} )
		);
	} );

yith( window );
