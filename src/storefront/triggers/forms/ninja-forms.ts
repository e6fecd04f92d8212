/**
 * Ninja Forms: jQuery `nfFormSubmitResponse` on the document, for every answer. Only an answer without errors that does
 * not wait for a payment is an acceptance. There is no <form> submission, so the typed fields come from the answer.
 */
import { native } from '../../browser/dom.ts';
import { formAdapter, asObject, type FormPageWindow, type Submitter } from '../form-adapter.ts';
import { onJQuery, withoutEmpty } from '../form-signals.ts';

const KINDS: Readonly< Record< string, keyof Submitter > > = { email: 'email', phone: 'phone', firstname: 'first_name', lastname: 'last_name' };

const any = ( list: unknown ): boolean => Object.keys( asObject( list ) ?? {} ).length > 0;

export const ninjaForms = ( win: FormPageWindow ): void =>
	formAdapter( win, 'ninja-forms', ( accept ) =>
		onJQuery( win, 'nfFormSubmitResponse', ( _, said ) => {
			const { response, id } = asObject( said ) ?? {};
			const answer = asObject( response );
			const data = asObject( answer?.[ 'data' ] );
			if ( ! data || any( answer?.[ 'errors' ] ) || any( data[ 'errors' ] ) || data[ 'halt' ] ) {
				return;
			}
			const typed: Record< string, unknown > = {};
			for ( const field of Object.values( asObject( data[ 'fields' ] ) ?? {} ).map( asObject ) ) {
				const kind = KINDS[ `${ field?.[ 'type' ] }` ];
				if ( kind ) {
					typed[ kind ] ||= field?.[ 'value' ];
				}
			}
			// A second copy of a form on a page has an ID like "3_1".
			const instance = `${ data[ 'form_id' ] ?? id }`;
			const { document: doc } = win;
			const place = native( doc, 'getElementById' )( `nf-form-${ instance }-cont` );
			const at = place?.querySelector( 'form' ) ?? place;
			accept( { id: instance.split( '_' )[ 0 ], title: asObject( data[ 'settings' ] )?.[ 'title' ], at, person: withoutEmpty( typed ), answer } );
		} )
	);

ninjaForms( window );
