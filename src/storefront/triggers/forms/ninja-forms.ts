/**
 * Ninja Forms: jQuery `nfFormSubmitResponse` on the document, for every answer: only one without errors, and not halted for
 * a payment page, is an acceptance. There is no <form> submit, so the typed fields come from the answer.
 */
import { native } from '../../browser/dom.ts';
import { formAdapter, told, type Page, type Person } from '../form-adapter.ts';
import { onJQuery, withoutEmpty } from '../form-signals.ts';

const KINDS: Readonly< Record< string, keyof Person > > = { email: 'email', phone: 'phone', firstname: 'first_name', lastname: 'last_name' };

const any = ( list: unknown ): boolean => Object.keys( told( list ) ?? {} ).length > 0;

export const ninjaForms = ( win: Page ): void =>
	formAdapter( win, 'ninja-forms', ( hear ) =>
		onJQuery( win, 'nfFormSubmitResponse', ( _, said ) => {
			const { response, id } = told( said ) ?? {};
			const answer = told( response );
			const data = told( answer?.[ 'data' ] );
			if ( ! data || any( answer?.[ 'errors' ] ) || any( data[ 'errors' ] ) || data[ 'halt' ] ) {
				return;
			}
			const typed: Record< string, unknown > = {};
			for ( const field of Object.values( told( data[ 'fields' ] ) ?? {} ).map( told ) ) {
				const kind = KINDS[ `${ field?.[ 'type' ] }` ];
				if ( kind ) {
					typed[ kind ] ||= field?.[ 'value' ];
				}
			}
			// A second copy of a form on a page is called "3_1".
			const instance = `${ data[ 'form_id' ] ?? id }`;
			const { document: doc } = win;
			const place = native( doc, 'getElementById' )( `nf-form-${ instance }-cont` );
			const at = place?.querySelector( 'form' ) ?? place;
			hear( { id: instance.split( '_' )[ 0 ], title: told( data[ 'settings' ] )?.[ 'title' ], at, person: withoutEmpty( typed ), answer } );
		} )
	);

ninjaForms( window );
