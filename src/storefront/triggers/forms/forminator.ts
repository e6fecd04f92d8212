/**
 * Forminator: jQuery `forminator:form:submit:success` on the form, which may be empty again by then; what was sent comes
 * with it. Drafts announce something else. A log-in is no lead, and a registration is counted by the server.
 */
import { attributeOf, formAdapter, told, type Page } from '../form-adapter.ts';
import { carryWish, onJQuery, withoutEmpty } from '../form-signals.ts';

const NOT_A_LEAD = [ 'login', 'registration' ];

export const forminator = ( win: Page ): void =>
	formAdapter( win, 'forminator', ( hear ) => {
		carryWish( win, 'form.forminator-custom-form:not(.forminator_ajax)' );
		onJQuery( win, 'forminator:form:submit:success', ( form, sent, answer ) => {
			const fields = sent instanceof FormData ? [ ...sent.entries() ] : [];
			const typed = ( name: RegExp ) => fields.find( ( [ key, value ] ) => name.test( key ) && value !== '' )?.[ 1 ];
			if ( told( told( answer )?.[ 'data' ] )?.[ 'duet' ] !== false && ! NOT_A_LEAD.includes( `${ typed( /^form_type$/ ) }` ) ) {
				const person = withoutEmpty( {
					email: typed( /^email-\d+$/ ),
					phone: typed( /^phone-\d+$/ ),
					first_name: typed( /^name-\d+-first-name$/ ),
					last_name: typed( /^name-\d+-last-name$/ ),
				} );
				hear( { id: ( form && attributeOf( form, 'data-form-id' ) ) || typed( /^form_id$/ ), at: form, person, answer: told( answer ) } );
			}
		} );
	} );

forminator( window );
